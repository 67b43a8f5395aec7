import type { Fact } from './facts.ts';
import type { CheckResult, Basis, Conformity, Judgement, RequirementStanding, RequirementVerdict, Severity } from './verdicts.ts';
import type { ScanBounds } from './profiles.ts';
import type { Identity, ScanStats, AuthorisationNote } from './scan.ts';
import type { Text } from './text.ts';

/** A failed (or doubtful) check as a reader needs it: what, why, which clause, what to do. */
export interface ReportFinding {
  readonly check: string;
  readonly title: Text;
  readonly severity: Severity;
  readonly outcome: CheckResult['outcome'];
  readonly certainty?: CheckResult['certainty'];
  readonly explanation: Text;
  readonly remedy: Text;
  /** Clauses, e.g. `QCVN 11:2026/BCA 2.5.1`. */
  readonly clauses: readonly string[];
  /** The facts that decided; `factText` words them. */
  readonly evidence: readonly Fact[];
  /** Why a check is undecided: a message, worded by `messageText`. */
  readonly reason?: string;
  /** Set in the register: open, accepted with a reason, fixed. */
  readonly state?: { readonly status: 'open' | 'accepted' | 'fixed'; readonly reason?: string; readonly until?: string };
}

/** What a check means, for those who hand results on to other programs. */
export interface CheckNote {
  readonly id: string;
  readonly title: Text;
  readonly explanation: Text;
  readonly remedy: Text;
  readonly severity: Severity;
  /** Clauses, e.g. `QCVN 11:2026/BCA 2.5.1`. */
  readonly clauses: readonly string[];
}

/** One requirement row of an assessment. */
export interface ReportRequirement {
  readonly requirement: string;
  readonly title: Text;
  readonly group: Text;
  readonly verdict: RequirementVerdict;
  /** What else is needed to judge it: documents, laboratory ... */
  readonly needs: Text;
  readonly confidence: 'found' | 'inferred' | 'recalled';
  readonly checks: readonly string[];
  /** What people concluded, as far as it counts for the firmware that runs. */
  readonly judgements: readonly Judgement[];
  /** Scan and people together. */
  readonly standing: RequirementStanding;
}

/** One camera in a report. */
export interface ReportCamera {
  readonly address: string;
  readonly name?: string;
  readonly place?: string;
  readonly identity: Identity;
  readonly scannedAt?: string;
  readonly basis: Basis;
  readonly findings: readonly ReportFinding[];
  readonly requirements: readonly ReportRequirement[];
  readonly conformity: Conformity;
}

/** The assessment of one camera or of many: the input of every renderer. */
export interface AssessmentReport {
  readonly title: Text;
  /** The body that owns the cameras, where known. */
  readonly unit?: string;
  /** Where the report is dated from, e.g. `Vĩnh Long`. */
  readonly place?: string;
  readonly preparedAt: string;
  readonly preparedBy?: string;
  readonly regulation: { readonly id: string; readonly name: string; readonly title: Text; readonly validFrom: string };
  readonly knowledge: string;
  readonly software: string;
  readonly authorisation?: AuthorisationNote;
  readonly stats?: ScanStats;
  /** By which profile and limits it was scanned; `limitsText` words them. */
  readonly bounds?: ScanBounds;
  /** Messages, worded by `messageText`. */
  readonly notes: readonly string[];
  readonly cameras: readonly ReportCamera[];
  /** SHA-256 over the report data, shown on the paper. */
  readonly dataHash: string;
}
