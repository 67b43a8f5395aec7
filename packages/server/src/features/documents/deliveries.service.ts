import type {
  ActBody,
  Actions,
  Delivery,
  DeliveryCounts,
  DeliveryFilter,
  DeliveryList,
  PageQuery,
  ReceiveBody,
  RecipientBody,
  Recipients,
  RecordLink,
  UrgeBody,
} from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { namedRecords, placedRecord } from '../records/named.service.ts';
import type { PlacedRecord } from '../records/named.service.ts';
import * as store from './deliveries.store.ts';
import type { DeliveryKept } from './deliveries.store.ts';
import { settleRecipient, tellRecipients } from './waiting.service.ts';

type Answer = readonly [action: string, refusal: string | undefined];

function actionsFrom(state: string, answers: readonly Answer[]): Actions {
  return {
    state,
    may: answers.flatMap(([action, refusal]) => (refusal === undefined ? [action] : [])),
    blockers: answers.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

/** Whether the actor speaks for the recipient: its own unit or one above it; of a recipient outside the issuer does. */
function speaksFor(actor: Actor, row: DeliveryKept): boolean {
  if (row.recipient_id === null) return mayChange(actor, row);
  const path = row.recipient_path;
  return path !== null && mayChange(actor, { scope_path: path });
}

/** What is to be known is done when received, what is to be acted upon when acted upon. */
function isDone({ purpose, received_on: received, acted_on: acted }: DeliveryKept): boolean {
  return purpose === 'know' ? received !== null : acted !== null;
}

/** What stands against a step as such, whoever takes it. */
function stateRefusals(row: DeliveryKept): Readonly<Record<'receive' | 'act' | 'urge' | 'remove', string | undefined>> {
  const { sent_at: sent, received_on: received, acted_on: acted } = row;
  const unsent = sent === null ? 'not-sent' : undefined;
  const unread = received === null ? 'not-received' : undefined;
  return {
    receive: unsent ?? (received === null ? undefined : 'done'),
    act: row.purpose === 'know' ? 'to-know' : (unread ?? (acted === null ? undefined : 'done')),
    urge: unsent ?? (isDone(row) ? 'done' : undefined),
    remove: sent === null ? undefined : 'sent',
  };
}

function deliveryActions(actor: Actor, row: DeliveryKept): Actions {
  const permitted = holds(actor, 'record.write') ? undefined : 'no-permission';
  const asRecipient = permitted ?? (speaksFor(actor, row) ? undefined : 'out-of-scope');
  const asIssuer = permitted ?? (mayChange(actor, row) ? undefined : 'out-of-scope');
  const { receive, act: acting, urge: urging, remove } = stateRefusals(row);
  return actionsFrom(row.state, [
    ['receive', asRecipient ?? receive],
    ['act', asRecipient ?? acting],
    ['urge', asIssuer ?? urging],
    ['remove', asIssuer ?? remove],
  ]);
}

function view(actor: Actor, row: DeliveryKept, links: ReadonlyMap<Id, RecordLink>): Delivery {
  const { acted_document_id: acted } = row;
  return {
    id: row.id,
    document: links.get(row.document_id) ?? null,
    issuer: row.issuer,
    unit: row.recipient_id,
    recipient: row.recipient_name,
    purpose: row.purpose === 'know' ? 'know' : 'act',
    state: row.state,
    dueOn: row.due_on,
    sentAt: row.sent_at,
    sentBy: row.sent_by,
    receivedOn: row.received_on,
    receivedBy: row.received_by,
    arrivalNumber: row.arrival_number,
    actedOn: row.acted_on,
    actedBy: row.acted_by,
    actedNote: row.acted_note,
    actedWith: acted === null ? null : (links.get(acted) ?? null),
    urges: row.urge_count,
    urgedAt: row.urged_at,
    urgedBy: row.urged_by,
    urgedWith: row.urged_with,
    actions: deliveryActions(actor, row),
  };
}

async function viewAll(work: Work, rows: readonly DeliveryKept[]): Promise<Delivery[]> {
  const ids = rows.flatMap(({ document_id, acted_document_id }) => [
    document_id,
    ...(acted_document_id === null ? [] : [acted_document_id]),
  ]);
  const links = await namedRecords(work, [...new Set(ids)]);
  return rows.map((row) => view(work.actor, row, links));
}

const NOTHING: DeliveryCounts = { planned: 0, total: 0, received: 0, acted: 0, late: 0 };

/** Why a document cannot be sent; undefined where it can. */
function sendRefusal(document: PlacedRecord, planned: number): string | undefined {
  if (document.data['secret'] === true) return 'secret';
  if (document.data['direction'] !== 'out') return 'not-issued';
  if (document.link.state !== 'confirmed') return 'not-confirmed';
  return planned === 0 ? 'no-recipients' : undefined;
}

async function recipientsOf(work: Work, document: PlacedRecord): Promise<Recipients> {
  const { tx, actor } = work;
  const day = dayOf(work.now);
  const rows = await store.listOf(tx, document.id, day);
  const counts = (await store.countOf(tx, [document.id], day)).get(document.id) ?? NOTHING;
  const barred = holds(actor, 'record.write') ? (mayChange(actor, document) ? undefined : 'out-of-scope') : 'no-permission';
  const addRefusal = document.data['secret'] === true ? 'secret' : document.data['direction'] === 'out' ? undefined : 'not-issued';
  return {
    items: await viewAll(work, rows),
    counts,
    actions: actionsFrom(document.link.state, [
      ['add', barred ?? addRefusal],
      ['send', barred ?? sendRefusal(document, counts.planned)],
      ['urge', barred ?? (counts.late > 0 ? undefined : 'nobody-late')],
    ]),
  };
}

const documentOf = (work: Work, id: Id): Promise<PlacedRecord> => placedRecord(work, 'documents', id);

export function listRecipients(context: Context, actor: Actor, documentId: Id): Promise<Recipients> {
  return withActor(context, actor, async (work) => recipientsOf(work, await documentOf(work, documentId)));
}

async function assertMay(work: Work, document: PlacedRecord, action: string): Promise<void> {
  assertMayChange(work.actor, document);
  const reason = (await recipientsOf(work, document)).actions.blockers.find((each) => each.action === action)?.reason;
  if (reason !== undefined) throw new AppError('conflict', `${action} is refused: ${reason}`, { place: document.id, reason, action });
}

/** Adds recipients; each unit once. Nothing reaches them before the document is sent. */
export function addRecipients(context: Context, actor: Actor, documentId: Id, bodies: readonly RecipientBody[]): Promise<Recipients> {
  return withActor(context, actor, async (work) => {
    const document = await documentOf(work, documentId);
    await assertMay(work, document, 'add');
    const names = await store.unitNames(
      work.tx,
      bodies.flatMap(({ unit }) => (unit === null ? [] : [unit])),
    );
    const rows = bodies.map((body, index) => {
      const known = body.unit === null ? undefined : names.get(body.unit);
      if (body.unit !== null && known === undefined)
        throw new AppError('not-found', 'no such unit', { place: `body.recipients.${index}.unit` });
      const name = body.name === '' ? (known ?? '') : body.name;
      if (name === '')
        throw new AppError('input.invalid', 'a recipient has a name', {
          place: `body.recipients.${index}.name`,
          fix: 'choose a unit or write a name',
        });
      return { ...body, name };
    });
    await store.insert(work, document, rows);
    work.audit({
      action: 'document.addressed',
      object: `record/${documentId}`,
      summary: rows
        .map(({ name }) => name)
        .join('; ')
        .slice(0, 500),
    });
    return recipientsOf(work, document);
  });
}

/** Sends a confirmed document to the recipients that have not got it: from now on they see it. */
export function send(context: Context, actor: Actor, documentId: Id): Promise<Recipients> {
  return withActor(context, actor, async (work) => {
    const document = await documentOf(work, documentId);
    await assertMay(work, document, 'send');
    const waiting = (await store.listOf(work.tx, documentId, dayOf(work.now))).filter(({ sent_at }) => sent_at === null);
    const count = await store.send(work, documentId);
    await tellRecipients(context, work, document, waiting, false);
    work.audit({ action: 'document.sent', object: `record/${documentId}`, summary: `${document.link.number}: ${count}` });
    return recipientsOf(work, document);
  });
}

/** Urges the recipients named, or all that are late. */
export function urge(context: Context, actor: Actor, documentId: Id, { ids, words }: UrgeBody): Promise<Recipients> {
  return withActor(context, actor, async (work) => {
    const document = await documentOf(work, documentId);
    assertMayChange(actor, document);
    const rows = await store.listOf(work.tx, documentId, dayOf(work.now));
    const chosen = ids.length === 0 ? rows.filter(({ state }) => state === 'overdue') : rows.filter(({ id }) => ids.includes(id));
    if (chosen.length < ids.length) throw new AppError('not-found', 'no such recipient', { place: 'body.ids' });
    const barred = chosen.find((row) => !deliveryActions(actor, row).may.includes('urge'));
    if (chosen.length === 0 || barred !== undefined) {
      const reason = barred === undefined ? 'nobody-late' : 'done';
      throw new AppError('conflict', `urge is refused: ${reason}`, { place: documentId, reason, action: 'urge' });
    }
    await store.urge(
      work,
      chosen.map(({ id }) => id),
      words,
    );
    await tellRecipients(context, work, document, chosen, true);
    const named = chosen.map(({ recipient_name: name }) => name).join('; ');
    work.audit({ action: 'document.urged', object: `record/${documentId}`, summary: named.slice(0, 500) });
    return recipientsOf(work, document);
  });
}

export function listReceived(context: Context, actor: Actor, query: DeliveryFilter & PageQuery): Promise<DeliveryList> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listReceived(work, query, query, dayOf(work.now));
    const { items, next } = pageOf(rows, query.limit, (row) => [row.sent_at ?? '', row.id]);
    return { items: await viewAll(work, items), next };
  });
}

async function getDelivery(work: Work, id: Id): Promise<DeliveryKept> {
  const row = await store.find(work.tx, id, dayOf(work.now));
  if (row === undefined) throw new AppError('not-found', 'no such delivery', { place: id });
  return row;
}

async function getFor(work: Work, id: Id, action: string): Promise<DeliveryKept> {
  const row = await getDelivery(work, id);
  const reason = deliveryActions(work.actor, row).blockers.find((each) => each.action === action)?.reason;
  if (reason === undefined) return row;
  const forbidden = reason === 'no-permission' || reason === 'out-of-scope';
  throw new AppError(forbidden ? 'auth.forbidden' : 'conflict', `${action} is refused: ${reason}`, { place: id, reason, action });
}

/** A day that has come and is no earlier than what it follows. */
function assertDay(work: Work, on: string, earliest: string | null): void {
  if (on <= dayOf(work.now) && (earliest === null || on >= earliest)) return;
  throw new AppError('input.invalid', 'the day lies outside', {
    place: 'body.on',
    fix: 'give a day that has come, not before what it follows',
  });
}

async function viewOne(work: Work, id: Id): Promise<Delivery> {
  const [shown] = await viewAll(work, [await getDelivery(work, id)]);
  if (shown === undefined) throw new AppError('not-found', 'no such delivery', { place: id });
  return shown;
}

/** Acknowledges a document. */
export function receive(context: Context, actor: Actor, id: Id, { on, arrivalNumber }: ReceiveBody): Promise<Delivery> {
  return withActor(context, actor, async (work) => {
    const row = await getFor(work, id, 'receive');
    assertDay(work, on, row.sent_at === null ? null : dayOf(row.sent_at));
    await store.update(work.tx, id, { received_on: on, received_by: actor.name, arrival_number: arrivalNumber });
    if (row.purpose === 'know') await settleRecipient(work, row);
    work.audit({ action: 'document.received', object: `record/${row.document_id}`, summary: row.recipient_name });
    return viewOne(work, id);
  });
}

/** Says what was done about a document. The document by which it was done is one that the actor sees. */
export function act(context: Context, actor: Actor, id: Id, { on, note, document }: ActBody): Promise<Delivery> {
  return withActor(context, actor, async (work) => {
    const row = await getFor(work, id, 'act');
    assertDay(work, on, row.received_on);
    if (document !== null) await placedRecord(work, 'documents', document);
    if (document === null && note === '') {
      throw new AppError('input.invalid', 'what was done is to be said', {
        place: 'body.note',
        fix: 'name a document or say what was done',
      });
    }
    await store.update(work.tx, id, { acted_on: on, acted_by: actor.name, acted_note: note, acted_document_id: document });
    await settleRecipient(work, row);
    work.audit({ action: 'document.acted', object: `record/${row.document_id}`, summary: `${row.recipient_name} ${note}`.slice(0, 500) });
    return viewOne(work, id);
  });
}

/** Takes a recipient out that nothing was sent to. */
export function removeRecipient(context: Context, actor: Actor, id: Id): Promise<Recipients> {
  return withActor(context, actor, async (work) => {
    const row = await getFor(work, id, 'remove');
    await store.remove(work.tx, id);
    work.audit({ action: 'document.unaddressed', object: `record/${row.document_id}`, summary: row.recipient_name });
    return recipientsOf(work, await documentOf(work, row.document_id));
  });
}
