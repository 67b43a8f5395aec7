const MM = 72 / 25.4;

/** Page of ND 30/2020, annex I, part I: A4, 20-25 mm above and below, 30-35 mm left, 15-20 mm right; in points. */
export const A4 = { width: 210 * MM, height: 297 * MM } as const;
export const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM, header: 10 * MM, footer: 8 * MM } as const;

/** Width of the text of an upright and of a turned page. */
export const UPRIGHT = A4.width - MARGIN.left - MARGIN.right;
export const TURNED = A4.height - MARGIN.left - MARGIN.right;

/** Sizes that belong together: national title 13, motto, place, body 14 (annex I allows 12, 13, 13 or 13, 14, 14). */
export const SIZE = {
  nation: 13,
  motto: 14,
  body: 14,
  number: 13,
  place: 14,
  letterAbstract: 12,
  receivers: 12,
  receiver: 11,
  table: 12,
  denseTable: 9.5,
  page: 13,
  small: 9,
} as const;

/** First line 1.27 cm, 6 pt between paragraphs, 1.1 lines (single to 1.5 allowed). */
export const INDENT = 12.7 * MM;
export const GAP = 6;
export const LINE = 1.1;

/** Columns of the head (about 40 : 60) and of the signature. */
export const HEAD_COLUMNS = [UPRIGHT * 0.4, UPRIGHT * 0.6] as const;
export const SIGNATURE_COLUMNS = [UPRIGHT * 0.45, UPRIGHT * 0.55] as const;

/** `Kính gửi` and the list under it, from the edge of the text, in the templates of annex III. */
export const ADDRESSEE = { label: 35 * MM, list: 45 * MM } as const;

/** Room for signature and seal between office and name. */
export const SIGNATURE_ROOM = 68;
