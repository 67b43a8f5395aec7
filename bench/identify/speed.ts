import type { Fact } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { identify } from '@ancam/scanner';

const SECONDS = 2;
/** Banners that no fingerprint knows, beside those of the examples: most of what answers in a network is no camera. */
const STRANGE = 1000;

/** Single texts of devices: every one that the examples hold, and as many strange ones as keep them in the minority. */
function banners(knowledge: KnowledgeIndex): readonly Fact[] {
  const known = [...knowledge.vendors, ...knowledge.brands]
    .flatMap(({ examples }) => examples.flatMap(({ facts }) => facts))
    .filter(({ value }) => typeof value === 'string');
  const names = ['http.server', 'http.title', 'http.realm', 'rtsp.server', 'rtsp.realm', 'telnet.banner'] as const;
  const strange = Array.from({ length: STRANGE }, (_, n): Fact => ({
    name: names[n % names.length] ?? 'http.server',
    value: `Device ${n * 7919} build ${n}`,
    port: 80,
  }));
  return [...known, ...strange];
}

/** Single texts that are identified in a second, one after the other, by the whole knowledge. */
export function bannersPerSecond(knowledge: KnowledgeIndex): { readonly perSecond: number; readonly texts: number } {
  const all = banners(loadKnowledge());
  for (const fact of all) identify([fact], knowledge);
  let done = 0;
  const started = performance.now();
  while (performance.now() - started < SECONDS * 1000) {
    for (const fact of all) identify([fact], knowledge);
    done += all.length;
  }
  return { perSecond: Math.round(done / ((performance.now() - started) / 1000)), texts: all.length };
}

/** The knowledge with `times` as many makers: each once more under another id, looking for a text of its own. */
export function multiplied(knowledge: KnowledgeIndex, times: number): KnowledgeIndex {
  const more = Array.from({ length: times - 1 }, (_, n) =>
    knowledge.vendors.map((vendor) => ({
      ...vendor,
      id: `${vendor.id}-${n}`,
      fingerprints: vendor.fingerprints.map((each, at) => ({
        ...each,
        when: { fact: 'http.server' as const, regex: `^${vendor.id}${n}-${at}/[0-9.]+` },
      })),
    })),
  );
  return { ...knowledge, vendors: [...knowledge.vendors, ...more.flat()] };
}
