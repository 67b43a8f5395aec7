import { describe, expect, it } from 'vitest';
import { parseArp, parseNeigh } from './neighbours.ts';

const ARP = `IP address       HW type     Flags       HW address            Mask     Device
10.0.0.7         0x1         0x2         02:aa:bb:cc:00:07     *        eth0
10.0.0.8         0x1         0x0         00:00:00:00:00:00     *        eth0
10.0.0.9         0x1         0x0         00:00:00:00:00:00     *        eth0
10.0.0.9         0x1         0x6         02:aa:bb:cc:00:09     *        eth1
10.0.0.10        0x1         0x0         02:aa:bb:cc:00:10     *        eth0
`;

describe('the table of neighbours', () => {
  it('shows who answered and who did not; an old entry that is no longer complete counts as no answer', () => {
    expect([...parseArp(ARP)]).toEqual([
      ['10.0.0.7', { mac: '02AABBCC0007' }],
      ['10.0.0.8', 'absent'],
      ['10.0.0.9', { mac: '02AABBCC0009' }],
      ['10.0.0.10', 'absent'],
    ]);
    expect([...parseArp('')]).toEqual([]);
  });

  it('shows IPv6 neighbours with the zone of link-local ones', () => {
    const text = `fe80::1 dev eth0 lladdr 02:aa:bb:cc:00:07 router STALE
fd00::7 dev eth0 lladdr 02:aa:bb:cc:00:08 REACHABLE
fe80::9 dev eth0 FAILED
`;
    expect([...parseNeigh(text)]).toEqual([
      ['fe80::1%eth0', '02AABBCC0007'],
      ['fd00::7', '02AABBCC0008'],
    ]);
  });
});
