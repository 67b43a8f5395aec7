import { expect, test } from 'vitest';
import { recognise } from './recognise.ts';
import type { Known, Marks } from './recognise.ts';

const NOBODY: Known = {
  id: '00000000-0000-4000-8000-000000000001',
  address: '10.0.0.1',
  maker: 'axis',
  serial: null,
  mac: null,
  tls_key: null,
  tls_key_shared: false,
  wsd_endpoint: null,
  seenElsewhere: false,
};
const BARE: Marks = {
  address: '10.0.0.9',
  maker: 'axis',
  serial: undefined,
  mac: undefined,
  tlsKey: undefined,
  tlsKeyShared: false,
  wsdEndpoint: undefined,
};

test.each([
  ['serial', { serial: 'S1' }, { serial: 'S1' }],
  ['mac', { mac: 'A'.repeat(12) }, { mac: 'A'.repeat(12) }],
  ['tls-key', { tls_key: 'k' }, { tlsKey: 'k' }],
  ['wsd-endpoint', { wsd_endpoint: 'urn:1' }, { wsdEndpoint: 'urn:1' }],
  ['address', { address: '10.0.0.9' }, {}],
] as const)('by %s', (by, known, marks) => {
  const camera = { ...NOBODY, ...known };
  expect(recognise({ ...BARE, ...marks }, [camera], true)).toEqual({ camera, by });
});

test('the same address with another serial number, MAC address or maker is another camera', () => {
  const there = { ...NOBODY, address: BARE.address };
  expect(recognise({ ...BARE, serial: 'S2' }, [{ ...there, serial: 'S1' }], true)).toBe('new');
  expect(recognise({ ...BARE, mac: 'B'.repeat(12) }, [{ ...there, mac: 'A'.repeat(12) }], true)).toBe('new');
  expect(recognise({ ...BARE, maker: 'dahua' }, [there], true)).toBe('new');
});

test('a serial number seen again wins over what stands at the address', () => {
  const moved = { ...NOBODY, id: '00000000-0000-4000-8000-000000000002', serial: 'S1' };
  const there = { ...NOBODY, address: BARE.address, serial: 'S9' };
  expect(recognise({ ...BARE, serial: 'S1' }, [there, moved], true)).toEqual({ camera: moved, by: 'serial' });
});

test('a mark that several cameras carry tells nothing', () => {
  const twins = ['1', '2'].map((n) => ({ ...NOBODY, id: `00000000-0000-4000-8000-00000000000${n}`, tls_key: 'k', wsd_endpoint: 'urn:1' }));
  expect(recognise({ ...BARE, tlsKey: 'k', wsdEndpoint: 'urn:1' }, twins, true)).toBe('new');
  expect(recognise({ ...BARE, tlsKey: 'k', tlsKeyShared: true }, twins.slice(1), true)).toBe('new');
  expect(recognise({ ...BARE, tlsKey: 'k' }, [{ ...NOBODY, tls_key: 'k', tls_key_shared: true }], true)).toBe('new');
});

test('a lone TLS key at another address waits for the end of the scan', () => {
  const known = { ...NOBODY, tls_key: 'k' };
  expect(recognise({ ...BARE, tlsKey: 'k' }, [known], false)).toBe('later');
  expect(recognise({ ...BARE, tlsKey: 'k', address: '10.0.0.1' }, [known], false)).toEqual({ camera: known, by: 'tls-key' });
});

test('what this scan has seen elsewhere is not here too', () => {
  const elsewhere = { ...NOBODY, tls_key: 'k', wsd_endpoint: 'urn:1', seenElsewhere: true };
  expect(recognise({ ...BARE, tlsKey: 'k', wsdEndpoint: 'urn:1' }, [elsewhere], true)).toBe('new');
});
