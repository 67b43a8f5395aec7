import type { CameraChange, CameraFilter } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Store, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { EXPORT_PAGE } from '../../export-rows.ts';
import { searchText } from '../../search-text.ts';
import { countingCameras } from '../figures/figures.service.ts';
import * as store from './bulk.store.ts';
import type { BulkColumn, Owner, TargetCamera, Written } from './bulk.store.ts';
import { questionOf, readPage, wayToAll } from './list.service.ts';

const LONGEST_NOTE = 2000;

export type BulkReason = 'retired' | 'proposed' | 'not-ours' | 'other-unit' | 'note-full' | 'gone';
/** What a change means for one camera; `before` holds the columns that it writes. */
export interface Judged {
  readonly id: Id;
  readonly classification: number;
  readonly outcome: 'changed' | 'same' | 'refused';
  readonly reason: BulkReason | null;
  readonly before: Partial<Record<BulkColumn, string | null>> | null;
}

/** Ids of all cameras of a filter, page by page; the search leaves none out. */
export async function* idsOfFilter(context: Store, work: Work, filter: CameraFilter): AsyncGenerator<Id[]> {
  const question = await questionOf(work, filter);
  const way = await wayToAll(context, work, question);
  for (let cursor: string | undefined, more = true; more;) {
    const { items, next } = await readPage(work, way, question, { cursor, limit: EXPORT_PAGE });
    yield items.map(({ id }) => id);
    cursor = next ?? undefined;
    more = next !== null;
  }
}

/** Whose the records are that a change puts cameras under. Throws `not-found` where the actor does not see one. */
type Owners = Readonly<Partial<Record<'system_id' | 'site_id' | 'group_id', Owner>>>;

const TABLES = { system_id: 'information_system', site_id: 'site', group_id: 'camera_group' } as const;
const FIELDS = { system_id: 'systemId', site_id: 'siteId', group_id: 'groupId' } as const;
const PLACES = ['system_id', 'site_id', 'group_id'] as const;

async function ownersOf(work: Work, change: CameraChange): Promise<Owners> {
  if (change.kind !== 'assign') return {};
  const owners: Partial<Record<(typeof PLACES)[number], Owner>> = {};
  for (const column of PLACES) {
    const id = change[FIELDS[column]];
    if (id === undefined || id === null) continue;
    const owner = await store.findOwner(work.tx, TABLES[column], id);
    if (owner === undefined) throw new AppError('not-found', 'no such record', { place: FIELDS[column] });
    owners[column] = owner;
  }
  return owners;
}

function noteOf(before: string, text: string): string {
  return before === '' ? text : `${before}\n${text}`;
}

type Values = Partial<Record<BulkColumn, string | null>>;

function present(values: Partial<Record<BulkColumn, string | null | undefined>>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The columns that a change writes, with their new values given the old ones. */
function valuesOf(change: CameraChange, before: Pick<TargetCamera, 'note'>): Values {
  switch (change.kind) {
    case 'status':
      return { status: change.status };
    case 'assign':
      return present({ system_id: change.systemId, site_id: change.siteId, group_id: change.groupId });
    case 'storage':
      return { storage_location: change.storage };
    case 'papers':
      return present({
        origin_paper: change.originPaper,
        quality_paper: change.qualityPaper,
        contract: change.contract,
        supplier: change.supplier,
      });
    case 'note':
      return { note: noteOf(before.note, change.text) };
  }
  return change satisfies never;
}

function reasonAgainst(row: TargetCamera, change: CameraChange, owners: Owners): BulkReason | null {
  if (row.status === 'proposed' || row.status === 'not-ours') return row.status;
  // What is retired is not edited one by one either: it is restored first.
  if (row.status === 'retired' && change.kind !== 'status') return 'retired';
  // A system may be shared within one body; sites and groups are the unit's own.
  if (owners.system_id !== undefined && owners.system_id.home_id !== row.home_id) return 'other-unit';
  if ([owners.site_id, owners.group_id].some((owner) => owner !== undefined && owner.steward_id !== row.steward_id)) return 'other-unit';
  if (change.kind === 'note' && noteOf(row.note, change.text).length > LONGEST_NOTE) return 'note-full';
  return null;
}

function judge(row: TargetCamera, change: CameraChange, owners: Owners): Judged {
  const { id, classification } = row;
  const reason = reasonAgainst(row, change, owners);
  if (reason !== null) return { id, classification, outcome: 'refused', reason, before: null };
  const columns = columnsOf(valuesOf(change, row));
  const values = valuesOf(change, row);
  if (columns.every((name) => row[name] === values[name])) return { id, classification, outcome: 'same', reason: null, before: null };
  return { id, classification, outcome: 'changed', reason: null, before: Object.fromEntries(columns.map((name) => [name, row[name]])) };
}

function columnsOf(values: Partial<Record<BulkColumn, unknown>>): BulkColumn[] {
  return store.BULK_COLUMN_NAMES.filter((name) => name in values);
}

/** What a change would do to cameras of these ids. Those that the actor may not change are not among the answers. */
export async function judgeCameras(work: Work, change: CameraChange, ids: readonly Id[]): Promise<Judged[]> {
  const owners = await ownersOf(work, change);
  return (await store.listTargets(work.tx, ids, work.actor.writeScopes, false)).map((row) => judge(row, change, owners));
}

function searchOf(row: TargetCamera): string {
  const { name, place, address, maker_name, model, firmware, serial, mac, contract, note } = row;
  return searchText(name, place, address, maker_name, model, firmware, serial, mac, contract, note);
}

function written(row: TargetCamera, values: Written['values']): Written {
  return { id: row.id, values, search: 'note' in values || 'contract' in values ? searchOf({ ...row, ...definite(values) }) : row.search };
}

/** The two texts that the search knows are never null. */
function definite({ note, contract }: Written['values']): Partial<Pick<TargetCamera, 'note' | 'contract'>> {
  return { ...(typeof note === 'string' ? { note } : {}), ...(typeof contract === 'string' ? { contract } : {}) };
}

/** Sets a change on cameras; gives what became of each, in the order of the ids. What is gone since, or out of reach, says so. */
export async function applyChange(work: Work, change: CameraChange, ids: readonly Id[]): Promise<Judged[]> {
  const owners = await ownersOf(work, change);
  const rows = await store.listTargets(work.tx, ids, work.actor.writeScopes, true);
  const judged = rows.map((row) => judge(row, change, owners));
  const changing = rows.filter((_row, n) => judged[n]?.outcome === 'changed');
  await countingCameras(
    work,
    changing.map(({ id }) => id),
    () =>
      store.writeColumns(
        work.tx,
        columnsOf(valuesOf(change, { note: '' })),
        changing.map((row) => written(row, valuesOf(change, row))),
      ),
  );
  const found = new Map(judged.map((each) => [each.id, each]));
  return ids.map((id) => found.get(id) ?? { id, classification: 0, outcome: 'refused', reason: 'gone', before: null });
}

/** A camera that a change has written, with what it was before. */
export interface Undoable {
  readonly id: Id;
  readonly before: Partial<Record<BulkColumn, string | null>>;
}

/** Gives cameras back what they had before a change, unless somebody has written those fields since; gives the ids restored. */
export async function restoreBefore(work: Work, change: CameraChange, items: readonly Undoable[]): Promise<Set<Id>> {
  const before = new Map(items.map((item) => [item.id, item.before]));
  const rows = await store.listTargets(work.tx, [...before.keys()], work.actor.writeScopes, true);
  const back = rows.flatMap((row) => {
    const values = before.get(row.id) ?? {};
    const set = valuesOf(change, { note: values.note ?? '' });
    return columnsOf(values).every((name) => row[name] === set[name]) ? [written(row, values)] : [];
  });
  await countingCameras(
    work,
    back.map(({ id }) => id),
    () => store.writeColumns(work.tx, columnsOf(valuesOf(change, { note: '' })), back),
  );
  return new Set(back.map(({ id }) => id));
}

/** Names of the cameras of these ids, those that the actor sees. Restricted ones are noted as read. */
export async function namesOfCameras(work: Work, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await store.namesOf(work.tx, ids);
  noteRead(work, 'camera', rows);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
