import type { Conflict, ReorganisationBody, Successor, UnitPart } from '@ancam/contract';
import { TOP_KINDS } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { commonPath, placeRules, rewritePlace } from './paths.ts';
import type { PlaceRule } from './paths.ts';

/** What a unit is before the event. */
export interface UnitFact {
  readonly id: Id;
  readonly homeId: Id;
  readonly parentId: Id | null;
  readonly name: string;
  readonly kind: string;
  readonly code: string | null;
  readonly line: string;
  readonly roles: readonly string[];
  readonly path: string;
  readonly placeCode: string | null;
  readonly placePath: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  /** First day of the latest row of its history. */
  readonly latestOn: string;
}

/** Ids of new units by key, and fresh steps of paths by unit or key: kept with the plan, so that a preview and its event agree. */
export interface Minted {
  readonly ids: Readonly<Record<string, Id>>;
  readonly segments: Readonly<Record<string, string>>;
}
export type Plan = ReorganisationBody & { readonly minted: Minted };

/** What an event makes of a unit. */
export interface UnitStep {
  readonly unit: Id;
  readonly part: UnitPart;
  readonly pathFrom: string | null;
  readonly placeFrom: string | null;
  /** The unit as it is afterwards; its path and territory too. */
  readonly after: Omit<UnitFact, 'openedOn' | 'closedOn' | 'latestOn'>;
}

/** Where a predecessor's objects go; ids in place of keys. Null: they stay with the superior, unresolved. */
export interface Placing {
  readonly predecessor: Id;
  readonly objects: ReadonlyMap<Id, Id>;
  readonly recorders: ReadonlyMap<Id, Id>;
  /** Longest path first. */
  readonly places: readonly { readonly path: string; readonly to: Id }[];
  readonly rest: Id | null;
  readonly superior: Id | null;
}

export interface LineageStep {
  readonly predecessor: Id;
  readonly successor: Id;
  readonly rule: 'all' | 'by-place' | 'manual';
}

/** A plan against the units as they stand. Without conflicts it can be carried out. */
export interface Compiled {
  readonly scopePath: string;
  readonly steps: readonly UnitStep[];
  readonly placings: ReadonlyMap<Id, Placing>;
  readonly lineage: readonly LineageStep[];
  readonly places: readonly PlaceRule[];
  readonly conflicts: readonly Conflict[];
}

/** Units by id: the predecessors with all that stands below them, the successors, and everything above. */
export type Facts = ReadonlyMap<Id, UnitFact>;

interface Draft {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly closing: ReadonlySet<Id>;
  /** Units that take over, by key. */
  readonly takers: ReadonlyMap<string, UnitStep['after']>;
  readonly conflicts: Conflict[];
  readonly steps: UnitStep[];
  readonly lineage: LineageStep[];
  readonly placings: Map<Id, Placing>;
  places: readonly PlaceRule[];
}

const ENDING = new Set(['merge', 'split', 'abolish']);

function conflict(draft: Pick<Draft, 'conflicts' | 'facts'>, code: string, unit: Id | null = null): void {
  draft.conflicts.push({ code, unit, name: unit === null ? '' : (draft.facts.get(unit)?.name ?? '') });
}

/** Lays a plan over the units as they stand. */
export function compilePlan(plan: Plan, facts: Facts): Compiled {
  const conflicts: Conflict[] = [];
  const kept = new Set(plan.successors.flatMap(({ unit }) => (unit === undefined ? [] : [unit])));
  const closing = new Set(ENDING.has(plan.kind) ? plan.units.filter((unit) => !kept.has(unit)) : []);
  const draft: Draft = { plan, facts, closing, takers: new Map(), conflicts, steps: [], lineage: [], placings: new Map(), places: [] };
  const takers = takersOf(draft);
  Object.assign(draft, { takers });
  assertUnits(draft);
  if (plan.kind === 'rename') rename(draft);
  else if (plan.kind === 'move') move(draft);
  else end(draft);
  settle(draft);
  checkNames(draft);
  const touched = draft.steps.flatMap(({ part, pathFrom, after }) => {
    const own = part === 'changed' || part === 'joined' || part === 'divided';
    return [pathFrom, after.path].flatMap((path) => (path === null ? [] : [own ? path : above(path)]));
  });
  const { steps, placings, lineage, places } = draft;
  return { scopePath: commonPath(touched), steps, placings, lineage, places, conflicts };
}

/** One step a unit: what takes over and moves as well is moved. A new unit cannot stand below one that moves at the same time. */
function settle(draft: Draft): void {
  const steps = new Map<Id, UnitStep>();
  for (const step of draft.steps) if (!steps.has(step.unit) || step.part === 'moved') steps.set(step.unit, step);
  draft.steps.splice(0, draft.steps.length, ...steps.values());
  for (const { part, after } of steps.values()) {
    if (part === 'created' && after.parentId !== null && steps.get(after.parentId)?.part === 'moved')
      conflict(draft, 'superior-moves', after.parentId);
  }
}

function above(path: string): string {
  return path.replace(/[^/]+\/$/u, '');
}

type Beginning = Pick<Draft, 'plan' | 'facts' | 'conflicts' | 'steps' | 'closing'>;

function takersOf(draft: Beginning): Map<string, UnitStep['after']> {
  const takers = new Map<string, UnitStep['after']>();
  for (const { key, unit, fresh } of draft.plan.successors) {
    const fact = unit === undefined ? undefined : draft.facts.get(unit);
    if (fact !== undefined) {
      takers.set(key, fact);
      const part = draft.plan.units.includes(fact.id) && draft.plan.kind !== 'merge' ? 'divided' : 'joined';
      draft.steps.push({ unit: fact.id, part, pathFrom: fact.path, placeFrom: fact.placePath, after: fact });
    } else if (fresh === undefined) conflict(draft, 'no-such-unit', unit ?? null);
    else {
      const after = freshUnit(draft, key, fresh);
      takers.set(key, after);
      draft.steps.push({ unit: after.id, part: 'created', pathFrom: null, placeFrom: null, after });
    }
  }
  return takers;
}

function freshUnit(draft: Beginning, key: string, fresh: NonNullable<Successor['fresh']>): UnitStep['after'] {
  const { ids, segments } = draft.plan.minted;
  const parent = superiorOfFresh(draft, fresh);
  const id = ids[key] ?? '';
  const { name, kind, code, line, roles, placePath } = fresh;
  return {
    id,
    homeId: parent?.homeId ?? id,
    parentId: parent?.id ?? null,
    name,
    kind,
    code,
    line,
    roles,
    path: `${parent?.path ?? '/'}${segments[key] ?? ''}/`,
    placeCode: fresh.placeCode ?? placePath?.split('/').at(-2) ?? null,
    placePath: placePath ?? '',
  };
}

function superiorOfFresh(draft: Beginning, { parentId, kind }: NonNullable<Successor['fresh']>): UnitFact | undefined {
  const parent = parentId === null ? undefined : draft.facts.get(parentId);
  if (parentId === null ? !TOP_KINDS.includes(kind) : parent === undefined) conflict(draft, 'needs-superior');
  if (parent !== undefined && (parent.closedOn !== null || draft.closing.has(parent.id))) conflict(draft, 'superior-closes', parent.id);
  return parent;
}

function assertUnits(draft: Draft): void {
  const { plan, facts } = draft;
  const wanted = {
    create: [0, 0, 1],
    rename: [1, 1, 0],
    move: [1, 500, 0],
    merge: [1, 500, 1],
    split: [1, 500, 2],
    abolish: [1, 500, 0],
  } as const;
  const [fewest, most, successors] = wanted[plan.kind];
  if (plan.units.length < fewest || plan.units.length > most) conflict(draft, 'wrong-number-of-units');
  if (plan.successors.length < successors || (plan.kind === 'merge' && plan.successors.length > 1))
    conflict(draft, 'wrong-number-of-successors');
  const involved = [...plan.units, ...plan.successors.flatMap(({ unit }) => (unit === undefined ? [] : [unit]))];
  for (const id of new Set(involved)) {
    const fact = facts.get(id);
    if (fact === undefined) conflict(draft, 'no-such-unit', id);
    else if (fact.closedOn !== null) conflict(draft, 'closed', id);
    else if (fact.latestOn > plan.effectiveOn) conflict(draft, 'later-history', id);
  }
}

function rename(draft: Draft): void {
  const { plan, facts } = draft;
  for (const fact of plan.units.flatMap((id) => facts.get(id) ?? [])) {
    const { name = fact.name, code = fact.code, kind = fact.kind, line = fact.line, roles = fact.roles } = plan.changes;
    draft.steps.push({
      unit: fact.id,
      part: 'changed',
      pathFrom: fact.path,
      placeFrom: fact.placePath,
      after: { ...fact, name, code, kind, line, roles },
    });
  }
}

function move(draft: Draft): void {
  const { plan, facts } = draft;
  const { parentId = null } = plan.changes;
  const parent = parentId === null ? undefined : facts.get(parentId);
  if (parentId !== null && (parent === undefined || parent.closedOn !== null)) conflict(draft, 'no-such-unit', parentId);
  draft.places = placeRules(plan.places, []);
  for (const fact of plan.units.flatMap((id) => facts.get(id) ?? [])) {
    if (parent !== undefined && parent.path.startsWith(fact.path)) conflict(draft, 'below-itself', fact.id);
    if (parent === undefined && !TOP_KINDS.some((kind) => kind === fact.kind)) conflict(draft, 'needs-superior', fact.id);
    moveSubtree(draft, fact, { id: parentId, path: parent?.path ?? '/' });
  }
}

/** A unit with all that stands below it; what ends in this event goes its own way. */
function moveSubtree(draft: Draft, root: UnitFact, parent: { readonly id: Id | null; readonly path: string }): void {
  const { plan, facts, closing, places } = draft;
  const to = `${parent.path}${plan.minted.segments[root.id] ?? root.path.split('/').at(-2) ?? ''}/`;
  const ending = [...closing].flatMap((id) => facts.get(id)?.path ?? []).filter((path) => path.startsWith(root.path));
  for (const fact of facts.values()) {
    if (fact.closedOn !== null || !fact.path.startsWith(root.path) || ending.some((path) => fact.path.startsWith(path))) continue;
    if (fact.latestOn > plan.effectiveOn) conflict(draft, 'later-history', fact.id);
    const placePath = rewritePlace(fact.placePath, places);
    const after = {
      ...fact,
      path: to + fact.path.slice(root.path.length),
      parentId: fact.id === root.id ? parent.id : fact.parentId,
      placePath,
      placeCode: placePath === fact.placePath ? fact.placeCode : (placePath.split('/').at(-2) ?? null),
    };
    draft.steps.push({ unit: fact.id, part: 'moved', pathFrom: fact.path, placeFrom: fact.placePath, after });
  }
}

/** Merge, split, abolition: units end, what stands below them and what they answer for goes on elsewhere. */
function end(draft: Draft): void {
  const { plan, facts, closing } = draft;
  const ended = plan.units.flatMap((id) => facts.get(id) ?? []);
  draft.places = placeRules(
    plan.places,
    ended.flatMap((fact) => {
      const rest = placingOf(draft, fact).rest;
      const taker = [...draft.takers.values()].find(({ id }) => id === rest);
      return taker === undefined || taker.placePath === '' ? [] : [{ from: fact.placePath, to: taker.placePath }];
    }),
  );
  for (const fact of ended) {
    const placing = placingOf(draft, fact);
    draft.placings.set(fact.id, placing);
    if (closing.has(fact.id))
      draft.steps.push({ unit: fact.id, part: 'closed', pathFrom: fact.path, placeFrom: fact.placePath, after: fact });
    if (placing.rest === null && placing.superior === null) conflict(draft, 'no-superior', fact.id);
    const heirs: LineageStep[] = [
      ...(placing.rest === null ? [] : [{ predecessor: fact.id, successor: placing.rest, rule: 'all' as const }]),
      ...placing.places.map(({ to }) => ({ predecessor: fact.id, successor: to, rule: 'by-place' as const })),
      ...[...placing.objects.values(), ...placing.recorders.values()].map((to) => ({
        predecessor: fact.id,
        successor: to,
        rule: 'manual' as const,
      })),
    ];
    for (const heir of heirs) {
      const known = draft.lineage.some((each) => each.predecessor === heir.predecessor && each.successor === heir.successor);
      if (!known && heir.successor !== fact.id) draft.lineage.push(heir);
    }
    if (closing.has(fact.id)) moveChildren(draft, fact);
  }
}

function targetOf(draft: Draft, fact: UnitFact) {
  const { plan } = draft;
  const given = plan.targets.find(({ predecessor }) => predecessor === fact.id);
  const only = plan.kind === 'merge' ? (plan.successors[0]?.key ?? null) : null;
  return {
    given,
    rest: given?.rest ?? only,
    childrenRest: given?.childrenRest ?? only,
  };
}

/** The nearest unit above that goes on. */
function superiorOf(draft: Draft, fact: UnitFact): UnitFact | undefined {
  let up = fact.parentId === null ? undefined : draft.facts.get(fact.parentId);
  while (up !== undefined && draft.closing.has(up.id)) up = up.parentId === null ? undefined : draft.facts.get(up.parentId);
  return up;
}

function placingOf(draft: Draft, fact: UnitFact): Placing {
  const { given, rest } = targetOf(draft, fact);
  const idOf = (key: string): Id => {
    const taker = draft.takers.get(key);
    if (taker === undefined && !draft.conflicts.some(({ code, name }) => code === 'no-such-key' && name === key)) {
      draft.conflicts.push({ code: 'no-such-key', unit: null, name: key });
    }
    return taker?.id ?? fact.id;
  };
  const superior = superiorOf(draft, fact)?.id ?? null;
  // An abolition without any target leaves everything to the superior.
  const fallback = draft.plan.kind === 'abolish' && given === undefined ? superior : null;
  return {
    predecessor: fact.id,
    objects: new Map((given?.objects ?? []).map(({ id, to }) => [id, idOf(to)])),
    recorders: new Map((given?.recorders ?? []).map(({ unit, to }) => [unit, idOf(to)])),
    places: (given?.places ?? []).map(({ path, to }) => ({ path, to: idOf(to) })).sort((a, b) => b.path.length - a.path.length),
    rest: rest === null ? fallback : idOf(rest),
    superior,
  };
}

function moveChildren(draft: Draft, fact: UnitFact): void {
  const { facts, closing, takers } = draft;
  const { given, childrenRest } = targetOf(draft, fact);
  for (const child of facts.values()) {
    if (child.parentId !== fact.id || child.closedOn !== null || closing.has(child.id)) continue;
    const key = given?.children.find(({ unit }) => unit === child.id)?.to ?? childrenRest;
    const under = key === null ? superiorOf(draft, fact) : takers.get(key);
    if (under === undefined && !TOP_KINDS.some((kind) => kind === child.kind)) {
      conflict(draft, 'no-superior', child.id);
      continue;
    }
    // A successor that stands below a predecessor moves with the others; what comes below it follows it.
    moveSubtree(draft, child, { id: under?.id ?? null, path: under?.path ?? '/' });
  }
}

/** No two standing units of one name below one superior, and no code twice. */
function checkNames(draft: Draft): void {
  const after = new Map<Id, UnitStep['after']>();
  for (const fact of draft.facts.values()) if (fact.closedOn === null && !draft.closing.has(fact.id)) after.set(fact.id, fact);
  for (const step of draft.steps) if (step.part !== 'closed') after.set(step.unit, step.after);
  const names = Map.groupBy(after.values(), ({ parentId, name }) => `${parentId ?? ''} ${name.toLowerCase()}`);
  const codes = Map.groupBy(
    [...after.values()].filter(({ code }) => code !== null),
    ({ code }) => code,
  );
  const changed = new Set(draft.steps.filter(({ part }) => part !== 'closed' && part !== 'joined').map(({ unit }) => unit));
  for (const [code, groups] of [
    ['same-name', names],
    ['same-code', codes],
  ] as const) {
    for (const group of groups.values()) {
      const own = group.find(({ id }) => changed.has(id));
      if (group.length > 1 && own !== undefined)
        draft.conflicts.push({ code, unit: draft.facts.has(own.id) ? own.id : null, name: own.name });
    }
  }
}
