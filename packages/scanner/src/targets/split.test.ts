import { expect, test } from 'vitest';
import { splitTargets } from './split.ts';
import { firstOutside } from './within.ts';

test('blocks hold each address once, leave out excluded ones and what lies between ranges', () => {
  const plan = { targets: ['10.0.0.0/30', '10.0.0.2-10.0.0.6', '10.0.9.1'], excluded: ['10.0.0.4'] };
  expect(splitTargets(plan, 3)).toEqual([
    { targets: ['10.0.0.0-10.0.0.2'], addresses: 3 },
    { targets: ['10.0.0.3', '10.0.0.5-10.0.0.6'], addresses: 3 },
    { targets: ['10.0.9.1'], addresses: 1 },
  ]);
  expect(splitTargets({ targets: ['fd00::1-fd00::3'], excluded: [] }, 2).map(({ targets }) => targets)).toEqual([
    ['fd00::1-fd00::2'],
    ['fd00::3'],
  ]);
  expect(splitTargets({ targets: ['10.0.0.1'], excluded: ['10.0.0.0/8'] }, 3)).toEqual([]);
});

test('a name is refused: in another network it means another device', () => {
  expect(() => splitTargets({ targets: ['camera.example'], excluded: [] }, 3)).toThrow(
    expect.objectContaining({ code: 'target.malformed' }),
  );
  expect(() => splitTargets({ targets: ['10.0.0.1'], excluded: ['camera.example'] }, 3)).toThrow(
    expect.objectContaining({ code: 'target.malformed' }),
  );
});

test('a target lies within what is allowed only as a whole', () => {
  expect(firstOutside(['10.0.0.1', '10.0.0.128-10.0.1.3'], ['10.0.0.0/24', '10.0.1.0/30'])).toBeUndefined();
  expect(firstOutside(['10.0.0.1', '10.0.0.0/22'], ['10.0.0.0/24'])).toBe('10.0.0.0/22');
  expect(firstOutside(['10.0.0.1'], [])).toBe('10.0.0.1');
  expect(firstOutside(['a.example'], ['a.example', '0.0.0.0/0'])).toBeUndefined();
});
