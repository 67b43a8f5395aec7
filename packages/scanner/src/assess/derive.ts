import type { Fact, HostResult, Identity, ScanResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { ceilingOf } from './ceiling.ts';
import { runChecks } from './check.ts';
import { identify } from './identify.ts';
import { rollUp } from './roll-up.ts';

/** What is concluded from the facts of a host. */
export type Derived = Pick<HostResult, 'identity' | 'facts' | 'checks' | 'requirements'>;

/**
 * Identification, check outcomes and verdicts from stored facts and probe states. The same facts and knowledge always give the same
 * result; facts of an earlier identification are replaced. Only cameras and recorders are checked.
 */
export function derive(host: Pick<HostResult, 'facts' | 'probes'>, knowledge: KnowledgeIndex): Derived {
  const seen = host.facts.filter((fact) => !fact.name.startsWith('identity.'));
  const identity = identify(seen, knowledge, host.probes);
  const facts = [...seen, ...identityFacts(identity)];
  if (identity.kind !== 'camera' && identity.kind !== 'recorder') return { identity, facts, checks: [], requirements: [] };
  const checks = runChecks(facts, host.probes, knowledge, ceilingOf(identity));
  return { identity, facts, checks, requirements: rollUp(checks, knowledge) };
}

function identityFacts(identity: Identity): Fact[] {
  return (['maker', 'brand', 'model', 'hardware', 'firmware'] as const).flatMap((about): Fact[] => {
    const value = identity[about];
    return value === undefined ? [] : [{ name: `identity.${about}`, value }];
  });
}

/** A stored scan judged again by the given knowledge, without touching the network. */
export function replay(result: ScanResult, knowledge: KnowledgeIndex): ScanResult {
  const hosts = result.hosts.map((host) => ({ ...host, ...derive(host, knowledge) }));
  const cameras = hosts.filter(({ identity }) => identity.kind === 'camera' || identity.kind === 'recorder').length;
  return { ...result, knowledge: knowledge.hash, stats: { ...result.stats, cameras }, hosts };
}
