import type { Actions, SystemDetail, SystemRow } from '@ancam/contract';
import {
  INFORMATION_KINDS,
  OPERATOR_KINDS,
  REACHES,
  SERVICE_TYPES,
  SYSTEM_STATES,
  SYSTEM_TRANSITIONS,
  StorageLocation,
  ZONE_KINDS,
} from '@ancam/contract';
import type { Actor } from '../../db/actor.ts';
import { holds, mayChange } from '../../db/actor.ts';
import type { SystemRecord } from './systems.store.ts';
import type * as store from './systems.store.ts';

/** The value of a list that a text is; the first one where it is none, which the database rules out. */
function oneOf<T extends string>(options: readonly [T, ...T[]], text: string): T {
  return options.find((each) => each === text) ?? options[0];
}

/** What may be done with a system now. */
export function actionsOf(row: SystemRecord, actor: Actor): Actions {
  const all = [...new Set(['edit', ...SYSTEM_TRANSITIONS.map(({ action }) => action)])];
  const inScope = mayChange(actor, row);
  const barred = !holds(actor, 'system.write') ? 'no-permission' : inScope ? undefined : 'not-yours';
  const possible = ['edit', ...SYSTEM_TRANSITIONS.filter(({ from }) => from === row.state).map(({ action }) => action)];
  const may = barred === undefined ? possible.filter((action) => action !== 'edit' || row.state !== 'retired') : [];
  return {
    state: row.state,
    may,
    blockers: all.filter((each) => !may.includes(each)).map((action) => ({ action, reason: barred ?? row.state })),
  };
}

function operatorOf(row: SystemRecord): string {
  if (row.operator_kind === 'contractor') return row.operator_name;
  return (row.operator_kind === 'unit' ? row.operator_unit : row.owner) ?? '';
}

/** A system as a row of the list. */
export function viewRow(row: SystemRecord): SystemRow {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    owner: row.owner,
    onBehalf: row.on_behalf,
    operator: operatorOf(row),
    reach: oneOf(REACHES, row.reach),
    dedicated: row.dedicated,
    serviceType: oneOf(SERVICE_TYPES, row.service_type),
    storage: StorageLocation.parse(row.storage_location),
    stateSecret: row.information_kinds.includes('state-secret'),
    state: oneOf(SYSTEM_STATES, row.state),
    stateSince: row.state_since,
  };
}

/** A system with its zones and history; the rest is put in by the service. */
export function viewDetail(
  row: SystemRecord,
  zones: Awaited<ReturnType<typeof store.listZones>>,
  events: Awaited<ReturnType<typeof store.listEvents>>,
): Omit<SystemDetail, 'host' | 'groups' | 'cameras' | 'determined' | 'actions'> {
  return {
    ...viewRow(row),
    operatorKind: oneOf(OPERATOR_KINDS, row.operator_kind),
    operatorUnitId: row.operator_unit_id,
    operatorName: row.operator_name,
    operatorContract: row.operator_contract,
    mandate: row.mandate,
    purpose: row.purpose,
    scope: row.scope,
    hostSystemId: row.host_system_id,
    informationKinds: row.information_kinds.map((kind) => oneOf(INFORMATION_KINDS, kind)),
    secretPaper: row.secret_paper,
    usersEstimate: row.users_estimate,
    storageHolder: row.storage_holder,
    storageDays: row.storage_days,
    note: row.note,
    zones: zones.map(({ name, kind, ranges, note }) => ({ name, kind: oneOf(ZONE_KINDS, kind), ranges, note })),
    events: events.map((each) => ({
      action: each.action,
      from: oneOf(SYSTEM_STATES, each.from_state),
      to: oneOf(SYSTEM_STATES, each.to_state),
      on: each.on_day,
      document: each.document,
      reason: each.reason,
      by: each.by_name,
      at: each.at,
    })),
  };
}
