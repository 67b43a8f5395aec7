import { describe, expect, it } from 'vitest';
import { PROBES } from '@ancam/core';
import type { Fact, ProbeState } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { derive, replay } from './derive.ts';
import { identify } from './identify.ts';
import { hostResult, scanResult } from '../../test/stored-scan.ts';

const knowledge = loadKnowledge();
const done: ProbeState[] = PROBES.map((probe) => ({ probe, state: 'done' }));

const hikvision: Fact[] = [
  { name: 'http.answered', value: true, port: 80 },
  { name: 'http.server', value: 'App-webs/', port: 80 },
  { name: 'http.clearText', value: true, port: 80 },
  { name: 'http.loginClearText', value: true, port: 80 },
  { name: 'wsd.name', value: 'HIKVISION DS-2CD2032F-I' },
  { name: 'wsd.hardware', value: 'DS-2CD2032F-I' },
  { name: 'wsd.types', value: ['NetworkVideoTransmitter'] },
  { name: 'http.body', value: '{"deviceModel":"DS-2CD2032F-I","firmwareVersion":"V5.3.0 build 150513"}', port: 80 },
];

describe('identify', () => {
  it('is firm by two classes, and names the facts', () => {
    const identity = identify(hikvision, knowledge, done);
    expect(identity).toMatchObject({
      maker: 'hikvision',
      makerName: 'Hikvision',
      model: 'DS-2CD2032F-I',
      strength: 'firm',
      kind: 'camera',
    });
    expect(identity.confidence).toBeGreaterThan(0.95);
    expect(identity.evidence.map((each) => each.fingerprint)).toContain('hikvision/http-server');
  });

  it('is never firm where another maker is as probable', () => {
    const contradicted = identify([...hikvision, { name: 'onvif.manufacturer', value: 'Dahua', port: 80 }], knowledge, done);
    expect(contradicted).toMatchObject({ maker: 'hikvision', strength: 'hint' });
    expect(contradicted.confidence).toBeLessThan(0.2);
    expect(contradicted.evidence.map((each) => each.value)).toContain('dahua');
  });

  it('names no maker by an open port alone', () => {
    expect(identify([{ name: 'tcp.open', value: 8000, port: 8000 }], knowledge, done)).toMatchObject({
      kind: 'unknown',
      strength: 'none',
      confidence: 0,
    });
  });

  it('calls an ONVIF device of a maker not described a camera without maker', () => {
    const identity = identify(
      [
        { name: 'onvif.answered', value: true, port: 80 },
        { name: 'onvif.manufacturer', value: 'Acme', port: 80 },
        { name: 'onvif.model', value: 'A1', port: 80 },
      ],
      knowledge,
      done,
    );
    expect(identity).toMatchObject({ kind: 'camera', model: 'A1', strength: 'none' });
    expect(identity.maker).toBeUndefined();
  });

  it('shows the brand on the housing beside the maker', () => {
    expect(
      identify(
        [
          { name: 'label.maker', value: 'KBVision' },
          { name: 'label.model', value: 'KX-A2111' },
        ],
        knowledge,
        [],
      ),
    ).toMatchObject({ kind: 'camera', maker: 'dahua', makerName: 'KBVision (Dahua)', model: 'KX-A2111', strength: 'hint' });
  });

  it('does not take a computer that shares a port for a camera', () => {
    const facts: Fact[] = [
      { name: 'wsd.types', value: ['Device', 'Computer'] },
      { name: 'tcp.open', value: 8000, port: 8000 },
    ];
    expect(identify(facts, knowledge, done).kind).toBe('not-a-camera');
  });
});

describe('derive', () => {
  it('gives the same again on its own result, and replaces an old identification', () => {
    const once = derive({ facts: [...hikvision, { name: 'identity.maker', value: 'axis' }], probes: done }, knowledge);
    expect(once.facts.filter((fact) => fact.name.startsWith('identity.'))).toEqual([
      { name: 'identity.maker', value: 'hikvision' },
      { name: 'identity.model', value: 'DS-2CD2032F-I' },
      { name: 'identity.firmware', value: 'V5.3.0 build 150513' },
    ]);
    expect(derive({ facts: once.facts, probes: done }, knowledge)).toEqual(once);
  });

  it('judges by model and firmware, and by what was seen', () => {
    const { checks, requirements } = derive({ facts: hikvision, probes: done }, knowledge);
    const failed = checks.filter((each) => each.outcome === 'fail').map((each) => each.check);
    expect(failed).toContain('firmware/hikvision-2017-7921');
    expect(failed).toContain('web/login-clear-text');
    const verdicts = new Map(
      requirements.filter((each) => each.regulation === 'qcvn-11-2026').map((each) => [each.requirement, each.verdict]),
    );
    expect(verdicts.size).toBe(36);
    expect(verdicts.get('2.3.4')).toBe('indication');
    expect(verdicts.get('2.5.1')).toBe('indication');
    expect(verdicts.get('2.4.2')).toBe('not-visible');
    expect(verdicts.get('2.6.1')).toBe('no-indication');
  });

  it('never shows what was not asked as passed', () => {
    const { checks, requirements } = derive({ facts: [{ name: 'label.maker', value: 'Hikvision' }], probes: [] }, knowledge);
    expect(checks.filter((each) => each.outcome === 'pass' || each.outcome === 'fail')).toEqual([]);
    expect(requirements.filter((each) => each.verdict === 'indication' || each.verdict === 'no-indication')).toEqual([]);
  });

  it('judges a camera that was entered from its label by its firmware', () => {
    const facts: Fact[] = [
      { name: 'label.maker', value: 'Hikvision' },
      { name: 'label.model', value: 'DS-2CD2032F-I' },
      { name: 'label.firmware', value: 'V5.3.0 build 150513' },
    ];
    const { checks } = derive({ facts, probes: [{ probe: 'label', state: 'done' }] }, knowledge);
    expect(checks.find((each) => each.check === 'firmware/hikvision-2017-7921')?.outcome).toBe('fail');
  });

  it('does not check what is no camera', () => {
    const facts: Fact[] = [{ name: 'telnet.open', value: true, port: 23 }];
    expect(derive({ facts, probes: done }, knowledge)).toMatchObject({ identity: { kind: 'unknown' }, checks: [], requirements: [] });
  });
});

describe('replay', () => {
  it('judges stored facts by other knowledge and keeps what was seen', () => {
    const stored = scanResult([hostResult({ facts: hikvision, probes: done })]);
    const fewer = { ...knowledge, hash: 'other', checks: knowledge.checks.filter((each) => each.id === 'web/login-clear-text') };
    const again = replay(stored, fewer);
    expect(again.knowledge).toBe('other');
    expect(again.stats.cameras).toBe(1);
    expect(again.hosts[0]?.checks.map((each) => [each.check, each.outcome])).toEqual([['web/login-clear-text', 'fail']]);
    expect(again.hosts[0]?.observations).toEqual(stored.hosts[0]?.observations);
    expect(replay(again, knowledge).hosts).toEqual(replay(stored, knowledge).hosts);
  });
});
