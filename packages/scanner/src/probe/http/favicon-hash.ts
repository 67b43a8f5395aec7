import murmurhash from 'murmurhash';

/** Hash of an icon as public scanners publish it: MurmurHash3 over base64 in lines of 76, signed. */
export function faviconMmh3(bytes: Buffer): number {
  const lines = bytes.toString('base64').match(/.{1,76}/g) ?? [];
  return murmurhash.v3(`${lines.join('\n')}\n`) | 0;
}
