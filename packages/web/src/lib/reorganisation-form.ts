import type { ReorganisationBody, ReorganisationKind, UnitKind } from '@ancam/contract';

/** A unit chosen in a form, with what it is called. */
export interface Chosen {
  readonly value: string;
  readonly label: string;
}

/** A line of the form for a unit that takes over. */
export interface TakerFields {
  readonly key: string;
  /** Registered by the event, or a unit that stands. */
  readonly fresh: boolean;
  readonly unit: string | null;
  readonly name: string;
  readonly kind: UnitKind;
  readonly code: string;
  readonly placeCode: string;
  readonly parentId: string | null;
  /** Paths of territories whose objects it takes, one a line. */
  readonly places: string;
}

export interface ReorganisationFields {
  readonly kind: ReorganisationKind;
  readonly title: string;
  readonly decree: string;
  readonly decreeDate: string;
  readonly effectiveOn: string;
  readonly note: string;
  readonly units: readonly Chosen[];
  readonly takers: readonly TakerFields[];
  /** Key of the taker of the rest; `superior`, or `nobody`: unresolved. */
  readonly rest: string;
  readonly newName: string;
  readonly newCode: string;
  readonly newParent: string | null;
  /** Event that this one undoes. */
  readonly compensates?: string;
}

/** Kinds in which units take something over. */
export const WITH_TAKERS: readonly ReorganisationKind[] = ['create', 'merge', 'split', 'abolish'];
/** Kinds in which objects are given out by territory. */
export const GIVEN_OUT: readonly ReorganisationKind[] = ['split', 'abolish'];

export function blankTaker(key: string, fresh: boolean): TakerFields {
  return { key, fresh, unit: null, name: '', kind: 'commune', code: '', placeCode: '', parentId: null, places: '' };
}

function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function successorOf(taker: TakerFields): ReorganisationBody['successors'][number] {
  if (!taker.fresh) return { key: taker.key, ...(taker.unit === null ? {} : { unit: taker.unit }) };
  const { name, kind, code, placeCode, parentId } = taker;
  const fresh = {
    name,
    kind,
    line: 'local' as const,
    code: code === '' ? null : code,
    placeCode: placeCode === '' ? null : placeCode,
    placePath: null,
    roles: [],
    parentId,
  };
  return { key: taker.key, fresh };
}

/** What the fields ask for, as the API takes it. */
export function reorganisationBody(fields: ReorganisationFields): ReorganisationBody {
  const { kind, title, decree, decreeDate, effectiveOn, note, units, takers, rest, newName, newCode, newParent, compensates } = fields;
  const used = WITH_TAKERS.includes(kind) ? takers : [];
  const places = used.flatMap(({ key, places: text }) => linesOf(text).map((path) => ({ path, to: key })));
  const takes = used.some(({ key }) => key === rest) ? rest : null;
  const given = GIVEN_OUT.includes(kind) && rest !== 'superior';
  return {
    kind,
    title,
    decree,
    decreeDate,
    effectiveOn,
    note,
    units: kind === 'create' ? [] : units.map(({ value }) => value),
    successors: used.map(successorOf),
    changes: {
      ...(kind === 'rename' && newName !== '' ? { name: newName } : {}),
      ...(kind === 'rename' && newCode !== '' ? { code: newCode } : {}),
      ...(kind === 'move' ? { parentId: newParent } : {}),
    },
    targets: given
      ? units.map(({ value }) => ({
          predecessor: value,
          objects: [],
          recorders: [],
          places,
          rest: takes,
          children: [],
          childrenRest: takes,
        }))
      : [],
    places: [],
    ...(compensates === undefined ? {} : { compensates }),
  };
}
