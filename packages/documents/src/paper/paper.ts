/**
 * An official paper by annex I of ND 30/2020/NĐ-CP, as plain values: what stands on it, not how it looks. Names are given
 * in sentence case, the layout writes capitals where the decree demands them. Numbers of articles, clauses, points and
 * annexes come from their order, so a paper cannot be misnumbered. Rendered by `renderDocx` and `renderPdf`.
 */
export interface Paper {
  /** Name of the file in its properties. */
  readonly name: string;
  readonly letterhead: Letterhead;
  readonly title: PaperTitle;
  /** Kính gửi; none where absent. */
  readonly addressees?: readonly string[];
  /** Line of competence over the grounds of a decision: office of the head, or name of the collective body. */
  readonly competence?: string;
  /** Căn cứ, one line each, with `Căn cứ` or `Xét đề nghị` as it should be read; punctuation is set by the layout. */
  readonly grounds?: readonly string[];
  /** Word between grounds and articles, e.g. `QUYẾT ĐỊNH:`. */
  readonly formula?: string;
  readonly body: readonly Block[];
  readonly signature: Signature;
  /** Nơi nhận, first to last, without dash and punctuation; the last one begins with `Lưu:`. */
  readonly recipients: readonly string[];
  readonly annexes?: readonly Annex[];
  /** Small print at the foot of every page: hash of frozen data, mark of demonstration data or of a reconstructed form. */
  readonly smallPrint?: string;
}

/** Boxes 1 to 4: national title and motto are constant. */
export interface Letterhead {
  /** Body above the issuing one; printed over it. */
  readonly superior?: string;
  readonly body: string;
  /** Running number, e.g. `5`; a zero is put before 1-9. Room is left for the clerk where absent. */
  readonly number?: string;
  /** What follows the number: `UBND-KGVX`, `QĐ-UBND`. */
  readonly symbol?: string;
  readonly place?: string;
  /** ISO day, `2023-04-05`. Room is left where absent. */
  readonly day?: string;
}

/** `named`: type and abstract in the middle of the page; `letter` (công văn): abstract under the number. */
export type PaperTitle =
  | { readonly kind: 'named'; /** E.g. `Quyết định`. */ readonly type: string; readonly abstract: string }
  | { readonly kind: 'letter'; /** Without `V/v`. */ readonly abstract: string };

/** Piece of a line in one style. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italics?: boolean;
}

/** Text of a paragraph or cell; line breaks in it begin a new line. */
export type Inline = string | readonly Run[];

/** Units above the article; phần and chương are numbered with Roman, mục and tiểu mục with Arabic numerals. */
export type DivisionUnit = 'Phần' | 'Chương' | 'Mục' | 'Tiểu mục';

export interface Column {
  readonly title: string;
  /** Share of the width, relative to the other columns. */
  readonly weight: number;
  readonly align?: 'left' | 'center' | 'right';
}

export interface PaperTable {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly Inline[])[];
  /** Printed across the table where it has no rows. */
  readonly empty?: string;
  /** A line `(1) (2) …` under the head. */
  readonly numbered?: boolean;
}

export type Block =
  | { readonly kind: 'division'; readonly unit: DivisionUnit; readonly title: string }
  /** Bold line without number of its own, e.g. `Phần 1. Thông tin chung` of a form. Clauses after it start anew. */
  | { readonly kind: 'heading'; readonly text: string }
  /** Điều: numbered through the whole paper. */
  | { readonly kind: 'article'; readonly title: string }
  /** Khoản: a title makes it bold. */
  | { readonly kind: 'clause'; readonly title?: string; readonly text?: Inline }
  /** Điểm: a), b), c), d), đ) … */
  | { readonly kind: 'point'; readonly text: Inline }
  | { readonly kind: 'paragraph'; readonly text: Inline }
  /** Line with a dash. */
  | { readonly kind: 'item'; readonly text: Inline }
  | PaperTable
  /** What is too wide for upright pages: set on pages of its own, turned. */
  | { readonly kind: 'wide'; readonly blocks: readonly Block[] };

/** What stands before an office or body in the signature (annex I, part I, section II, point 7). */
export type AuthorityPrefix = 'TM.' | 'KT.' | 'Q.' | 'TL.' | 'TUQ.';

export interface SignatureLine {
  readonly prefix?: AuthorityPrefix;
  /** Body after `TM.`, office otherwise, e.g. `Chủ tịch`. */
  readonly text: string;
}

/** Boxes 7a and 7b, from top to bottom: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`; then the name. */
export interface Signature {
  readonly lines: readonly SignatureLine[];
  readonly name?: string;
}

/** Phụ lục: numbered with Roman numerals where there are several; pages counted anew. */
export interface Annex {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly landscape?: boolean;
}
