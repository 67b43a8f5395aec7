/** One record of a DNS message, as far as discovery looks at it. */
export interface DnsRecord {
  readonly owner: string;
  readonly type: 'PTR' | 'SRV' | 'TXT' | 'other';
  /** Name that a PTR or SRV points to. */
  readonly target?: string;
  /** Strings of a TXT. */
  readonly texts?: readonly string[];
}

const MAX_RECORDS = 128;
const MAX_LABELS = 64;
const MAX_TEXTS = 32;
const TYPES: Readonly<Record<number, DnsRecord['type']>> = { 12: 'PTR', 16: 'TXT', 33: 'SRV' };

interface Name {
  readonly text: string;
  /** Where reading goes on. */
  readonly next: number;
}

/** A name with its compression: pointers lead backwards only, so that none can go in a circle. */
function readName(bytes: Buffer, start: number): Name | undefined {
  const labels: string[] = [];
  let at = start;
  let next: number | undefined;
  let lowest = start;
  for (let count = 0; count < MAX_LABELS; count += 1) {
    const length = bytes[at];
    if (length === undefined) return undefined;
    if (length === 0) return { text: labels.join('.'), next: next ?? at + 1 };
    if (length >= 0xc0) {
      const low = bytes[at + 1];
      if (low === undefined) return undefined;
      const to = ((length & 0x3f) << 8) | low;
      if (to >= lowest) return undefined;
      next ??= at + 2;
      lowest = to;
      at = to;
      continue;
    }
    if (length > 63 || at + 1 + length > bytes.length) return undefined;
    labels.push(bytes.toString('utf8', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return undefined;
}

function readTexts(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length && texts.length < MAX_TEXTS;) {
    const length = bytes[at] ?? 0;
    if (length > 0) texts.push(bytes.toString('utf8', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return texts;
}

function readRecord(bytes: Buffer, start: number): { readonly record: DnsRecord; readonly next: number } | undefined {
  const owner = readName(bytes, start);
  if (owner === undefined || owner.next + 10 > bytes.length) return undefined;
  const type = TYPES[bytes.readUInt16BE(owner.next)] ?? 'other';
  const length = bytes.readUInt16BE(owner.next + 8);
  const data = owner.next + 10;
  const next = data + length;
  if (next > bytes.length) return undefined;
  const name = type === 'PTR' || type === 'SRV' ? readName(bytes, type === 'SRV' ? data + 6 : data)?.text : undefined;
  const texts = type === 'TXT' ? readTexts(bytes.subarray(data, next)) : undefined;
  const record = { owner: owner.text, type, ...(name === undefined ? {} : { target: name }), ...(texts === undefined ? {} : { texts }) };
  return { record, next };
}

/** The records of an answer, up to the first that cannot be read; undefined where the message is no DNS answer. */
export function readDns(bytes: Buffer): DnsRecord[] | undefined {
  if (bytes.length < 12 || ((bytes[2] ?? 0) & 0x80) === 0) return undefined;
  const [questions, answers, authorities, more] = [4, 6, 8, 10].map((at) => bytes.readUInt16BE(at));
  let at = 12;
  for (let left = Math.min(questions ?? 0, MAX_RECORDS); left > 0; left -= 1) {
    const name = readName(bytes, at);
    if (name === undefined) return undefined;
    at = name.next + 4;
  }
  const records: DnsRecord[] = [];
  const count = Math.min((answers ?? 0) + (authorities ?? 0) + (more ?? 0), MAX_RECORDS);
  while (records.length < count) {
    const read = readRecord(bytes, at);
    if (read === undefined) break;
    records.push(read.record);
    at = read.next;
  }
  return records;
}
