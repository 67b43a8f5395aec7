import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Id, newId } from '@ancam/core';

/**
 * The id of this installation, kept in the user's folder so that a server that imports results can tell where they come from.
 * Where nothing can be kept, each run is an installation of its own.
 */
export function instanceId(folder = join(homedir(), '.ancam')): string {
  const file = join(folder, 'instance-id');
  try {
    const known = Id.safeParse(readFileSync(file, 'utf8').trim());
    if (known.success) return known.data;
  } catch {
    // First run.
  }
  const id = newId();
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${id}\n`);
  } catch {
    // A read-only home is no reason not to scan.
  }
  return id;
}
