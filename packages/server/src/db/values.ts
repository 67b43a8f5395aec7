/** OIDs of the types that both drivers must read alike. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * How database values become JavaScript values, on every driver: counts are numbers, dates stay `yyyy-mm-dd`,
 * instants are ISO strings as the contract writes them.
 */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
};
