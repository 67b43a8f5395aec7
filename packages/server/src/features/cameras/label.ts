import type { CameraBody } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Fact, HostResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { derive } from '@ancam/scanner';

/** What a label tells, as a host result: the same knowledge judges it as judges a scan. It is a camera because a person says so. */
export function resultOfLabel(knowledge: KnowledgeIndex, body: CameraBody, now: string): HostResult {
  const told = [
    ['label.maker', body.maker],
    ['label.model', body.model],
    ['label.firmware', body.firmware],
  ] as const;
  const facts: Fact[] = told.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]));
  const probes: HostResult['probes'] = [{ probe: 'label', state: 'done' }];
  const derived = derive({ facts, probes }, knowledge);
  const kind = derived.identity.kind === 'recorder' ? 'recorder' : 'camera';
  return {
    id: newId(),
    address: body.address,
    life: 'label',
    startedAt: now,
    finishedAt: now,
    cutShort: false,
    observations: [],
    probes,
    ...derived,
    identity: { ...derived.identity, kind },
  };
}
