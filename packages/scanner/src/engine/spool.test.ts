import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Spool } from './spool.ts';
import type { Spooled } from './spool.ts';

const SMALL = 'một máy';
const LARGE = JSON.stringify(Array.from({ length: 40_000 }, (_, index) => ({ index, text: `câu ${(index * 7919) % 104_729}` })));

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A spool whose room in memory is taken, so that what is put goes to the file. */
function filled(): { readonly spool: Spool; readonly first: Spooled } {
  const spool = new Spool();
  return { spool, first: spool.put('x'.repeat(10 * 1024 * 1024)) };
}

describe('kept texts', () => {
  it('come back from the file as they were put, whatever their size, and leave no name behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spool-'));
    vi.stubEnv('TMPDIR', folder);
    const { spool } = filled();
    const kept = [SMALL, LARGE, SMALL].map((text) => spool.put(text));
    expect(kept.map(({ at }) => typeof at)).toEqual(['number', 'number', 'number']);
    expect(readdirSync(folder)).toEqual([]);
    expect(kept.toReversed().map((each) => spool.get(each))).toEqual([SMALL, LARGE, SMALL]);
    spool.close();
    rmSync(folder, { recursive: true });
  });

  it('are packed in memory where no file can be made', () => {
    vi.stubEnv('TMPDIR', join(tmpdir(), 'no', 'such', 'folder'));
    const { spool } = filled();
    const kept = spool.put(LARGE);
    expect(kept.packed).toBeLessThan(kept.length / 2);
    expect(spool.get(kept)).toBe(LARGE);
    spool.close();
  });

  it('stay in memory as they are while there is room, which one that is dropped makes', () => {
    const { spool, first } = filled();
    expect(typeof spool.put(SMALL).at).toBe('number');
    spool.drop(first);
    const kept = [SMALL, '', LARGE].map((text) => spool.put(text));
    expect(kept.map(({ packed }) => packed)).toEqual([0, 0, 0]);
    expect(kept.map((each) => spool.get(each))).toEqual([SMALL, '', LARGE]);
    spool.close();
  });
});
