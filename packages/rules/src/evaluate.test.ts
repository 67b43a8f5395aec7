import { describe, expect, it } from 'vitest';
import type { Fact, ProbeState } from '@ancam/core';
import type { Condition } from './condition.ts';
import { evaluate } from './evaluate.ts';
import { factView } from './fact-view.ts';

const done: ProbeState[] = [
  { probe: 'http', state: 'done' },
  { probe: 'rtsp', state: 'done' },
  { probe: 'tcp', state: 'done' },
  { probe: 'onvif', state: 'partial', reason: 'timeout' },
];

function answer(condition: Condition, facts: Fact[], probes = done) {
  return evaluate(condition, factView(facts, probes)).answer;
}

describe('evaluate', () => {
  it('takes silence for "no" only where the probe concluded', () => {
    const open: Condition = { fact: 'rtsp.openStream', equals: true };
    expect(answer(open, [])).toBe('no');
    expect(answer(open, [], [])).toBe('unknown');
    expect(answer({ fact: 'onvif.openUsers', equals: true }, [])).toBe('unknown');
    expect(answer({ fact: 'onvif.openUsers', equals: true }, [{ name: 'onvif.openUsers', value: true }])).toBe('yes');
  });

  it('does not take one negative occurrence for all where the probe did not conclude', () => {
    expect(answer({ fact: 'onvif.openUsers', equals: true }, [{ name: 'onvif.openUsers', value: false, port: 80 }])).toBe('unknown');
  });

  it('asks for existence and absence', () => {
    expect(answer({ fact: 'http.title', exists: true }, [])).toBe('no');
    expect(answer({ fact: 'http.title', exists: false }, [])).toBe('yes');
    expect(answer({ fact: 'onvif.model', exists: false }, [])).toBe('unknown');
    expect(answer({ fact: 'http.title', exists: false }, [{ name: 'http.title', value: 'x' }])).toBe('no');
  });

  it('leaves an unknown identity open', () => {
    expect(answer({ fact: 'identity.maker', equals: 'hikvision' }, [])).toBe('unknown');
    expect(answer({ fact: 'identity.maker', equals: 'hikvision' }, [{ name: 'identity.maker', value: 'dahua' }])).toBe('no');
  });

  it('follows Kleene in all, any and not', () => {
    const yes: Condition = { fact: 'http.title', exists: false };
    const no: Condition = { fact: 'http.title', exists: true };
    const unknown: Condition = { fact: 'onvif.model', exists: true };
    expect(answer({ all: [yes, unknown] }, [])).toBe('unknown');
    expect(answer({ all: [no, unknown] }, [])).toBe('no');
    expect(answer({ all: [yes, yes] }, [])).toBe('yes');
    expect(answer({ any: [no, unknown] }, [])).toBe('unknown');
    expect(answer({ any: [yes, unknown] }, [])).toBe('yes');
    expect(answer({ any: [no, no] }, [])).toBe('no');
    expect(answer({ not: unknown }, [])).toBe('unknown');
    expect(answer({ not: no }, [])).toBe('yes');
  });

  it('tests lists element by element', () => {
    const facts: Fact[] = [{ name: 'http.digestAlgorithms', value: ['MD5', 'SHA-256'] }];
    expect(answer({ fact: 'http.digestAlgorithms', equals: 'MD5' }, facts)).toBe('yes');
    expect(answer({ not: { fact: 'http.digestAlgorithms', oneOf: ['SHA-256'] } }, facts)).toBe('no');
  });

  it('asks every element of one occurrence where told so', () => {
    const only: Condition = { fact: 'http.digestAlgorithms', equals: 'MD5', every: true };
    expect(answer(only, [{ name: 'http.digestAlgorithms', value: ['MD5', 'SHA-256'] }])).toBe('no');
    expect(answer(only, [{ name: 'http.digestAlgorithms', value: [] }])).toBe('no');
    expect(
      answer(only, [
        { name: 'http.digestAlgorithms', value: ['MD5'], port: 80 },
        { name: 'http.digestAlgorithms', value: ['SHA-256'], port: 443 },
      ]),
    ).toBe('yes');
  });

  it('compares numbers, absolute where asked', () => {
    const facts: Fact[] = [{ name: 'tcp.open', value: -90 }];
    expect(answer({ fact: 'tcp.open', above: 60 }, facts)).toBe('no');
    expect(answer({ fact: 'tcp.open', above: 60, absolute: true }, facts)).toBe('yes');
    expect(answer({ fact: 'tcp.open', below: 0 }, facts)).toBe('yes');
  });

  it('never calls an incomparable firmware unaffected', () => {
    const test: Condition = { fact: 'identity.firmware', firmware: { grammar: 'hikvision', before: 'build 210628' } };
    expect(answer(test, [{ name: 'identity.firmware', value: 'V5.4.0 build 160530' }])).toBe('yes');
    expect(answer(test, [{ name: 'identity.firmware', value: 'V5.7.0 build 230101' }])).toBe('no');
    expect(answer(test, [{ name: 'identity.firmware', value: 'V5.7.0' }])).toBe('unknown');
    expect(answer(test, [{ name: 'identity.firmware', value: 'custom' }])).toBe('unknown');
  });

  it('returns the facts it rests on, and looks at a capped text only', () => {
    const fact: Fact = { name: 'http.server', value: 'App-webs/', port: 80 };
    expect(evaluate({ fact: 'http.server', regex: '^App-webs' }, factView([fact], done)).evidence).toEqual([fact]);
    expect(answer({ fact: 'http.body', regex: 'needle' }, [{ name: 'http.body', value: `${'x'.repeat(5000)}needle` }])).toBe('no');
  });
});
