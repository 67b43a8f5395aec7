import type { ItemAnswer, PlanCounts, PlanDifference } from '@ancam/contract';
import type { Level, RegimeId } from '@ancam/knowledge';
import { compareCatalogues, compareLevels, requirementsOf } from '@ancam/law';
import type { DutyEvent, Law, RequirementRow } from '@ancam/law';

/** A requirement as far as the law of plans looks at it. */
export interface Answered {
  readonly answer: ItemAnswer;
  readonly owner: string;
  readonly due_on: string | null;
  readonly change: string | null;
  /** Evidence that counts. */
  readonly evidence: number;
  /** Findings that are not fixed. */
  readonly openFindings: number;
}

const UNMET: ReadonlySet<ItemAnswer> = new Set(['open', 'none', 'partial']);

/** Whether something is to be met and its day is over. */
export function isOverdue(item: Pick<Answered, 'answer' | 'due_on'>, day: string): boolean {
  return UNMET.has(item.answer) && item.due_on !== null && item.due_on < day;
}

/** Requirements by answer; the denominator leaves out what is not applicable. */
export function countsOf(items: readonly Pick<Answered, 'answer' | 'due_on' | 'change'>[], day: string): PlanCounts {
  const of = (answer: ItemAnswer): number => items.filter((item) => item.answer === answer).length;
  const notApplicable = of('not-applicable');
  return {
    total: items.length - notApplicable,
    open: of('open'),
    none: of('none'),
    partial: of('partial'),
    full: of('full'),
    notApplicable,
    overdue: items.filter((item) => isOverdue(item, day)).length,
    changed: items.filter(({ change }) => change !== null).length,
  };
}

/** The conditions of the workflow `plan` that hold of the requirements. A finding that is not fixed speaks against "fully met". */
export function conditionsOf(items: readonly Answered[]): ReadonlySet<string> {
  const held: Readonly<Record<string, boolean>> = {
    'requirements-answered': items.every(({ answer }) => answer !== 'open'),
    'owner-and-date': items.every(({ answer, owner, due_on }) => !UNMET.has(answer) || (owner !== '' && due_on !== null)),
    'requirements-met': items.every(({ answer, openFindings }) => !UNMET.has(answer) && (answer !== 'full' || openFindings === 0)),
    'evidence-attached': items.every(({ answer, evidence }) => answer !== 'full' || evidence > 0),
  };
  return new Set(Object.keys(held).filter((id) => held[id]));
}

/** What a plan is pinned to. */
export interface Pinned {
  readonly level: Level;
  readonly regime: RegimeId;
  readonly catalogue: string;
}

/** Rows told apart by key: ids are renumbered from level to level. */
const byKey = (rows: readonly RequirementRow[]): RequirementRow[] => rows.map((row) => ({ ...row, id: row.key }));

/**
 * What level, regime and catalogue say now otherwise than the plan was made for; null where nothing differs. `rows`: the requirements that it
 * is pinned to. `now`: the confirmed level of the system; absent where there is none, then only the catalogue counts.
 */
export function differenceOf(
  law: Law,
  plan: Pinned,
  rows: readonly RequirementRow[],
  now: { readonly level: Level; readonly regime: RegimeId } = plan,
): PlanDifference | null {
  const catalogue = plan.catalogue !== law.data.catalogueHash;
  if (!catalogue && now.level === plan.level && now.regime === plan.regime) return null;
  const target = byKey(requirementsOf(law, now.level));
  const asked = new Set(target.map(({ key }) => key));
  const pinned = new Set(rows.map(({ key }) => key));
  const stricter = compareLevels(law, plan.level, now.level).stricter.filter((key) => pinned.has(key) && asked.has(key));
  const { changed } = compareCatalogues(byKey(rows), byKey(requirementsOf(law, plan.level)));
  const named = new Map([...rows, ...target].map(({ key, title }) => [key, title]));
  const tell = (keys: readonly string[]): PlanDifference['added'] =>
    keys.flatMap((key) => {
      const title = named.get(key);
      return title === undefined ? [] : [{ key, title }];
    });
  return {
    level: now.level === plan.level ? null : { from: plan.level, to: now.level },
    regime: now.regime === plan.regime ? null : { from: plan.regime, to: now.regime },
    catalogue,
    added: tell([...asked].filter((key) => !pinned.has(key))),
    removed: tell([...pinned].filter((key) => !asked.has(key))),
    changed: tell(changed.filter((key) => asked.has(key) && pinned.has(key) && !stricter.includes(key))),
    stricter: tell(stricter),
  };
}

const NEXT_WEIGHT: Readonly<Record<ItemAnswer, number>> = { open: 0, none: 1, partial: 2, full: 3, 'not-applicable': 3 };

/** What is to be done, what presses first: past its day, opened anew, by day, then what touches cameras. */
export function firstOf<T extends Answered & { readonly requirement: string; readonly cameras: string }>(
  items: readonly T[],
  day: string,
): T[] {
  const far = '9999-12-31';
  const touch = ['direct', 'indirect', 'none'];
  const rank = (item: T): (number | string)[] => [
    isOverdue(item, day) ? 0 : 1,
    item.change === null ? 1 : 0,
    item.due_on ?? far,
    touch.indexOf(item.cameras),
    NEXT_WEIGHT[item.answer],
  ];
  return items
    .filter(({ answer, openFindings }) => UNMET.has(answer) || (answer === 'full' && openFindings > 0))
    .toSorted((a, b) => compareRanks(rank(a), rank(b)) || a.requirement.localeCompare(b.requirement, 'en', { numeric: true }));
}

function compareRanks(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? left;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** The facts of the statute book that a plan is evidence for: that it was begun, and that it stands fully deployed. */
export function eventsOfPlan(plan: {
  readonly id: string;
  readonly system_id: string;
  readonly started_on: string | null;
  readonly deployed_on: string | null;
}): DutyEvent[] {
  const about = { object: plan.system_id, ref: `plans/${plan.id}` };
  const told = [
    ['plan.started', plan.started_on],
    ['plan.deployed', plan.deployed_on],
  ] as const;
  return told.flatMap(([fact, on]) => (on === null ? [] : [{ fact, on, ...about }]));
}
