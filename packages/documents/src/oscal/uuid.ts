import { createHash } from 'node:crypto';

/** Namespace of identifiers made by AnCam; random once, never changed. */
const NAMESPACE = Buffer.from('6f1c2a5e8d434b0f9a7712c35be0d4a9', 'hex');

/** UUID version 5 (RFC 9562) of a thing of the register: the same in every document. OSCAL takes versions 4 and 5 only. */
export function uuidOf(kind: string, id: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${kind}:${id}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
