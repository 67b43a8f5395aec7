import { Id, Text } from '@ancam/core';
import { z } from 'zod';
import { route } from '../route.ts';
import { Actions, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Day = z.iso.date();

/** How a duty stands. `met-late` is met; what does not fall on a unit has no row. */
export const DUTY_STATES = ['overdue', 'in-progress', 'not-due', 'met-late', 'met'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** Id of a duty, `D1` to `D43` and `L1` to `L8`. */
export const DutyId = z.string().regex(/^[DL]\d{1,3}$/u);
/** Who set a day: a document of the statute book, or `unit:` and the id of a unit. */
const Issuer = z.string().regex(/^(?:[a-z0-9-]{1,80}|unit:[0-9a-f-]{36})$/u);
const Confidence = z.enum(['found', 'inferred', 'recalled']);

/** A question of the statute book that an object of a duty answers. */
export const DutyQuestion = z.object({
  id: z.string(),
  kind: z.string(),
  title: Text,
  question: Text,
  hint: Text.nullable(),
  choices: z.array(z.object({ id: z.string(), title: Text })),
});
export type DutyQuestion = z.infer<typeof DutyQuestion>;

/** The duties as the law has them, for pages to word what they show. */
export const DutyBook = z.object({
  duties: z.array(
    z.object({
      id: DutyId,
      title: Text,
      what: Text,
      clause: Text,
      confidence: Confidence,
      note: Text.nullable(),
      noDeadline: Text.nullable(),
      conflict: Text.nullable(),
      /** Counted one by one of these; null for the body as a whole. */
      each: z.string().nullable(),
      milestones: z.array(z.object({ id: z.string(), title: Text })),
    }),
  ),
  facts: z.array(z.object({ id: z.string(), title: Text, register: z.string(), how: z.string() })),
  documents: z.array(z.object({ id: z.string(), short: Text, title: Text })),
  /** Kinds of objects that duties are counted by, with the questions that decide which of them count. */
  objects: z.array(z.object({ kind: z.string(), questions: z.array(DutyQuestion) })),
});
export type DutyBook = z.infer<typeof DutyBook>;

const Named = z.object({ id: z.string(), name: z.string() });
const UnitRef = z.object({ id: Id, name: z.string(), kind: z.string() });

/** Where evidence or an object is kept; `id` is null where it cannot be opened. */
export const DutySource = z.object({ register: z.string(), id: Id.nullable(), name: z.string() });
export type DutySource = z.infer<typeof DutySource>;

const Reading = z.object({
  setBy: z.string(),
  state: z.string(),
  milestone: z.string(),
  due: Day.nullable(),
  metOn: Day.nullable(),
  lateDays: z.number().int().nullable(),
});

/** One duty of a unit on a day: how it stands, in whose eyes, on what evidence, and what is missing. */
export const BoardDuty = z.object({
  duty: DutyId,
  state: z.enum(DUTY_STATES),
  /** Addressed itself, or reached through the body that is. */
  as: z.enum(['lead', 'through']),
  due: Day.nullable(),
  setBy: z.string().nullable(),
  milestone: z.string().nullable(),
  metOn: Day.nullable(),
  lateDays: z.number().int().nullable(),
  confidence: Confidence,
  targets: z.object({ all: z.number().int(), done: z.number().int(), overdue: z.number().int(), leftOut: z.number().int() }),
  readings: z.array(Reading),
  evidence: z.array(z.object({ fact: z.string(), on: Day, object: z.string().nullable(), source: DutySource })),
  /** Pieces of evidence that the reader may not see. */
  hiddenEvidence: z.number().int(),
  /** `object` is `hidden` where the reader may not see it. */
  gaps: z.array(z.object({ object: z.string().nullable(), milestone: z.string(), facts: z.array(z.string()), due: Day.nullable() })),
  waitsFor: z.array(DutyId),
  /** Ids of questions without an answer. */
  unanswered: z.array(z.string()),
  changesOn: Day.nullable(),
});
export type BoardDuty = z.infer<typeof BoardDuty>;

/** All duties of a unit, those to be done next first. */
export const DutyBoard = z.object({
  unit: UnitRef,
  on: Day,
  /** First day of the unit; `assumed` where nobody gave one, so that it is the day on which it was registered: no day before it is late. */
  since: z.object({ day: Day, assumed: z.boolean() }),
  duties: z.array(BoardDuty),
  /** Duties that do not fall on the unit, and why. */
  notApplicable: z.array(z.object({ duty: DutyId, because: z.string() })),
  objects: z.array(z.object({ id: z.string(), kind: z.string(), source: DutySource })),
  issuers: z.array(Named),
});
export type DutyBoard = z.infer<typeof DutyBoard>;

const StateCounts = z.record(z.enum(DUTY_STATES), z.number().int());
const Node = z.object({
  path: z.string(),
  /** The unit at the node; null for the whole installation and for a territory. */
  unit: Id.nullable(),
  name: z.string(),
  kind: z.string(),
});

/** One duty in a roll-up. Percentages are of `owing`; `outside` units owe nothing. */
export const RollupDuty = z.object({
  duty: DutyId,
  units: StateCounts,
  /** Units on which it falls in this reading. */
  owing: z.number().int(),
  outside: z.number().int(),
  /** Things to be done and done; only in the units' own reading. */
  targets: z.number().int(),
  done: z.number().int(),
});
export type RollupDuty = z.infer<typeof RollupDuty>;

/** The duties of a node and of all below it. */
export const DutyRollup = z.object({
  node: Node,
  above: z.array(z.object({ unit: Id.nullable(), name: z.string() })),
  on: Day,
  /** `recorded`: as the statuses stand; `computed`: of a past day, out of the facts by who answers for them today. */
  how: z.enum(['recorded', 'computed']),
  /** Whose days count; null is each unit's own. */
  issuer: z.string().nullable(),
  /** Units that stand there. */
  standing: z.number().int(),
  /** Units whose statuses are being brought up to date. */
  waiting: z.number().int(),
  /** Units that the counts speak of. A past day of many units is computed part by part: the counts are those of this part. */
  counted: z.number().int(),
  /** With which `cursor` the next part is asked for; null where this was the last. */
  next: z.string().nullable(),
  duties: z.array(RollupDuty),
  issuers: z.array(Named),
  /** Territories that the reader may choose from, as the beginnings of their paths; `/` is all. */
  territories: z.array(z.string()),
});
export type DutyRollup = z.infer<typeof DutyRollup>;

const Place = z
  .string()
  .regex(/^\/(?:\d{2,5}\/)+$/u)
  .optional();
export const RollupQuery = z.object({
  /** A unit; all that the reader sees where absent. */
  unit: Id.optional(),
  /** A territory, e.g. `/51/`, in the place of a unit. */
  place: Place,
  issuer: Issuer.optional(),
  /** A past day; today where absent. */
  on: Day.optional(),
});
export type RollupQuery = z.infer<typeof RollupQuery>;
const RollupPart = RollupQuery.extend({ cursor: Id.optional() });

/** A duty of a unit in a list. */
export const DutyRow = z.object({
  unit: UnitRef,
  duty: DutyId,
  state: z.enum(DUTY_STATES),
  due: Day.nullable(),
  setBy: z.string().nullable(),
  /** What who set the day is called. */
  setByName: z.string(),
  metOn: Day.nullable(),
  lateDays: z.number().int().nullable(),
  targets: z.number().int(),
  done: z.number().int(),
  /** `urge`. */
  actions: Actions,
});
export type DutyRow = z.infer<typeof DutyRow>;
export const DutyRows = z.object({ items: z.array(DutyRow), next: z.string().nullable() });
export type DutyRows = z.infer<typeof DutyRows>;

export const DutyRowFilter = z.object({
  duty: DutyId.optional(),
  state: z.enum(DUTY_STATES).optional(),
  issuer: Issuer.optional(),
  unit: Id.optional(),
  place: Place,
});
export type DutyRowFilter = z.infer<typeof DutyRowFilter>;
const RowsQuery = z.object({ ...PageQuery.shape, ...DutyRowFilter.shape });

/** Units directly below a node with the counts of their duties, those below them included. */
export const DutyHeat = z.object({
  node: Node,
  above: z.array(z.object({ unit: Id.nullable(), name: z.string() })),
  on: Day,
  rows: z.array(
    z.object({
      unit: UnitRef,
      /** There are units below it. */
      below: z.boolean(),
      cells: z.array(z.object({ duty: DutyId, units: StateCounts })),
    }),
  ),
  /** Units below the node that the page has no room for; `q` finds them. */
  left: z.number().int(),
});
export type DutyHeat = z.infer<typeof DutyHeat>;
export const HeatQuery = z.object({ unit: Id.optional(), issuer: Issuer.optional(), q: z.string().trim().max(100).optional() });
export type HeatQuery = z.infer<typeof HeatQuery>;

export const dutyRoutes = {
  dutyBook: route({
    id: 'dutyBook',
    method: 'GET',
    path: '/api/duties/book',
    permission: 'session',
    summary: 'The duties of the statute book with their facts, documents and objects',
    output: DutyBook,
  }),
  dutyBoard: route({
    id: 'dutyBoard',
    method: 'GET',
    path: '/api/duties/board',
    permission: 'record.read',
    summary: 'All duties of a unit on a day, those to be done next first, with evidence and gaps',
    query: z.object({ unit: Id.optional(), on: Day.optional() }),
    output: DutyBoard,
  }),
  dutyRollup: route({
    id: 'dutyRollup',
    method: 'GET',
    path: '/api/duties/rollup',
    permission: 'record.read',
    summary: 'Each duty in numbers over a unit and all below it, in the reading of whoever set a day; a past day part by part',
    query: RollupPart,
    output: DutyRollup,
  }),
  exportDutyRollup: exportRoute({
    id: 'exportDutyRollup',
    exports: 'dutyRollup',
    path: '/api/duties/rollup/export',
    permission: 'record.read',
    query: exportQuery(RollupQuery),
    summary: 'The roll-up as XLSX, CSV or JSON; names the day, the reading and what lies outside',
  }),
  listDutyRows: route({
    id: 'listDutyRows',
    method: 'GET',
    path: '/api/duties/rows',
    permission: 'record.read',
    summary: 'Duties of units as recorded, the longest overdue first',
    query: RowsQuery,
    output: DutyRows,
  }),
  exportDutyRows: exportRoute({
    id: 'exportDutyRows',
    exports: 'listDutyRows',
    path: '/api/duties/rows/export',
    permission: 'record.read',
    query: exportQuery(DutyRowFilter),
    summary: 'The list exactly as filtered as XLSX, CSV or JSON',
  }),
  dutyHeat: route({
    id: 'dutyHeat',
    method: 'GET',
    path: '/api/duties/heat',
    permission: 'record.read',
    summary: 'The units directly below a unit with the state of each duty, for a heat map',
    query: HeatQuery,
    output: DutyHeat,
  }),
} as const;
