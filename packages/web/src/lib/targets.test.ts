import { expect, test } from 'vitest';
import { linesOf, portsAreValid, targetFaults } from './targets.ts';

test.each([
  '192.168.1.10',
  '192.168.1.0/24',
  '192.168.1.10-192.168.1.60',
  '192.168.1.10-60',
  '192.168.1.10 - 192.168.1.60',
  'fe80::1',
  '2001:db8::/64',
  '2001:db8::1-2001:db8::ff',
  'camera-01.noibo.local',
  'localhost',
  '',
  '# ghi chú',
  '10.0.0.1 # cổng',
])('%s may be a target', (line) => {
  expect(targetFaults(line)).toEqual([]);
});

test.each([
  ['192.168.1.0/33', 'cidr'],
  ['192.168.1/24', 'cidr'],
  ['192.168.1.300', 'address'],
  ['192.168.1', 'address'],
  ['192.168.1.60-192.168.1.10', 'reversed'],
  ['192.168.1.10-192.168.1.999', 'range'],
  ['192.168.1.10-2001:db8::1', 'range'],
  ['fe80::zz', 'address'],
  ['máy chủ', 'name'],
  ['-a.local', 'name'],
] as const)('%s is refused as %s', (line, fault) => {
  expect(targetFaults(line).map((each) => each.fault)).toEqual([fault]);
});

test('a fault names its line as the person counts it', () => {
  expect(targetFaults('10.0.0.1\n\n10.0.0.0/40, 10.0.0.2')).toEqual([{ line: 3, text: '10.0.0.0/40', fault: 'cidr' }]);
  expect(linesOf('10.0.0.1, 10.0.0.2;\n # nothing\n10.0.0.3')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
});

test('ports may carry a protocol', () => {
  expect(portsAreValid('80, 554,http:8080')).toBe(true);
  expect([portsAreValid('0'), portsAreValid('70000'), portsAreValid('80,'), portsAreValid('gopher:70')]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
