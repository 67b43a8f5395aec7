const MAX_RESPONSE = 1024;

/** Things that would let a reader of a report into a device, each with a piece of text that it needs; the words around them stay. */
const SECRETS: readonly (readonly [needed: string, RegExp, string])[] = [
  ['@', /(\b[a-z][a-z0-9+.-]{1,9}:\/\/)[^\s/@<>"']{1,200}@/gi, '$1***@'],
  ['=', /([?&;/](?:user|username|usr|account|pass|password|passwd|pwd|token|key|auth)=)[^&\s"'<>;/]{1,200}/gi, '$1***'],
  ['<', /(<(?:[\w.-]{1,32}:)?(?:username|password|nonce|passphrase|secret)\b[^<>]{0,200}>)[^<]{1,400}(?=<)/gi, '$1***'],
  ['"', /("(?:user|username|password|passwd|pwd|pass|secret|token)"\s*:\s*")[^"]{1,200}/gi, '$1***'],
  [':', /^((?:set-cookie|authorization|cookie|session)\s*:\s*)[^\r\n]{1,400}/gim, '$1***'],
  ['="', /(\bnonce=")[^"]{1,200}/gi, '$1***'],
];

/** Takes secrets out of a text that came from a device. */
export function redact(text: string): string {
  return SECRETS.reduce(
    (result, [needed, pattern, replacement]) => (result.includes(needed) ? result.replaceAll(pattern, replacement) : result),
    text,
  );
}

/** Bytes as text for people: secrets out, what is no text as \xNN, capped. */
export function transcriptOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MAX_RESPONSE * 2)).toString('utf8');
  return cap(escapeControl(redact(text)), MAX_RESPONSE);
}

/** Shortens a text and says so. */
export function cap(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

// eslint-disable-next-line no-control-regex -- control characters are what this finds
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/g;

function escapeControl(text: string): string {
  return text.replaceAll(
    CONTROL,
    (character) => String.raw`\x${character === '\ufffd' ? '??' : character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
