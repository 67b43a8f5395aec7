import type { HostResult, Id } from '@ancam/core';
import { sql } from 'kysely';
import { addressKey } from '../../address-key.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import { searchText } from '../../search-text.ts';
import type { OpenCounts } from '../findings/first-findings.service.ts';
import type { NamedUnit } from '../units/named-units.ts';
import type { Flags } from '../warnings/flags.service.ts';

/** Columns of a camera that a table fills in. */
export interface CameraFields {
  readonly name: string;
  readonly place: string;
  readonly note: string;
  readonly purchased_on: string | null;
  readonly address: string | null;
  readonly maker_name: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly hardware_revision: string;
  readonly storage_location: string;
  readonly origin_paper: string;
  readonly quality_paper: string;
  readonly contract: string;
  readonly supplier: string;
}

/** A camera of the register that a row may mean. */
export interface KnownCamera extends CameraFields, Placement {
  readonly id: Id;
  readonly steward_id: Id;
  readonly status: string;
  readonly last_seen_at: string | null;
}

const COLUMNS = sql.raw(
  'id, home_id, unit_id, steward_id, scope_path, place_path, classification, status, last_seen_at, name, place, note, purchased_on, address, maker_name, model, firmware, serial, mac, hardware_revision, storage_location, origin_paper, quality_paper, contract, supplier',
);

/** What rows are looked up by. */
export interface Wanted {
  readonly serial: string | null;
  readonly mac: string | null;
  readonly name: string;
  readonly unit: NamedUnit;
}

/** Cameras read for one mark: enough to tell one from several. */
const PER_MARK = 5;

/** Cameras that the actor may change and that share serial number, MAC, or unit and name with a row. */
export async function listMatching({ tx, actor }: Work, rows: readonly Wanted[]): Promise<KnownCamera[]> {
  const serials = rows.flatMap(({ serial }) => serial ?? []);
  const macs = rows.flatMap(({ mac }) => mac ?? []);
  const names = json(rows.map(({ name, unit }) => ({ name, steward: unit.id })));
  const writable = sql`scope_path ^@ any(${[...actor.writeScopes]}::text[])`;
  const { rows: found } = await sql<KnownCamera>`
    select k.* from unnest(${serials}::text[]) as v (mark)
      cross join lateral (select ${COLUMNS} from camera where serial = v.mark and ${writable} limit ${sql.lit(PER_MARK)}) k
    union select k.* from unnest(${macs}::text[]) as v (mark)
      cross join lateral (select ${COLUMNS} from camera where mac = v.mark and ${writable} limit ${sql.lit(PER_MARK)}) k
    union select k.* from jsonb_to_recordset(${names}::text::jsonb) as v (name text, steward uuid)
      cross join lateral (select ${COLUMNS} from camera where steward_id = v.steward and name = v.name
        limit ${sql.lit(PER_MARK)}) k`.execute(tx);
  return found;
}

/** A camera to be written, with what its label says of it. */
export interface Written {
  readonly id: Id;
  readonly homeId: Id;
  readonly fields: CameraFields;
  readonly identity: HostResult['identity'];
}

function columnsOf({ id, homeId, fields, identity }: Written) {
  const { name, place, note, address, maker_name, model, firmware, serial, mac } = fields;
  return {
    id,
    home_id: homeId,
    ...fields,
    address_key: addressKey(address),
    kind: identity.kind,
    strength: identity.strength,
    maker: identity.maker ?? null,
    search: searchText(name, place, address, maker_name, model, firmware, serial, mac, note),
  };
}

const TYPES = sql.raw(
  'id uuid, home_id uuid, name text, place text, note text, purchased_on date, address text, address_key text, kind text, strength text, maker text, maker_name text, model text, firmware text, serial text, mac text, search text, hardware_revision text, storage_location text, origin_paper text, quality_paper text, contract text, supplier text',
);

/** A camera that no row of the register means, whole: with its unit, its flags, and the findings that its label opens. */
export interface NewCamera extends Written {
  readonly unit: NamedUnit;
  readonly open: OpenCounts;
  readonly flags: Flags;
}

/** Enters new cameras. The caller opens the findings that `open` counts. */
export async function insertCameras({ tx, instanceId, now }: Work, cameras: readonly NewCamera[]): Promise<void> {
  if (cameras.length === 0) return;
  const rows = cameras.map(({ unit, open, flags, ...camera }) => ({
    ...columnsOf(camera),
    ...open,
    ...flags,
    unit_id: unit.id,
    scope_path: unit.scope_path,
    place_path: unit.place_path,
  }));
  await sql`
    insert into camera (id, instance_id, home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, source, status,
      name, place, note, purchased_on, address, address_key, kind, strength, maker, maker_name, model, firmware, serial, mac, search,
      hardware_revision, storage_location, origin_paper, quality_paper, contract, supplier, first_seen_at,
      open_critical, open_high, open_medium, open_low, open_info, worst, maker_id, model_id, warned, warning_ids, possible_warning_ids, matched)
    select v.id, ${instanceId}::uuid, v.home_id, v.unit_id, v.unit_id, v.scope_path, v.scope_path, v.place_path, 0, 'hand', 'in-use',
      v.name, v.place, v.note, v.purchased_on, v.address, v.address_key, v.kind, v.strength, v.maker, v.maker_name, v.model, v.firmware,
      v.serial, v.mac, v.search, v.hardware_revision, v.storage_location, v.origin_paper, v.quality_paper, v.contract, v.supplier, ${now}::timestamptz,
      v.open_critical, v.open_high, v.open_medium, v.open_low, v.open_info, v.worst, v.maker_id, v.model_id, v.warned, v.certain, v.possible, true
    from json_to_recordset(${json(rows)}::text::json) as v (${TYPES}, unit_id uuid, scope_path text, place_path text,
      open_critical int, open_high int, open_medium int, open_low int, open_info int, worst smallint,
      maker_id uuid, model_id uuid, warned text, certain uuid[], possible uuid[])`.execute(tx);
}

/** Writes known cameras anew. What a scan has found out of a device, such as its kind, stays. */
export async function updateCameras({ tx }: Work, cameras: readonly Written[]): Promise<void> {
  if (cameras.length === 0) return;
  await sql`
    update camera c set name = v.name, place = v.place, note = v.note, purchased_on = v.purchased_on, address = v.address,
      address_key = v.address_key, maker = coalesce(v.maker, c.maker), maker_name = v.maker_name, model = v.model, firmware = v.firmware,
      serial = v.serial, mac = v.mac, search = v.search, hardware_revision = v.hardware_revision,
      storage_location = v.storage_location, origin_paper = v.origin_paper, quality_paper = v.quality_paper, contract = v.contract,
      supplier = v.supplier, status = 'in-use',
      kind = case when c.last_seen_at is null then v.kind else c.kind end,
      strength = case when c.last_seen_at is null then v.strength else c.strength end,
      -- What the label said before is derived again from the columns.
      label_result = null
    from jsonb_to_recordset(${json(cameras.map(columnsOf))}::text::jsonb) as v (${TYPES})
    where c.id = v.id and c.home_id = v.home_id`.execute(tx);
}
