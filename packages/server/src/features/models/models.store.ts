import type { CertificateBody, CertificateStatusBody, FirmwareLineBody, ModelBody, ModelPatch } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';

export type ModelRecord = Selectable<Tables['model']> & {
  readonly maker_name: string;
  readonly certificates: number;
};
export type CertificateRecord = Selectable<Tables['certificate']>;
export type CertificateEventRecord = Selectable<Tables['certificate_event']>;
export type FirmwareLineRecord = Selectable<Tables['firmware_line']>;

const COLUMNS = sql`m.*, k.name as maker_name, (select count(*)::int from certificate c where c.model_id = m.id) as certificates`;

/** A page of models by name, one row more than asked for. */
export async function listModels(
  tx: Tx,
  filter: { readonly q?: string | undefined; readonly maker?: Id | undefined },
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<ModelRecord[]> {
  const after = readCursor(page.cursor, 2);
  const words = searchText(filter.q).split(' ').filter(Boolean);
  const all = [
    sql`true`,
    ...words.map((word) => sql`m.search like ${likeOf(word)}`),
    ...(filter.maker === undefined ? [] : [sql`m.maker_id = ${filter.maker}`]),
    ...(after === undefined ? [] : [sql`(m.name, m.id) > (${after[0]}::text, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<ModelRecord>`select ${COLUMNS} from model m join maker k on k.id = m.maker_id
    where ${sql.join(all, sql` and `)} order by m.name, m.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

export async function findModel(tx: Tx, id: Id): Promise<ModelRecord | undefined> {
  const { rows } = await sql<ModelRecord>`select ${COLUMNS} from model m join maker k on k.id = m.maker_id where m.id = ${id}`.execute(tx);
  return rows[0];
}

export async function insertModel(
  { tx, instanceId, now }: Work,
  id: Id,
  key: string,
  body: ModelBody,
  makerName: string,
): Promise<boolean> {
  const done = await tx
    .insertInto('model')
    .values({
      id,
      instance_id: instanceId,
      maker_id: body.makerId,
      key,
      name: body.name,
      kind: body.kind,
      support_from: body.supportFrom,
      support_until: body.supportUntil,
      sale_ends_on: body.saleEndsOn,
      note: body.note,
      search: searchText(makerName, body.name, ...body.aliases),
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['maker_id', 'key']).doNothing())
    .returning('id')
    .execute();
  return done.length === 1;
}

export async function patchModel(tx: Tx, id: Id, patch: ModelPatch): Promise<void> {
  const change = {
    ...(patch.kind === undefined ? {} : { kind: patch.kind }),
    ...(patch.supportFrom === undefined ? {} : { support_from: patch.supportFrom }),
    ...(patch.supportUntil === undefined ? {} : { support_until: patch.supportUntil }),
    ...(patch.saleEndsOn === undefined ? {} : { sale_ends_on: patch.saleEndsOn }),
    ...(patch.note === undefined ? {} : { note: patch.note }),
  };
  if (Object.keys(change).length > 0) await tx.updateTable('model').set(change).where('id', '=', id).execute();
}

/** Enters a spelling where no model of the maker has it yet; gives whose it is. */
export async function putModelAlias(tx: Tx, row: { makerId: Id; modelId: Id; alias: string; aliasKey: string }): Promise<Id> {
  await tx
    .insertInto('model_alias')
    .values({ maker_id: row.makerId, model_id: row.modelId, alias: row.alias, alias_key: row.aliasKey })
    .onConflict((conflict) => conflict.columns(['maker_id', 'alias_key']).doNothing())
    .execute();
  const found = await tx
    .selectFrom('model_alias')
    .select('model_id')
    .where('maker_id', '=', row.makerId)
    .where('alias_key', '=', row.aliasKey)
    .executeTakeFirstOrThrow();
  return found.model_id;
}

/** Writes the words that a model is found by. */
export async function refreshModelSearch(tx: Tx, id: Id): Promise<void> {
  const model = await findModel(tx, id);
  const aliases = await listAliases(tx, id);
  if (model === undefined) return;
  await tx
    .updateTable('model')
    .set({ search: searchText(model.maker_name, model.name, ...aliases) })
    .where('id', '=', id)
    .execute();
}

export async function deleteModelAlias(tx: Tx, modelId: Id, aliasKey: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('model_alias')
    .where('model_id', '=', modelId)
    .where('alias_key', '=', aliasKey)
    .returning('alias_key')
    .execute();
  return done.length === 1;
}

export async function listAliases(tx: Tx, modelId: Id): Promise<string[]> {
  const rows = await tx.selectFrom('model_alias').select('alias').where('model_id', '=', modelId).orderBy('alias').execute();
  return rows.map(({ alias }) => alias);
}

export function listRevisions(tx: Tx, modelId: Id): Promise<{ id: Id; name: string }[]> {
  return tx.selectFrom('model_revision').select(['id', 'name']).where('model_id', '=', modelId).orderBy('name').execute();
}

export async function insertRevision(tx: Tx, modelId: Id, name: string, nameKey: string): Promise<void> {
  await tx.insertInto('model_revision').values({ id: newId(), model_id: modelId, name, name_key: nameKey }).execute();
}

export function listFirmwareLines(tx: Tx, modelIds: readonly Id[]): Promise<FirmwareLineRecord[]> {
  if (modelIds.length === 0) return Promise.resolve([]);
  return tx.selectFrom('firmware_line').selectAll().where('model_id', 'in', modelIds).orderBy('name').execute();
}

export function listTested(tx: Tx, lineIds: readonly Id[]): Promise<Selectable<Tables['firmware_tested']>[]> {
  if (lineIds.length === 0) return Promise.resolve([]);
  return tx.selectFrom('firmware_tested').selectAll().where('line_id', 'in', lineIds).orderBy('tested_on', 'desc').orderBy('id').execute();
}

export async function putFirmwareLine(tx: Tx, modelId: Id, key: string, body: FirmwareLineBody): Promise<void> {
  const values = { name: body.name, latest: body.latest, latest_on: body.latestOn, latest_source: body.latestSource };
  await tx
    .insertInto('firmware_line')
    .values({ id: newId(), model_id: modelId, key, ...values })
    .onConflict((conflict) => conflict.columns(['model_id', 'key']).doUpdateSet(values))
    .execute();
}

export async function findModelOfLine(tx: Tx, lineId: Id): Promise<Id | undefined> {
  return (await tx.selectFrom('firmware_line').select('model_id').where('id', '=', lineId).executeTakeFirst())?.model_id;
}

export async function insertTested(
  tx: Tx,
  lineId: Id,
  row: { version: string; testedOn: string; testedBy: string; report: string },
): Promise<void> {
  const { version, testedOn, testedBy, report } = row;
  await tx
    .insertInto('firmware_tested')
    .values({ id: newId(), line_id: lineId, version, tested_on: testedOn, tested_by: testedBy, report })
    .execute();
}

export function listCertificates(tx: Tx, modelIds: readonly Id[]): Promise<CertificateRecord[]> {
  if (modelIds.length === 0) return Promise.resolve([]);
  return tx.selectFrom('certificate').selectAll().where('model_id', 'in', modelIds).orderBy('issued_on', 'desc').orderBy('id').execute();
}

export function listCertificateEvents(tx: Tx, ids: readonly Id[]): Promise<CertificateEventRecord[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('certificate_event')
    .selectAll()
    .where('certificate_id', 'in', ids)
    .orderBy('from_day')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

export function findCertificate(tx: Tx, id: Id): Promise<CertificateRecord | undefined> {
  return tx.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertCertificate({ tx, actor, instanceId, now }: Work, id: Id, modelId: Id, body: CertificateBody): Promise<void> {
  await tx
    .insertInto('certificate')
    .values({
      id,
      instance_id: instanceId,
      model_id: modelId,
      number: body.number,
      body: body.body,
      standard: body.standard,
      revision: body.revision,
      issued_on: body.issuedOn,
      expires_on: body.expiresOn,
      firmware_from: body.firmwareFrom,
      firmware_to: body.firmwareTo,
      created_at: now,
      created_by: actor.name,
    })
    .execute();
}

export async function insertCertificateEvent({ tx, actor, now }: Work, certificateId: Id, body: CertificateStatusBody): Promise<void> {
  await tx
    .insertInto('certificate_event')
    .values({
      id: newId(),
      certificate_id: certificateId,
      status: body.status,
      from_day: body.from,
      reason: body.reason,
      document: body.document,
      by_name: actor.name,
      recorded_at: now,
    })
    .execute();
}

/** Cameras of a model that the actor sees. */
export async function countCameras(tx: Tx, makerId: Id, modelId: Id): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from camera
    where maker_id = ${makerId} and model_id = ${modelId} and status = 'in-use'`.execute(tx);
  return rows[0]?.count ?? 0;
}

export interface UnknownRow {
  readonly kind: 'maker' | 'model';
  readonly name: string;
  readonly maker_id: Id | null;
  readonly maker_name: string | null;
  readonly cameras: number;
}

/** Spellings of the actor's cameras that no alias explains, the most frequent first. */
export async function listUnknownNames(tx: Tx, limit: number): Promise<UnknownRow[]> {
  const { rows } = await sql<UnknownRow>`
    (select 'maker' as kind, maker_name as name, null::uuid as maker_id, null as maker_name, count(*)::int as cameras from camera
      where maker_id is null and maker_name is not null group by maker_name order by 5 desc, 2 limit ${limit})
    union all
    (select 'model', c.model, c.maker_id, m.name, count(*)::int from camera c join maker m on m.id = c.maker_id
      where c.model_id is null and c.model is not null group by c.model, c.maker_id, m.name order by 5 desc, 2 limit ${limit})`.execute(tx);
  return rows;
}

/** All spellings of makers and of some makers' models, to find near ones. */
export async function listSpellings(
  tx: Tx,
  makerIds: readonly Id[],
): Promise<{ id: Id; maker_id: Id | null; name: string; key: string }[]> {
  const { rows } = await sql<{ id: Id; maker_id: Id | null; name: string; key: string }>`
    select m.id, null::uuid as maker_id, m.name, a.alias_key as key from maker_alias a join maker m on m.id = a.maker_id
    union all
    select m.id, m.maker_id, m.name, a.alias_key from model_alias a join model m on m.id = a.model_id where a.maker_id = any(${[...makerIds]}::uuid[])`.execute(
    tx,
  );
  return rows;
}

/** Names of some models, of one maker or of any. */
export function listModelNames(tx: Tx, ids: readonly Id[], makerId?: Id): Promise<{ id: Id; name: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const query = tx.selectFrom('model').select(['id', 'name']).where('id', 'in', ids);
  return makerId === undefined ? query.execute() : query.where('maker_id', '=', makerId).execute();
}
