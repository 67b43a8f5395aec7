import * as fc from 'fast-check';

/** Longest input but for pumped ones, which go as far as an exchange does. */
const MAX_BYTES = 4096;
const PUMPED_BYTES = 131_072;

/** Bytes and words at which readers of lengths, lists and markup stumble. */
const DICTIONARY = [
  ...[
    '00',
    'ff',
    '7f',
    '80',
    'c00c',
    'ffff',
    'ffffffff',
    '7fffffff',
    '80000000',
    '00000000',
    '0a',
    '0d0a',
    'fffa',
    'fff0',
    '3080',
    '3084ffffffff',
  ].map((hex) => Buffer.from(hex, 'hex')),
  ...[
    ' ',
    '\t',
    '"',
    '\\',
    '\\"',
    "'",
    '<',
    '>',
    '&',
    ';',
    ':',
    '=',
    ',',
    '/',
    '%',
    '%00',
    '{',
    '[',
    '<a>',
    '</a>',
    '<a/>',
    '<!--',
    '<![CDATA[',
    ']]>',
    '<?',
    '<!DOCTYPE a>',
    '&#x0;',
    '&#xD800;',
    '&amp;',
    'a=',
    'a="',
    'Digest ',
    'Basic ',
    'realm="',
    'nonce="',
    'charset=',
    '\u001B[2J',
    '\u202E',
    '__proto__',
    'constructor',
    '-1',
    '1e9',
    '99999999999999999999',
    'NaN',
    'http://',
    'https://[',
    'file:///',
    '0.0.0.0',
    'Content-Length: ',
    '\r\n\r\n',
    'm=video ',
    '<input',
    '<meta',
    '<link rel',
    '<form',
    'type=',
    'Initialized=',
    '"Version":"',
  ].map((text) => Buffer.from(text)),
];

type Mutation = (bytes: Buffer) => Buffer;

function place(bytes: Buffer, at: number): number {
  return bytes.length === 0 ? 0 : at % bytes.length;
}

function splice(bytes: Buffer, at: number, taken: number, put: Buffer): Buffer {
  const start = place(bytes, at);
  return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + taken)]);
}

const at = fc.nat(8191);
const few = fc.nat(16);
const word = fc.constantFrom(...DICTIONARY);

/** One change to a sample. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, fc.nat(255)).map(
    ([where, value]): Mutation =>
      (bytes) =>
        splice(bytes, where, 1, Buffer.from([value])),
  ),
  fc.tuple(at, few, word).map(
    ([where, taken, put]): Mutation =>
      (bytes) =>
        splice(bytes, where, taken, put),
  ),
  fc.tuple(at, few).map(
    ([where, taken]): Mutation =>
      (bytes) =>
        splice(bytes, where, taken, Buffer.alloc(0)),
  ),
  at.map(
    (where): Mutation =>
      (bytes) =>
        bytes.subarray(0, place(bytes, where)),
  ),
  fc.tuple(at, at, few).map(
    ([from, to, length]): Mutation =>
      (bytes) =>
        splice(bytes, to, 0, bytes.subarray(place(bytes, from), place(bytes, from) + length * 8)),
  ),
  fc.tuple(at, word, fc.integer({ min: 2, max: 64 })).map(
    ([where, put, count]): Mutation =>
      (bytes) =>
        splice(bytes, where, 0, Buffer.concat(Array.from({ length: count }, () => put))),
  ),
);

/** What a pattern that tries again and again is tempted by when it is repeated. */
const PUMPS = [
  '\n',
  ' ',
  '\t',
  '\r\n',
  '<',
  '<a',
  '<a ',
  '"',
  '\\',
  'a',
  '=',
  'a=',
  '&',
  ',',
  '.',
  '_',
  '{',
  '[',
  '-',
  '\u0000',
  '<!--',
  'a="',
  '/a',
].map((text) => Buffer.from(text));

/** A sample with one piece repeated until it is as long as the longest answer: what takes time beyond measure is found by these. */
function pumped(samples: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  const piece = fc.oneof(fc.constantFrom(...PUMPS), word);
  return fc.tuple(samples, at, piece).map(([bytes, where, put]) => {
    const count = Math.max(0, Math.floor((PUMPED_BYTES - bytes.length) / put.length));
    return splice(bytes, where, 0, Buffer.alloc(count * put.length, put));
  });
}

/** Inputs for a reader: mutated samples for the most part, random bytes, and a few pumped ones. */
export function inputsFrom(samples: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const sample = fc.constantFrom(...samples);
  const mutated = fc
    .tuple(sample, fc.array(mutation, { minLength: 1, maxLength: 8 }))
    .map(([bytes, changes]) => changes.reduce((changed, change) => change(changed), bytes).subarray(0, MAX_BYTES));
  const random = fc.uint8Array({ maxLength: 512 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof({ weight: 75, arbitrary: mutated }, { weight: 23, arbitrary: random }, { weight: 2, arbitrary: pumped(sample) });
}
