import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@ancam/core';
import type { HostResult } from '@ancam/core';
import { createPlan } from '@ancam/scanner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptScan } from './kept-scan.ts';

const PLAN = createPlan({ targets: ['127.0.0.1'], exclude: ['127.0.0.2'], ports: '80' });

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ancam-kept-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function host(address: string, life: HostResult['life'] = 'open', id = newId()): HostResult {
  const at = '2026-11-27T00:00:00.000Z';
  return {
    id,
    address,
    life,
    startedAt: at,
    finishedAt: at,
    cutShort: false,
    observations: [],
    probes: [],
    identity: { kind: 'unknown', confidence: 0, strength: 'none', evidence: [] },
    facts: [],
    checks: [],
    requirements: [],
  };
}

describe('a scan that is kept', () => {
  it('has in the next sitting its id and each device as it was written last', async () => {
    const first = await KeptScan.open(folder, PLAN);
    const again = newId();
    for (const one of [host('127.0.0.1', 'open', again), host('127.0.0.3'), host('127.0.0.1', 'refused', again)]) first.keep(one);
    await first.close(false);
    const second = await KeptScan.open(folder, PLAN);
    expect(second.id).toBe(first.id);
    expect(second.prior.map(({ address, life }) => [address, life])).toEqual([
      ['127.0.0.1', 'refused'],
      ['127.0.0.3', 'open'],
    ]);
    await second.close(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('passes over what was cut off or damaged, and writes on after what is whole', async () => {
    const first = await KeptScan.open(folder, PLAN);
    first.keep(host('127.0.0.1'));
    await first.close(false);
    appendFileSync(join(folder, 'hosts.ndjson'), `{"no": "device"}\n${JSON.stringify(host('127.0.0.3')).slice(0, 40)}`);
    const second = await KeptScan.open(folder, PLAN);
    expect(second.prior.map(({ address }) => address)).toEqual(['127.0.0.1']);
    second.keep(host('127.0.0.4'));
    await second.close(false);
    expect(readFileSync(join(folder, 'hosts.ndjson'), 'utf8').split('\n')).toHaveLength(4);
    const third = await KeptScan.open(folder, PLAN);
    expect(third.prior.map(({ address }) => address)).toEqual(['127.0.0.1', '127.0.0.4']);
    await third.close(false);
  });

  it('is refused by another plan, beside another process, and in a folder of something else', async () => {
    const first = await KeptScan.open(folder, PLAN);
    await expect(KeptScan.open(folder, PLAN)).rejects.toMatchObject({ code: 'conflict' });
    await first.close(false);
    const wider = createPlan({ targets: ['127.0.0.1'], ports: '80' });
    await expect(KeptScan.open(folder, wider)).rejects.toMatchObject({ code: 'input.invalid' });
    // it let go of the folder each time
    await (await KeptScan.open(folder, PLAN)).close(true);
    writeFileSync(join(folder, 'hosts.ndjson'), 'mine');
    await expect(KeptScan.open(folder, PLAN)).rejects.toMatchObject({ code: 'input.invalid' });
    expect(readFileSync(join(folder, 'hosts.ndjson'), 'utf8')).toBe('mine');
    writeFileSync(join(folder, 'scan.json'), '{}');
    await expect(KeptScan.open(folder, PLAN)).rejects.toMatchObject({ code: 'file.refused' });
  });
});
