import type { z } from 'zod';
import { canonicalJson, contentHash } from '../canonical.ts';
import { compareIds, filesOf } from '../tree.ts';
import type { Tree } from '../tree.ts';
import type { Duty, EvidenceFact, LawDocument } from './duty.ts';
import type { LawDocuments, LawFacts } from './duty.ts';
import type { LawPaperRules, PaperRule } from './paper.ts';
import type {
  AssessorRule,
  Authority,
  CheckCycle,
  DossierPart,
  Gate,
  HolidayYear,
  IncidentClock,
  LawAuthority,
  LawChecks,
  LawDossier,
  LawGates,
  LawIncidents,
  LawReminders,
  LawReports,
  LawTimeLimits,
  OwnerRule,
  ReminderLadder,
  ReportCycle,
  Retention,
  Separation,
  TimeLimit,
} from './procedure.ts';
import type { RequirementArea, SecurityRequirement } from './requirement.ts';
import type { LawForm, Workflow } from './workflow.ts';
import type {
  CameraRule,
  CriteriaFile,
  Criterion,
  LawOpenQuestions,
  LawQuestions,
  LawRegimes,
  OpenQuestion,
  Question,
  Regime,
  Transition,
} from './worksheet.ts';

/** The statute book, compiled. */
export interface LawData {
  /** SHA-256 over the canonical content, hex. */
  readonly hash: string;
  /** SHA-256 over the requirement catalogue alone: what a dossier is pinned to. */
  readonly catalogueHash: string;
  readonly documents: readonly LawDocument[];
  readonly openQuestions: readonly OpenQuestion[];
  readonly regimes: readonly Regime[];
  readonly transitions: readonly Transition[];
  readonly questions: readonly Question[];
  readonly criteria: readonly Criterion[];
  readonly cameraRule: CameraRule;
  readonly authorities: readonly Authority[];
  readonly owners: readonly OwnerRule[];
  readonly limits: readonly TimeLimit[];
  readonly noLimits: z.infer<typeof LawTimeLimits>['none'];
  readonly parts: readonly DossierPart[];
  readonly gates: readonly Gate[];
  readonly separations: readonly Separation[];
  readonly cycles: readonly CheckCycle[];
  readonly retentions: readonly Retention[];
  readonly assessors: readonly AssessorRule[];
  readonly incidentClocks: readonly IncidentClock[];
  readonly reportCycles: readonly ReportCycle[];
  readonly ladders: readonly ReminderLadder[];
  readonly years: readonly HolidayYear[];
  /** The areas of the catalogue, by id. */
  readonly areas: readonly Pick<RequirementArea, 'id' | 'title'>[];
  readonly requirements: readonly SecurityRequirement[];
  readonly facts: readonly EvidenceFact[];
  readonly duties: readonly Duty[];
  readonly workflows: readonly Workflow[];
  readonly forms: readonly LawForm[];
  /** How official papers look. */
  readonly paperRules: readonly PaperRule[];
}

/** Everything about the law in a tree without faults; undefined where the folder holds none. */
export function compileLaw(tree: Tree): LawData | undefined {
  // the schema of each kind has validated the data
  const one = (kind: string): unknown => filesOf(tree, kind)[0]?.data ?? {};
  const all = <T>(kind: string): T[] =>
    filesOf(tree, kind)
      .toSorted((a, b) => compareIds(a.id, b.id))
      .map((file) => file.data as T);
  if (filesOf(tree, 'law-duty').length === 0) return undefined;
  const areas = all<RequirementArea>('law-requirements');
  const requirements = areas.flatMap(({ id, requirements: each }) => each.map((requirement) => ({ ...requirement, area: id })));
  const content = {
    documents: (one('law-documents') as z.infer<typeof LawDocuments>).documents,
    openQuestions: (one('law-open-questions') as z.infer<typeof LawOpenQuestions>).questions,
    ...(one('law-regimes') as z.infer<typeof LawRegimes>),
    questions: (one('law-questions') as z.infer<typeof LawQuestions>).questions,
    criteria: all<CriteriaFile>('law-criteria').flatMap(({ regime, level, criteria }) =>
      // the schema holds the level between 1 and 5
      criteria.map((each) => ({ ...each, regime, level: level as Criterion['level'] })),
    ),
    cameraRule: one('law-camera-rule') as CameraRule,
    ...(one('law-authority') as z.infer<typeof LawAuthority>),
    limits: (one('law-time-limits') as z.infer<typeof LawTimeLimits>).limits,
    noLimits: (one('law-time-limits') as z.infer<typeof LawTimeLimits>).none,
    parts: (one('law-dossier') as z.infer<typeof LawDossier>).parts,
    ...(one('law-gates') as z.infer<typeof LawGates>),
    ...(one('law-checks') as z.infer<typeof LawChecks>),
    incidentClocks: (one('law-incidents') as z.infer<typeof LawIncidents>).clocks,
    reportCycles: (one('law-reports') as z.infer<typeof LawReports>).cycles,
    ladders: (one('law-reminders') as z.infer<typeof LawReminders>).ladders,
    years: all<HolidayYear>('law-holidays'),
    areas: areas.map(({ id, title }) => ({ id, title })),
    requirements,
    facts: (one('law-facts') as z.infer<typeof LawFacts>).facts,
    duties: all<Duty>('law-duty'),
    workflows: all<Workflow>('law-workflow'),
    forms: all<LawForm>('law-form'),
    paperRules: (one('law-paper-rules') as z.infer<typeof LawPaperRules>).rules,
  };
  return { hash: contentHash(content), catalogueHash: contentHash(requirements), ...content };
}

/** The compiled statute book as text: one record a line, so that changes can be reviewed and merged. */
export function lawText(data: LawData): string {
  const { hash, catalogueHash, ...lists } = data;
  const parts = Object.entries(lists).map(([name, value]: [string, unknown]) =>
    Array.isArray(value)
      ? `"${name}":[\n${value.map((each: unknown) => canonicalJson(each)).join(',\n')}\n]`
      : `"${name}":${canonicalJson(value)}`,
  );
  return `{"hash":"${hash}","catalogueHash":"${catalogueHash}",\n${parts.join(',\n')}}\n`;
}
