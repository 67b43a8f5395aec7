import { describe, expect, it } from 'vitest';
import type { Fact, ProbeState } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { runChecks } from './check.ts';
import { derive } from './derive.ts';
import { exampleFaults, probesOf } from './examples.ts';
import { identify } from './identify.ts';

const knowledge = loadKnowledge();

describe('examples of checks', () => {
  const examples = knowledge.checks.flatMap((check) => check.examples.map((example) => ({ check: check.id, ...example })));

  it.each(examples)('$check, $about: $expect', ({ check, facts, probes, expect: outcome }) => {
    const result = runChecks(facts, probesOf(probes), knowledge).find((each) => each.check === check);
    expect(result?.outcome, result?.reason).toBe(outcome);
    if (outcome === 'fail') expect(result?.evidence).not.toEqual([]);
  });
});

describe('examples of makers', () => {
  const examples = knowledge.vendors.flatMap((vendor) => vendor.examples.map((example) => ({ vendor: vendor.id, ...example })));

  it.each(examples)('$vendor, $about', ({ facts, probes, expect: wanted }) => {
    const identity = identify(facts, knowledge, probesOf(probes));
    expect(identity).toMatchObject(wanted);
    expect(['camera', 'recorder']).toContain(identity.kind);
  });

  const others = knowledge.vendors.flatMap(({ id, counterExamples = [] }) =>
    counterExamples.map((example) => ({ vendor: id, ...example })),
  );

  it.each(others)('not $vendor: $about', ({ vendor, facts, probes }) => {
    expect(identify(facts, knowledge, probesOf(probes)).maker).not.toBe(vendor);
  });

  it('cover the makers that the market study names, each with what must not be taken for it', () => {
    expect(knowledge.vendors.filter(({ status }) => status === 'active').length).toBeGreaterThanOrEqual(45);
    expect(knowledge.brands.length).toBeGreaterThanOrEqual(25);
  });
});

describe('examples of brands', () => {
  const examples = knowledge.brands.flatMap((brand) => brand.examples.map((example) => ({ brand: brand.id, ...example })));

  it.each(examples)('$brand, $about', ({ facts, probes, expect: wanted }) => {
    const identity = identify(facts, knowledge, probesOf(probes));
    expect(identity).toMatchObject(wanted);
    expect(identity.maker).toBe(wanted.maker);
  });
});

describe('examples of other devices and signs', () => {
  it.each(knowledge.notCameras.flatMap((mark) => mark.examples.map((example) => ({ mark: mark.id, ...example }))))(
    '$mark, $about: not a camera',
    ({ facts, probes }) => {
      const host: { facts: Fact[]; probes: ProbeState[] } = { facts, probes: probesOf(probes) };
      expect(derive(host, knowledge)).toMatchObject({ identity: { kind: 'not-a-camera' }, checks: [], requirements: [] });
    },
  );

  it.each(knowledge.signs.flatMap((sign) => sign.examples.map((example) => ({ sign: sign.id, kind: sign.kind, ...example }))))(
    '$sign, $about: $kind',
    ({ kind, facts, probes }) => {
      expect(identify(facts, knowledge, probesOf(probes)).kind).toBe(kind);
    },
  );
});

describe('exampleFaults', () => {
  it('finds none in what comes with the product, and names what an example gets wrong', () => {
    expect(exampleFaults(knowledge, () => true)).toEqual([]);
    const vendors = knowledge.vendors.filter(({ id }) => id !== 'geovision');
    const [fault] = exampleFaults(
      {
        ...knowledge,
        vendors: [...vendors, ...knowledge.vendors.filter(({ id }) => id === 'geovision').map((each) => ({ ...each, fingerprints: [] }))],
      },
      (kind, id) => kind === 'vendor' && id === 'geovision',
    );
    expect(fault).toMatchObject({ kind: 'vendor', id: 'geovision', expected: 'maker geovision', actual: '–' });
  });
});
