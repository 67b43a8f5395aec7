const IAC = 255;
const SB = 250;
const SE = 240;
const WILL = 251;

/** Text of a Telnet stream without its negotiation (RFC 854); capped, control characters out. */
export function stripTelnet(bytes: Uint8Array): string {
  const text: number[] = [];
  let index = 0;
  while (index < bytes.length) {
    const byte = bytes[index] ?? 0;
    if (byte !== IAC) {
      if (byte === 9 || byte === 10 || byte >= 32) text.push(byte);
      index += 1;
      continue;
    }
    const command = bytes[index + 1] ?? 0;
    if (command === SB) {
      const end = findEnd(bytes, index + 2);
      index = end;
    } else if (command >= WILL && command < IAC) index += 3;
    else {
      if (command === IAC) text.push(IAC);
      index += 2;
    }
  }
  return Buffer.from(text).toString('utf8').trim().slice(0, 512);
}

/** Index after `IAC SE`, or the end. */
function findEnd(bytes: Uint8Array, from: number): number {
  for (let index = from; index + 1 < bytes.length; index += 1) {
    if (bytes[index] === IAC && bytes[index + 1] === SE) return index + 2;
  }
  return bytes.length;
}
