import { expect, test } from 'vitest';
import type { ScanHostRow } from '@ancam/contract';
import { addLive } from './live.ts';
import type { LiveScan } from './live.ts';

const start: LiveScan = { progress: undefined, hosts: [], connected: true };

function host(id: string, model: string): ScanHostRow {
  return {
    id,
    address: '127.0.0.1',
    kind: 'camera',
    makerName: 'Axis',
    model,
    firmware: null,
    confidence: 0.9,
    strength: 'firm',
    failed: { critical: 0, high: 1, medium: 0, low: 0, info: 0 },
    cutShort: false,
    cameraId: null,
  };
}

test('finished hosts come on top, and one that is told again replaces its row', () => {
  const events = [host('a', 'old'), host('b', 'x'), host('a', 'new')];
  const state = events.reduce((before, each) => addLive(before, { type: 'host', host: each }), start);
  expect(state.hosts.map((each) => [each.id, each.model])).toEqual([
    ['a', 'new'],
    ['b', 'x'],
  ]);
});

test('progress replaces progress and touches nothing else', () => {
  const progress = { stage: 'probe', done: 3, total: 9, alive: 4, cameras: 2 } as const;
  const state = addLive(addLive(start, { type: 'host', host: host('a', 'm') }), { type: 'progress', progress });
  expect(state.progress).toEqual(progress);
  expect(state.hosts).toHaveLength(1);
});
