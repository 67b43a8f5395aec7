import type { DossierBody, DossierFilter } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { placementOf } from '../../db/actor.ts';
import type { Actor, Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** Where a row of a dossier stands: with the dossier, recorded by the actor's unit. */
function besideOf(row: Placement, actor: Actor): Placement {
  return { ...placementOf(row), unit_id: actor.unitId };
}

/** A dossier with the names that the reader may see, what the reader's unit is in it, and whether the next step is for that unit. */
export type DossierRecord = Selectable<Tables['dossier']> & {
  readonly unit: string | null;
  readonly mine: readonly string[];
  readonly waits: boolean;
};
export type EventRecord = Selectable<Tables['dossier_event']>;
export type SubmissionRecord = Pick<Selectable<Tables['dossier_submission']>, 'version' | 'content_hash' | 'at' | 'by_name'>;
type SubmissionKept = Selectable<Tables['dossier_submission']>;
export type CommentRecord = Selectable<Tables['dossier_comment']>;

/** A step that leads on and is for the reader's unit; withdrawing and replacing wait for nobody. */
const WAITS = sql`exists (select from dossier_step s where d.state = any (s.from_states) and d.level = any (s.levels)
  and s.step not in ('withdraw', 'supersede')
  and s.parties && case when 'council' = any (s.parties) then array(select unnest(parties_in(d)) intersect select d.appraiser) else parties_in(d) end)`;
/** Dossiers under way in which the actor's unit has a part, by their indexes: never all that it sees. */
const OPEN_FOR_UNIT = sql`d.id = any (array(select open_dossiers()))`;
const COLUMNS = sql`d.*, u.name as unit, parties_in(d) as mine, ${WAITS} as waits`;
const JOINS = sql`dossier d left join unit u on u.id = d.steward_id`;

function conditions(filter: DossierFilter, day: string) {
  const words = searchText(filter.q).split(' ').filter(Boolean);
  return [
    sql`true`,
    ...words.map((word) => sql`d.search like ${likeOf(word)}`),
    ...(filter.state === undefined ? [] : [sql`d.state = ${filter.state}`]),
    ...(filter.level === undefined ? [] : [sql`d.level = ${filter.level}`]),
    ...(filter.regime === undefined ? [] : [sql`d.regime = ${filter.regime}`]),
    ...(filter.system === undefined ? [] : [sql`d.system_id = ${filter.system}`]),
    ...(filter.mine === undefined ? [] : [OPEN_FOR_UNIT, WAITS]),
    ...(filter.late === undefined ? [] : [sql`d.due_on < ${day}::date`]),
  ];
}

/** A page of dossiers, latest first, one row more than asked for. */
export async function listDossiers(
  tx: Tx,
  filter: DossierFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number; readonly day: string },
): Promise<DossierRecord[]> {
  const after = readCursor(page.cursor, 2);
  const from = after === undefined ? [] : [sql`(d.created_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`];
  const where = sql.join([...conditions(filter, page.day), ...from], sql` and `);
  const { rows } = await sql<DossierRecord>`select ${COLUMNS} from ${JOINS} where ${where}
    order by d.created_at desc, d.id desc limit ${page.limit + 1}`.execute(tx);
  return rows;
}

export async function findDossier(tx: Tx, id: Id): Promise<DossierRecord | undefined> {
  const { rows } = await sql<DossierRecord>`select ${COLUMNS} from ${JOINS} where d.id = ${id}`.execute(tx);
  return rows[0];
}

/** Dossiers that wait for the actor's unit, those that are due first before the others. */
export async function listWaiting(tx: Tx, limit: number): Promise<DossierRecord[]> {
  const { rows } = await sql<DossierRecord>`select ${COLUMNS} from ${JOINS} where ${OPEN_FOR_UNIT} and ${WAITS}
    order by d.due_on nulls last, d.created_at, d.id limit ${limit}`.execute(tx);
  return rows;
}

/** Who took which steps of dossiers. */
export function listTaken(tx: Tx, ids: readonly Id[]): Promise<Pick<EventRecord, 'dossier_id' | 'step' | 'hands'>[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.selectFrom('dossier_event').select(['dossier_id', 'step', 'hands']).where('dossier_id', 'in', ids).orderBy('seq').execute();
}

/** Dossiers of systems that are under way or approved, the latest first. */
export async function listOfSystems(tx: Tx, systemIds: readonly Id[]): Promise<DossierRecord[]> {
  const { rows } = await sql<DossierRecord>`select ${COLUMNS} from ${JOINS} where d.system_id = any(${[...systemIds]}::uuid[])
    and d.state not in ('superseded', 'withdrawn') order by d.created_at desc`.execute(tx);
  return rows;
}

/** Dossiers of a system that are or were in force, the first one first. */
export async function listHeld(tx: Tx, systemId: Id): Promise<DossierRecord[]> {
  const { rows } = await sql<DossierRecord>`select ${COLUMNS} from ${JOINS} where d.system_id = ${systemId}
    and d.state in ('approved', 'superseded') order by d.created_at`.execute(tx);
  return rows;
}

/** What a dossier takes from the register and the statute book. */
export type Taken = Pick<
  Selectable<Tables['dossier']>,
  | 'name'
  | 'determination_id'
  | 'regime'
  | 'level'
  | 'catalogue_hash'
  | 'operator_unit_id'
  | 'owner_unit_id'
  | 'security_unit_id'
  | 'appraiser'
  | 'appraiser_unit_id'
  | 'authority_settled'
  | 'authority_question'
>;

type Stand = Placement & { readonly steward_id: Id };

export async function insertDossier(
  { tx, actor, instanceId, now }: Work,
  row: { readonly id: Id; readonly systemId: Id; readonly stand: Stand; readonly taken: Taken; readonly day: string },
): Promise<void> {
  const { id, systemId, stand, taken, day } = row;
  await tx
    .insertInto('dossier')
    .values({
      id,
      instance_id: instanceId,
      home_id: stand.home_id,
      unit_id: actor.unitId,
      steward_id: stand.steward_id,
      scope_path: stand.scope_path,
      recorded_path: actor.scopePath,
      place_path: stand.place_path,
      classification: stand.classification,
      on_behalf: actor.behalf === true,
      system_id: systemId,
      ...taken,
      search: searchText(taken.name),
      texts: '{}',
      state_since: day,
      created_at: now,
      created_by: actor.name,
    })
    .execute();
}

export async function takeAnew(tx: Tx, id: Id, taken: Taken): Promise<void> {
  await tx
    .updateTable('dossier')
    .set({ ...taken, search: searchText(taken.name) })
    .where('id', '=', id)
    .execute();
}

/** Columns of what is written in a dossier. */
export function columnsOf(body: DossierBody) {
  return {
    new_or_upgraded: body.newOrUpgraded,
    domain: body.domain,
    owner_paper: body.ownerPaper,
    owner_unit_id: body.ownerUnitId,
    security_unit_id: body.securityUnitId,
    appraiser: body.appraiser,
    appraiser_unit_id: body.appraiser === 'security-unit' ? body.securityUnitId : body.appraiserUnitId,
    appraiser_paper: body.appraiserPaper,
    texts: json(body.texts),
    note: body.note,
  };
}

export async function updateDossier(
  tx: Tx,
  id: Id,
  columns: Partial<ReturnType<typeof columnsOf>> & {
    readonly authority_settled?: boolean;
    readonly authority_question?: string | null;
    readonly bylaw_id?: Id | null;
    readonly list_paper?: string;
    readonly pre_operation_on?: string | null;
  },
): Promise<void> {
  await tx.updateTable('dossier').set(columns).where('id', '=', id).execute();
}

/** A step as it is put down; the database fills in what it says of states, parties and hands. */
export interface NewEvent {
  readonly step: string;
  readonly on: string;
  readonly reason: string;
  readonly document: { readonly number: string; readonly date: string | null; readonly issuer: string };
  readonly due: { readonly on: string; readonly who: string } | undefined;
}

export async function insertEvent({ tx, actor, now }: Work, row: DossierRecord, event: NewEvent): Promise<Id> {
  const id = newId();
  await tx
    .insertInto('dossier_event')
    .values({
      id,
      ...besideOf(row, actor),
      dossier_id: row.id,
      step: event.step,
      from_state: row.state,
      to_state: '',
      party: '',
      version: 0,
      on_day: event.on,
      reason: event.reason,
      document_number: event.document.number,
      document_date: event.document.date,
      document_issuer: event.document.issuer,
      due_on: event.due?.on ?? null,
      due_who: event.due?.who ?? null,
      at: now,
      by_id: actor.accountId ?? '',
      hands: [],
      by_name: actor.name,
    })
    .execute();
  return id;
}

export function listEvents(tx: Tx, dossierId: Id): Promise<EventRecord[]> {
  return tx.selectFrom('dossier_event').selectAll().where('dossier_id', '=', dossierId).orderBy('seq').execute();
}

export async function insertSubmission(
  { tx, actor, now }: Work,
  row: DossierRecord,
  submission: { readonly content: object; readonly hash: string },
): Promise<void> {
  await tx
    .insertInto('dossier_submission')
    .values({
      id: newId(),
      ...besideOf(row, actor),
      dossier_id: row.id,
      version: row.version + 1,
      content: json(submission.content),
      content_hash: submission.hash,
      at: now,
      by_name: actor.name,
    })
    .execute();
}

/** The submissions of a dossier without what they say, the first one first. */
export function listSubmissions(tx: Tx, dossierId: Id): Promise<SubmissionRecord[]> {
  return tx
    .selectFrom('dossier_submission')
    .select(['version', 'content_hash', 'at', 'by_name'])
    .where('dossier_id', '=', dossierId)
    .orderBy('version')
    .execute();
}

/** A submission with what it says; undefined where there is no such version. */
export function findSubmission(tx: Tx, dossierId: Id, version: number): Promise<SubmissionKept | undefined> {
  return tx
    .selectFrom('dossier_submission')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('version', '=', version)
    .executeTakeFirst();
}

export async function insertComment(
  { tx, actor, now }: Work,
  row: DossierRecord,
  comment: { readonly part: string; readonly body: string },
): Promise<void> {
  await tx
    .insertInto('dossier_comment')
    .values({
      id: newId(),
      ...besideOf(row, actor),
      dossier_id: row.id,
      version: row.version,
      party: '',
      by_id: actor.accountId,
      by_name: actor.name,
      at: now,
      ...comment,
    })
    .execute();
}

export function listComments(tx: Tx, dossierId: Id): Promise<CommentRecord[]> {
  return tx.selectFrom('dossier_comment').selectAll().where('dossier_id', '=', dossierId).orderBy('seq').execute();
}

/** Marks a comment of a dossier as dealt with; false where there is none that is open. */
export async function settleComment({ tx, actor, now }: Work, dossierId: Id, id: Id): Promise<boolean> {
  const done = await tx
    .updateTable('dossier_comment')
    .set({ settled_at: now, settled_by: actor.name })
    .where('id', '=', id)
    .where('dossier_id', '=', dossierId)
    .where('settled_at', 'is', null)
    .returning('id')
    .execute();
  return done.length > 0;
}

/** State of a system and since when, as the owner of the schema: whoever approves a dossier may not see the system. */
export async function systemState(tx: Tx, id: Id): Promise<{ state: string; state_since: string } | undefined> {
  return tx.selectFrom('information_system').select(['state', 'state_since']).where('id', '=', id).executeTakeFirst();
}
