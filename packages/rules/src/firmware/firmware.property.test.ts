import { assert, constant, date as dateOf, integer, oneof, property, string as stringOf, stringMatching, tuple } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRMWARE_GRAMMARS } from '../condition.ts';
import type { FirmwareGrammar } from '../condition.ts';
import { compareFirmware, parseFirmware } from './index.ts';

const pad = (number: number, digits: number): string => String(number).padStart(digits, '0');
const small = integer({ min: 0, max: 60 });
const date = dateOf({ min: new Date('2010-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }).map((day) =>
  day.toISOString().slice(2, 10).replaceAll('-', ''),
);

/** How versions of one product line are written, and the numbers that must decide, most significant first. */
type Line = Arbitrary<{ readonly text: string; readonly key: readonly number[] }>;

const numbersThen = (write: (a: number, b: number, c: number, d: string) => string): Line =>
  tuple(small, small, small, date).map(([a, b, c, day]) => ({ text: write(a, b, c, day), key: [a, b, c, Number(day)] }));

const LINES: Readonly<Record<FirmwareGrammar, Line | undefined>> = {
  hikvision: numbersThen((a, b, c, day) => `V${a}.${b}.${c} build ${day}`),
  dahua: tuple(small, small, date).map(([a, b, day]) => ({
    text: `${a}.${pad(b, 3)}.0000016.0.R.${day}`,
    key: [a, b, Number(day)],
  })),
  axis: numbersThen((a, b, c) => `7.${a}.${b}.${c}`),
  uniview: tuple(small, small, date).map(([a, b, day]) => ({ text: `QIPC-B1202.${a}.${b}.${day}`, key: [a, b, Number(day)] })),
  hanwha: numbersThen((a, b, c, day) => `${a}.${b}.${c}_${day}`),
  tplink: numbersThen((a, b, c, day) => `${a}.${b}.${c}_Build_${day}_Rel.40000n`),
  xiongmai: tuple(small, small, small).map(([a, b, c]) => ({
    text: `V${a}.${pad(b, 2)}.R${pad(c, 2)}.000807D8.10010.346624`,
    key: [a, b, c],
  })),
  reolink: numbersThen((a, b, c, day) => `v${a}.${b}.${c}.100_${day}07`),
  vivotek: tuple(integer({ min: 0, max: 9999 }), integer({ min: 1, max: 26 })).map(([n, letter]) => ({
    text: `FD8166A-VVTK-${pad(n, 4)}${String.fromCharCode(96 + letter)}`,
    key: [n, letter],
  })),
  avtech: undefined, // a partial order, tested below
  milesight: numbersThen((a, b, c) => `51.${a}.${b}.77-r${c}`).map(({ text, key }) => ({ text, key: key.slice(0, 3) })),
  tvt: numbersThen((a, b, c, day) => `1.${a}.${b}.${20_000 + c}B${day}.D00.U1(4A21S)`).map(
    ({ text, key: [a = 0, b = 0, c = 0, day = 0] }) => ({
      text,
      key: [a, b, day, c],
    }),
  ),
  tenda: numbersThen((a, b, _c, day) => `V11.${a}.${b}.${day}0948`).map(({ text, key: [a = 0, b = 0, , day = 0] }) => ({
    text,
    key: [a, b, day],
  })),
  dlink: numbersThen((a, b, c) => `v${a}.${pad(b, 2)}.${pad(c, 3)}`).map(({ text, key }) => ({ text, key: key.slice(0, 3) })),
  geovision: tuple(small, small, date).map(([a, b, day]) => ({
    text: `V${a}.${pad(b, 2)}_20${day.slice(0, 2)}_${day.slice(2, 4)}_${day.slice(4)}`,
    key: [a, b, Number(day)],
  })),
  foscam: undefined, // a partial order, tested below
  dashed: numbersThen((a, b, c) => `1.${a}.${b}-${pad(c, 4)}`).map(({ text, key }) => ({ text, key: key.slice(0, 3) })),
  prefixed: numbersThen((a, b, c, day) => `IPCAM_V${a}.${b}.${c}.${day}`),
  dotted: numbersThen((a, b, c) => `${a}.${b}.${c}`).map(({ text, key }) => ({ text, key: key.slice(0, 3) })),
};

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, n) => number !== b[n]);
  return at < 0 ? 0 : Math.sign((a[at] ?? 0) - (b[at] ?? 0));
}

const total = Object.entries(LINES).flatMap(([grammar, line]) =>
  line === undefined ? [] : [{ grammar: grammar as FirmwareGrammar, line }],
); // keys of the record

describe('versions of one product line', () => {
  it.each(total)('$grammar: are in the order of their numbers, in every pair', ({ grammar, line }) => {
    assert(
      property(line, line, (a, b) => {
        const wanted = compareKeys(grammar === 'axis' ? a.key.slice(0, 3) : a.key, grammar === 'axis' ? b.key.slice(0, 3) : b.key);
        expect(compareFirmware(grammar, a.text, b.text), `${a.text} against ${b.text}`).toBe(wanted);
      }),
    );
  });
});

/** Strings that look like versions, beside any others. */
const anyText = oneof(
  stringOf({ maxLength: 40 }),
  stringMatching(/^[VRBMX0-9._ -]{0,30}$/),
  ...total.map(({ line }) => line.map(({ text }) => text)),
  tuple(small, small, small, small).map((parts) => parts.map((part) => pad(1000 + part, 4)).join('-')),
);

describe('any two strings', () => {
  it.each(FIRMWARE_GRAMMARS.map((grammar) => ({ grammar })))(
    '$grammar: turned round the answer turns round, and nothing throws',
    ({ grammar }) => {
      assert(
        property(anyText, anyText, (a, b) => {
          const order = compareFirmware(grammar, a, b);
          expect(compareFirmware(grammar, b, a)).toBe(order === undefined || order === 0 ? order : -order);
          const parsed = parseFirmware(grammar, a);
          expect(compareFirmware(grammar, a, a)).toBe(parsed === undefined || hasNoOrder(grammar, a) ? undefined : 0);
        }),
      );
    },
  );
});

/** A lone date says nothing where the maker's versions hold no build date: not even whether two releases of that day are the same. */
function hasNoOrder(grammar: FirmwareGrammar, text: string): boolean {
  const { release = [] } = parseFirmware(grammar, text) ?? {};
  return release.length === 0 && compareFirmware(grammar, text, text) === undefined;
}

describe('partial orders', () => {
  it.each(['avtech', 'foscam'] as const)('%s: is older only where no part is newer', (grammar) => {
    const write = (parts: readonly number[]): string =>
      grammar === 'avtech'
        ? `FullImg-${parts.map((part) => 1000 + part).join('-')}`
        : `System Firmware Version: 1.9.3.${parts[0]}, Application Firmware Version: 2.52.2.${parts[1]}, Plug-In Version: 3.3.${parts[2]}.${parts[3]}`;
    const four = tuple(small, small, small, constant(1));
    assert(
      property(four, four, (a, b) => {
        const signs = new Set(a.map((part, at) => Math.sign(part - (b[at] ?? 0))));
        const wanted = signs.has(1) && signs.has(-1) ? undefined : ([...signs].find((sign) => sign !== 0) ?? 0);
        expect(compareFirmware(grammar, write(a), write(b))).toBe(wanted);
      }),
    );
  });
});
