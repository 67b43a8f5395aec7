import { nodeConnect } from '../src/wire/connect.ts';
import type { TryConnect } from '../src/wire/connect-end.ts';
import { loadKernel } from '../src/wire/kernel.ts';
import { kernelConnect } from '../src/wire/kernel-connect.ts';

/** Both ways to connect; a sweep must not tell them apart. The kernel's own is undefined where the machine does not offer it. */
export async function waysToConnect(): Promise<{ node: TryConnect; kernel: TryConnect | undefined }> {
  const kernel = await loadKernel();
  return { node: nodeConnect, kernel: kernel === undefined ? undefined : kernelConnect(kernel) };
}
