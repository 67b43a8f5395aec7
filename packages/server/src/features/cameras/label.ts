import type { CameraBody } from '@ancam/contract';
import { HostResult, newId } from '@ancam/core';
import type { Fact } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { derive } from '@ancam/scanner';

type LabelBody = Pick<CameraBody, 'maker' | 'model' | 'firmware' | 'address'>;

/** What a label tells, as a host result: the same knowledge judges it as judges a scan. It is a camera because a person says so. */
export function resultOfLabel(knowledge: KnowledgeIndex, body: LabelBody, now: string): HostResult {
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

const ofLabels = new WeakMap<KnowledgeIndex, KnowledgeIndex>();

/**
 * What of the knowledge can say something of a label: checks that rest on maker, model and firmware. All others wait for an answer
 * of the device and leave findings alone; requirements are rolled up where a result is shown. For judging many labels.
 */
export function knowledgeOfLabels(knowledge: KnowledgeIndex): KnowledgeIndex {
  const known = ofLabels.get(knowledge);
  if (known !== undefined) return known;
  const checks = knowledge.checks.filter(({ needs }) => needs.every((need) => need === 'identity' || need === 'label'));
  const narrowed = { ...knowledge, checks, regulations: [] };
  ofLabels.set(knowledge, narrowed);
  return narrowed;
}

/** What the register holds of a label, as the form has it. */
export function labelBody(row: {
  readonly maker_name: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly address: string | null;
}): LabelBody {
  return { maker: row.maker_name ?? '', model: row.model ?? '', firmware: row.firmware ?? '', address: row.address ?? '' };
}

/** The result by label of a camera that no scan has seen: as it was kept, or derived from its columns. */
export function labelOf(
  knowledge: KnowledgeIndex,
  row: Parameters<typeof labelBody>[0] & {
    readonly label_result: unknown;
    readonly last_host_id: string | null;
    readonly first_seen_at: string;
  },
): HostResult | undefined {
  if (row.label_result !== null) return HostResult.parse(row.label_result);
  return row.last_host_id === null ? resultOfLabel(knowledge, labelBody(row), row.first_seen_at) : undefined;
}
