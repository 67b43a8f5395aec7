import { startFarm, startHostile } from '@ancam/camera-farm';
import type { Farm, HostileDevice, HostileKind } from '@ancam/camera-farm';
import { HostResult } from '@ancam/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, state, values } from './scanning.ts';
import type { Scanned } from './scanning.ts';

const OFFSET = 22_000;
const PORTS = { http: 80 + OFFSET, https: 443 + OFFSET, rtsp: 554 + OFFSET, wsd: 3702 + OFFSET };
const KINDS: readonly HostileKind[] = [
  'hang',
  'endless',
  'deep-xml',
  'broken-xml',
  'tls-stall',
  'redirect-loop',
  'gzip-bomb',
  'slow-drip',
  'tls-renegotiation',
];
const BASE = '127.42.7.';

describe('a scan among hostile devices', () => {
  const devices: HostileDevice[] = [];
  let farm: Farm;
  let scanned: Scanned;
  let seconds = 0;
  beforeAll(async () => {
    for (const [index, kind] of KINDS.entries()) devices.push(await startHostile(kind, `${BASE}${index + 1}`, PORTS));
    farm = await startFarm({
      cameras: [
        {
          address: `${BASE}20`,
          maker: 'axis',
          model: 'P1',
          firmware: '1.2.3',
          serial: 'AC',
          mac: 'ac:cc:8e:00:00:01',
          flaws: ['clear-text-login'],
        },
      ],
      portOffset: OFFSET,
    });
    const started = performance.now();
    scanned = await scan({
      targets: [`${BASE}1-20`],
      ports: `http:${PORTS.http},https:${PORTS.https},rtsp:${PORTS.rtsp}`,
      unicastDiscovery: true,
      discoveryPort: PORTS.wsd,
      limits: { maxResponseBytes: 65_536 },
    });
    seconds = (performance.now() - started) / 1000;
  });
  afterAll(async () => {
    await Promise.all(devices.map((device) => device.close()));
    await farm.close();
  });

  const host = (kind: HostileKind): HostResult | undefined => scanned.hosts.get(`${BASE}${KINDS.indexOf(kind) + 1}`);

  it('comes to its end within its limits and reads the honest camera beside them', () => {
    expect(scanned.head.status).toBe('completed');
    expect(seconds).toBeLessThan(12);
    expect(values(scanned.hosts.get(`${BASE}20`), 'vendor.model')).toEqual(['P1']);
    for (const one of scanned.hosts.values()) expect(HostResult.safeParse(one).error).toBeUndefined();
  });

  it.each(['hang', 'endless', 'slow-drip', 'gzip-bomb', 'redirect-loop'] as const)(
    'leaves the question of the web service of "%s" open',
    (kind) => {
      expect(state(host(kind), 'http')).toBe('partial');
      expect(values(host(kind), 'http.login')).toEqual([]);
    },
  );

  it('ends each exchange by the bound it met', () => {
    const ends = (kind: HostileKind, probe: string): string[] => [
      ...new Set(
        host(kind)
          ?.observations.filter((one) => one.probe === probe)
          .map((one) => one.end),
      ),
    ];
    expect(ends('hang', 'http')).toEqual(['timeout']);
    expect(ends('endless', 'http')).toContain('limit');
    expect(ends('gzip-bomb', 'http')).toContain('limit');
    expect(ends('slow-drip', 'rtsp')).toEqual(['timeout']);
    expect(ends('tls-stall', 'tls')).toContain('timeout');
    expect(state(host('tls-stall'), 'tls')).toBe('partial');
    // a second handshake is refused, so the connection ends by itself
    expect(ends('tls-renegotiation', 'http')).not.toContain('timeout');
    expect(state(host('tls-renegotiation'), 'http')).toBe('partial');
  });

  it('takes no nonsense for an ONVIF service or a discovery reply', () => {
    for (const kind of ['deep-xml', 'broken-xml'] as const) {
      expect(values(host(kind), 'onvif.answered')).toEqual([]);
      expect(values(host(kind), 'wsd.answered')).toEqual([]);
      expect(values(host(kind), 'rtsp.openStream')).toEqual([]);
    }
  });

  it('keeps little of what they sent', () => {
    for (const one of scanned.hosts.values()) {
      for (const seen of one.observations) expect(seen.response?.length ?? 0).toBeLessThanOrEqual(1024);
    }
  });
});
