import { generateKeyPairSync } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Connection } from './listeners.ts';

const IDLE_MS = 60_000;
const KEXINIT = 20;
const ECDH_INIT = 30;
const ECDH_REPLY = 31;

/** Lists of a current and of an old server. */
const CURRENT = { kex: 'curve25519-sha256,ecdh-sha2-nistp256', ciphers: 'aes128-ctr,aes256-ctr', macs: 'hmac-sha2-256' };
const OLD = { kex: 'diffie-hellman-group1-sha1,diffie-hellman-group14-sha1', ciphers: 'aes128-cbc,3des-cbc', macs: 'hmac-md5,hmac-sha1' };

function sized(value: Buffer | string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A packet of the time before encryption. */
function packet(payload: Buffer): Buffer {
  const padding = 4 + ((8 - ((payload.length + 9) % 8)) % 8);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + padding + 1);
  head.writeUInt8(padding, 4);
  return Buffer.concat([head, payload, Buffer.alloc(padding)]);
}

const keys = new Map<string, Buffer>();

/** The public part of a host key; made once for each name. */
function hostKey(name: string): Buffer {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const made = Buffer.concat([sized('ssh-ed25519'), sized(raw)]);
  keys.set(name, made);
  return made;
}

/**
 * SSH version 2 as far as the host key: greeting, lists, and to the first message of a key exchange an answer with the key. What follows
 * would be encrypted, and nobody has asked for it: the connection ends.
 */
export function acceptSsh2(socket: Socket, { camera }: Connection): void {
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  const { kex, ciphers, macs } = camera.has('ssh-weak') ? OLD : CURRENT;
  const lists = [kex, 'ssh-ed25519', ciphers, ciphers, macs, macs, 'none', 'none', '', ''];
  const init = Buffer.concat([Buffer.from([KEXINIT]), Buffer.alloc(16, 7), ...lists.map(sized), Buffer.alloc(5)]);
  socket.write('SSH-2.0-dropbear_2019.78\r\n');
  let got = Buffer.alloc(0);
  let greeted = false;
  socket.on('data', (chunk: Buffer) => {
    got = Buffer.concat([got, chunk]).subarray(-65_536);
    if (!greeted && got.includes('\n')) {
      greeted = true;
      got = got.subarray(got.indexOf('\n') + 1);
      socket.write(packet(init));
    }
    if (!greeted) return;
    while (got.length >= 6 && got.length >= 4 + got.readUInt32BE(0)) {
      const kind = got.readUInt8(5);
      got = got.subarray(4 + got.readUInt32BE(0));
      if (kind !== ECDH_INIT) continue;
      const shared = camera.has('ssh-shared-key') ? `maker ${camera.maker.id}` : `device ${camera.serial}`;
      const reply = [Buffer.from([ECDH_REPLY]), sized(hostKey(shared)), sized(Buffer.alloc(32, 9)), sized(Buffer.alloc(64, 1))];
      socket.end(packet(Buffer.concat(reply)));
    }
  });
}
