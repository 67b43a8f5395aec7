import { addressBytes, fixed, macBytes } from './face.ts';
import type { DiscoveryFace } from './face.ts';

const MASK = '255.255.255.0';

/** A field of type, length and value, each number of so many bytes in big endian. */
function field(type: number, value: Buffer, typeBytes: number, lengthBytes: number): Buffer {
  const head = Buffer.alloc(typeBytes + lengthBytes);
  head.writeUIntBE(type, 0, typeBytes);
  head.writeUIntBE(value.length, typeBytes, lengthBytes);
  return Buffer.concat([head, value]);
}

/** A DNS record of the Internet class that lives two minutes. */
function record(owner: Buffer, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt32BE(120, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, head, data]);
}

/** DVRIP: 120 bytes of header, the MAC as text, then lines. */
export function dvrip(face: DiscoveryFace): Buffer {
  const second = Buffer.from(`${face.mac}${face.model}`);
  const third = Buffer.from(`SerialNo:${face.serial}\r\n`);
  const header = Buffer.alloc(0x78);
  header[0] = 0xb3;
  header[2] = second.length;
  header[4] = 0x58;
  header[16] = 2;
  header.writeUInt16LE(third.length, 0x14);
  fixed(face.model, 16).copy(header, 0x28);
  addressBytes(face.address).copy(header, 0x38);
  addressBytes(MASK).copy(header, 0x3c);
  return Buffer.concat([header, second, third]);
}

/** Hanwha: 262 bytes, texts at fixed places. */
export function hanwha(face: DiscoveryFace): Buffer {
  const reply = Buffer.alloc(262);
  reply[0] = 0x0b;
  fixed(face.mac.toUpperCase(), 18).copy(reply, 19);
  fixed(face.address, 16).copy(reply, 37);
  fixed(MASK, 16).copy(reply, 53);
  fixed(face.model, 10).copy(reply, 109);
  fixed(`http://${face.address}/index.htm`, 39).copy(reply, 133);
  return reply;
}

/** Vivotek: a session byte, the magic number, then type, length and value; type 4 is one byte without a length. */
export function vivotek(face: DiscoveryFace): Buffer {
  return Buffer.concat([
    Buffer.from('014a5d8f1c', 'hex'),
    field(1, Buffer.from(face.name), 1, 1),
    field(2, macBytes(face), 1, 1),
    field(3, addressBytes(face.address), 1, 1),
    Buffer.from([4, 1]),
    field(9, Buffer.from(face.model), 1, 1),
  ]);
}

/** Foscam: only that the reply is longer than the question and bears the mark is known. */
export function foscam(face: DiscoveryFace): Buffer {
  return Buffer.concat([Buffer.from('MO_I'), Buffer.from('0100', 'hex'), Buffer.alloc(17), fixed(face.serial, 13), fixed(face.name, 21)]);
}

/** Panasonic: a header of 53 bytes with the MAC, then type, length and value in big endian. */
export function panasonic(face: DiscoveryFace): Buffer {
  const header = Buffer.alloc(53);
  header.writeUInt32BE(0x00010000, 0);
  macBytes(face).copy(header, 6);
  return Buffer.concat([
    header,
    field(0x20, addressBytes(face.address), 2, 2),
    field(0xa8, Buffer.from(face.name), 2, 2),
    field(0xa7, Buffer.from(face.model), 2, 2),
  ]);
}

/** Bosch: the short form of 32 bytes. */
export function boschBinary(face: DiscoveryFace): Buffer {
  const reply = Buffer.alloc(32);
  reply.writeUInt32BE(0x9939a427, 0);
  reply.writeUInt32BE(1, 4);
  macBytes(face).copy(reply, 8);
  addressBytes(face.address).copy(reply, 16);
  addressBytes(MASK).copy(reply, 20);
  return reply;
}

/** Ubiquiti: version 2, command 6, length, then type, length and value. */
export function ubiquiti(face: DiscoveryFace): Buffer {
  const body = Buffer.concat([
    field(0x02, Buffer.concat([macBytes(face), addressBytes(face.address)]), 1, 2),
    field(0x0b, Buffer.from(face.name), 1, 2),
    field(0x0c, Buffer.from(face.model), 1, 2),
    field(0x03, Buffer.from(face.firmware), 1, 2),
  ]);
  return Buffer.concat([Buffer.from([2, 6, body.length >> 8, body.length & 255]), body]);
}

/** Vstarcam: 528 bytes, texts at fixed places. */
export function vstarcam(face: DiscoveryFace): Buffer {
  const reply = Buffer.alloc(0x210);
  reply.writeUInt32BE(0x44480108, 0);
  fixed(face.address, 16).copy(reply, 0x04);
  fixed(MASK, 16).copy(reply, 0x14);
  macBytes(face).copy(reply, 0x54);
  fixed(face.serial, 32).copy(reply, 0x5c);
  fixed(face.name, 32).copy(reply, 0x7c);
  fixed(face.firmware, 32).copy(reply, 0xcc);
  return reply;
}

function label(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
}

/** mDNS: one service of Axis cameras, its instance by a pointer to the service name, and its text. */
export function mdns(face: DiscoveryFace): Buffer {
  const header = Buffer.from('000084000000000200000000', 'hex');
  const service = Buffer.concat([label('_axis-video'), label('_tcp'), label('local'), Buffer.from([0])]);
  const hexMac = macBytes(face).toString('hex').toUpperCase();
  const instance = Buffer.concat([label(`AXIS ${face.model} - ${hexMac}`), Buffer.from([0xc0, 12])]);
  const pointer = record(service, 12, instance);
  const where = Buffer.from([0xc0, 12 + service.length + 10]);
  return Buffer.concat([header, pointer, record(where, 16, label(`macaddress=${hexMac}`))]);
}
