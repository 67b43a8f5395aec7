import { loadKnowledge } from '@ancam/knowledge/compiled';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { expect, it } from 'vitest';
import { PROTOCOLS } from '../discover/protocols/index.ts';
import { tellsOf } from './tells-of.ts';

const knowledge = loadKnowledge();

function askedBy(maker: string, of: KnowledgeIndex = knowledge): string[] {
  return PROTOCOLS.filter((protocol) => tellsOf(of, protocol, maker)).map(({ id }) => id);
}

it('a device of a known maker is asked by what is everybody’s and by its own, and by mDNS where its maker announces something', () => {
  expect(askedBy('xiongmai')).toEqual(['ws-discovery', 'xiongmai', 'ssdp']);
  expect(askedBy('axis')).toEqual(['ws-discovery', 'ssdp', 'mdns']);
  expect(askedBy('hikvision')).toEqual(['ws-discovery', 'hikvision-sadp', 'ssdp', 'mdns']);
});

it('a fingerprint that somebody adds has its makers asked by mDNS too', () => {
  const [brand] = knowledge.brands;
  const [fingerprint] = brand?.fingerprints ?? [];
  if (brand === undefined || fingerprint === undefined) throw new Error('there is no brand');
  const when = { all: [{ not: { fact: 'http.server', exists: true } }, { any: [{ fact: 'mdns.text', regex: 'x' } as const] }] };
  const added = { ...brand, builtBy: ['tvt', 'tiandy'], fingerprints: [{ ...fingerprint, when }] };
  const more = { ...knowledge, brands: [...knowledge.brands, added] } as KnowledgeIndex;
  expect([askedBy('tvt').includes('mdns'), askedBy('tvt', more).includes('mdns'), askedBy('tiandy', more).includes('mdns')]).toEqual([
    false,
    true,
    true,
  ]);
});
