import type { Actions, CameraDetail, CameraRow, RequirementRow } from '@ancam/contract';
import { CameraStatus, StorageLocation, WarnedState } from '@ancam/contract';
import { DeviceKind, Identity, SEVERITIES } from '@ancam/core';
import type { HostResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { basisOf } from '@ancam/scanner';
import type { Actor } from '../../db/actor.ts';
import { holds, mayChange } from '../../db/actor.ts';
import { cameraRegulations, checkTexts } from '../knowledge/knowledge.view.ts';
import type { CameraRecord } from './cameras.store.ts';
import { NO_NAMES } from './links.store.ts';
import type { Channel, Names } from './links.store.ts';
import type { ListedCamera } from './list.store.ts';

/** Reads a value of a closed list; as the schema does, without its cost for each of the rows of a page. */
function oneOf<T extends string>(schema: { readonly options: readonly T[]; readonly parse: (value: unknown) => T }): (value: string) => T {
  const known = new Map<string, T>(schema.options.map((option) => [option, option]));
  return (value) => known.get(value) ?? schema.parse(value);
}

const kindOf = oneOf(DeviceKind);
const strengthOf = oneOf(Identity.shape.strength);
const statusOf = oneOf(CameraStatus);
const warnedOf = oneOf(WarnedState);
const storageOf = oneOf(StorageLocation);

/** A camera as a row of the list. */
export function viewRow(row: ListedCamera, names: Names = NO_NAMES): CameraRow {
  const linked = (id: string | null): CameraRow['system'] => {
    const name = id === null ? undefined : names.get(id);
    return id === null || name === undefined ? null : { id, name };
  };
  const { open_critical: critical, open_high: high, open_medium: medium, open_low: low, open_info: info } = row;
  return {
    id: row.id,
    name: row.name,
    place: row.place,
    address: row.address,
    kind: kindOf(row.kind),
    makerName: row.maker_name,
    model: row.model,
    firmware: row.firmware,
    strength: strengthOf(row.strength),
    source: row.source === 'hand' ? 'hand' : 'scan',
    onBehalf: row.on_behalf,
    status: statusOf(row.status),
    open: { critical, high, medium, low, info },
    worst: SEVERITIES[row.worst] ?? null,
    warned: warnedOf(row.warned),
    paperless: row.origin_paper === '' || row.quality_paper === '',
    storage: storageOf(row.storage_location),
    system: linked(row.system_id),
    site: linked(row.site_id),
    group: linked(row.group_id),
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  };
}

/** What may be done with a camera. */
function actionsOf(row: CameraRecord, actor: Actor): Actions {
  const all = row.status === 'in-use' ? ['edit', 'retire'] : row.status === 'proposed' ? [] : ['restore'];
  const permitted = holds(actor, 'camera.write') && mayChange(actor, row);
  const reason = permitted ? row.status : 'no-permission';
  const may = permitted ? all : [];
  const blockers = ['edit', 'retire', 'restore'].filter((action) => !may.includes(action)).map((action) => ({ action, reason }));
  return { state: row.status, may, blockers };
}

function requirementRows(knowledge: KnowledgeIndex, result: HostResult | undefined): RequirementRow[] {
  const verdicts = new Map((result?.requirements ?? []).map((each) => [`${each.regulation} ${each.requirement}`, each]));
  return cameraRegulations(knowledge).flatMap((regulation) =>
    regulation.groups.flatMap((group) =>
      group.requirements.map((requirement) => {
        const found = verdicts.get(`${regulation.id} ${requirement.id}`);
        return {
          regulation: regulation.id,
          requirement: requirement.id,
          verdict: found?.verdict ?? 'not-checked',
          checks: found?.checks ?? [],
          title: requirement.title,
          group: group.title,
          confidence: requirement.confidence,
          needs: requirement.needs ?? [],
          scanShows: requirement.scanShows ?? null,
          alsoNeeded: requirement.alsoNeeded ?? null,
        };
      }),
    ),
  );
}

/** What a recorder records, by channel. */
export function viewChannels(rows: readonly Channel[]): CameraDetail['channels'] {
  return rows.map(({ id, name, status, channel }) => ({ id, name, status: CameraStatus.parse(status), channel }));
}

/** What a camera points to; put in by the service. */
type Links = 'system' | 'group' | 'site' | 'registered' | 'recorder' | 'channels';

const UNKNOWN: Identity = { kind: 'unknown', confidence: 0, strength: 'none', evidence: [] };

/** A camera with all that its last result says; findings and sightings are put in by the service. */
export function viewDetail(
  knowledge: KnowledgeIndex,
  row: CameraRecord,
  result: HostResult | undefined,
  actor: Actor,
): Omit<CameraDetail, 'findings' | 'scans' | 'warnings' | Links> {
  const regulations = cameraRegulations(knowledge);
  return {
    ...viewRow(row),
    note: row.note,
    purchasedOn: row.purchased_on,
    hardwareRevision: row.hardware_revision,
    testDevice: row.test_device,
    originPaper: row.origin_paper,
    qualityPaper: row.quality_paper,
    contract: row.contract,
    supplier: row.supplier,
    channel: row.channel,
    identity: result?.identity ?? UNKNOWN,
    otherChecks: (result?.checks ?? [])
      .filter(({ outcome }) => outcome !== 'fail')
      .map((check) => Object.assign({}, check, { title: checkTexts(knowledge, check.check, check.severity).title })),
    requirements: requirementRows(knowledge, result),
    regulations: regulations.map((regulation) => {
      const { id, name, title, validFrom, validTo, confidence } = regulation;
      return {
        id,
        name,
        title,
        validFrom,
        validTo: validTo ?? null,
        confidence,
        basis: basisOf(regulation, row.purchased_on ?? undefined),
      };
    }),
    probes: result?.probes ?? [],
    observations: result?.observations ?? [],
    facts: result?.facts ?? [],
    actions: actionsOf(row, actor),
  };
}
