/**
 * Calls `onLate` when `ms` are over, unless the returned function was called before. What arrived while this process was busy is read first:
 * timers run before sockets, so after a stall of our own a plain timer would call a device late that answered in time.
 */
export function deadline(ms: number, onLate: () => void): () => void {
  let last: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    last = setImmediate(onLate);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(last);
  };
}
