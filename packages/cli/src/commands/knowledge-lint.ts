import { fileURLToPath } from 'node:url';
import type { Language, Text } from '@ancam/core';
import { formatProblem, lintKnowledge, loadKnowledge, readOwnKnowledge } from '@ancam/knowledge';
import { exampleFaults } from '@ancam/scanner';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { writeOutput } from '../output.ts';

const CLEAN: Text = { vi: 'Kho tri thức không có lỗi.', en: 'The knowledge has no faults.' };
const FAULTS: Text = { vi: '{count} lỗi.', en: '{count} faults.' };

const EXAMPLE: Text = {
  vi: '{file}:1: ví dụ "{about}" cho {actual}; cần {expected}',
  en: '{file}:1: the example "{about}" gives {actual}; it must give {expected}',
};

/**
 * Prints each fault of the knowledge as `file:line`: of the product's own, or of a user's folder that is added to it, where the examples
 * are judged too. Exit code 1 where there are any.
 */
export async function lint(folder: string | undefined, language: Language): Promise<number> {
  const lines = folder === undefined ? productFaults() : ownFaults(folder, language);
  await writeOutput(
    lines.map((line) => `${line}\n`),
    undefined,
  );
  process.stderr.write(`${lines.length === 0 ? CLEAN[language] : say(language, FAULTS, { count: lines.length })}\n`);
  return lines.length === 0 ? EXIT.clean : EXIT.findings;
}

function productFaults(): string[] {
  const folder = fileURLToPath(new URL('../../../../knowledge', import.meta.url));
  return lintKnowledge(folder).map((problem) => `knowledge/${formatProblem(problem)}`);
}

function ownFaults(folder: string, language: Language): string[] {
  const { knowledge, records, problems } = readOwnKnowledge(folder, loadKnowledge());
  if (problems.length > 0) return problems.map((problem) => `${folder}/${formatProblem(problem)}`);
  const fileOf = (kind: string, id: string): string | undefined =>
    records.find((each) => each.id === id && (each.kind === kind || (kind === 'vendor' && each.kind === 'vendor-examples')))?.file;
  return exampleFaults(knowledge, (kind, id) => fileOf(kind, id) !== undefined).map(({ kind, id, about, expected, actual }) =>
    say(language, EXAMPLE, { file: `${folder}/${fileOf(kind, id) ?? id}`, about, expected, actual }),
  );
}
