import ret, { types } from 'ret';
import type { Token, Tokens } from 'ret';

/** The module itself is the function; its declarations, written for transpiled imports, put it under `default`. */
const tokenize = ret as unknown as typeof ret.default;

/** Texts of which at least one stands in everything that the pattern finds, in lower case; undefined where there is none to name. */
export function requiredLiterals(source: string): readonly string[] | undefined {
  return bestOf(tokenize(source));
}

/** A sequence requires what its best part requires; a choice requires one text of each of its branches. */
function bestOf(token: Tokens): readonly string[] | undefined {
  if (token.type === types.GROUP && (token.notFollowedBy === true || token.lookBehind === true)) return undefined;
  if (token.type === types.REPETITION) return token.min > 0 ? bestOf(token.value) : undefined;
  if (token.type === types.CHAR) return [lower(token)];
  if (token.type !== types.ROOT && token.type !== types.GROUP) return undefined;
  if (token.options) {
    const branches = token.options.map(bestOfSequence);
    return branches.every((branch) => branch !== undefined) ? branches.flat() : undefined;
  }
  return bestOfSequence(token.stack ?? []);
}

/** Characters that follow each other make one text, which is worth the more the longer it is. */
function bestOfSequence(stack: readonly Token[]): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  let run = '';
  const take = (literals: readonly string[] | undefined): void => {
    if (literals !== undefined && worth(literals) > worth(best)) best = literals;
  };
  for (const token of stack) {
    if (token.type === types.CHAR) {
      run += lower(token);
      continue;
    }
    take(run === '' ? undefined : [run]);
    run = '';
    take(bestOf(token));
  }
  take(run === '' ? undefined : [run]);
  return best;
}

function worth(literals: readonly string[] | undefined): number {
  return literals === undefined ? 0 : Math.min(...literals.map(({ length }) => length));
}

function lower(token: { readonly value: number }): string {
  return String.fromCodePoint(token.value).toLowerCase();
}
