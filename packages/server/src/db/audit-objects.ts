import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.generated.ts';

/** A table whose rows say how far they may be seen. */
type Classified = { [K in keyof Tables]: Tables[K] extends { classification: unknown; id: unknown } ? K : never }[keyof Tables];

/** What an event can be about, and the table that says how far it may be seen; null for kinds of which none is ever restricted. */
export const AUDITED = {
  account: null,
  authorisation: 'authorisation',
  'bulk-change': 'bulk_change',
  camera: 'camera',
  certificate: null,
  check: 'system_check',
  deadline: 'duty_deadline',
  delegation: null,
  dossier: 'dossier',
  'duty-item': 'duty_item',
  finding: 'finding',
  group: 'camera_group',
  import: 'table_import',
  jurisdiction: null,
  mail: null,
  maker: null,
  model: null,
  plan: 'plan',
  probe: 'probe',
  record: 'record',
  reorganisation: null,
  report: 'report',
  'saved-view': null,
  scan: 'scan',
  schedule: 'scan_schedule',
  site: 'site',
  system: 'information_system',
  token: null,
  unit: null,
  warning: null,
} as const satisfies Record<string, Classified | null>;

/** Lists of which an event can tell, and whether there can be restricted rows in them. */
export const AUDITED_LISTS = {
  accounts: false,
  audit: true,
  authorisations: true,
  'bulk-changes': true,
  cameras: true,
  certificates: false,
  checks: true,
  dossiers: true,
  deadlines: true,
  duties: false,
  'duty-items': true,
  figures: true,
  groups: true,
  imports: true,
  levels: true,
  mails: false,
  makers: false,
  models: false,
  notices: true,
  places: false,
  plans: true,
  probes: true,
  proposals: true,
  register: true,
  reorganisations: false,
  reports: true,
  'saved-views': false,
  scans: true,
  schedules: true,
  search: true,
  sites: true,
  systems: true,
  units: false,
  warnings: false,
} as const satisfies Record<string, boolean>;

type Kind = keyof typeof AUDITED;
type List = keyof typeof AUDITED_LISTS;

/** `camera/<id>`, or a list: `cameras`, `register/bylaws`. A new kind says in the tables above how far its events may be seen. */
export type AuditObject = `${Kind}/${string}` | List | `${List}/${string}`;

/** Of what the transaction does not see it cannot be said that it is open. */
const UNSEEN = 1;

function partsOf(object: AuditObject): { readonly name: string; readonly id: string } {
  const [name = '', id = ''] = object.split('/');
  return { name, id };
}

/**
 * How far events about objects may be seen, as the objects themselves say at the end of the transaction. What leaves a list with
 * restricted rows is as restricted as its reader may see.
 */
export async function classificationsOf(tx: Tx, objects: readonly AuditObject[], clearance: number): Promise<Map<AuditObject, number>> {
  const found = new Map<AuditObject, number>();
  const wanted = new Map<Classified, Map<Id, AuditObject>>();
  for (const object of objects) {
    const { name, id } = partsOf(object);
    const table = Object.hasOwn(AUDITED, name) ? AUDITED[name as Kind] : null; // asked just before
    const restricted = Object.hasOwn(AUDITED_LISTS, name) && AUDITED_LISTS[name as List]; // likewise
    if (table === null) found.set(object, restricted ? clearance : 0);
    else wanted.set(table, (wanted.get(table) ?? new Map<Id, AuditObject>()).set(id, object));
  }
  for (const [table, ids] of wanted) {
    const { rows } = await sql<{ id: Id; classification: number }>`
      select id, classification from ${sql.table(table)} where id = any(${[...ids.keys()]}::uuid[])`.execute(tx);
    const seen = new Map(rows.map((row) => [row.id, row.classification]));
    for (const [id, object] of ids) found.set(object, seen.get(id) ?? UNSEEN);
  }
  return found;
}
