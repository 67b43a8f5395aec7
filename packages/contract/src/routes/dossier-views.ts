import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { Actions } from './common.ts';
import { ITEM_ANSWERS } from './plan-views.ts';

const Day = z.iso.date();
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(8000);
const Confidence = z.enum(['found', 'inferred', 'recalled']);
const Level = z.number().int().min(1).max(5);

/** States of a level dossier: the workflow `dossier` of the statute book, whose titles the API gives. */
export const DOSSIER_STATES = [
  'draft',
  'opinion',
  'opined',
  'submitted',
  'supplement',
  'appraising',
  'clarifying',
  'unfit',
  'appraised',
  'proposed',
  'returned',
  'approved',
  'superseded',
  'withdrawn',
] as const;
export type DossierState = (typeof DOSSIER_STATES)[number];
/** What a unit can be in a dossier. */
export const DOSSIER_PARTIES = ['operator', 'owner', 'security-unit', 'ministry', 'other-unit', 'council'] as const;
export type DossierParty = (typeof DOSSIER_PARTIES)[number];
/** Who appraises: as the law says at the level, or by a way out where that unit also runs the system. */
export const APPRAISERS = ['security-unit', 'ministry', 'other-unit', 'council'] as const;
export type Appraiser = (typeof APPRAISERS)[number];
/** Papers that go with a dossier, official forms but for the decision on levels 1 and 2; which of them, follows from its level. */
export const DOSSIER_FORMS = ['form-01', 'form-02', 'form-03', 'form-04', 'form-05', 'decision-1-2', 'form-06', 'form-07'] as const;
export type DossierForm = (typeof DOSSIER_FORMS)[number];
export const DOSSIER_DOMAINS = ['general', 'defence', 'public-security', 'cipher'] as const;

/** What is written in a dossier. Who runs the system stands in the register of systems. */
export const DossierBody = z.object({
  /** A new system, or one that is extended or upgraded: then the plan is fully deployed before it goes into operation. */
  newOrUpgraded: z.boolean().nullable(),
  domain: z.enum(DOSSIER_DOMAINS),
  /** Number and day of the paper that names the body as owner, or delegates to it. */
  ownerPaper: Line,
  ownerUnitId: Id.nullable().default(null),
  securityUnitId: Id.nullable().default(null),
  appraiser: z.enum(APPRAISERS),
  appraiserUnitId: Id.nullable().default(null),
  /** The paper by which another unit appraises, or the council was formed. */
  appraiserPaper: Line,
  /** The bylaw of the system, out of the register of bylaws. */
  bylawId: Id.nullable().default(null),
  /** The paper by which the Prime Minister approved the list of systems of level 5. */
  listPaper: Line,
  /** By id of the part of the contents. */
  texts: z.record(z.string().max(60), Prose),
  note: Prose,
});
export type DossierBody = z.infer<typeof DossierBody>;

export const DossierRow = z.object({
  id: Id,
  system: z.object({ id: Id, name: z.string() }),
  /** The unit that answers for the system; null where the reader may not see it. */
  unit: z.string().nullable(),
  level: Level,
  regime: z.enum(['A', 'B']),
  state: z.enum(DOSSIER_STATES),
  stateTitle: Text,
  stateSince: Day,
  /** How often it was submitted. */
  version: z.number().int(),
  submittedOn: Day.nullable(),
  approvedOn: Day.nullable(),
  decisionNumber: z.string(),
  /** Last day of the clock that runs. */
  dueOn: Day.nullable(),
  dueWho: z.string().nullable(),
  late: z.boolean(),
  /** The next step is for the reader's unit. */
  mine: z.boolean(),
});
export type DossierRow = z.infer<typeof DossierRow>;

export const DossierFilter = z.object({
  q: z.string().trim().max(200).optional(),
  state: z.enum(DOSSIER_STATES).optional(),
  level: z.coerce.number().int().min(1).max(5).optional(),
  regime: z.enum(['A', 'B']).optional(),
  system: Id.optional(),
  /** What waits for the reader's unit. */
  mine: z.enum(['yes']).optional(),
  late: z.enum(['yes']).optional(),
});
export type DossierFilter = z.infer<typeof DossierFilter>;
export const DossierList = z.object({
  items: z.array(DossierRow),
  next: z.string().nullable(),
  /** All states in the order of the workflow, for the filter. */
  states: z.array(z.object({ id: z.enum(DOSSIER_STATES), title: Text })),
  actions: Actions,
});
export type DossierList = z.infer<typeof DossierList>;

/** Why a step is not open to the reader, in words where the statute book has them. */
const Blocker = z.object({
  because: z.enum(['party', 'same-person', 'condition', 'permission']),
  what: z.string(),
  text: Text.nullable(),
  clause: Text.nullable(),
});
/** A step that leads on, and what stands against it. */
export const DossierStep = z.object({
  step: z.string(),
  title: Text,
  to: z.enum(DOSSIER_STATES),
  parties: z.array(z.string()),
  form: z.string().nullable(),
  needsReason: z.boolean(),
  /** Number, day and issuer of a signed decision are asked for. */
  needsDecision: z.boolean(),
  /** The unit that issues the decision, where one is asked for and the unit is known. */
  issuer: z.string().nullable(),
  blockers: z.array(Blocker),
});
export type DossierStep = z.infer<typeof DossierStep>;

const PartyView = z.object({
  party: z.enum(DOSSIER_PARTIES),
  /** Null: it is not known which unit that is. */
  unit: z.object({ id: Id, name: z.string(), /** Day on which it ceased to be, e.g. by a merger. */ closedOn: Day.nullable() }).nullable(),
  /** What it was called in the submission that counts, where it is called otherwise now; who is who changes only while it is written in. */
  submittedAs: z.string().nullable(),
  /** The reader's unit. */
  mine: z.boolean(),
  appraises: z.boolean(),
  approves: z.boolean(),
});
/** Who appraises and approves by the law, and whether the texts settle who the owner is. */
const AuthorityView = z.object({
  title: Text,
  clause: Text,
  confidence: Confidence,
  note: Text.nullable(),
  appraises: z.string(),
  appraiserName: Text.nullable(),
  approves: z.string(),
  owner: Text.nullable(),
  securityUnit: Text.nullable(),
  settled: z.boolean(),
  question: z.object({ id: z.string(), title: Text }).nullable(),
  /** Ways out where the appraiser also runs the system. */
  options: z.array(z.object({ id: z.string(), title: Text })),
});

const ClockEvent = z.object({ does: z.enum(['start', 'pause', 'resume', 'stop']), on: Day, step: Text });
/** A clock with how it was counted. */
export const DossierClock = z.object({
  step: z.enum(['validity', 'appraisal', 'approval']),
  title: Text,
  /** Null: the text sets no limit; then `why`. */
  limit: z
    .object({
      amount: z.number().int(),
      unit: z.enum(['calendar-days', 'working-days']),
      clause: Text,
      confidence: Confidence,
      note: Text.nullable(),
    })
    .nullable(),
  why: Text.nullable(),
  state: z.enum(['not-started', 'running', 'paused', 'stopped']),
  startedOn: Day.nullable(),
  stoppedOn: Day.nullable(),
  used: z.number().int(),
  left: z.number().int(),
  due: Day.nullable(),
  /** Days on the way that no notice has settled yet. */
  unsettled: z.array(Day),
  late: z.object({ by: z.number().int(), who: z.string() }).nullable(),
  events: z.array(ClockEvent),
});
export type DossierClock = z.infer<typeof DossierClock>;

export const PART_STATES = ['register', 'text', 'file', 'items', 'missing', 'later'] as const;
/** A part of the contents and where it comes from; `later`: it comes into being on the way. */
export const DossierPart = z.object({
  id: z.string(),
  file: z.enum(['dossier', 'explanation', 'plan', 'approval-file']),
  /** The part of the dossier that it is an item of. */
  within: z.string().nullable(),
  title: Text,
  clause: Text,
  confidence: Confidence,
  state: z.enum(PART_STATES),
  /** What the register says of it. */
  said: z.array(Text),
  text: z.string(),
  files: z.array(z.object({ id: Id, name: z.string(), sha256: z.string() })),
});
export type DossierPart = z.infer<typeof DossierPart>;

export const DossierEvent = z.object({
  id: Id,
  step: z.string(),
  title: Text,
  from: z.enum(DOSSIER_STATES),
  to: z.enum(DOSSIER_STATES),
  party: z.string(),
  version: z.number().int(),
  on: Day,
  reason: z.string(),
  document: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type DossierEvent = z.infer<typeof DossierEvent>;

export const DossierComment = z.object({
  id: Id,
  version: z.number().int(),
  part: z.string(),
  party: z.string(),
  body: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
  settledBy: z.string().nullable(),
});
export type DossierComment = z.infer<typeof DossierComment>;

/** A criterion that the level was proposed by, with its grounds as they were. */
const SubmittedCriterion = z.object({ id: z.string(), level: Level, title: Text, grounds: Text, clause: Text, confidence: Confidence });
/** A requirement of the plan as it was answered. */
const SubmittedRequirement = z.object({
  id: z.string(),
  title: Text,
  answer: z.enum(ITEM_ANSWERS),
  answerTitle: Text,
  /** Why it does not apply, the way it is met, a remark: as far as given. */
  said: z.string(),
  owner: z.string(),
  dueOn: Day.nullable(),
  /** How many files, records and findings it rested on. */
  evidence: z.number().int(),
});
/** What a submission says, word for word. */
export const DossierContent = z.object({
  name: z.string(),
  level: Level,
  regime: z.string(),
  catalogueHash: z.string(),
  /** Whatever has one value: key, its name for people, the value. */
  fields: z.array(z.object({ key: z.string(), title: Text, value: z.string() })),
  parts: z.array(DossierPart),
  /** Criteria that matched; what was submitted before they were kept has none. */
  criteria: z.array(SubmittedCriterion).default([]),
  requirements: z.array(SubmittedRequirement),
});
export type DossierContent = z.infer<typeof DossierContent>;
export const DossierSubmission = z.object({
  version: z.number().int(),
  at: z.iso.datetime(),
  by: z.string(),
  hash: z.string(),
  content: DossierContent,
});
export type DossierSubmission = z.infer<typeof DossierSubmission>;

/** Where a dossier goes at its level: the straight way, and where it stands on it. */
const PathStop = z.object({ state: z.enum(DOSSIER_STATES), title: Text, at: z.enum(['past', 'here', 'ahead']), on: Day.nullable() });

/** Actions: steps by their id, `edit`, `papers`, `refresh`, `assess`, `comment`. */
export const DossierDetail = z.object({
  ...DossierBody.shape,
  ...DossierRow.shape,
  tone: z.enum(['open', 'waiting', 'good', 'closed']),
  systemState: z.string(),
  catalogueHash: z.string(),
  /** The catalogue of requirements has changed since. */
  catalogueChanged: z.boolean(),
  /** The level in force is another one by now. */
  levelChanged: z.boolean(),
  bylaw: z.object({ id: Id, title: z.string(), issuedOn: Day.nullable() }).nullable(),
  decisionIssuer: z.string(),
  /** The issuer on the signed copy is not the unit that approves at this level, as it is called now. */
  otherIssuer: z.boolean(),
  /** As the plan of the system says. */
  planDeployedOn: Day.nullable(),
  preOperationOn: Day.nullable(),
  /** The concluded check before operation: its day is the one that is taken, once it has passed. `open`: shortcomings that are neither closed nor accepted. */
  preOperationCheck: z.object({ id: Id, on: Day, passed: z.boolean(), open: z.number().int() }).nullable(),
  parties: z.array(PartyView),
  authority: AuthorityView,
  path: z.array(PathStop),
  steps: z.array(DossierStep),
  operation: z.array(Blocker),
  clocks: z.array(DossierClock),
  parts: z.array(DossierPart),
  events: z.array(DossierEvent),
  /** Papers of its level; their fields that are not known yet. */
  forms: z.array(
    z.object({
      id: z.enum(DOSSIER_FORMS),
      title: Text,
      /** Null where no text sets a form; then `note` says what it is built by. */
      number: z.string().nullable(),
      confidence: Confidence,
      note: Text.nullable(),
      missing: z.array(Text),
    }),
  ),
  submissions: z.array(z.object({ version: z.number().int(), at: z.iso.datetime(), by: z.string(), hash: z.string() })),
  comments: z.array(DossierComment),
  actions: Actions,
});
export type DossierDetail = z.infer<typeof DossierDetail>;
