import { newId } from '@ancam/core';
import type { HostResult } from '@ancam/core';
import { expect, test } from 'vitest';
import { HostStore } from './host-store.ts';

const FAILED: HostResult['checks'][number] = { check: 'service/telnet', outcome: 'fail', severity: 'high', evidence: [] };

function host(address: string, more: Partial<HostResult> = {}): HostResult {
  const at = '2026-11-22T00:00:00.000Z';
  return {
    id: newId(),
    address,
    life: 'open',
    startedAt: at,
    finishedAt: at,
    cutShort: false,
    observations: [],
    facts: [],
    probes: [],
    identity: { kind: 'camera', confidence: 0, strength: 'none', evidence: [] },
    checks: [],
    requirements: [],
    ...more,
  };
}

test('hosts come out whole and in the order of their addresses, small ones and large ones', () => {
  const title = { name: 'http.title', value: 'Máy quay số một '.repeat(300) } as const;
  const large = host('127.0.0.10', { facts: Array.from({ length: 8 }, () => title) });
  const small = host('127.0.0.9');
  const store = new HostStore();
  for (const each of [large, small]) store.keep(each);
  expect([...store]).toEqual([small, large]);
  expect([...store.lines()].map((line) => JSON.parse(line.toString()) as unknown)).toEqual([small, large]);
});

test('a host that comes again replaces what was kept, findings included', () => {
  const first = host('127.0.0.1', { checks: [FAILED] });
  const store = new HostStore();
  store.keep(first);
  expect(store.hasFindings).toBe(true);
  store.keep({ ...first, checks: [] });
  expect(store.size).toBe(1);
  expect(store.hasFindings).toBe(false);
});

test('only cameras and recorders have findings', () => {
  const store = new HostStore();
  const identity: HostResult['identity'] = { kind: 'not-a-camera', confidence: 0, strength: 'none', evidence: [] };
  store.keep(host('127.0.0.1', { identity, checks: [FAILED] }));
  expect(store.hasFindings).toBe(false);
});

test('the lines of a host hold nothing that a terminal obeys, and say the same', () => {
  const hostile = host('127.0.0.1', { facts: [{ name: 'http.title', value: 'DS\u001B[2J\u009B31m\u202Egpj\u2028' }] });
  const store = new HostStore();
  store.keep(hostile);
  const [line = Buffer.alloc(0)] = store.lines();
  expect(line.toString()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect([...store]).toEqual([hostile]);
});
