import { fileURLToPath } from 'node:url';
import type { Language, Text } from '@ancam/core';
import { formatProblem, lintKnowledge } from '@ancam/knowledge';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { writeOutput } from '../output.ts';

const CLEAN: Text = { vi: 'Kho tri thức không có lỗi.', en: 'The knowledge has no faults.' };
const FAULTS: Text = { vi: '{count} lỗi.', en: '{count} faults.' };

/** Prints each fault of the knowledge as `file:line`. Exit code 1 where there are any. */
export async function lint(language: Language): Promise<number> {
  const folder = fileURLToPath(new URL('../../../../knowledge', import.meta.url));
  const problems = lintKnowledge(folder);
  await writeOutput(
    problems.map((problem) => `knowledge/${formatProblem(problem)}\n`),
    undefined,
  );
  process.stderr.write(`${problems.length === 0 ? CLEAN[language] : say(language, FAULTS, { count: problems.length })}\n`);
  return problems.length === 0 ? EXIT.clean : EXIT.findings;
}
