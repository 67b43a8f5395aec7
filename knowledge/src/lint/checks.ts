import { FACTS } from '@ancam/core';
import { factsOf } from '@ancam/rules';
import type { Problem } from '../problem.ts';
import type { Check, Regulation } from '../schema.ts';
import { compareIds, filesOf, makersOf, records } from '../tree.ts';
import type { Tree } from '../tree.ts';
import type { YamlFile } from '../yaml-file.ts';
import { lintCondition } from './conditions.ts';

type Say = (path: readonly PropertyKey[], message: string, fix: string) => void;

/** Conditions, probes, clauses and examples of every check. */
export function lintChecks(tree: Tree): Problem[] {
  const makers = makersOf(tree);
  const binding = records(tree).regulations.filter((each) => each.kind === 'regulation');
  return filesOf(tree, 'check').flatMap((file) => lintCheck(file, makers, binding));
}

function lintCheck(file: YamlFile, makers: ReadonlySet<string>, binding: readonly Regulation[]): Problem[] {
  const check = file.data as Check; // validated as such
  const problems = lintCondition(file, check.fail, ['fail'], makers);
  if (check.applies) problems.push(...lintCondition(file, check.applies, ['applies'], makers));
  if (check.undecided) problems.push(...lintCondition(file, check.undecided, ['undecided'], makers));
  const say: Say = (path, message, fix) => problems.push({ file: file.file, line: file.lineOf(path), message, fix });
  lintNeeds(check, say);
  lintClauses(check, binding, say);
  for (const outcome of ['fail', 'pass']) {
    if (!check.examples.some(({ expect }) => expect === outcome)) say(['examples'], `no example that must ${outcome}`, 'record one');
  }
  return problems;
}

/**
 * A silent fact means "no" only where its probe concluded, so the probes of all facts in `fail` must be needed;
 * the same holds for what leaves the question undecided.
 */
function lintNeeds(check: Check, say: Say): void {
  const deciding = [check.fail, ...(check.undecided ? [check.undecided] : [])];
  const used = new Set(deciding.flatMap(factsOf).map((fact) => FACTS[fact].probe));
  for (const probe of used) {
    if (probe !== 'label' && !check.needs.includes(probe)) say(['needs'], `fail looks at facts of ${probe}`, `add ${probe} to needs`);
  }
  for (const fact of check.applies ? factsOf(check.applies) : []) used.add(FACTS[fact].probe);
  for (const probe of check.needs) {
    if (!used.has(probe)) say(['needs'], `no fact of ${probe} is looked at`, `take ${probe} out of needs`);
  }
}

function lintClauses(check: Check, binding: readonly Regulation[], say: Say): void {
  let previous = '';
  for (const [n, { id, power }] of check.requirements.entries()) {
    if (previous !== '' && compareIds(previous, id) >= 0) say(['requirements', n], `${id} after ${previous}`, 'sort by number, each once');
    previous = id;
    for (const regulation of binding) {
      const requirement = regulation.groups.flatMap((group) => group.requirements).find((each) => each.id === id);
      if (!requirement)
        say(['requirements', n], `${regulation.name} has no requirement ${id}`, 'name one that both camera regulations have');
      else if (power === 'fail' && requirement.remote !== 'fail') {
        say(['requirements', n], `${regulation.name} ${id} cannot be failed by a scan`, 'write power: support');
      }
    }
  }
}
