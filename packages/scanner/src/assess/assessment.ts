import { AppError } from '@ancam/core';
import type {
  AssessmentReport,
  AuthorisationNote,
  CheckNote,
  CheckResult,
  HostResult,
  Judgement,
  ReportCamera,
  ReportFinding,
  ReportRequirement,
  RequirementResult,
  ScanBounds,
  ScanStats,
  Text,
} from '@ancam/core';
import { contentHash } from '@ancam/knowledge/compiled';
import type { Check, KnowledgeIndex, Regulation, Requirement } from '@ancam/knowledge';
import { basisOf } from './basis.ts';
import { conformityOf, countsFor, standingOf } from './standing.ts';

/** What the register knows about one host beyond the scan. */
export interface HostNote {
  readonly name?: string;
  readonly place?: string;
  /** ISO date; decides whether the regulation binds this camera or is a benchmark. */
  readonly purchasedAt?: string;
  /** Life of findings by check id. */
  readonly states?: Readonly<Record<string, NonNullable<ReportFinding['state']>>>;
  /** What people concluded, with the regulation and requirement it is about. */
  readonly judgements?: readonly (Judgement & { readonly regulation: string; readonly requirement: string })[];
}

export interface AssessmentInput {
  readonly hosts: readonly HostResult[];
  readonly knowledge: KnowledgeIndex;
  /** Id of the regulation; absent: the one in force on `asOf`. */
  readonly regulation?: string;
  /** ISO date-time of the report. */
  readonly asOf: string;
  readonly options: {
    /** Name and version of the program. */
    readonly software: string;
    readonly title?: Text;
    readonly unit?: string;
    readonly place?: string;
    readonly preparedBy?: string;
    readonly authorisation?: AuthorisationNote;
    readonly stats?: ScanStats;
    readonly bounds?: ScanBounds;
    readonly notes?: readonly string[];
    /** By host id. */
    readonly hostNotes?: Readonly<Record<string, HostNote>>;
  };
}

const TITLE: Text = {
  vi: 'Kết quả đánh giá an ninh mạng camera giám sát',
  en: 'Security assessment of surveillance cameras',
};

const NEEDS: Readonly<Record<NonNullable<Requirement['needs']>[number], Text>> = {
  document: { vi: 'hồ sơ của nhà sản xuất', en: "the maker's documents" },
  laboratory: { vi: 'thử nghiệm tại phòng thử nghiệm', en: 'laboratory tests' },
  interview: { vi: 'phỏng vấn', en: 'interview' },
};

/**
 * The assessment of the cameras and recorders among the hosts against one regulation. Pure: the hash over the report data makes
 * two copies comparable. Failed checks come first, then doubtful ones; what passed is seen in the requirements.
 */
export function buildAssessment(input: AssessmentInput): AssessmentReport {
  const { knowledge, asOf, options } = input;
  const regulation = regulationFor(knowledge, input.regulation, asOf);
  const checks = new Map(knowledge.checks.map((check) => [check.id, check]));
  const cameras = input.hosts
    .filter(({ identity }) => identity.kind === 'camera' || identity.kind === 'recorder')
    .map((host) => reportCamera(host, regulation, checks, options.hostNotes?.[host.id] ?? {}));
  const { software, title = TITLE, notes = [], unit, place, preparedBy, authorisation, stats, bounds } = options;
  const report = {
    title,
    ...defined({ unit, place, preparedBy, authorisation, stats, bounds }),
    preparedAt: asOf,
    regulation: { id: regulation.id, name: regulation.name, title: regulation.title, validFrom: regulation.validFrom },
    knowledge: knowledge.hash,
    software,
    notes,
    cameras,
  };
  return { ...report, dataHash: contentHash(report) };
}

/** The active checks as other programs are told of them, with their clauses of the regulation. */
export function checkNotes(knowledge: KnowledgeIndex, regulation: Pick<Regulation, 'name'>): CheckNote[] {
  return knowledge.checks
    .filter(({ status }) => status === 'active')
    .map(({ id, title, explanation, remedy, severity, requirements }) => ({
      id,
      title,
      explanation,
      remedy,
      severity,
      clauses: requirements.map((each) => `${regulation.name} ${each.id}`),
    }));
}

/** The regulation that reports of a day speak of. */
export function regulationInForce(knowledge: KnowledgeIndex, asOf: string): Regulation {
  return regulationFor(knowledge, undefined, asOf);
}

/** The given regulation, else the newest binding one in force on the date, else the newest before it. */
function regulationFor(knowledge: KnowledgeIndex, id: string | undefined, asOf: string): Regulation {
  const day = asOf.slice(0, 10);
  const binding = knowledge.regulations
    .filter((each) => each.kind === 'regulation')
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const chosen =
    id === undefined
      ? (binding.find((each) => each.validFrom <= day) ?? binding.at(-1))
      : knowledge.regulations.find((each) => each.id === id);
  if (chosen) return chosen;
  const fix = `name one of: ${knowledge.regulations.map((each) => each.id).join(', ')}`;
  throw new AppError('input.invalid', `no regulation ${id ?? ''}`, { place: 'regulation', fix });
}

function reportCamera(host: HostResult, regulation: Regulation, checks: ReadonlyMap<string, Check>, note: HostNote): ReportCamera {
  const requirements = requirementRows(host, regulation, note);
  return {
    address: host.address,
    ...defined({ name: note.name, place: note.place }),
    identity: host.identity,
    scannedAt: host.finishedAt,
    basis: basisOf(regulation, note.purchasedAt),
    findings: host.checks
      .filter(({ outcome }) => outcome === 'fail' || outcome === 'inconclusive')
      .flatMap((result) => {
        const check = checks.get(result.check);
        return check ? [reportFinding(result, check, regulation, note)] : [];
      })
      .toSorted(byWeight),
    requirements,
    conformity: conformityOf(requirements.map(({ standing }) => standing)),
  };
}

function reportFinding(result: CheckResult, check: Check, regulation: Regulation, note: HostNote): ReportFinding {
  return {
    check: check.id,
    title: check.title,
    severity: result.severity,
    outcome: result.outcome,
    ...defined({ certainty: result.certainty, state: note.states?.[check.id] }),
    explanation: check.explanation,
    remedy: check.remedy,
    clauses: check.requirements.map(({ id }) => `${regulation.name} ${id}`),
    evidence: result.evidence,
    ...defined({ reason: result.reason }),
  };
}

const SEVERITY_ORDER = { critical: 0, high: 1, medium: 2, low: 3, info: 4 } as const;

function byWeight(a: ReportFinding, b: ReportFinding): number {
  const failed = Number(b.outcome === 'fail') - Number(a.outcome === 'fail');
  return failed || SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] || (a.check < b.check ? -1 : 1);
}

function requirementRows(host: HostResult, regulation: Regulation, note: HostNote): ReportRequirement[] {
  const results: readonly RequirementResult[] = host.requirements;
  const verdicts = new Map(results.filter((each) => each.regulation === regulation.id).map((each) => [each.requirement, each]));
  const spoken = (note.judgements ?? []).filter((each) => each.regulation === regulation.id && countsFor(each, host.identity.firmware));
  return regulation.groups.flatMap((group) =>
    group.requirements.map((requirement) => {
      const verdict = verdicts.get(requirement.id)?.verdict ?? 'not-checked';
      const judgements = spoken
        .filter((each) => each.requirement === requirement.id)
        .map(({ regulation: _regulation, requirement: _requirement, ...judgement }) => judgement);
      return {
        requirement: requirement.id,
        title: requirement.title,
        group: group.title,
        verdict,
        needs: needsOf(requirement),
        confidence: requirement.confidence,
        checks: verdicts.get(requirement.id)?.checks ?? [],
        judgements,
        standing: standingOf(requirement, verdict, judgements),
      };
    }),
  );
}

function needsOf(requirement: Requirement): Text {
  if (requirement.alsoNeeded) return requirement.alsoNeeded;
  const methods = (requirement.needs ?? []).map((method) => NEEDS[method]);
  if (methods.length === 0) return { vi: 'không', en: 'none' };
  return { vi: methods.map(({ vi }) => vi).join(', '), en: methods.map(({ en }) => en).join(', ') };
}

/** Leaves out what is undefined, as exact optional properties demand. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  }; // filtered above
}
