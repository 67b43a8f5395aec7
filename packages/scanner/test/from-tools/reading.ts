import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostResult, ScanHead } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { readToolFile } from '../../src/from-tools/index.ts';
import type { ToolFault } from '../../src/from-tools/index.ts';

/** What a file of another tool came to. */
export interface ReadBack {
  readonly head: ScanHead;
  readonly hosts: ReadonlyMap<string, HostResult>;
  readonly faults: readonly ToolFault[];
}

export const FILE_TIME = new Date('2026-11-20T02:00:00.000Z');
const OWNER = '7c1a4d52-3f0e-4b8a-9d65-0a1b2c3d4e5f';

const DESCRIPTORS = '/proc/self/fd';

/** The nameless files of scans that this process holds open; none are seen where the system does not list them. */
function heldOpen(): string[] {
  if (!existsSync(DESCRIPTORS)) return [];
  const held = readdirSync(DESCRIPTORS).map((each) => {
    try {
      return readlinkSync(join(DESCRIPTORS, each));
    } catch {
      // the descriptor of the listing itself
      return '';
    }
  });
  return held.filter((path) => path.includes('/ancam-scan-'));
}

/** Reads a file that lies somewhere, and holds what comes of it against the schema of result files. Leaves nothing on disk, and no file open. */
export async function readPath(path: string, name = 'file'): Promise<ReadBack> {
  const folder = await mkdtemp(join(tmpdir(), 'ancam-read-'));
  const before = new Set(heldOpen()); // by other tests of this process
  try {
    const file = await readToolFile(path, {
      knowledge: loadKnowledge(),
      instanceId: OWNER,
      owner: OWNER,
      name,
      fileTime: FILE_TIME,
      folder,
    });
    const hosts = new Map<string, HostResult>();
    for await (const host of file.results()) hosts.set(host.address, HostResult.parse(host));
    await file.close();
    const left = [...(await readdir(folder)), ...heldOpen().filter((path) => !before.has(path))];
    if (left.length > 0) throw new Error(`left on disk: ${left.join(', ')}`);
    return { head: ScanHead.parse(file.head), hosts, faults: file.faults };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a file under a name that tells nothing, and reads it. */
export async function readContent(content: string | Uint8Array): Promise<ReadBack> {
  const folder = await mkdtemp(join(tmpdir(), 'ancam-file-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, content);
    return await readPath(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Outcomes of the checks of a host, by check. */
export function outcomes(host: HostResult | undefined): ReadonlyMap<string, string> {
  return new Map((host?.checks ?? []).map(({ check, outcome }) => [check, outcome]));
}
