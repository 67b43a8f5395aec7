/** One challenge of a WWW-Authenticate header. */
export interface Challenge {
  /** Lower case: basic, digest ... */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const PART = /([\w!#$%&'*+.^`|~-]{1,64})\s*=\s*(?:"((?:[^"\\]|\\.){0,4096})(?:"|$)|([^\s,"]{0,1024}))|([\w-]{1,32})(?=\s|$)/g;

/** Reads challenges from header values; several may stand in one value, and values may repeat. Tolerates sloppy devices. */
export function parseChallenges(values: readonly string[]): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  for (const value of values) {
    for (const [, name, quoted, plain, scheme] of value.slice(0, 4096).matchAll(PART)) {
      if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
      else if (name !== undefined) {
        const current = challenges.at(-1);
        if (current !== undefined) current.parameters[name.toLowerCase()] ??= (quoted ?? plain ?? '').replaceAll(/\\(.)/g, '$1');
      }
    }
  }
  return challenges;
}

/** What the challenges of an answer say, as facts name it. */
export interface ChallengeSummary {
  readonly schemes: string[];
  readonly realm: string | undefined;
  readonly digestAlgorithms: string[];
}

/** Schemes, first realm and digest algorithms; a digest challenge that names none means MD5 (RFC 7616 section 3.3). */
export function summarise(challenges: readonly Challenge[]): ChallengeSummary {
  const digests = challenges.filter((challenge) => challenge.scheme === 'digest');
  return {
    schemes: [...new Set(challenges.map((challenge) => challenge.scheme))],
    realm: challenges.find((challenge) => challenge.parameters['realm'] !== undefined)?.parameters['realm'],
    digestAlgorithms: [...new Set(digests.map((challenge) => (challenge.parameters['algorithm'] ?? 'MD5').toUpperCase()))],
  };
}
