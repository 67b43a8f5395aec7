import type { WarningBody, WarningFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { RawBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';

export type WarningRecord = Selectable<Tables['warning']> & { readonly maker_name: string };

function conditions(filter: WarningFilter): RawBuilder<unknown>[] {
  const words = searchText(filter.q).split(' ').filter(Boolean);
  return [
    sql`true`,
    ...words.map((word) => sql`w.search like ${likeOf(word)}`),
    ...(filter.state === undefined ? [] : [sql`w.state = ${filter.state}`]),
    ...(filter.maker === undefined ? [] : [sql`w.maker_id = ${filter.maker}`]),
  ];
}

/** A page of warnings, newest document first, one row more than asked for. */
export async function listWarnings(
  tx: Tx,
  filter: WarningFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<WarningRecord[]> {
  const after = readCursor(page.cursor, 2);
  const from = after === undefined ? [] : [sql`(w.document_date, w.id) < (${after[0]}::date, ${after[1]}::uuid)`];
  const { rows } = await sql<WarningRecord>`select w.*, m.name as maker_name from warning w join maker m on m.id = w.maker_id
    where ${sql.join([...conditions(filter), ...from], sql` and `)} order by w.document_date desc, w.id desc limit ${page.limit + 1}`.execute(
    tx,
  );
  return rows;
}

export async function findWarning(tx: Tx, id: Id): Promise<WarningRecord | undefined> {
  const { rows } =
    await sql<WarningRecord>`select w.*, m.name as maker_name from warning w join maker m on m.id = w.maker_id where w.id = ${id}`.execute(
      tx,
    );
  return rows[0];
}

export async function insertWarning(
  { tx, actor, instanceId, now }: Work,
  id: Id,
  accountId: Id,
  body: WarningBody,
  makerName: string,
): Promise<void> {
  await tx
    .insertInto('warning')
    .values({
      id,
      instance_id: instanceId,
      unit_id: actor.unitId,
      issuer: body.issuer,
      document: body.document,
      document_date: body.documentDate,
      title: body.title,
      effect: body.effect,
      remedy: body.remedy,
      maker_id: body.makerId,
      model_ids: body.modelIds,
      model_patterns: body.modelPatterns,
      revision: body.revision,
      firmware_from: body.firmwareFrom,
      firmware_to: body.firmwareTo,
      firmware_to_included: body.firmwareToIncluded,
      valid_from: body.validFrom,
      proposed_by: actor.name,
      proposed_account: accountId,
      proposed_at: now,
      search: searchText(body.issuer, body.document, body.title, makerName, ...body.modelPatterns),
    })
    .execute();
}

export interface Decision {
  readonly state: 'published' | 'refused';
  readonly accountId: Id;
  readonly reason: string;
}

export async function decide({ tx, actor, now }: Work, id: Id, { state, accountId, reason }: Decision): Promise<void> {
  await tx
    .updateTable('warning')
    .set({ state, decided_by: actor.name, decided_account: accountId, decided_at: now, decided_reason: reason })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .execute();
}

/** Ends a warning; the next pass goes through all its cameras again, also where the first had not come to its end. */
export async function withdraw({ tx, actor }: Work, id: Id, on: string, reason: string): Promise<void> {
  await tx
    .updateTable('warning')
    .set({
      state: 'withdrawn',
      withdrawn_by: actor.name,
      withdrawn_on: on,
      withdrawn_reason: reason,
      applied: true,
      cursor_model: null,
      cursor_id: null,
    })
    .where('id', '=', id)
    .where('state', '=', 'published')
    .execute();
}

/** Cameras in use, of those that the actor sees, that a warning means. */
export async function countFlagged(tx: Tx, id: Id): Promise<{ certain: number; possible: number }> {
  const { rows } = await sql<{ certain: number; possible: number }>`
    select count(*) filter (where ${id}::uuid = any(warning_ids))::int as certain,
      count(*) filter (where ${id}::uuid = any(possible_warning_ids))::int as possible
    from camera where warned <> 'no' and status = 'in-use'
      and (${id}::uuid = any(warning_ids) or ${id}::uuid = any(possible_warning_ids))`.execute(tx);
  return rows[0] ?? { certain: 0, possible: 0 };
}
