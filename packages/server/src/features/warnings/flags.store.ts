import type { WarnedState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';

/** What of a camera decides about warnings. */
export interface FlaggedCamera {
  readonly id: Id;
  readonly home_id: Id;
  readonly maker: string | null;
  readonly maker_name: string | null;
  readonly model: string | null;
  readonly hardware_revision: string;
  readonly firmware: string | null;
}

export async function listForFlags(tx: Tx, ids: readonly Id[]): Promise<FlaggedCamera[]> {
  const { rows } = await sql<FlaggedCamera>`select c.* from unnest(${[...ids]}::uuid[]) as k (id) cross join lateral (
    select id, home_id, maker, maker_name, model, hardware_revision, firmware from camera where id = k.id offset 0) as c`.execute(tx);
  return rows;
}

/** A warning with the devices it means. */
export interface WarningInForce {
  readonly id: Id;
  readonly issuer: string;
  readonly document: string;
  readonly document_date: string;
  readonly title: string;
  readonly effect: string;
  readonly remedy: string;
  readonly valid_from: string;
  readonly maker_id: Id;
  readonly model_ids: Id[];
  readonly model_patterns: string[];
  readonly revision: string;
  readonly firmware_from: string;
  readonly firmware_to: string;
  readonly firmware_to_included: boolean;
}

const MEANT = sql`id, issuer, document, document_date, title, effect, remedy, valid_from, maker_id, model_ids, model_patterns, revision,
  firmware_from, firmware_to, firmware_to_included`;

/** Warnings of some makers that are in force on a day: as of that day published, and not withdrawn yet. */
export async function listInForce(tx: Tx, makerIds: readonly Id[], day: string): Promise<WarningInForce[]> {
  if (makerIds.length === 0) return [];
  const { rows } = await sql<WarningInForce>`
    select ${MEANT} from warning where maker_id = any(${[...makerIds]}::uuid[]) and valid_from <= ${day}::date
      and (decided_at at time zone 'Asia/Ho_Chi_Minh')::date <= ${day}::date and (state = 'published' or (state = 'withdrawn' and withdrawn_on > ${day}::date)) order by document_date, id`.execute(
    tx,
  );
  return rows;
}

export interface Flags {
  readonly id: Id;
  readonly home_id: Id;
  readonly maker_id: Id | null;
  readonly model_id: Id | null;
  readonly warned: WarnedState;
  readonly certain: readonly Id[];
  readonly possible: readonly Id[];
}

/** Writes what names and warnings say of cameras, where it differs from what stands there. */
export async function writeFlags(tx: Tx, flags: readonly Flags[]): Promise<void> {
  if (flags.length === 0) return;
  await sql`
    update camera c set maker_id = v.maker_id, model_id = v.model_id, warned = v.warned, warning_ids = v.certain,
      possible_warning_ids = v.possible, matched = true
    from jsonb_to_recordset(${json(flags)}::text::jsonb) as v (id uuid, home_id uuid, maker_id uuid, model_id uuid, warned text, certain uuid[], possible uuid[])
    where c.id = v.id and c.home_id = v.home_id and (c.maker_id, c.model_id, c.warned, c.warning_ids, c.possible_warning_ids, c.matched)
      is distinct from (v.maker_id, v.model_id, v.warned, v.certain, v.possible, true)`.execute(tx);
}

/** Cameras whose names are yet to be looked up; those that another process works on are left out. */
export async function listUnmatched(tx: Tx, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select id from camera where not matched order by id limit ${limit} for update skip locked`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** A warning that the cameras do not show as it stands, claimed by this transaction; undefined where there is none. */
export async function claimPending(
  tx: Tx,
  day: string,
): Promise<(WarningInForce & { state: string; cursor_model: string | null; cursor_id: Id | null }) | undefined> {
  const { rows } = await sql<WarningInForce & { state: string; cursor_model: string | null; cursor_id: Id | null }>`
    select ${MEANT}, state, cursor_model, cursor_id from warning where (state = 'published' and valid_from <= ${day}::date and not applied)
      or (state = 'withdrawn' and withdrawn_on <= ${day}::date and applied)
    order by decided_at, id limit 1 for update skip locked`.execute(tx);
  return rows[0];
}

/** The next model text of a maker's cameras from one on; `after` leaves that one out. Empty text: cameras without a model. */
export async function nextModel(tx: Tx, makerId: Id, from: string, after: boolean): Promise<string | undefined> {
  const { rows } = await sql<{ model: string }>`select coalesce(model, '') as model from camera
    where maker_id = ${makerId} and coalesce(model, '') ${sql.raw(after ? '>' : '>=')} ${from} order by coalesce(model, '') limit 1`.execute(
    tx,
  );
  return rows[0]?.model;
}

export async function listOfModel(tx: Tx, makerId: Id, model: string, after: Id | null, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select id from camera where maker_id = ${makerId} and coalesce(model, '') = ${model}
    and id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function moveCursor(tx: Tx, id: Id, model: string, cameraId: Id | null): Promise<void> {
  await tx.updateTable('warning').set({ cursor_model: model, cursor_id: cameraId }).where('id', '=', id).execute();
}

export async function setApplied(tx: Tx, id: Id, applied: boolean): Promise<void> {
  await tx.updateTable('warning').set({ applied, cursor_model: null, cursor_id: null }).where('id', '=', id).execute();
}

/** Makers that cameras name and no alias explains. */
export async function listUnknownMakers(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select distinct maker_name as name from camera where maker_id is null and maker_name is not null`.execute(tx);
  return rows.map(({ name }) => name);
}

/** Lets the names of cameras be looked up again: of these spellings of makers, or of these makers. */
export async function forget(
  tx: Tx,
  by: { readonly makerNames: readonly string[] } | { readonly makerId: Id; readonly models?: readonly string[] },
): Promise<void> {
  if ('makerNames' in by) {
    await sql`update camera set matched = false where maker_id is null and maker_name = any(${[...by.makerNames]}::text[]) and matched`.execute(
      tx,
    );
    return;
  }
  const models = by.models === undefined ? sql`` : sql`and coalesce(model, '') = any(${[...by.models]}::text[])`;
  await sql`update camera set matched = false where maker_id = ${by.makerId} ${models} and matched`.execute(tx);
}

/** Model texts of a maker's cameras. */
export async function listModelTexts(tx: Tx, makerId: Id): Promise<string[]> {
  const { rows } = await sql<{
    model: string;
  }>`select distinct coalesce(model, '') as model from camera where maker_id = ${makerId}`.execute(tx);
  return rows.map(({ model }) => model);
}

export async function listByIds(tx: Tx, ids: readonly Id[]): Promise<WarningInForce[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<WarningInForce>`select ${MEANT} from warning where id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}
