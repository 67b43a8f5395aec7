import { isMainThread } from 'node:worker_threads';
import type { TryConnect } from './connect-end.ts';
import { nodeConnect } from './connect.ts';
import { loadKernel } from './kernel.ts';
import { kernelConnect } from './kernel-connect.ts';

let usual: Promise<TryConnect> | undefined;

/**
 * The quickest way to connect that this machine offers; what it answers does not depend on the way. In a thread it is Node's own: one that is
 * terminated in the middle of a native call ends the whole process, and a server must outlive its scans.
 */
export function usualConnect(): Promise<TryConnect> {
  const native = isMainThread ? loadKernel() : Promise.resolve(undefined);
  usual ??= native.then((kernel) => (kernel === undefined ? nodeConnect : kernelConnect(kernel)));
  return usual;
}
