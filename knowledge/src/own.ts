import { existsSync, statSync } from 'node:fs';
import { AppError } from '@ancam/core';
import { lintOwnTree } from './lint/index.ts';
import { problemsIn } from './knowledge.ts';
import { formatProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import type { KnowledgeIndex } from './schema.ts';
import { assemble, readTree } from './tree.ts';

/** A record that a user added, by the file it stands in. */
export interface OwnRecord {
  /** Path inside the folder, with forward slashes. */
  readonly file: string;
  /** `vendor`, `fingerprints`, `brand`, `check`, `sign` ... */
  readonly kind: string;
  readonly id: string;
}

/** Knowledge of the product with the records of a user's folder added to it. */
export interface OwnKnowledge {
  /** The product's alone where the folder has any fault: half a set of rules would judge differently from what its author meant. */
  readonly knowledge: KnowledgeIndex;
  readonly records: readonly OwnRecord[];
  readonly problems: readonly Problem[];
}

/**
 * Reads `devices/` of a user's folder, laid out as the product's own, and adds it to `base`. Records that come with the product cannot be
 * replaced; fingerprints may be added to its makers. Throws `file.unreadable` where the folder does not exist.
 */
export function readOwnKnowledge(dir: string, base: KnowledgeIndex): OwnKnowledge {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    const fix = 'name a folder that holds devices/, as docs/knowledge-guide.md shows';
    throw new AppError('file.unreadable', `no folder ${dir}`, { place: dir, fix });
  }
  const tree = { ...readTree(dir, 'own'), base };
  const problems = problemsIn(tree, lintOwnTree);
  const records = tree.files.map(({ file, kind, id }) => ({ file, kind: kind.name, id }));
  return { knowledge: problems.length > 0 || records.length === 0 ? base : assemble(tree), records, problems };
}

/** As `readOwnKnowledge`, for work that must not go on without the user's records. Throws `knowledge.invalid` with every fault. */
export function addOwnKnowledge(dir: string, base: KnowledgeIndex): KnowledgeIndex {
  const { knowledge, problems } = readOwnKnowledge(dir, base);
  const [first] = problems;
  if (!first) return knowledge;
  throw new AppError('knowledge.invalid', problems.map(formatProblem).join('\n'), {
    place: `${dir}/${first.file}:${first.line}`,
    fix: first.fix,
    problems,
  });
}
