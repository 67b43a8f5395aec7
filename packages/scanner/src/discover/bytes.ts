/** Longest text taken from a field of a datagram. */
const MAX_TEXT = 256;

/** A text field: up to the first NUL, control characters removed, trimmed; undefined where nothing is left or the field lies outside. */
export function textField(bytes: Buffer, start: number, length: number): string | undefined {
  if (start < 0 || start >= bytes.length) return undefined;
  const field = bytes.subarray(start, Math.min(bytes.length, start + Math.min(length, MAX_TEXT)));
  const end = field.indexOf(0);
  return tidy(field.subarray(0, end === -1 ? field.length : end).toString('utf8'));
}

/** A text without control characters, trimmed and short; undefined where nothing is left. */
export function tidy(text: string | undefined): string | undefined {
  const clean = text
    ?.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT);
  return clean === undefined || clean === '' ? undefined : clean;
}

/** Four bytes as an IPv4 address; undefined where they lie outside or are all zero. */
export function ipv4Field(bytes: Buffer, start: number): string | undefined {
  if (start < 0 || start + 4 > bytes.length) return undefined;
  const address = [...bytes.subarray(start, start + 4)].join('.');
  return address === '0.0.0.0' ? undefined : address;
}

/** Six bytes as a MAC; undefined where they lie outside or are all zero. */
export function macField(bytes: Buffer, start: number): string | undefined {
  if (start < 0 || start + 6 > bytes.length) return undefined;
  return macDigits(bytes.subarray(start, start + 6).toString('hex'));
}

/** A hardware address as 12 upper-case hex digits; undefined where the text is none or no device's. */
export function macDigits(text: string | undefined): string | undefined {
  const digits = text?.replaceAll(/[:.\s-]/g, '').toUpperCase();
  if (digits === undefined || !/^[0-9A-F]{12}$/.test(digits)) return undefined;
  return /^(?:0{12}|F{12})$/.test(digits) ? undefined : digits;
}

/** A whole number of a sensible count of channels. */
export function channelCount(text: string | undefined): number | undefined {
  const value = text === undefined || !/^\d{1,4}$/.test(text) ? 0 : Number(text);
  return value > 0 ? value : undefined;
}

/** Steps through `type, length, value` fields; ends at the first that does not fit. `head` reads type and length and tells where the value begins. */
export function* fields(
  bytes: Buffer,
  start: number,
  head: (at: number) => { readonly type: number; readonly length: number; readonly value: number } | undefined,
): Iterable<{ readonly type: number; readonly value: Buffer }> {
  let at = start;
  for (let count = 0; count < 64 && at < bytes.length; count += 1) {
    const field = head(at);
    if (field === undefined || field.value + field.length > bytes.length) return;
    yield { type: field.type, value: bytes.subarray(field.value, field.value + field.length) };
    at = field.value + field.length;
  }
}
