/** A body as OSCAL names it. */
export interface OscalParty {
  readonly id: string;
  readonly name: string;
}

/** The system that a document is about. Ids are the register's own; OSCAL's are made of them. */
export interface OscalSystem {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** 1 to 5; null while none is confirmed. */
  readonly level: number | null;
  readonly regime: 'A' | 'B';
  readonly state: 'operational' | 'under-development' | 'disposition' | 'other';
  readonly owner: OscalParty;
  readonly operator: OscalParty;
}

/** What every document says of itself; `at` is an instant in ISO 8601. */
export interface OscalHead {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly at: string;
}

/** Answer to a requirement: it is not looked at, not met, partly or fully met, or does not apply. */
export type OscalAnswer = 'open' | 'none' | 'partial' | 'full' | 'not-applicable';

export interface OscalRequirement {
  readonly id: string;
  /** Row of the catalogue, e.g. `L3.S.09`. */
  readonly requirement: string;
  readonly title: string;
  readonly answer: OscalAnswer;
  /** How it is, or is to be, met. */
  readonly way: string;
  /** Why it does not apply. */
  readonly reason: string;
  readonly owner: string;
  /** ISO day by which it is to be met. */
  readonly dueOn: string | null;
  readonly evidence: readonly OscalParty[];
}

/** System security plan (SSP). */
export interface OscalPlan {
  readonly head: OscalHead;
  readonly system: OscalSystem;
  /** SHA-256 of the edition of the catalogue. */
  readonly catalogue: string;
  readonly requirements: readonly OscalRequirement[];
}

export interface OscalFinding {
  readonly id: string;
  readonly title: string;
  readonly check: string;
  readonly severity: string;
  /** `open` and `accepted` speak against the requirements, `fixed` does not. */
  readonly status: 'open' | 'accepted' | 'fixed';
  readonly camera: OscalParty;
  /** Rows of the catalogue that it touches; none where it touches none. */
  readonly requirements: readonly string[];
}

/** Assessment results (AR): what was found on the devices of a system. */
export interface OscalResults {
  readonly head: OscalHead;
  readonly system: Pick<OscalSystem, 'id' | 'name'>;
  readonly findings: readonly OscalFinding[];
}

/** Plan of action and milestones (POA&M): the requirements that are not met, with who and when. */
export interface OscalActions {
  readonly head: OscalHead;
  readonly system: Pick<OscalSystem, 'id' | 'name'>;
  readonly items: readonly Omit<OscalRequirement, 'reason' | 'evidence'>[];
}

/** Who carried an assessment out; what is not told is empty. */
export interface OscalAssessor {
  readonly name: string;
  readonly kind: string;
  readonly independent: boolean;
  /** ISO days; null where none is told. */
  readonly licence: {
    readonly number: string;
    readonly issuer: string;
    readonly scope: string;
    readonly from: string | null;
    readonly until: string | null;
  };
}

/** What an assessor says of one requirement, or of a risk that touches none. */
export interface OscalVerdict {
  readonly id: string;
  /** Row of the catalogue, or what another tool aims at; empty where it touches none. */
  readonly target: string;
  readonly satisfied: boolean;
  readonly title: string;
  readonly detail: string;
  /** In the word of the document; empty where it tells none. */
  readonly severity: string;
  readonly owner: string;
  /** ISO day by which it is to be mended. */
  readonly dueOn: string | null;
  /** How far its remedy is. */
  readonly standing: 'open' | 'accepted' | 'closed';
  /** Finding of a scan that shows it. */
  readonly scan: { readonly id: string; readonly title: string; readonly camera: OscalParty } | null;
}

/** A check of a system as assessment results. `start` and `end` are instants. */
export interface OscalAssessment<Verdict extends OscalVerdict = OscalVerdict> {
  readonly head: OscalHead;
  /** Empty id and name where the document does not tell it. */
  readonly system: Pick<OscalSystem, 'id' | 'name'>;
  readonly kind: string;
  readonly outcome: string;
  readonly summary: string;
  readonly start: string;
  readonly end: string | null;
  readonly assessor: OscalAssessor;
  readonly verdicts: readonly Verdict[];
}

/** What a document says, with where it says it, and what of it is no verdict. */
export interface OscalAssessmentRead extends OscalAssessment<OscalVerdict & { readonly place: string }> {
  /** The document's own, to know it again. */
  readonly uuid: string;
  readonly left: readonly { readonly place: string; readonly title: string; readonly reason: 'observation-alone' | 'risk-closed' }[];
}
