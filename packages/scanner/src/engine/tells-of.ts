import type { KnowledgeIndex } from '@ancam/knowledge';
import { factsOf } from '@ancam/rules';
import type { DiscoveryProtocol } from '../discover/protocol.ts';
import { mdns } from '../discover/protocols/mdns.ts';

const known = new WeakMap<KnowledgeIndex, ReadonlySet<string>>();

/** The makers whose own fingerprints, or those of their brands, look at what devices announce by mDNS. */
function announced({ vendors, brands }: KnowledgeIndex): ReadonlySet<string> {
  const makers = vendors.filter(({ fingerprints, extractions }) => {
    const facts = [...fingerprints.flatMap(({ when }) => factsOf(when)), ...extractions.map(({ fact }) => fact)];
    return facts.some(isOfMdns);
  });
  const branded = brands.filter(({ fingerprints }) => fingerprints.some(({ when }) => factsOf(when).some(isOfMdns)));
  return new Set([...makers.map(({ id }) => id), ...branded.flatMap(({ builtBy }) => builtBy)]);
}

function isOfMdns(fact: string): boolean {
  return fact.startsWith('mdns.');
}

/** Whether a protocol tells anything of devices of a known maker: one that is everybody's or its own; mDNS only where knowledge of that maker reads it. */
export function tellsOf(knowledge: KnowledgeIndex, protocol: DiscoveryProtocol, maker: string): boolean {
  if (protocol.id !== mdns.id) return protocol.makers.length === 0 || protocol.makers.includes(maker);
  const makers = known.get(knowledge) ?? announced(knowledge);
  known.set(knowledge, makers);
  return makers.has(maker);
}
