import { keptKey, quarantineKey } from './blob-store.ts';
import { cleanName, kindOf, refuse } from './file-kind.ts';
import type { Files } from './files.ts';
import { letGo, receive } from './incoming.ts';
import type { Incoming } from './incoming.ts';

/** A file that was looked at and is kept, or kept apart. */
export interface Taken {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly type: string;
  readonly scan: 'unscanned' | 'waiting' | 'clean';
}

/** What a scanner found in a file that is not taken in. */
export interface Threat {
  readonly name: string;
  readonly sha256: string;
  readonly threat: string;
}

/**
 * Takes a file in: hash, type by content, virus scan, store. Where the scanner does not answer it is kept apart. What is refused leaves
 * nothing behind; `infected` is told before the refusal is thrown. Throws `file.refused`, `file.too-large`, `store.failed`.
 */
export async function takeIn(
  files: Files,
  givenName: string,
  content: AsyncIterable<Uint8Array>,
  infected: (threat: Threat) => Promise<void>,
): Promise<Taken> {
  const name = cleanName(givenName);
  const incoming = await receive(files.incoming, content, files.largest);
  try {
    const { path, size, sha256 } = incoming;
    const type = await kindOf(path, name, size);
    const scan = await judge(files, incoming, (threat) => infected({ name, sha256, threat }));
    await files.store.put(scan === 'waiting' ? quarantineKey(sha256) : keptKey(sha256), incoming);
    return { name, size, sha256, type, scan };
  } finally {
    await letGo(incoming);
  }
}

async function judge({ scanner }: Files, { path }: Incoming, infected: (threat: string) => Promise<void>): Promise<Taken['scan']> {
  if (scanner === undefined) return 'unscanned';
  const found = await scanner(path);
  if (found.scan !== 'infected') return found.scan;
  await infected(found.threat);
  throw refuse('infected', { threat: found.threat });
}
