/** Bounds of what is read from a file of unknown origin. Each one that is passed is named in the refusal. */
export interface Limits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes of one part of a workbook after unpacking, and the ratio to its packed size beyond which a large part is a bomb. */
  readonly partBytes: number;
  readonly packingRatio: number;
  readonly parts: number;
  /** A spreadsheet program itself holds no more rows than this. */
  readonly rows: number;
  readonly columns: number;
  /** UTF-16 units kept of one cell; what is longer is cut and reported in its place. */
  readonly cellText: number;
  /** Characters of one piece of XML (a cell, a tag) beyond which the file is refused. */
  readonly xmlPiece: number;
  readonly mergedRanges: number;
  /** Bytes of shared strings held in memory; the rest waits in a temporary file. */
  readonly stringBytes: number;
}

export const LIMITS: Limits = {
  fileBytes: 1024 ** 3,
  partBytes: 4 * 1024 ** 3,
  packingRatio: 500,
  parts: 5000,
  rows: 1_048_576,
  columns: 512,
  cellText: 32_767,
  xmlPiece: 32 * 1024 ** 2,
  mergedRanges: 10_000,
  stringBytes: 16 * 1024 ** 2,
};

/** Parts below this size are unpacked whatever their ratio: a blank form packs well. */
export const RATIO_FROM = 64 * 1024 ** 2;

/** Size in words, for refusals. */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MB`;
}
