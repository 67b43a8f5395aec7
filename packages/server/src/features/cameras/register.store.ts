import { newId } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import { sql } from 'kysely';
import { addressKey } from '../../address-key.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { ownedBy } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import { searchText } from '../../search-text.ts';
import type { Claims, Seen as SeenClaims, Values } from '../proposals/claims.ts';
import { RECOGNISED_BY } from './recognise.ts';
import type { Known, Marks, RecognisedBy } from './recognise.ts';

/** A known camera as the register reads it before a scan is entered. */
export interface KnownCamera extends Omit<Known, 'seenElsewhere'>, Omit<Claims, 'status' | 'address'> {
  readonly status: string;
  readonly first_seen_at: string;
  /** The address that the register holds; `address` is where scans see it, also while that only is proposed. */
  readonly recorded_address: string | null;
  /** Addresses at which the scan has seen it already. */
  readonly seenAt: readonly string[];
}

const KNOWN_COLUMNS = sql.raw(
  'id, address, maker, maker_name, model, firmware, serial, mac, tls_key, tls_key_shared, wsd_endpoint, site_id, status, first_seen_at, last_seen_at',
);

/** Cameras read for one value of a mark: enough to tell one from several, whatever the number that share it. */
const PER_MARK = 20;

function present(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

/**
 * Known cameras that share a mark with any of the hosts, latest seen first; of those that the actor may change. An address tells
 * something only within one unit and site: two agencies, or two sites of one, may both use 192.168.1.0/24.
 */
export async function listKnown(
  { tx, actor }: Work,
  marks: readonly Marks[],
  scan: { readonly id: Id; readonly site: ScanSite; readonly sighted: readonly Id[] },
): Promise<KnownCamera[]> {
  const wanted = [
    ['serial', present(marks.map(({ serial }) => serial))],
    ['mac', present(marks.map(({ mac }) => mac))],
    ['tls_key', present(marks.map(({ tlsKey }) => tlsKey))],
    ['wsd_endpoint', present(marks.map(({ wsdEndpoint }) => wsdEndpoint))],
    ['address', present(marks.map(({ address }) => address))],
  ] as const;
  const reads = wanted.flatMap(([column, values]) =>
    values.length === 0
      ? []
      : [
          sql`select k.* from unnest(${values}::text[]) as v (mark) cross join lateral (
            select ${KNOWN_COLUMNS} from camera where ${sql.ref(column)} = v.mark and scope_path ^@ any(${[...actor.writeScopes]}::text[])
              ${column === 'address' ? sql`and steward_id = ${actor.unitId} and ${atSite(scan.site)}` : sql``} order by last_seen_at desc nulls last, id limit ${sql.lit(PER_MARK)}) k`,
        ],
  );
  if (scan.sighted.length > 0) reads.push(sql`select ${KNOWN_COLUMNS} from camera where id = any(${[...scan.sighted]}::uuid[])`);
  const { rows } = await sql<KnownCamera>`
    select k.*, k.address as recorded_address,
      coalesce((select p.after ->> 'address' from scan_proposal p where p.camera_id = k.id and p.state = 'open' and p.after ->> 'address' is not null
        and p.kind in ('moved', 'changed') limit 1), k.address) as address,
      array(select s.address from camera_sighting s where s.camera_id = k.id and s.scan_id = ${scan.id}) as "seenAt"
    from (${sql.join(reads, sql` union `)}) k order by last_seen_at desc nulls last, id`.execute(tx);
  return rows;
}

/** Where a scan ran: the site it names, or the only one that its unit has. */
export interface ScanSite {
  readonly id: Id | null;
  /** It is the unit's only site, so that cameras of no site are there too. */
  readonly only: boolean;
  /** The scan itself names it. */
  readonly named: boolean;
}

/** Cameras where a scan ran. */
export function atSite({ id, only }: ScanSite) {
  if (id === null) return sql`site_id is null`;
  return only ? sql`(site_id = ${id} or site_id is null)` : sql`site_id = ${id}`;
}

/** Where a scan ran. */
export async function siteOfScan({ tx, actor }: Work, scanId: Id): Promise<ScanSite> {
  const { rows } = await sql<{ id: Id }>`select id from site where steward_id = ${actor.unitId} and not closed limit 2`.execute(tx);
  const scan = await tx.selectFrom('scan').select('site_id').where('id', '=', scanId).executeTakeFirst();
  const named = scan?.site_id ?? null;
  const lone = rows.length === 1 ? (rows[0]?.id ?? null) : null;
  return { id: named ?? lone, only: lone !== null && (named ?? lone) === lone, named: named !== null };
}

/** Columns of a camera that a scan tells; null where it did not learn one. */
function seenColumns(host: HostResult, marks: Marks) {
  const { identity } = host;
  return {
    kind: identity.kind,
    maker: identity.maker ?? null,
    maker_name: identity.makerName ?? null,
    model: identity.model ?? null,
    firmware: identity.firmware ?? null,
    serial: marks.serial ?? null,
    mac: marks.mac ?? null,
    tls_key: marks.tlsKey ?? null,
    wsd_endpoint: marks.wsdEndpoint ?? null,
    address: host.address,
    address_key: addressKey(host.address),
    strength: identity.strength,
    tls_key_shared: marks.tlsKeyShared,
    last_host_id: host.id,
    last_seen_at: host.finishedAt,
  };
}

/** What a scan saw of what the register claims; `siteId`: where it ran, if it names that. */
export function seenClaims(host: HostResult, marks: Marks, siteId: Id | null): SeenClaims {
  const { maker, maker_name, model, firmware, serial, mac, address } = seenColumns(host, marks);
  return { maker, maker_name, model, firmware, serial, mac, address, site_id: siteId };
}

/** A host with the camera that it is. */
export interface Seen {
  readonly cameraId: Id;
  readonly host: HostResult;
  readonly marks: Marks;
}

/** A host with what of it is written into the register at once. */
export interface WrittenSeen extends Seen {
  readonly write: Values;
}

/** Enters cameras that no one knew. */
export async function insertSeenCameras({ tx, actor, instanceId }: Work, seen: readonly WrittenSeen[], site: ScanSite): Promise<void> {
  if (seen.length === 0) return;
  const rows = seen.map(({ cameraId, host, marks, write }) => {
    const { makerName, model, firmware } = host.identity;
    const name = [makerName, model].filter((part) => part !== undefined).join(' ') || host.address;
    return {
      ...seenColumns(host, marks),
      id: cameraId,
      instance_id: instanceId,
      ...ownedBy(actor),
      source: 'scan',
      status: write.status ?? 'proposed',
      name,
      place: '',
      note: '',
      purchased_on: null,
      label_result: null,
      site_id: site.id,
      search: searchText(name, host.address, makerName, model, firmware, marks.serial, marks.mac),
      first_seen_at: host.finishedAt,
    };
  });
  await tx.insertInto('camera').values(rows).execute();
}

interface Searched {
  readonly id: Id;
  readonly name: string;
  readonly place: string;
  readonly note: string;
  readonly address: string | null;
  readonly maker_name: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly contract: string | null;
  readonly search: string;
}

/** What a scan measured of a known camera, and of what it saw the columns that are written into the register. */
function knownColumns({ cameraId, host, marks, write }: WrittenSeen) {
  const { kind, strength, tls_key, wsd_endpoint, tls_key_shared, last_host_id, last_seen_at } = seenColumns(host, marks);
  const measured = { kind, strength, tls_key, wsd_endpoint, tls_key_shared, last_host_id, last_seen_at };
  const { address = null } = write;
  return { id: cameraId, ...measured, ...write, ...(address === null ? {} : { address_key: addressKey(address) }) };
}

/**
 * Writes what a scan saw of known cameras; what it did not learn, or only proposes, stays. Gives the ids that were written: not those that
 * a later scan has seen already. Each camera at most once.
 */
export async function updateSeenCameras({ tx }: Work, seen: readonly WrittenSeen[]): Promise<Set<Id>> {
  if (seen.length === 0) return new Set();
  const values = json(seen.map(knownColumns));
  const { rows } = await sql<Searched>`
    update camera c set kind = v.kind, maker = coalesce(v.maker, c.maker), maker_name = coalesce(v.maker_name, c.maker_name),
      model = coalesce(v.model, c.model), firmware = coalesce(v.firmware, c.firmware), serial = coalesce(v.serial, c.serial),
      mac = coalesce(v.mac, c.mac), tls_key = coalesce(v.tls_key, c.tls_key), wsd_endpoint = coalesce(v.wsd_endpoint, c.wsd_endpoint),
      address = coalesce(v.address, c.address), address_key = coalesce(v.address_key, c.address_key), strength = v.strength,
      tls_key_shared = v.tls_key_shared, last_host_id = v.last_host_id, last_seen_at = v.last_seen_at, source = 'scan',
      site_id = coalesce(v.site_id, c.site_id), status = coalesce(v.status, c.status)
    from jsonb_to_recordset(${values}::text::jsonb) as v (id uuid, kind text, maker text, maker_name text, model text, firmware text,
      serial text, mac text, tls_key text, wsd_endpoint text, address text, address_key text, strength text, tls_key_shared boolean,
      last_host_id uuid, last_seen_at timestamptz, site_id uuid, status text)
    where c.id = v.id and (c.last_seen_at is null or c.last_seen_at <= v.last_seen_at)
    returning c.id, c.name, c.place, c.note, c.address, c.maker_name, c.model, c.firmware, c.serial, c.mac, c.contract, c.search`.execute(
    tx,
  );
  await refreshSearch(tx, rows);
  return new Set(rows.map(({ id }) => id));
}

/** Writes the search texts that are no longer true. */
async function refreshSearch(tx: Tx, rows: readonly Searched[]): Promise<void> {
  for (const row of rows) {
    const search = searchText(
      row.name,
      row.place,
      row.address,
      row.maker_name,
      row.model,
      row.firmware,
      row.serial,
      row.mac,
      row.contract,
      row.note,
    );
    if (search !== row.search) await tx.updateTable('camera').set({ search }).where('id', '=', row.id).execute();
  }
}

/** Writes where a scan saw cameras. */
export async function putSightings(
  { tx }: Work,
  scanId: Id,
  sightings: readonly (Seen & { by: string; placement: Placement })[],
): Promise<void> {
  if (sightings.length === 0) return;
  const rows = sightings.map(({ cameraId, placement, host, by }) => ({
    id: newId(),
    ...placement,
    scan_id: scanId,
    address: host.address,
    recognised_by: by,
    camera_id: cameraId,
    host_id: host.id,
    maker_name: host.identity.makerName ?? null,
    model: host.identity.model ?? null,
    firmware: host.identity.firmware ?? null,
    seen_at: host.finishedAt,
  }));
  await tx
    .insertInto('camera_sighting')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['scan_id', 'address', 'home_id']).doUpdateSet((eb) => ({
        camera_id: eb.ref('excluded.camera_id'),
        host_id: eb.ref('excluded.host_id'),
        maker_name: eb.ref('excluded.maker_name'),
        model: eb.ref('excluded.model'),
        firmware: eb.ref('excluded.firmware'),
        seen_at: eb.ref('excluded.seen_at'),
      })),
    )
    .execute();
}

/** Where cameras stand: what belongs to a camera stands with it. */
export async function placementsOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Placement>> {
  const { rows } = await sql<Placement & { id: Id }>`
    select id, home_id, unit_id, scope_path, place_path, classification from camera where id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...placement }) => [id, placement]));
}

/** The cameras that this scan has already taken addresses for, and by which mark each was recognised. */
export async function listSighted(tx: Tx, scanId: Id, addresses: readonly string[]): Promise<Map<string, { id: Id; by: RecognisedBy }>> {
  const rows = await tx
    .selectFrom('camera_sighting')
    .select(['address', 'camera_id', 'recognised_by'])
    .where('scan_id', '=', scanId)
    .where('address', 'in', [...addresses])
    .execute();
  return new Map(
    rows.map(({ address, camera_id, recognised_by }) => [
      address,
      { id: camera_id, by: RECOGNISED_BY.find((each) => each === recognised_by) ?? 'address' },
    ]),
  );
}

/** A camera seen again earlier than known. */
export async function widenFirstSeen(tx: Tx, id: Id, at: string): Promise<void> {
  await tx.updateTable('camera').set({ first_seen_at: at }).where('id', '=', id).where('first_seen_at', '>', at).execute();
}
