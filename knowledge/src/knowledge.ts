import { AppError } from '@ancam/core';
import { compileLaw } from './law/data.ts';
import type { LawData } from './law/data.ts';
import { lintTree } from './lint/index.ts';
import { compilePlaces } from './places/compile.ts';
import type { PlacesData } from './places/schema.ts';
import { formatProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import type { KnowledgeIndex } from './schema.ts';
import { assemble, compareIds, readTree } from './tree.ts';
import type { Tree } from './tree.ts';

/** Every fault of a knowledge folder, sorted by place. An empty list means that it can be compiled. */
export function lintKnowledge(dir: string): Problem[] {
  return problemsOf(readTree(dir));
}

function problemsOf(tree: Tree): Problem[] {
  return problemsIn(tree, lintTree);
}

/** What links records is looked at only where every file can be read; otherwise each fault would be reported many times over. */
export function problemsIn(tree: Tree, lint: (tree: Tree) => Problem[]): Problem[] {
  const readable = tree.files.every((file) => file.data !== undefined);
  return [...tree.problems, ...(readable ? lint(tree) : [])].toSorted((a, b) => compareIds(a.file, b.file) || a.line - b.line);
}

/** A compiled knowledge folder. Places and law are files of their own: they are large, and what is scanned does not depend on them. */
export interface Compiled {
  readonly index: KnowledgeIndex;
  readonly places: PlacesData | undefined;
  readonly law: LawData | undefined;
}

/** Compiles a knowledge folder. Throws `knowledge.invalid` with every fault where there are any. */
export function compileKnowledge(dir: string): Compiled {
  const tree = readTree(dir);
  const problems = problemsOf(tree);
  const [first] = problems;
  if (first) {
    throw new AppError('knowledge.invalid', problems.map(formatProblem).join('\n'), {
      place: `${first.file}:${first.line}`,
      fix: first.fix,
      problems,
    });
  }
  return { index: assemble(tree), places: compilePlaces(tree), law: compileLaw(tree) };
}
