import { CHECK_ASSESSORS, CHECK_OUTCOMES, ShortcomingBody, SystemCheckSet } from '@ancam/contract';
import type { CheckResultsPreview } from '@ancam/contract';
import { Id, Severity } from '@ancam/core';
import type { Level } from '@ancam/knowledge';
import { requirementsOf } from '@ancam/law';
import type { Law, RequirementRow } from '@ancam/law';
import { readAssessmentResults } from '@ancam/documents';
import type { OscalAssessmentRead } from '@ancam/documents';
import type { z } from 'zod';
import { dayOf } from '../../day.ts';
import { assertText, faultyOscal, parseOscal } from '../../oscal-body.ts';

type Verdict = OscalAssessmentRead['verdicts'][number];
type Left = CheckResultsPreview['left'][number];

/** Most verdicts of one document. */
const MOST_VERDICTS = 1000;

/** No check of a system that is registered here began before. */
const EARLIEST = '2000-01-01';

/** Words of other tools for how grave something is. */
const GRAVITY: Readonly<Record<string, Severity>> = {
  'very-high': 'critical',
  'very high': 'critical',
  severe: 'critical',
  moderate: 'medium',
  minor: 'low',
  'very-low': 'low',
  'very low': 'low',
  informational: 'info',
  none: 'info',
};

function severityOf(word: string): Severity | undefined {
  const known = Severity.safeParse(word.trim().toLowerCase());
  return known.success ? known.data : GRAVITY[word.trim().toLowerCase()];
}

/** A verdict that speaks against a requirement, as a shortcoming. */
export interface NotedVerdict {
  readonly place: string;
  readonly target: string;
  readonly requirement: RequirementRow | undefined;
  readonly severityTold: boolean;
  /** Without its finding: that has to be one of the system. */
  readonly body: ShortcomingBody;
  /** Id of a finding that it claims. */
  readonly scan: Id | undefined;
}

/** What a document says, held to a level and to what a check takes. */
export interface ReadResults {
  readonly document: OscalAssessmentRead;
  /** What it says of the check itself; what it does not tell is not in it. */
  readonly set: SystemCheckSet;
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly noted: readonly NotedVerdict[];
  readonly satisfied: readonly { readonly place: string; readonly requirement: RequirementRow }[];
  readonly left: readonly Left[];
}

/** The document itself. Throws `input.invalid` with place and remedy. */
export function readResultsDocument(bytes: Uint8Array): OscalAssessmentRead {
  const { model, document } = parseOscal(bytes);
  if (model !== 'assessment-results') {
    throw faultyOscal(
      model,
      'no assessment results',
      'Chọn tài liệu kết quả đánh giá (assessment-results).',
      'Choose a document of assessment-results.',
    );
  }
  const read = readAssessmentResults(document);
  assertText(`${model}/metadata`, { ...read.head });
  if (read.verdicts.length > MOST_VERDICTS) {
    throw faultyOscal(
      read.verdicts[MOST_VERDICTS]?.place ?? '',
      `more than ${MOST_VERDICTS} findings`,
      `Chia tài liệu: tối đa ${MOST_VERDICTS} kết luận.`,
      `Divide the document: at most ${MOST_VERDICTS} findings.`,
    );
  }
  return read;
}

/** Holds what a part of a document says to what a check takes. Throws `input.invalid` with its place. */
function held<T>(place: string, schema: z.ZodType<T>, said: Readonly<Record<string, unknown>>): T {
  assertText(place, said);
  const parsed = schema.safeParse(said);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const fault = `${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`;
  throw faultyOscal(place, fault, `Sửa giá trị (${fault}).`, `Correct the value (${fault}).`);
}

/** Finds the requirement at which a document aims: by its row, by its key, or by a part of its row as OSCAL names statements and objectives. */
function finder(law: Law, level: Level): (target: string) => RequirementRow | undefined {
  const rows = requirementsOf(law, level);
  const by = new Map([...rows.map((row) => [row.key, row] as const), ...rows.map((row) => [row.id, row] as const)]);
  return (target) => by.get(target) ?? by.get(target.replace(/_(?:obj|smt)(?:[.\-_].*)?$/u, ''));
}

function noted(verdict: Verdict, requirement: RequirementRow | undefined): NotedVerdict {
  const { place, target, title, detail, owner, dueOn: mendBy, scan } = verdict;
  const severity = severityOf(verdict.severity);
  const said = { title, detail, severity: severity ?? 'medium', requirement: requirement?.key ?? null, owner, mendBy };
  const id = Id.safeParse(scan?.id);
  return {
    place,
    target,
    requirement,
    severityTold: severity !== undefined,
    body: held(place, ShortcomingBody, said),
    scan: id.success ? id.data : undefined,
  };
}

/** Days that cannot be. Throws `input.invalid`. */
function assertDays(startedOn: string, endedOn: string | null, today: string): void {
  const place = 'assessment-results/results';
  if (startedOn < EARLIEST) throw faultyOscal(place, 'too early', 'Ngày bắt đầu quá sớm.', 'The day on which it began is too early.');
  if (startedOn > today || (endedOn ?? '') > today)
    throw faultyOscal(place, 'a day to come', 'Ngày bắt đầu, kết thúc chưa tới.', 'The day on which it began or ended has not come.');
  if (endedOn !== null && endedOn < startedOn)
    throw faultyOscal(place, 'ends before it begins', 'Ngày kết thúc trước ngày bắt đầu.', 'It ended before it began.');
}

/** What the document says of the check itself. */
function setOf({ assessor, outcome, summary }: OscalAssessmentRead, endedOn: string | null): SystemCheckSet {
  const { name, kind, independent, licence } = assessor;
  const told = Object.fromEntries(Object.entries(licence).filter(([, value]) => value !== '' && value !== null));
  assertText('assessment-results/metadata/parties', told);
  return held('assessment-results', SystemCheckSet, {
    ...(endedOn === null ? {} : { endedOn }),
    ...(name === '' ? {} : { assessor: name }),
    ...(CHECK_ASSESSORS.some((each) => each === kind) ? { assessorKind: kind, independent } : {}),
    ...(Object.keys(told).length === 0 ? {} : { licence: told }),
    ...(CHECK_OUTCOMES.some((each) => each === outcome) ? { outcome } : {}),
    ...(summary === '' ? {} : { summary }),
  });
}

/** Holds a document to a level: what speaks against the system becomes a shortcoming, with its requirement where the level has it. Throws `input.invalid`. */
export function heldTo(law: Law, level: Level, document: OscalAssessmentRead, now: string): ReadResults {
  const requirementAt = finder(law, level);
  const startedOn = dayOf(document.start);
  const endedOn = document.end === null ? null : dayOf(document.end);
  assertDays(startedOn, endedOn, dayOf(now));
  const against = document.verdicts.filter(({ satisfied }) => !satisfied).map((each) => noted(each, requirementAt(each.target)));
  const failing = new Set(against.map(({ requirement }) => requirement?.key));
  const met = document.verdicts.filter(({ satisfied }) => satisfied).map((each) => ({ ...each, requirement: requirementAt(each.target) }));
  const counted = new Map(
    met.flatMap(({ place, requirement }) =>
      requirement === undefined || failing.has(requirement.key) ? [] : [[requirement.key, { place, requirement }] as const],
    ),
  );
  const dropped = met.filter(({ requirement }) => requirement === undefined || failing.has(requirement.key));
  return {
    document,
    set: setOf(document, endedOn),
    startedOn,
    endedOn,
    noted: against,
    satisfied: [...counted.values()],
    left: [
      ...dropped.map(({ place, title, target, requirement }): Left => ({
        place,
        title,
        target,
        reason: requirement === undefined ? 'unknown-requirement' : 'contradicted',
      })),
      ...document.left.map((each) => ({ ...each, target: '' })),
    ],
  };
}
