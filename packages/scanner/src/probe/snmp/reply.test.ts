import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../wire/shapes.ts';
import { readSnmpReply } from './reply.ts';

function element(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  return Buffer.concat([
    value.length < 128 ? Buffer.from([tag, value.length]) : Buffer.from([tag, 0x82, value.length >> 8, value.length & 255]),
    value,
  ]);
}

const OID = Buffer.from('2b06010201010100', 'hex');

function answer(description: string, { version = 0, status = 0, pdu = 0xa2 } = {}): Buffer {
  const binding = element(0x30, element(6, OID), element(4, Buffer.from(description)));
  const body = element(
    pdu,
    element(2, Buffer.from([4, 210])),
    element(2, Buffer.from([status])),
    element(2, Buffer.from([0])),
    element(0x30, binding),
  );
  return element(0x30, element(2, Buffer.from([version])), element(4, Buffer.from('public')), body);
}

const hex = (id: string): string => Buffer.from(buildRequest(id).text, 'latin1').toString('hex');

describe('SNMP', () => {
  it('asks with bytes that say what they should', () => {
    expect(hex('snmp-v1-public')).toBe('302702010004067075626c6963a01a020204d2020100020100300e300c06082b060102010101000500');
    expect(hex('snmp-v2c-public')).toBe('302702010104067075626c6963a01a020204d2020100020100300e300c06082b060102010101000500');
  });

  it('reads the description of either version', () => {
    expect(readSnmpReply(answer('Linux IPCamera 3.0.8'))).toEqual({ version: '1', description: 'Linux IPCamera 3.0.8' });
    expect(readSnmpReply(answer('x'.repeat(300), { version: 1 }))).toEqual({ version: '2c', description: 'x'.repeat(300) });
  });

  it.each([
    ['an error', answer('x', { status: 2 })],
    ['version 3', answer('x', { version: 3 })],
    ['a question', answer('x', { pdu: 0xa0 })],
    ['nothing', Buffer.alloc(0)],
    ['a length without end', Buffer.from('3084ffffffff', 'hex')],
    ['an indefinite length', Buffer.from('30800000', 'hex')],
    ['nested until the end', Buffer.alloc(1500, 0x30)],
    ['half an answer', answer('Linux').subarray(0, 20)],
  ])('takes no answer from %s', (_what, bytes) => {
    expect(readSnmpReply(bytes)).toBeUndefined();
  });
});
