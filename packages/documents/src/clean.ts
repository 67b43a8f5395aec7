/**
 * Text of unknown origin made safe to print on one line: composed (NFC), without control characters, line breaks,
 * bidirectional overrides and zero-width marks, which could make a reader see something else than what was sent.
 */
export function cleanLine(value: string): string {
  return cleanText(value).replace(/\s+/g, ' ').trim();
}

/** As `cleanLine`, but line breaks stay: for explanations and remedies. */
export function cleanText(value: string): string {
  return value
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[\p{Cf}\p{Cn}]/gu, '');
}

/** Cuts a text to at most `limit` UTF-16 units and says so with an ellipsis; never splits a surrogate pair. */
export function clip(value: string, limit: number): string {
  if (value.length <= limit) return value;
  return `${value.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
