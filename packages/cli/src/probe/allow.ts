import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import { firstOutside, parseTarget, readTargetsFile } from '@ancam/scanner';

const HEAD = '# Addresses that this probe may scan, one target a line. Nothing else is scanned, whatever the server asks for.\n';

/** The file in which whoever runs the network says what may be scanned there. */
export function allowFile(folder: string): string {
  return join(folder, 'allow.txt');
}

/** Writes the file at the enrolment. Throws `conflict` where there is one already: it is changed by hand only. */
export function writeAllowed(folder: string, targets: readonly string[]): void {
  for (const target of targets) parseTarget(target);
  const file = allowFile(folder);
  if (existsSync(file)) throw new AppError('conflict', `${file} is there already`, { place: file, fix: 'edit the file' });
  writeFileSync(file, `${HEAD}${targets.join('\n')}\n`, { mode: 0o600 });
}

/** What may be scanned now, and why nothing where the file cannot be read as a whole: a fault in it allows nothing. */
export async function readAllowed(folder: string): Promise<{ readonly targets: readonly string[]; readonly fault?: AppError }> {
  try {
    return { targets: await readTargetsFile(allowFile(folder)) };
  } catch (thrown) {
    if (thrown instanceof AppError) return { targets: [], fault: thrown };
    throw thrown;
  }
}

/** The first target that the file does not allow; undefined where it allows all. */
export async function firstForbidden(folder: string, targets: readonly string[]): Promise<string | undefined> {
  return firstOutside(targets, (await readAllowed(folder)).targets);
}
