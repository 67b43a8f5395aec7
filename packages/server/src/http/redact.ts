/** What stands where a secret was. */
export const HIDDEN = '[hidden]';

/** Names of fields whose values never reach a log, wherever they stand and however they are written. */
const SECRET_NAME =
  /pass(word|wd|phrase|key)?|secret|token|cookie|authori[sz]ation$|credential|api_?-?key|private_?-?key|otp|recovery_?-?code|setup_?-?link|database_?-?url|connection_?-?string|session_?-?id|hash$|^salt$|^code_verifier$|^assertion$/i;
/** Fields that only look like secrets. */
const HARMLESS_NAME = /^(passed|factoryPasswordTest|factory_password_test|knowledgeHash|contentHash|content_hash)$/;

/** Secrets within texts: addresses with a password, set-up links, log-in headers, key blocks. */
const IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi, `$1${HIDDEN}@`],
  [/([#?&](?:token|code|state|access_token|id_token|password|secret)=)[^\s&#"']+/gi, `$1${HIDDEN}`],
  [/\b(bearer|basic|digest)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\b(password|passwd|pwd|secret|token|cookie|ancam_session)(["']?\s*[=:]\s*["']?)[^\s"',;}&]+/gi, `$1$2${HIDDEN}`],
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g, HIDDEN],
];

const DEEPEST = 8;
const LONGEST_TEXT = 4000;
const MOST_ITEMS = 100;

/**
 * A copy of what is to be logged without secrets: by the name of the field at any depth, and by form within texts. Errors become plain
 * objects with their causes. Circles and what is too deep, long or wide is cut, so that a log line stays one.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return String(value).slice(0, MOST_ITEMS);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[too deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((each) => redact(each, depth + 1));
  const entries = entriesOf(value).slice(0, MOST_ITEMS);
  return Object.fromEntries(entries.map(([name, each]) => [name, isSecret(name) ? hide(each) : redact(each, depth + 1)]));
}

function entriesOf(value: object): [string, unknown][] {
  if (value instanceof Map) return [...value].map(([name, each]) => [String(name), each]);
  if (value instanceof Headers || value instanceof URLSearchParams) return [...value];
  if (value instanceof Set) return [...value].map((each, n) => [String(n), each]);
  return Object.entries(value);
}

function isSecret(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
}

/** Whether there was one may be known. */
function hide(value: unknown): unknown {
  return value === undefined || value === null || typeof value === 'boolean' ? value : HIDDEN;
}

function redactError(error: Error, depth: number): unknown {
  const { name, message, stack, cause } = error;
  const own = Object.entries(error).filter(([field]) => field !== 'cause');
  return {
    type: name,
    message: redactText(message),
    stack: stack === undefined ? undefined : redactText(stack),
    ...Object.fromEntries(own.map(([field, each]) => [field, isSecret(field) ? hide(each) : redact(each, depth + 1)])),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  };
}

function redactText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return IN_TEXT.reduce((clean, [pattern, instead]) => clean.replaceAll(pattern, instead), cut);
}
