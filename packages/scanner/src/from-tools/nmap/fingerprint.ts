/** Probes of one fingerprint; nmap asks some twenty. */
const MOST_ANSWERS = 64;
const ANSWER = /%r\(([\w-]{1,64}),[0-9A-F]{1,8},"((?:[^"\\]|\\[\s\S])*)"\)/g;

/**
 * The answers that nmap keeps of a service it does not know (`servicefp`), by the name of the question: `GetRequest`, `RTSPRequest`, `NULL`
 * for what the service said by itself. The bytes are as they came, as far as nmap kept them.
 */
export function fingerprintAnswers(text: string): Map<string, Buffer> {
  const answers = new Map<string, Buffer>();
  for (const [, name = '', escaped = ''] of text.matchAll(ANSWER)) {
    if (answers.size >= MOST_ANSWERS) break;
    if (!answers.has(name)) answers.set(name, unescaped(escaped));
  }
  return answers;
}

const MARKS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

function unescaped(text: string): Buffer {
  const plain = text.replaceAll(/\\(?:x([0-9A-Fa-f]{2})|([\s\S]))/g, (_, hex: string | undefined, mark: string | undefined) =>
    hex === undefined ? (MARKS[mark ?? ''] ?? mark ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(plain, 'latin1');
}
