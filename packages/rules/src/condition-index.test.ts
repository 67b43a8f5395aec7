import { array, assert, boolean, constantFrom, letrec, oneof, property, record } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '@ancam/core';
import { indexConditions } from './condition-index.ts';
import type { Condition } from './condition.ts';
import { evaluate } from './evaluate.ts';
import { factView } from './fact-view.ts';
import { requiredLiterals } from './regex-literal.ts';

describe('requiredLiterals', () => {
  it.each([
    ['^(?:App-webs/|Hikvision-Webs|DNVRS-Webs)', ['app-webs/', 'hikvision-webs', 'dnvrs-webs']],
    [String.raw`^IP Camera\([0-9A-Z]{5}\)$`, ['ip camera(']],
    ['^Login to [0-9A-Za-z]{8,32}$', ['login to ']],
    ['a?bcd+ef', ['bc']],
    ['(?:abc)?xyz', ['xyz']],
    ['(?!abc)de', ['de']],
    ['[abc]{3}', undefined],
    ['abc|d*', undefined],
  ])('%s requires %j', (source, literals) => {
    expect(requiredLiterals(source)).toEqual(literals);
  });
});

const words = ['app-webs', 'hikvision', 'Server', 'netwave', 'camera', 'abc', 'XYZ', '12'];
const text = array(constantFrom(...words, ' ', '-', '/'), { maxLength: 6 }).map((parts) => parts.join(''));
const name = constantFrom('http.server', 'http.title', 'rtsp.realm');
const test = oneof(
  record({ fact: name, equals: text }),
  record({ fact: name, oneOf: array(text, { minLength: 1, maxLength: 3 }) }),
  record({
    fact: name,
    regex: constantFrom(...words.map((word) => `^${word}`), 'app|net', '(?:web)+s', 'a.c'),
    ignoreCase: boolean(),
  }),
  record({ fact: name, exists: boolean() }),
);
const { condition } = letrec<{ condition: Condition }>((tie) => ({
  condition: oneof(
    { depthSize: 'small', withCrossShrink: true },
    test,
    record({ all: array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    record({ any: array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    record({ not: tie('condition') }),
  ),
}));
const facts: Arbitrary<Fact[]> = array(record({ name, value: text }), { maxLength: 4 });

describe('indexConditions', () => {
  it('leaves out no condition that holds', () => {
    assert(
      property(array(condition, { maxLength: 8 }), facts, (conditions, seen) => {
        const view = factView(seen, [{ probe: 'http', state: 'done' }]);
        const candidates = indexConditions(conditions, (each) => each).candidates(view);
        for (const each of conditions) if (evaluate(each, view).answer === 'yes') expect(candidates).toContain(each);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out what cannot hold, and keeps the order of the items', () => {
    const conditions: Condition[] = ['netwave', 'hikvision', 'reecam'].map((word) => ({
      fact: 'http.server',
      regex: `^${word}`,
      ignoreCase: true,
    }));
    const index = indexConditions(conditions.toReversed(), (each) => each);
    const view = factView(
      [
        { name: 'http.server', value: 'Netwave IP Camera' },
        { name: 'http.server', value: 'ReeCam' },
      ],
      [],
    );
    expect(index.candidates(view)).toEqual([conditions[2], conditions[0]]);
  });
});
