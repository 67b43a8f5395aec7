import { describe, expect, it } from 'vitest';
import { endOfGreeting, payloadsOf, readHostKey, readOffer } from './packets.ts';

function sized(value: Buffer | string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function packet(payload: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + 5);
  head.writeUInt8(4, 4);
  return Buffer.concat([head, payload, Buffer.alloc(4)]);
}

function reply(key: Buffer): Buffer {
  return packet(Buffer.concat([Buffer.from([31]), sized(key), sized('f'), sized('signature')]));
}

const RSA = (bytes: Buffer): Buffer => Buffer.concat([sized('ssh-rsa'), sized(Buffer.from([1, 0, 1])), sized(bytes)]);

describe('packets of an SSH server', () => {
  it('begin after the identification line, whatever lines come before it', () => {
    expect(endOfGreeting(Buffer.from('SSH-2.0-x\r\n\u0000'))).toBe(11);
    expect(endOfGreeting(Buffer.from('Welcome\r\nSSH-2.0-x\r\n'))).toBe(20);
    expect(endOfGreeting(Buffer.from('SSH-2.0-x'))).toBeUndefined();
  });

  it('tell the lists of the server', () => {
    const lists = ['curve25519-sha256,bad name', 'ssh-ed25519', 'a', 'aes128-ctr', 'b', 'hmac-sha2-256'];
    const init = packet(Buffer.concat([Buffer.from([20]), Buffer.alloc(16), ...lists.map(sized), Buffer.alloc(5)]));
    expect(readOffer(payloadsOf(init, 0))).toEqual({
      kex: ['curve25519-sha256'],
      hostKeys: ['ssh-ed25519'],
      ciphers: ['aes128-ctr'],
      macs: ['hmac-sha2-256'],
    });
  });

  it('tell the host key, and of an RSA key its size', () => {
    const modulus = Buffer.concat([Buffer.from([0, 0x80]), Buffer.alloc(127, 1)]);
    expect(readHostKey(payloadsOf(reply(RSA(modulus)), 0))).toMatchObject({ type: 'ssh-rsa', bits: 1024 });
    const ed = Buffer.concat([sized('ssh-ed25519'), sized(Buffer.alloc(32, 3))]);
    // as `ssh-keygen -l` prints the same key
    expect(readHostKey(payloadsOf(reply(ed), 0))).toEqual({
      type: 'ssh-ed25519',
      sha256: expect.stringMatching(/^SHA256:[\w+/]{43}$/) as string,
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a length without end', Buffer.from('ffffffff0400', 'hex')],
    ['a length of nought', Buffer.alloc(64)],
    ['more padding than packet', Buffer.from('0000000aff14000000000000000000', 'hex')],
    ['a list longer than its packet', packet(Buffer.concat([Buffer.from([20]), Buffer.alloc(16), Buffer.from('7fffffff61', 'hex')]))],
    ['a key longer than its packet', packet(Buffer.from('1f7fffffff61', 'hex'))],
    ['a key of nothing', reply(Buffer.alloc(0))],
    ['an RSA key of zeros', reply(RSA(Buffer.alloc(64)))],
  ])('are read within their bounds: %s', (_what, bytes) => {
    const payloads = payloadsOf(bytes, 0);
    expect(readOffer(payloads)).toBeUndefined();
    expect(readHostKey(payloads)?.bits).toBeUndefined();
  });
});
