import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Spool } from './spool.ts';

const SMALL = 'một máy';
const LARGE = JSON.stringify(Array.from({ length: 40_000 }, (_, index) => ({ index, text: `câu ${(index * 7919) % 104_729}` })));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('texts in a temporary file', () => {
  it('come back as they were put, whatever their size, and leave no name behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spool-'));
    vi.stubEnv('TMPDIR', folder);
    const spool = new Spool();
    const kept = [SMALL, LARGE, '', SMALL].map((text) => spool.put(text));
    expect(kept.map(({ at }) => typeof at)).toEqual(['number', 'number', 'number', 'number']);
    expect(readdirSync(folder)).toEqual([]);
    expect(kept.toReversed().map((each) => spool.get(each))).toEqual([SMALL, '', LARGE, SMALL]);
    spool.close();
    rmSync(folder, { recursive: true });
  });

  it('stay in memory where no file can be made', () => {
    vi.stubEnv('TMPDIR', join(tmpdir(), 'no', 'such', 'folder'));
    const spool = new Spool();
    const kept = spool.put(LARGE);
    expect(typeof kept.at).toBe('object');
    expect(spool.get(kept)).toBe(LARGE);
    spool.close();
  });
});
