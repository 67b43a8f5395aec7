/** A firmware string taken apart by the grammar of its maker. */
export interface FirmwareVersion {
  /** Product line, hardware and customer variant; different lines have no common release order. */
  readonly line?: string;
  /** Release numbers, most significant first; empty where the text is a build date only. */
  readonly release: readonly number[];
  /** Build date as yyyymmdd. */
  readonly build?: number;
  /** Versions of the programs inside, by name, where the maker counts them one by one. */
  readonly components?: Readonly<Record<string, readonly number[]>>;
  /** Orders builds of the same release and day. */
  readonly tie?: number;
  readonly raw: string;
}

/** -1: older, 0: same, 1: newer, undefined: not comparable, which is never "not affected". */
export type Order = -1 | 0 | 1 | undefined;

/** How one maker writes versions and in which order they came out. */
export interface Grammar {
  parse(text: string): FirmwareVersion | undefined;
  compare(a: FirmwareVersion, b: FirmwareVersion): Order;
}

/** Sign of two numbers. */
export function sign(a: number, b: number): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Number by number; a missing number counts as 0, because makers drop trailing zeros. */
export function compareNumbers(a: readonly number[], b: readonly number[]): -1 | 0 | 1 {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const order = sign(a[i] ?? 0, b[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * Release first, then build date, then the tie. Where one side is a date only, dates decide: a date is never compared with a release
 * number. Same release with the build known on one side only cannot be ordered.
 */
export function compareReleaseThenBuild(a: FirmwareVersion, b: FirmwareVersion): Order {
  if (a.release.length === 0 || b.release.length === 0) return compareBuilds(a, b);
  const release = compareNumbers(a.release, b.release);
  if (release !== 0) return release;
  const build = a.build === undefined && b.build === undefined ? 0 : compareBuilds(a, b);
  if (build !== 0) return build;
  if (a.tie === b.tie) return 0;
  return a.tie === undefined || b.tie === undefined ? undefined : sign(a.tie, b.tie);
}

/** By build date alone. */
export function compareBuilds(a: FirmwareVersion, b: FirmwareVersion): Order {
  return a.build === undefined || b.build === undefined ? undefined : sign(a.build, b.build);
}

/** `5.4.0` as numbers. */
export function numbers(dotted: string): number[] {
  return dotted.split('.').map(Number);
}

/** Folds full-width forms and dashes of advisories to what devices send, and drops the words that they put around a version. */
export function normalise(text: string): string {
  return text
    .slice(0, 256)
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/\s+/gu, ' ')
    .replace(/,? (?:and|or) (?:prior|earlier|below|lower)\b.*$/iu, '')
    .trim();
}
