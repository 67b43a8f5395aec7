/** An answer to the question for the description of a device. */
interface SnmpReply {
  readonly version: '1' | '2c';
  readonly description: string;
}

interface Element {
  readonly tag: number;
  readonly value: Buffer;
  readonly next: number;
}

/** One element of BER; undefined where it is cut off or its length is written in a form that no device needs. */
function elementAt(bytes: Buffer, at: number): Element | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || more > 2 || at + 2 + more > bytes.length) return undefined;
  const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
  const start = at + 2 + more;
  return start + length > bytes.length ? undefined : { tag, value: bytes.subarray(start, start + length), next: start + length };
}

/** The elements that follow each other in some bytes, at most eight. */
function elementsOf(bytes: Buffer): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length && elements.length < 8;) {
    const element = elementAt(bytes, at);
    if (element === undefined) break;
    elements.push(element);
    at = element.next;
  }
  return elements;
}

const VERSIONS = ['1', '2c'] as const;

/** Reads a GetResponse without error (RFC 1157, 4.1.3); undefined for anything else. */
export function readSnmpReply(bytes: Buffer): SnmpReply | undefined {
  const [outer] = elementsOf(bytes);
  if (outer?.tag !== 0x30) return undefined;
  const [version, community, pdu] = elementsOf(outer.value);
  const told = VERSIONS[version?.value[0] ?? -1];
  if (told === undefined || community?.tag !== 0x04 || pdu?.tag !== 0xa2) return undefined;
  const value = firstValue(pdu.value);
  return value?.tag === 0x04 ? { version: told, description: value.value.toString('utf8').slice(0, 512) } : undefined;
}

/** The value of the first binding of an answer without error. */
function firstValue(pdu: Buffer): Element | undefined {
  const [, status, , bindings] = elementsOf(pdu);
  if (status === undefined || status.value.some((byte) => byte !== 0) || bindings?.tag !== 0x30) return undefined;
  const [binding] = elementsOf(bindings.value);
  return binding === undefined ? undefined : elementsOf(binding.value)[1];
}
