import { loadKnowledge } from '@ancam/knowledge/compiled';
import type { Language } from '@ancam/core';
import { replay } from '@ancam/scanner';
import { describeChanges, findChanges } from '../changes.ts';
import { EXIT } from '../exit-codes.ts';
import { writeOutput } from '../output.ts';
import { knowledgeOf } from '../own-knowledge.ts';
import { readResultFile } from '../result-file.ts';

/** Options of `ancam knowledge try`, as commander names them. */
export interface TryOptions {
  readonly language: Language;
  readonly json?: true;
}

/**
 * Judges stored scans twice, by the product's knowledge and with the folder's records added, and prints what the records change. Touches no
 * network. Exit code 1 where something changes.
 */
export async function tryKnowledge(folder: string, files: readonly string[], { language, json }: TryOptions): Promise<number> {
  const knowledge = await knowledgeOf({ knowledge: folder });
  const base = loadKnowledge();
  let changed = false;
  for (const file of files) {
    const stored = await readResultFile(file);
    const changes = findChanges(replay(stored, base).hosts, replay(stored, knowledge).hosts);
    changed ||= changes.length > 0;
    const text = json === true ? `${JSON.stringify({ file, changes })}\n` : `${file}\n${describeChanges(changes, language)}`;
    await writeOutput([text], undefined);
  }
  return changed ? EXIT.findings : EXIT.clean;
}
