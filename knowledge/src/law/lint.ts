import type { Problem } from '../problem.ts';
import { filesOf } from '../tree.ts';
import type { Tree } from '../tree.ts';
import { compileLaw } from './data.ts';
import type { LawData } from './data.ts';
import { lintCalendar } from './lint-calendar.ts';
import { lintConditions } from './lint-conditions.ts';
import { lintDuties } from './lint-duties.ts';
import { faultAt } from './lint-place.ts';
import type { LawFault } from './lint-place.ts';
import { lintWorkflows } from './lint-workflows.ts';

/** What a schema of one file of the statute book cannot see. */
export function lintLaw(tree: Tree): Problem[] {
  if (!tree.files.some((file) => file.kind.name.startsWith('law-'))) return [];
  const missing = ONCE.filter((kind) => filesOf(tree, kind).length === 0);
  const data = missing.length === 0 ? compileLaw(tree) : undefined;
  if (data === undefined) {
    const message = `the statute book is not whole: ${missing.join(', ') || 'no duty'}`;
    return [{ file: 'law', line: 1, message, fix: 'add the file' }];
  }
  return [
    ...lintIdentity(data),
    ...lintDates(data),
    ...lintReferences(data),
    ...lintOverlaps(data),
    ...lintLadders(data),
    ...lintConditions(data),
    ...lintCalendar(data),
    ...lintDuties(data),
    ...lintWorkflows(data),
  ].map((fault) => faultAt(tree, fault));
}

/** Files without which nothing can be said. */
const ONCE = [
  'law-documents',
  'law-open-questions',
  'law-regimes',
  'law-questions',
  'law-criteria',
  'law-camera-rule',
  'law-authority',
  'law-time-limits',
  'law-dossier',
  'law-gates',
  'law-checks',
  'law-incidents',
  'law-reports',
  'law-reminders',
  'law-facts',
  'law-paper-rules',
] as const;

interface Headed {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  readonly sources: readonly { readonly document: string }[];
}

function headed(data: LawData): Headed[] {
  return [
    ...data.regimes,
    ...data.transitions,
    ...data.criteria,
    data.cameraRule,
    ...data.authorities,
    ...data.owners,
    ...data.limits,
    ...data.parts,
    ...data.gates,
    ...data.separations,
    ...data.cycles,
    ...data.retentions,
    ...data.assessors,
    ...data.incidentClocks,
    ...data.reportCycles,
    ...data.ladders,
    ...data.duties,
    ...data.workflows,
    ...data.forms,
    ...data.paperRules,
  ];
}

/** Every id of the statute book names one record; the catalogue has its own. */
function lintIdentity(data: LawData): LawFault[] {
  const ids = [
    ...headed(data).map(({ id }) => id),
    ...data.years.map(({ id }) => id),
    ...data.documents.map(({ id }) => id),
    ...data.requirements.flatMap(({ key, levels }) => [key, ...levels.map(({ id }) => id)]),
  ];
  const groups = [ids, data.questions.map(({ id }) => id), data.facts.map(({ id }) => id), data.openQuestions.map(({ id }) => id)];
  return groups.flatMap((group) =>
    [...Map.groupBy(group, (id) => id)]
      .filter(([, same]) => same.length > 1)
      .map(([id]) => ({ id, message: `two records have the id ${id}`, fix: 'rename one' })),
  );
}

function lintDates(data: LawData): LawFault[] {
  return headed(data)
    .filter(({ validFrom, validTo }) => validTo !== undefined && validTo < validFrom)
    .map(({ id, validFrom, validTo }) => ({
      id,
      message: `${id} ends on ${validTo} before it begins on ${validFrom}`,
      fix: 'correct the days',
    }));
}

function lintReferences(data: LawData): LawFault[] {
  const documents = new Set(data.documents.map(({ id }) => id));
  const records = new Set([
    ...headed(data).map(({ id }) => id),
    ...data.years.map(({ id }) => id),
    ...data.requirements.map(({ key }) => key),
  ]);
  const open = new Set(data.openQuestions.map(({ id }) => id));
  const named: readonly (readonly [id: string, document: string | undefined])[] = [
    ...[...headed(data), ...data.years, ...data.openQuestions].flatMap(({ id, sources }) =>
      sources.map(({ document }) => [id, document] as const),
    ),
    ...data.documents.map(({ id, carriesOut }) => [id, carriesOut] as const),
    ...data.regimes.flatMap(({ id, standard, documents: each }) => [standard, ...each].map((document) => [id, document] as const)),
    ...data.duties.flatMap(({ id, addressees, deadlines }) => [...addressees, ...deadlines].map(({ document }) => [id, document] as const)),
  ];
  return [
    ...named
      .filter(([, document]) => document !== undefined && !documents.has(document))
      .map(([id, document]) => ({ id, message: `there is no document ${document}`, fix: 'add it to law/documents.yaml' })),
    ...data.openQuestions.flatMap(({ id, affects }) =>
      affects
        .filter((record) => !records.has(record))
        .map((record) => ({ id, message: `the open question ${id} affects no record ${record}`, fix: 'name a record' })),
    ),
    ...data.owners
      .filter(({ question, settled }) => (question !== undefined && !open.has(question)) || (!settled && question === undefined))
      .map(({ id }) => ({ id, message: `${id} is not settled and names no open question`, fix: 'name one of law/open-questions.yaml' })),
  ];
}

/** The rungs of a ladder have names of their own and stand in the order of their days. */
function lintLadders({ ladders }: LawData): LawFault[] {
  return ladders.flatMap(({ id, rungs }) => [
    ...(new Set(rungs.map((rung) => rung.id)).size < rungs.length
      ? [{ id, message: `two rungs of ${id} have one id`, fix: 'rename one' }]
      : []),
    ...rungs
      .filter(({ days }, at) => days <= (rungs[at - 1]?.days ?? Number.NEGATIVE_INFINITY))
      .map((rung) => ({
        id,
        message: `${rung.id} does not come after the rung before it`,
        fix: 'put the rungs in the order of their days',
      })),
  ]);
}

/** Two rules for one thing may not hold on one day. */
function lintOverlaps(data: LawData): LawFault[] {
  const keyed: readonly (readonly [key: string, rule: Headed])[] = [
    ...data.regimes.map((each) => ['regime', each] as const),
    ...data.authorities.flatMap((each) =>
      each.levels.map((level) => [`authority ${level} ${JSON.stringify(each.when ?? null)}`, each] as const),
    ),
    ...data.owners.map((each) => [`owner ${JSON.stringify(each.when)}`, each] as const),
    ...data.limits.flatMap((each) => each.levels.map((level) => [`limit ${each.regime} ${level} ${each.step}`, each] as const)),
    ...data.cycles.map((each) => [`cycle ${each.regime} ${each.activity}`, each] as const),
    ...data.assessors.map((each) => [`assessor ${each.regime}`, each] as const),
    ...data.reportCycles.map((each) => ['report', each] as const),
    ...data.ladders.map((each) => ['reminders', each] as const),
  ];
  return [...Map.groupBy(keyed, ([key]) => key).values()].flatMap((group) =>
    group.flatMap(([, rule], index) =>
      group
        .slice(index + 1)
        .filter(([, other]) => rule.validFrom <= (other.validTo ?? '9999') && other.validFrom <= (rule.validTo ?? '9999'))
        .map(([, other]) => ({
          id: other.id,
          message: `${rule.id} and ${other.id} hold on the same days`,
          fix: 'end one before the other begins',
        })),
    ),
  );
}
