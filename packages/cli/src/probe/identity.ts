import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, Id } from '@ancam/core';
import type { Text } from '@ancam/core';
import { z } from 'zod';
import { writeDurably } from '../durable.ts';

const File = z.strictObject({
  /** Origin of the server, e.g. `https://ancam.example.vn`. */
  server: z.url(),
  /** PKCS #8 in PEM. */
  privateKey: z.string(),
  /** Given by the server; absent until it has answered. */
  id: Id.optional(),
  name: z.string().optional(),
});

/** What a probe is: its server, its key pair and, once enrolled, its id. */
export interface ProbeIdentity {
  readonly server: string;
  readonly privateKey: KeyObject;
  readonly id: Id | undefined;
  readonly name: string | undefined;
}

const OWNER_ONLY: Text = {
  vi: 'Chỉ chủ sở hữu được đọc tệp này: chmod 600',
  en: 'Only its owner may read it: chmod 600',
};
const DAMAGED: Text = {
  vi: 'Xóa tệp và ghi danh lại bằng mã mới',
  en: 'Remove the file and enrol again with a new code',
};

function fileOf(folder: string): string {
  return join(folder, 'probe.json');
}

/** Reads the identity of a folder; undefined where it has none. Throws `file.refused` where others may read the key, or it is damaged. */
export function readIdentity(folder: string): ProbeIdentity | undefined {
  const file = fileOf(folder);
  let text: string;
  try {
    // On Windows the rights are not told by the mode.
    const open = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
    if (open) throw new AppError('file.refused', `${file} may be read by others`, { place: file, fix: OWNER_ONLY });
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
  try {
    const { server, privateKey, id, name } = File.parse(JSON.parse(text));
    return { server, privateKey: createPrivateKey(privateKey), id, name };
  } catch (thrown) {
    throw new AppError('file.refused', `${file} is damaged`, { place: file, fix: DAMAGED }, thrown);
  }
}

/** Makes a key pair for a server. It is on the disk before anybody hears of it. */
export function createIdentity(folder: string, server: string): ProbeIdentity {
  const { privateKey } = generateKeyPairSync('ed25519');
  const identity = { server, privateKey, id: undefined, name: undefined };
  keepIdentity(folder, identity);
  return identity;
}

export function keepIdentity(folder: string, { server, privateKey, id, name }: ProbeIdentity): void {
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  writeDurably(fileOf(folder), `${JSON.stringify({ server, privateKey: pem, id, name }, null, 2)}\n`);
}

/** The public half, as the server keeps it: SubjectPublicKeyInfo in DER, base64. */
export function publicKeyOf({ privateKey }: ProbeIdentity): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}

/** What people compare the key by, as the page of the server shows it. */
export function fingerprintOf(identity: ProbeIdentity): string {
  return createHash('sha256')
    .update(Buffer.from(publicKeyOf(identity), 'base64'))
    .digest('hex')
    .slice(0, 16);
}
