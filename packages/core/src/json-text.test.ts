import { describe, expect, it } from 'vitest';
import { printableJson } from './json-text.ts';

describe('JSON for a terminal', () => {
  it('holds no character that a screen obeys, and still the same values', () => {
    const value = { name: 'cam\u001B[2J\u009B31m\u007F \u202Efdp.exe\u2028', other: 'Phòng họp – tầng 2 "A\\B"' };
    const text = printableJson(JSON.stringify(value));
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202a-\u202e]/);
    expect(JSON.parse(text)).toEqual(value);
    expect(text).toContain('Phòng họp – tầng 2');
  });
});
