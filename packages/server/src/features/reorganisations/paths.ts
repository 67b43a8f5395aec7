/** A territory that gets another path. */
export interface PlaceRule {
  readonly from: string;
  readonly to: string;
}

/** Rules with the longest path first; the ones given decide over those that follow from the units. */
export function placeRules(given: readonly PlaceRule[], implied: readonly PlaceRule[]): PlaceRule[] {
  const rules = new Map<string, PlaceRule>();
  for (const rule of [...implied, ...given]) if (rule.from !== '' && rule.from !== rule.to) rules.set(rule.from, rule);
  return [...rules.values()].sort((a, b) => b.from.length - a.from.length);
}

/** The path of a territory after the rules; what no rule names stays as it is. */
export function rewritePlace(path: string, rules: readonly PlaceRule[]): string {
  const rule = rules.find(({ from }) => path.startsWith(from));
  return rule === undefined ? path : rule.to + path.slice(rule.from.length);
}

/** The lowest path that lies above all of them, or is one of them; `/` above top bodies. */
export function commonPath(paths: readonly string[]): string {
  const [first = '/', ...others] = paths;
  let common = first;
  for (const path of others) while (!path.startsWith(common)) common = common.replace(/[^/]+\/$/u, '');
  return common;
}
