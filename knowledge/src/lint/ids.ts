import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';
import { filesOf } from '../tree.ts';

/** The id of a record is its path: what is found in a result leads to the file at once. */
export function lintIds(tree: Tree): Problem[] {
  const problems: Problem[] = [];
  for (const file of tree.files) {
    if (!file.kind.hasId || file.data === undefined) continue;
    const { id } = file.data as { id: string }; // every kind with an id has a string there by its schema
    if (id !== file.id) {
      problems.push({ file: file.file, line: file.lineOf(['id']), message: `id ${id} is not its path`, fix: `write id: ${file.id}` });
    }
  }
  for (const kind of ['fingerprints', 'vendor-examples']) {
    const parts = new Set(filesOf(tree, kind).map((file) => file.id));
    for (const head of filesOf(tree, 'vendor').filter((file) => !parts.has(file.id))) {
      const name = kind === 'fingerprints' ? 'fingerprints.yaml' : 'examples.yaml';
      problems.push({ file: head.file, line: 1, message: `the maker has no ${name}`, fix: `add ${name} beside it` });
    }
  }
  return problems;
}
