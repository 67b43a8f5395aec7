interface Turn<T> {
  readonly current: Promise<T>;
  /** The look-up that begins when the current one has ended, for all who have asked since. */
  next?: Promise<T>;
}

/**
 * One look-up at a time for each key: whoever asks while one is under way waits for the next, which all of them share. An answer is never
 * older than its question, so that what was withdrawn before one asked is withdrawn; and a page that asks for six things at once, or a
 * program with many requests under way, costs two look-ups instead of six.
 */
export function oneLookUp<T>(look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const turns = new Map<string, Turn<T>>();
  const begin = (key: string): Promise<T> => {
    const current = look(key);
    const turn: Turn<T> = { current };
    turns.set(key, turn);
    const ended = (): void => {
      // Where others wait, theirs has taken the place of this one.
      if (turns.get(key) === turn && turn.next === undefined) turns.delete(key);
    };
    current.then(ended, ended);
    return current;
  };
  return (key) => {
    const turn = turns.get(key);
    if (turn === undefined) return begin(key);
    const again = (): Promise<T> => begin(key);
    return (turn.next ??= turn.current.then(again, again));
  };
}
