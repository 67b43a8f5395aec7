import { createHash } from 'node:crypto';

const MAX_PACKET = 35_000;
const MAX_LIST = 64;
const KEXINIT = 20;
const KEX_REPLY = 31;
/** Bytes of the identification line, and of the lines that may come before it. */
const MAX_GREETING = 4096;

/** What a server offers in its first packet. */
export interface SshOffer {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

/** A host key as the server shows it. */
interface SshHostKey {
  readonly type: string;
  /** As `ssh-keygen -l` prints it. */
  readonly sha256: string;
  /** Of an RSA key. */
  readonly bits?: number;
}

/** Where the packets begin: after the identification line; undefined where none has come. */
export function endOfGreeting(bytes: Buffer): number | undefined {
  const head = bytes.subarray(0, MAX_GREETING).toString('latin1');
  const match = /(?:^|\n)SSH-[^\n]*\n/.exec(head);
  return match === null ? undefined : match.index + match[0].length;
}

/** Payloads of the whole packets from an offset on; stops at what is no packet. */
export function payloadsOf(bytes: Buffer, from: number): Buffer[] {
  const payloads: Buffer[] = [];
  let at = from;
  while (at + 5 <= bytes.length && payloads.length < 16) {
    const length = bytes.readUInt32BE(at);
    const padding = bytes.readUInt8(at + 4);
    if (length < 2 || length > MAX_PACKET || padding + 1 > length || at + 4 + length > bytes.length) break;
    payloads.push(bytes.subarray(at + 5, at + 4 + length - padding));
    at += 4 + length;
  }
  return payloads;
}

/** A length and as many bytes; undefined where they are not there. */
function sizedAt(bytes: Buffer, at: number): { readonly value: Buffer; readonly next: number } | undefined {
  if (at + 4 > bytes.length) return undefined;
  const end = at + 4 + bytes.readUInt32BE(at);
  return end > bytes.length ? undefined : { value: bytes.subarray(at + 4, end), next: end };
}

function namesOf(value: Buffer): string[] {
  return value
    .toString('latin1')
    .split(',')
    .filter((name) => /^[!-~]{1,64}$/.test(name))
    .slice(0, MAX_LIST);
}

/** The lists of the server; undefined where there is no such packet, or a broken one. */
export function readOffer(payloads: readonly Buffer[]): SshOffer | undefined {
  const payload = payloads.find((each) => each[0] === KEXINIT);
  if (payload === undefined) return undefined;
  const lists: string[][] = [];
  for (let at = 17; lists.length < 6;) {
    const list = sizedAt(payload, at);
    if (list === undefined) return undefined;
    lists.push(namesOf(list.value));
    at = list.next;
  }
  const [kex = [], hostKeys = [], , ciphers = [], , macs = []] = lists;
  return { kex, hostKeys, ciphers, macs };
}

/** The host key of the answer to a key exchange; undefined where there is none. */
export function readHostKey(payloads: readonly Buffer[]): SshHostKey | undefined {
  const payload = payloads.find((each) => each[0] === KEX_REPLY);
  const key = payload === undefined ? undefined : sizedAt(payload, 1)?.value;
  const type = key === undefined ? undefined : sizedAt(key, 0);
  if (key === undefined || type === undefined || !/^[!-~]{1,64}$/.test(type.value.toString('latin1'))) return undefined;
  const sha256 = `SHA256:${createHash('sha256').update(key).digest('base64').replaceAll('=', '')}`;
  const bits = rsaBits(key, type);
  return { type: type.value.toString('latin1'), sha256, ...(bits === undefined ? {} : { bits }) };
}

/** `ssh-rsa`, exponent, modulus. */
function rsaBits(key: Buffer, type: { readonly value: Buffer; readonly next: number }): number | undefined {
  if (type.value.toString('latin1') !== 'ssh-rsa') return undefined;
  const exponent = sizedAt(key, type.next);
  const modulus = exponent === undefined ? undefined : sizedAt(key, exponent.next)?.value;
  if (modulus === undefined) return undefined;
  const first = modulus.findIndex((byte) => byte !== 0);
  return first === -1 ? undefined : (modulus.length - first) * 8 - Math.clz32(modulus.readUInt8(first)) + 24;
}
