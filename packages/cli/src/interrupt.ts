import { EXIT } from './exit-codes.ts';

/** A terminal and a parent process may both pass on the same key press. */
const SAME_PRESS_MS = 400;

/**
 * Ctrl-C cancels through the signal; a second one ends the process at once. Call `release` when there is nothing left to cancel.
 */
export function onInterrupt(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  let pressedAt = Number.NEGATIVE_INFINITY;
  function press(): void {
    const now = performance.now();
    if (controller.signal.aborted && now - pressedAt > SAME_PRESS_MS) process.exit(EXIT.cancelled);
    if (!controller.signal.aborted) pressedAt = now;
    controller.abort();
  }
  process.on('SIGINT', press).on('SIGTERM', press);
  return { signal: controller.signal, release: () => void process.off('SIGINT', press).off('SIGTERM', press) };
}
