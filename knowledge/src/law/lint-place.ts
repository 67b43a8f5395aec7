import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';
import type { YamlFile } from '../yaml-file.ts';

/** A fault of a record of the statute book, named by its id. */
export interface LawFault {
  readonly id: string;
  readonly message: string;
  readonly fix: string;
}

/** The file and line of a fault: where the record with the id begins. */
export function faultAt(tree: Tree, { id, message, fix }: LawFault): Problem {
  // Records come before their parts: a milestone may bear the name of a workflow.
  for (const depth of [0, 1, 2]) {
    for (const file of tree.files) {
      if (!file.kind.name.startsWith('law-')) continue;
      const path = pathOf(file.data, id, depth);
      if (path !== undefined) return { file: file.file, line: lineOf(file, path), message, fix };
    }
  }
  return { file: 'law', line: 1, message, fix };
}

function lineOf(file: YamlFile, path: readonly PropertyKey[]): number {
  return path.length === 0 ? 1 : file.lineOf(path);
}

/** Looks for `id` or `key` in the record itself, or in its lists down to a depth. */
function pathOf(data: unknown, id: string, depth: number): PropertyKey[] | undefined {
  if (data === null || typeof data !== 'object') return undefined;
  const record = data as Readonly<Record<string, unknown>>; // an object of parsed YAML
  if (record['id'] === id || record['key'] === id) return [];
  if (depth === 0) return undefined;
  for (const [name, list] of Object.entries(record)) {
    if (!Array.isArray(list)) continue;
    for (const [n, each] of list.entries()) {
      const rest = pathOf(each, id, depth - 1);
      if (rest !== undefined) return [name, n, ...rest];
    }
  }
  return undefined;
}
