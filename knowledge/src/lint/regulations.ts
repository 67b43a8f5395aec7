import type { Problem } from '../problem.ts';
import type { Regulation, RequirementGroup } from '../schema.ts';
import { compareIds, filesOf, records } from '../tree.ts';
import type { Tree } from '../tree.ts';
import type { YamlFile } from '../yaml-file.ts';

/** What the groups of all regulations are held against. */
interface Known {
  readonly provisions: ReadonlySet<string>;
  /** Ids of the binding regulations, which are the names of their folders. */
  readonly binding: ReadonlySet<string>;
  /** Requirements that some check speaks about. */
  readonly covered: ReadonlySet<string>;
}

/** Links between regulations, order of numbers, and requirements that a scan could fail but no check looks at. */
export function lintRegulations(tree: Tree): Problem[] {
  const { regulations, checks } = records(tree);
  const standards = regulations.filter((each) => each.kind === 'standard');
  const known: Known = {
    provisions: new Set(standards.flatMap((each) => each.groups.flatMap((group) => group.requirements.map(({ id }) => id)))),
    binding: new Set(regulations.filter((each) => each.kind === 'regulation').map((each) => each.id)),
    covered: new Set(checks.flatMap((check) => check.requirements.map(({ id }) => id))),
  };
  const ids = new Set(regulations.map((each) => each.id));
  return [
    ...filesOf(tree, 'regulation').flatMap((file) => lintLinks(file, ids)),
    ...filesOf(tree, 'group').flatMap((file) => lintGroup(file, known)),
  ];
}

function lintLinks(file: YamlFile, ids: ReadonlySet<string>): Problem[] {
  const regulation = file.data as Regulation; // validated as the head of one
  const problems: Problem[] = [];
  for (const link of ['predecessor', 'successor'] as const) {
    const other = regulation[link];
    if (other === undefined || ids.has(other)) continue;
    problems.push({ file: file.file, line: file.lineOf([link]), message: `no regulation ${other}`, fix: 'name a folder of standards' });
  }
  return problems;
}

function lintGroup(file: YamlFile, known: Known): Problem[] {
  const { requirements } = file.data as RequirementGroup; // validated as such
  const binding = known.binding.has(file.file.split('/')[1] ?? '');
  const problems: Problem[] = [];
  let previous = '';
  for (const [n, { id, remote, provisions = [] }] of requirements.entries()) {
    const line = file.lineOf(['requirements', n, 'id']);
    const say = (message: string, fix: string) => problems.push({ file: file.file, line, message, fix });
    if (previous !== '' && compareIds(previous, id) >= 0) say(`${id} after ${previous}`, 'sort by number, each once');
    previous = id;
    for (const provision of provisions.filter((each) => !known.provisions.has(each))) {
      say(`no provision ${provision}`, 'name a provision of a standard');
    }
    if (binding && remote === 'fail' && !known.covered.has(id)) {
      say(`a scan could show failure of ${id}, but no check speaks about it`, 'write a check, or lower remote');
    }
  }
  return problems;
}
