import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Day = z.iso.date();
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(4000);

export const DETERMINATION_STATES = ['draft', 'proposed', 'returned', 'confirmed', 'superseded', 'discarded'] as const;
export type DeterminationState = (typeof DETERMINATION_STATES)[number];
/** The life of a determination: who proposes takes the steps by `proposer`, another person those by `confirmer`. The database holds the same table. */
export const DETERMINATION_STEPS = [
  { action: 'propose', from: ['draft', 'returned'], to: 'proposed', by: 'proposer' },
  { action: 'recall', from: ['proposed'], to: 'draft', by: 'proposer' },
  { action: 'discard', from: ['draft', 'returned'], to: 'discarded', by: 'proposer' },
  { action: 'confirm', from: ['proposed'], to: 'confirmed', by: 'confirmer' },
  { action: 'return', from: ['proposed'], to: 'returned', by: 'confirmer' },
] as const satisfies readonly {
  action: string;
  from: readonly DeterminationState[];
  to: DeterminationState;
  by: 'proposer' | 'confirmer';
}[];

/** What an answer can be; `null`: known to be none. Which questions there are and what they take says the statute book. */
const Answer = z.union([z.string().max(1000), z.number(), z.boolean(), z.array(z.string().max(100)).max(20), z.null()]);
const Answers = z.record(z.string().max(60), Answer);
const Confidence = z.enum(['found', 'inferred', 'recalled']);
const Level = z.int().min(1).max(5);
const RegimeId = z.enum(['A', 'B']);
/** `open` while the questions of the camera rule are not answered. */
export const TREATMENTS = ['system', 'terminals', 'open'] as const;

/** The worksheet as filled in so far. */
export const LevelBody = z.object({
  /** The day whose law it follows. */
  asOf: Day,
  answers: Answers,
  /** How and when a number was counted, by question. */
  counted: z.record(z.string().max(60), Line).default({}),
  /** Why it is determined anew. */
  reason: Prose.default(''),
  /** Number and day of the risk assessment. */
  riskDocument: Line.default(''),
  riskOn: Day.nullable().default(null),
  /** The system that the cameras are terminals of. */
  hostSystemId: Id.nullable().default(null),
});
export type LevelBody = z.infer<typeof LevelBody>;

/** What an answer is read by. */
const QuestionTitle = z.object({
  id: z.string(),
  kind: z.enum(['flag', 'number', 'choice', 'choices', 'day', 'text']),
  title: Text,
  choices: z.array(z.object({ id: z.string(), title: Text })),
});
export type LevelQuestionTitle = z.infer<typeof QuestionTitle>;

const QuestionView = z.object({
  ...QuestionTitle.shape,
  about: z.enum(['system', 'cameras', 'dossier']),
  question: Text,
  hint: Text.nullable(),
  /** `asked` where it is open, `answered`, or `spared` where the other answers rule it out. */
  state: z.enum(['asked', 'answered', 'spared']),
  /** Its answer could still raise the level. */
  raises: z.boolean(),
});
export type LevelQuestion = z.infer<typeof QuestionView>;

const Match = z.object({
  criterion: z.string(),
  level: Level,
  title: Text,
  grounds: Text,
  clause: Text,
  reading: Text.optional(),
  note: Text.optional(),
  confidence: Confidence,
});

/** What the law makes of the answers, with the words as they stood. */
export const LevelFindings = z.object({
  matches: z.array(Match),
  doubts: z.array(z.object({ criterion: z.string(), level: Level, title: Text, clause: Text, questions: z.array(z.string()) })),
  grounds: Text.nullable(),
  confidence: Confidence,
  /** The regime that it follows, and why. */
  regime: z.object({
    title: Text,
    confidence: Confidence,
    notes: z.array(Text),
    dues: z.array(z.object({ on: Day, what: Text, state: z.enum(['open', 'met', 'met-late', 'overdue']) })),
  }),
  /** How the cameras are treated; absent for a system that is not made of cameras. */
  cameras: z
    .object({ title: Text, grounds: Text, clause: Text, note: Text.optional(), confidence: Confidence, lacks: z.array(z.string()) })
    .nullable(),
});
export type LevelFindings = z.infer<typeof LevelFindings>;

const Outcome = z.object({
  regime: RegimeId,
  level: Level.nullable(),
  treatment: z.enum(TREATMENTS),
  findings: LevelFindings,
});

export const LevelDetermination = z.object({
  ...LevelBody.shape,
  ...Outcome.shape,
  id: Id,
  /** Questions whose answers were taken from the register as it stood. */
  prefilled: z.array(z.string()),
  host: z.object({ id: Id, name: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  proposedBy: z.string().nullable(),
  proposedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedReason: z.string(),
  confirmedOn: Day.nullable(),
  /** `propose`, `recall`, `discard`, `confirm`, `return`. */
  actions: Actions,
});
export type LevelDetermination = z.infer<typeof LevelDetermination>;

/** What the worksheet shows while it is filled in. */
export const LevelPreview = z.object({
  ...Outcome.shape,
  questions: z.array(QuestionView),
  /** What has to be given before it can be proposed: questions, or `host`. */
  missing: z.array(z.string()),
});
export type LevelPreview = z.infer<typeof LevelPreview>;

/** What changes raise a determination anew. */
export const CHANGE_KINDS = ['function', 'scope', 'users', 'information', 'technology', 'owner', 'incident', 'regime'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
/** Those that a person notes; the others the register tells. */
export const NOTED_KINDS = ['incident', 'technology'] as const;
export const LevelChange = z.object({
  id: Id,
  kind: z.enum(CHANGE_KINDS),
  /** Columns of the register by name, or `words` of a person. */
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  on: Day,
  by: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['open', 'settled', 'void', 'dismissed']),
  settledOn: Day.nullable(),
  settledReason: z.string(),
  settledName: z.string().nullable(),
  /** `dismiss`. */
  actions: Actions,
});
export type LevelChange = z.infer<typeof LevelChange>;

/** All that is known of the level of a system, or of how a group of cameras is treated. */
export const LevelSheet = z.object({
  /** What it is about, and the name it goes by. */
  subject: z.object({ kind: z.enum(['system', 'group']), id: Id, name: z.string(), owner: z.string().nullable() }),
  /** In force. */
  current: LevelDetermination.nullable(),
  /** Under way. */
  open: LevelDetermination.nullable(),
  /** Those that were, the latest first. */
  earlier: z.array(LevelDetermination),
  changes: z.array(LevelChange),
  /** All questions that an answer can be to. */
  questions: z.array(QuestionTitle),
  /** A worksheet as the register fills it in today. */
  fresh: LevelBody,
  /** The host system as the register names it. */
  host: z.object({ id: Id, name: z.string() }).nullable(),
  /** `save`, `note`. */
  actions: Actions,
});
export type LevelSheet = z.infer<typeof LevelSheet>;

const StepBody = z.object({ action: z.enum(['propose', 'recall', 'discard']) });
const DecisionBody = z.object({
  action: z.enum(['confirm', 'return']),
  reason: Prose.default(''),
  /** The day from which it holds; today where absent. */
  on: Day.optional(),
});
export type LevelDecisionBody = z.infer<typeof DecisionBody>;
export const NoteBody = z.object({ kind: z.enum(NOTED_KINDS), on: Day, words: Prose.min(1) });
export type LevelNoteBody = z.infer<typeof NoteBody>;
const ReasonBody = z.object({ reason: Prose.min(1) });

export const LEVEL_STATUSES = ['to-determine', 'under-way', 'to-confirm', 'returned', 'anew', 'determined'] as const;
export type LevelStatus = (typeof LEVEL_STATUSES)[number];
export const LevelRow = z.object({
  /** Of the system or group. */
  id: Id,
  kind: z.enum(['system', 'group']),
  name: z.string(),
  owner: z.string().nullable(),
  status: z.enum(LEVEL_STATUSES),
  level: Level.nullable(),
  treatment: z.enum(['system', 'terminals']).nullable(),
  regime: RegimeId.nullable(),
  confirmedOn: Day.nullable(),
  host: z.string().nullable(),
  cameras: z.number().int(),
  /** Kinds of the changes that are open. */
  changes: z.array(z.enum(CHANGE_KINDS)),
});
export type LevelRow = z.infer<typeof LevelRow>;
export const LevelFilter = z.object({
  q: z.string().trim().max(200).optional(),
  kind: z.enum(['system', 'group']).optional(),
  status: z.enum(LEVEL_STATUSES).optional(),
  level: z.enum(['1', '2', '3', '4', '5']).optional(),
  treatment: z.enum(['system', 'terminals']).optional(),
  regime: RegimeId.optional(),
});
export type LevelFilter = z.infer<typeof LevelFilter>;
export const LevelList = z.object({ items: z.array(LevelRow), next: z.string().nullable() });
export type LevelList = z.infer<typeof LevelList>;

/** Sheets stand at what they are about: systems, and groups of cameras. */
function sheetRoutes(of: 'System' | 'Group', path: string, words: string) {
  return {
    get: route({
      id: `get${of}Level`,
      method: 'GET',
      path: `${path}/level`,
      permission: 'system.read',
      summary: `${words}: in force, under way, earlier, and what has changed since`,
      params: ById,
      output: LevelSheet,
    }),
    preview: route({
      id: `preview${of}Level`,
      method: 'POST',
      path: `${path}/level/preview`,
      permission: 'system.write',
      summary: `${words}: what the law makes of answers, and what is still open; nothing is kept`,
      params: ById,
      body: LevelBody,
      output: LevelPreview,
    }),
    save: route({
      id: `save${of}Level`,
      method: 'POST',
      path: `${path}/level`,
      permission: 'system.write',
      summary: `${words}: keep the worksheet as a draft`,
      params: ById,
      body: LevelBody,
      output: LevelSheet,
    }),
  };
}
const ofSystem = sheetRoutes('System', '/api/systems/:id', 'Level of a system');
const ofGroup = sheetRoutes('Group', '/api/camera-groups/:id', 'Treatment of a group of cameras');

export const levelRoutes = {
  listLevels: route({
    id: 'listLevels',
    method: 'GET',
    path: '/api/levels',
    permission: 'system.read',
    summary: 'Systems and groups of cameras by what is known of their level',
    query: z.object({ ...PageQuery.shape, ...LevelFilter.shape }),
    output: LevelList,
  }),
  exportLevels: exportRoute({
    id: 'exportLevels',
    exports: 'listLevels',
    path: '/api/levels/export',
    permission: 'system.read',
    summary: 'The levels exactly as filtered',
    query: exportQuery(LevelFilter),
  }),
  getSystemLevel: ofSystem.get,
  previewSystemLevel: ofSystem.preview,
  saveSystemLevel: ofSystem.save,
  getGroupLevel: ofGroup.get,
  previewGroupLevel: ofGroup.preview,
  saveGroupLevel: ofGroup.save,
  stepLevel: route({
    id: 'stepLevel',
    method: 'POST',
    path: '/api/level-determinations/:id/step',
    permission: 'system.write',
    summary: 'Propose a determination, take it back, or drop it',
    params: ById,
    body: StepBody,
    output: LevelSheet,
  }),
  decideLevel: route({
    id: 'decideLevel',
    method: 'POST',
    path: '/api/level-determinations/:id/decide',
    permission: 'record.approve',
    summary: 'Confirm what another person proposed, or return it with a reason',
    params: ById,
    body: DecisionBody,
    output: LevelSheet,
  }),
  noteLevelChange: route({
    id: 'noteLevelChange',
    method: 'POST',
    path: '/api/systems/:id/level/changes',
    permission: 'system.write',
    summary: 'Note an incident or a change of technology: the level is to be determined anew',
    params: ById,
    body: NoteBody,
    output: LevelSheet,
  }),
  dismissLevelChange: route({
    id: 'dismissLevelChange',
    method: 'POST',
    path: '/api/level-changes/:id/dismiss',
    permission: 'record.approve',
    summary: 'Say why a change does not touch the level',
    params: ById,
    body: ReasonBody,
    output: LevelSheet,
  }),
} as const;
