import { createHash } from 'node:crypto';
import { FACTS, PROBES, message } from '@ancam/core';
import type { Fact, HostResult, Id, Observation, ProbeState } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { derive } from '../assess/index.ts';
import type { ToolRecord } from './tool-record.ts';

const MAX_OBSERVATIONS = 512;
const MAX_FACTS = 1024;

export interface HostContext {
  readonly knowledge: KnowledgeIndex;
  readonly scanId: Id;
  readonly fileTime: Date;
}

/** An id that is always the same for the same words, of the form that RFC 9562 keeps for such (version 8). */
export function idOf(...words: readonly string[]): Id {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const LIVES = ['open', 'refused', 'discovery', 'label'] as const satisfies readonly HostResult['life'][];

/**
 * What the records of one address come to, judged by the same knowledge as a scan. Another tool asks for something else than the scanner: where
 * it saw nothing, nothing is known, so no probe counts as done and no check passes by silence.
 */
export function hostResult(records: readonly ToolRecord[], { knowledge, scanId, fileTime }: HostContext): HostResult {
  const { observations, facts, cut } = merged(records);
  const address = records[0]?.address ?? '';
  const times = records.flatMap(({ at }) => at ?? []).toSorted();
  const probes = probeStates(facts);
  return {
    id: idOf(scanId, address),
    address,
    life: LIVES.find((life) => records.some((record) => record.life === life)) ?? 'discovery',
    startedAt: times[0] ?? fileTime.toISOString(),
    finishedAt: times.at(-1) ?? fileTime.toISOString(),
    cutShort: cut,
    observations,
    probes,
    ...derive({ facts, probes }, knowledge),
  };
}

function probeStates(facts: readonly Fact[]): ProbeState[] {
  const labelled = facts.some(({ name }) => FACTS[name].probe === 'label');
  const reason = message('not-in-file');
  return PROBES.map((probe): ProbeState => {
    if (probe === 'identity' || (probe === 'label' && labelled)) return { probe, state: 'done' };
    return { probe, state: 'skipped', reason };
  });
}

/** All records one behind the other, observations numbered on; the same fact counts once. */
function merged(records: readonly ToolRecord[]): { observations: Observation[]; facts: Fact[]; cut: boolean } {
  const observations: Observation[] = [];
  const facts = new Map<string, Fact>();
  let cut = false;
  for (const record of records) {
    const before = observations.length;
    cut ||= record.cut || before + record.observations.length > MAX_OBSERVATIONS;
    for (const each of record.observations.slice(0, MAX_OBSERVATIONS - before)) observations.push({ ...each, n: before + each.n });
    for (const fact of record.facts) {
      const key = `${fact.name} ${fact.port ?? ''} ${JSON.stringify(fact.value)}`;
      if (facts.has(key)) continue;
      if (facts.size >= MAX_FACTS) {
        cut = true;
        break;
      }
      facts.set(key, renumbered(fact, before));
    }
  }
  return { observations, facts: [...facts.values()], cut };
}

function renumbered({ observation, ...fact }: Fact, before: number): Fact {
  if (observation === undefined || before + observation >= MAX_OBSERVATIONS) return fact;
  return { ...fact, observation: before + observation };
}
