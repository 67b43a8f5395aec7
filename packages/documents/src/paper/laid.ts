/** A paper laid out by ND 30/2020: one source for both renderers. All lengths in points. */
export interface Sheet {
  readonly landscape: boolean;
  /** `anew`: first page of a count of its own, which shows no number. */
  readonly pages: 'anew' | 'on';
  readonly elements: readonly Laid[];
}

export interface LaidRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italics: boolean;
}

export interface LaidParagraph {
  readonly kind: 'paragraph';
  readonly runs: readonly LaidRun[];
  readonly size: number;
  readonly align: 'left' | 'center' | 'right' | 'justify';
  /** Indent of the whole paragraph, and of its first line against that (negative: hanging). */
  readonly left: number;
  readonly first: number;
  readonly before: number;
  readonly after: number;
  /** Factor of single spacing. */
  readonly line: number;
  /** Stays on the page of what follows. */
  readonly keepNext: boolean;
}

/** Thin line in the middle of its column. */
export interface LaidRule {
  readonly kind: 'rule';
  readonly length: number;
  /** Width of the column it stands in. */
  readonly within: number;
}

/** Columns side by side without lines; never broken over two pages. */
export interface LaidGrid {
  readonly kind: 'grid';
  readonly widths: readonly number[];
  readonly rows: readonly (readonly (readonly (LaidParagraph | LaidRule)[])[])[];
}

export interface LaidCell {
  readonly runs: readonly LaidRun[];
  readonly align: 'left' | 'center' | 'right';
  /** Columns that it covers. */
  readonly span: number;
}

/** Table with lines; its head is repeated on every page. */
export interface LaidTable {
  readonly kind: 'table';
  readonly widths: readonly number[];
  readonly size: number;
  readonly head: readonly (readonly LaidCell[])[];
  readonly rows: readonly (readonly LaidCell[])[];
}

export type Laid = LaidParagraph | LaidRule | LaidGrid | LaidTable;
