import type { TryConnect } from './connect-end.ts';
import { nodeConnect } from './connect.ts';
import { loadKernel } from './kernel.ts';
import { kernelConnect } from './kernel-connect.ts';

let usual: Promise<TryConnect> | undefined;

/** The quickest way to connect that this machine offers; what it answers does not depend on the way. */
export function usualConnect(): Promise<TryConnect> {
  usual ??= loadKernel().then((kernel) => (kernel === undefined ? nodeConnect : kernelConnect(kernel)));
  return usual;
}
