import type { Paper, Signature } from '../paper/paper.ts';

/** What may not be known yet: dots are printed and the field is told as missing. */
export type Maybe<T> = T | null | undefined;

/** Whose words and articles are used: A of Decree 85/2016, B of Decree 331/2026. Forms of A are rebuilt on the frame of B and say so. */
export type FormRegime = 'A' | 'B';

/** A document as it is cited; `number` with its symbol, e.g. `12/TTr-VP`; `day` ISO. */
export interface CitedDocument {
  readonly type?: Maybe<string>;
  readonly number?: Maybe<string>;
  readonly day?: Maybe<string>;
  readonly issuer?: Maybe<string>;
}

/** What every paper carries. */
export interface PaperHead {
  readonly regime: FormRegime;
  readonly issuer: { readonly name?: Maybe<string>; readonly superior?: Maybe<string> };
  /** Running number and what follows it, e.g. `12` and `UBND-KGVX`. */
  readonly number?: Maybe<string>;
  readonly symbol?: Maybe<string>;
  readonly place?: Maybe<string>;
  /** ISO day of the paper. */
  readonly day?: Maybe<string>;
  /** Kính gửi. */
  readonly to?: Maybe<readonly string[]>;
  /** Document on functions and powers of the issuer, which Decree 30/2020 asks for among the grounds. */
  readonly mandate?: Maybe<string>;
  /** Further grounds, without `Căn cứ`. */
  readonly grounds?: Maybe<readonly string[]>;
  /** Nơi nhận between the first line and `Lưu`. */
  readonly copies?: Maybe<readonly string[]>;
  /** What follows `Lưu: VT`, e.g. `KGVX`. */
  readonly archive?: Maybe<string>;
  readonly signature?: Maybe<Signature>;
  /** At the foot of every page: hash of frozen data, mark of demonstration data. */
  readonly smallPrint?: Maybe<string>;
}

/** A field of the form that has no value: its id in `knowledge/law/forms`, and its label. */
export interface MissingField {
  readonly field: string;
  readonly label: string;
}

/** A paper and what is still missing on it. */
export interface FilledPaper {
  readonly paper: Paper;
  readonly missing: readonly MissingField[];
}

/** A system as dossiers name it. */
export interface SystemEntry {
  readonly name?: Maybe<string>;
  readonly operator?: Maybe<string>;
  /** Of the operator. */
  readonly address?: Maybe<string>;
  /** Proposed or approved level, 1 to 5. */
  readonly level?: Maybe<number>;
  /** Clauses by which the level is proposed; printed where several systems are listed. */
  readonly basis?: Maybe<string>;
}

/** An enclosed paper: true, or how it is cited, where it is there. */
export type Enclosed = Maybe<true | string>;

export interface DossierPapers {
  readonly overview?: Enclosed;
  readonly design?: Enclosed;
  readonly levelCase?: Enclosed;
  readonly plan?: Enclosed;
  /** Opinion of the security unit, levels 4 and 5. */
  readonly professionalOpinion?: Maybe<CitedDocument>;
}
