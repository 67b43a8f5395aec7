import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problem.ts';
import type { Brand, Check, DeviceSign, ExploitedFlaws, KnowledgeIndex, NotCamera, Regulation, Vendor } from './schema.ts';
import { contentHash } from './canonical.ts';
import { readYamlFile } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';

/** All files of a knowledge folder, read and validated one by one. */
export interface Tree {
  readonly files: readonly YamlFile[];
  readonly problems: readonly Problem[];
}

/** Reads every YAML file below `devices/`, `law/`, `places/` and `standards/` of the knowledge folder, sorted by path. */
export function readTree(dir: string): Tree {
  const names = ['devices', 'law', 'places', 'standards']
    .filter((part) => existsSync(join(dir, part)))
    .flatMap((part) =>
      readdirSync(join(dir, part), { recursive: true, encoding: 'utf8' }).map((name) => `${part}/${name.replaceAll('\\', '/')}`),
    )
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.yml'))
    .sort();
  const files: YamlFile[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const read = readYamlFile(dir, name);
    if ('kind' in read) {
      files.push(read);
      problems.push(...read.problems);
    } else problems.push(read);
  }
  return { files, problems };
}

/** Files of one kind that follow their schema. */
export function filesOf(tree: Tree, kind: string): YamlFile[] {
  return tree.files.filter((file) => file.kind.name === kind && file.data !== undefined);
}

/** Joins the files to records, sorted by id. Parts that are missing are left out: the lint names them. */
export function records(tree: Tree): Omit<KnowledgeIndex, 'hash'> {
  const [exploited] = filesOf(tree, 'exploited-flaws').map((file) => file.data as ExploitedFlaws);
  // The schema of each kind has validated the data; joining the parts completes the record types.
  return {
    vendors: filesOf(tree, 'vendor').map((file) => vendor(tree, file)),
    brands: filesOf(tree, 'brand').map((file) => file.data as Brand),
    checks: filesOf(tree, 'check').map((file) => file.data as Check),
    notCameras: filesOf(tree, 'not-camera').map((file) => file.data as NotCamera),
    signs: filesOf(tree, 'sign').map((file) => file.data as DeviceSign),
    ...(exploited === undefined ? {} : { exploited }),
    regulations: filesOf(tree, 'regulation').map((file) => regulation(tree, file)),
  };
}

/** The records with the hash over their content. */
export function assemble(tree: Tree): KnowledgeIndex {
  const content = records(tree);
  return { hash: contentHash(content), ...content };
}

function vendor(tree: Tree, head: YamlFile): Vendor {
  const parts = ['fingerprints', 'vendor-examples'].flatMap((kind) => filesOf(tree, kind).filter((file) => file.id === head.id));
  return Object.assign({ fingerprints: [], examples: [] }, head.data, ...parts.map((part) => part.data)) as Vendor;
}

function regulation(tree: Tree, head: YamlFile): Regulation {
  const folder = head.file.slice(0, head.file.lastIndexOf('/') + 1);
  const groups = filesOf(tree, 'group')
    .filter((file) => file.file.startsWith(folder))
    .sort((a, b) => compareIds(a.id, b.id))
    .map((file) => file.data);
  return Object.assign({ groups }, head.data) as Regulation;
}

/** Orders clause numbers: 2.2 before 2.10, 5.1-2 before 5.1-10. */
export function compareIds(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
