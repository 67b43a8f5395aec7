import { limitsText, PROFILES, ScanProfile } from '@ancam/core';
import { describe, expect, it } from 'vitest';
import { createPlan, resolveTargets } from '../src/index.ts';
import { sweep } from '../src/sweep/sweep.ts';
import type { TryConnect } from '../src/wire/connect-end.ts';
import { Lane } from '../src/wire/lane.ts';
import { scan, state } from './scanning.ts';
import { http, ScriptedDevice } from './scripted-device.ts';

const TARGETS = ['192.168.7.0/24'];

describe('profiles of scans', () => {
  it('lean on a network the less the gentler they are, in every bound', () => {
    const [gentle, normal, laboratory] = ScanProfile.options.map((profile) => createPlan({ targets: TARGETS, profile }).limits);
    for (const bound of ['concurrentConnects', 'connectsPerSecond', 'connectsPerHost', 'hostRatePerSecond'] as const) {
      expect([gentle?.[bound], normal?.[bound], laboratory?.[bound]]).toEqual(
        [gentle?.[bound], normal?.[bound], laboratory?.[bound]].toSorted((a, b) => Number(a) - Number(b)),
      );
      expect(gentle?.[bound]).toBeLessThan(Number(normal?.[bound]));
    }
    expect(createPlan({ targets: TARGETS })).toEqual(createPlan({ targets: TARGETS, profile: 'normal' }));
  });

  it('stand in the plan, and give way to what is named apart', () => {
    const plan = createPlan({ targets: TARGETS, profile: 'gentle', limits: { hostRatePerSecond: 5, connectsPerSecond: undefined } });
    expect(plan.profile).toBe('gentle');
    expect(plan.limits).toEqual({ ...PROFILES.gentle.limits, hostRatePerSecond: 5 });
    expect(limitsText(plan, 'vi')).toBe('Nhẹ: tối đa 100 kết nối/giây, 5 lượt trao đổi/giây với một thiết bị, 8 thiết bị cùng lúc');
    expect(limitsText({ limits: plan.limits }, 'en')).toBe(
      'Own limits: at most 100 connects a second, 5 exchanges a second with one device, 8 devices at a time',
    );
  });

  it('decide which ports are tried, unless ports are named', () => {
    const further = (profile: ScanProfile, ports?: string) => createPlan({ targets: TARGETS, profile, ports }).furtherPorts.length;
    expect([further('gentle'), further('gentle', '80'), further('laboratory', '80')]).toEqual([0, 0, 0]);
    const { ports, furtherPorts } = createPlan({ targets: TARGETS, profile: 'laboratory' });
    const all = [...ports, ...furtherPorts].map(({ port }) => port);
    expect(all.length).toBe(new Set(all).size);
    expect(Array.from({ length: 1024 }, (_, index) => index + 1).filter((port) => !all.includes(port))).toEqual([]);
  });

  it('of the laboratory refuses more than a bench', async () => {
    await expect(resolveTargets(createPlan({ targets: ['192.168.0.0/22'], profile: 'laboratory' }))).rejects.toMatchObject({
      code: 'target.too-many',
    });
    expect((await resolveTargets(createPlan({ targets: ['192.168.0.0/22'] }))).count).toBeGreaterThan(1000);
  });

  it('ask a device one port at a time where the network is fragile', async () => {
    let now = 0;
    let most = 0;
    const watched: TryConnect = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((done) => setTimeout(done, 1));
      now -= 1;
      return 'refused';
    };
    const { connectsPerHost: perHost } = PROFILES.gentle.limits;
    const ports = Array.from({ length: 12 }, (_, index) => index + 1);
    const input = { addresses: ['127.43.9.1'], ports, concurrency: 32, timeoutMs: 100, perSecond: 10_000 };
    await sweep({ ...input, perHost, lane: new Lane() }, watched);
    expect(most).toBe(1);
    await sweep({ ...input, perHost: 8, lane: new Lane() }, watched);
    expect(most).toBe(8);
  });

  it('that ask less say so of what was not asked', async () => {
    const device = new ScriptedDevice('127.43.9.2');
    await device.serve(8080, () => http(200, [], '<title>x</title>'));
    const ran = await Promise.all((['gentle', 'normal'] as const).map((profile) => scan({ targets: ['127.43.9.2'], profile })));
    device.close();
    const [gentle, normal] = ran.map(({ hosts }) => hosts.get('127.43.9.2'));
    expect([state(gentle, 'http'), state(gentle, 'telnet'), state(gentle, 'snmp')]).toEqual(['done', 'skipped', 'skipped']);
    expect(state(normal, 'telnet')).toBe('done');
    expect(ran.map(({ head }) => head.plan.profile)).toEqual(['gentle', 'normal']);
  });
});
