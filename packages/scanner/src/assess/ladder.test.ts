import { describe, expect, it } from 'vitest';
import { PROBES } from '@ancam/core';
import type { Fact, ProbeState } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { derive } from './derive.ts';

const knowledge = loadKnowledge();
const probes: ProbeState[] = PROBES.map((probe) => ({ probe, state: 'done' }));
const BYPASS = 'firmware/dahua-2021-33044';

const DAHUA: readonly Fact[] = [
  { name: 'rtsp.answered', value: true, port: 554 },
  { name: 'rtsp.realm', value: 'Login to 4F07B8FPAZ6D3D2', port: 554 },
  { name: 'wsd.hardware', value: 'IPC-HFW5442E-ZE' },
];

function judged(facts: readonly Fact[]) {
  const { identity, checks, requirements } = derive({ facts: [...facts], probes }, knowledge);
  const check = checks.find((each) => each.check === BYPASS);
  const verdict = requirements.find(({ requirement, checks: named }) => requirement === '2.3.4' && named.includes(BYPASS))?.verdict;
  return { identity, outcome: check?.outcome, certainty: check?.certainty, verdict };
}

const firmware: Fact = { name: 'onvif.firmware', value: '2.800.0000000.8.R.200523', port: 80 };

describe('ladder of certainty', () => {
  it('is as sure as the record where the device itself names model and build', () => {
    expect(judged([...DAHUA, firmware])).toMatchObject({ outcome: 'fail', certainty: 'likely', verdict: 'indication' });
  });

  it('says possible, and leaves it open, where the product line is one of the list and the version is not known', () => {
    expect(judged(DAHUA)).toMatchObject({ outcome: 'inconclusive', certainty: 'possible', verdict: 'not-checked' });
    expect(judged([...DAHUA, { name: 'onvif.firmware', value: 'Rev. A', port: 80 }])).toMatchObject({
      outcome: 'inconclusive',
      certainty: 'possible',
    });
  });

  it('says possible on a device that carries another brand, and makes no indication of it', () => {
    const { identity, ...rest } = judged([...DAHUA, firmware, { name: 'wsd.name', value: 'KBVISION' }]);
    expect(identity).toMatchObject({ maker: 'dahua', brand: 'KBVision', makerName: 'KBVision (Dahua)', firmwareBuilt: '2020-05-23' });
    expect(rest).toEqual({ outcome: 'fail', certainty: 'possible', verdict: 'not-checked' });
  });

  it('is not determinable, without a rung, where the product line is not known', () => {
    expect(judged(DAHUA.slice(0, 2))).toMatchObject({ outcome: 'inconclusive', certainty: undefined });
  });

  it('is at most likely where the version stands on the label only', () => {
    const label: Fact = { name: 'label.firmware', value: 'V5.4.0 build 160401' };
    const facts: Fact[] = [
      { name: 'label.maker', value: 'Hikvision' },
      { name: 'label.model', value: 'DS-2CD2032F-I' },
    ];
    const certaintyOf = (more: Fact) =>
      derive({ facts: [...facts, more], probes }, knowledge).checks.find(({ check }) => check === 'firmware/hikvision-2017-7921')
        ?.certainty;
    expect(certaintyOf(label)).toBe('likely');
    expect(certaintyOf({ name: 'onvif.firmware', value: 'V5.4.0 build 160401', port: 80 })).toBe('confirmed');
  });
});
