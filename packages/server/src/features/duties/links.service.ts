import type { RecordDuties, RecordLinkBody } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { eventsOfRecord, linkableFacts } from '@ancam/law';
import type { Context } from '../../context.ts';
import { assertMayChange, holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import * as store from './links.store.ts';
import type { LinkedRecord } from './links.store.ts';
import { evidenceOf, tellRecord } from './record-facts.service.ts';

async function getRecord(work: Work, id: Id): Promise<LinkedRecord> {
  const row = await store.findRecord(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such record', { place: id });
  return row;
}

async function viewDuties({ law }: Context, work: Work, record: LinkedRecord): Promise<RecordDuties> {
  const evidence = await evidenceOf(work, record);
  const linkable = evidence === undefined ? [] : linkableFacts(law, evidence);
  const objects = await store.objectsAt(work.tx, record.scope_path);
  const names = new Map(objects.map(({ id, name }) => [id, name]));
  const dutiesOf = (fact: string): string[] => [...(law.duties.ofFact.get(fact) ?? [])];
  const refusal =
    !holds(work.actor, 'record.write') || !mayChange(work.actor, record) ? 'no-permission' : linkable.length === 0 ? 'state' : undefined;
  const kinds = new Set<string | undefined>(linkable.map(({ object }) => object));
  return {
    told: (evidence === undefined ? [] : eventsOfRecord(law, evidence)).map(({ fact, on, object }) => ({
      fact,
      on,
      object: object ?? null,
      duties: dutiesOf(fact),
    })),
    links: (await store.linksBy(work.tx, record.id)).map((link) => ({
      id: link.id,
      fact: link.fact,
      object: link.object_id,
      objectName: names.get(link.object_id ?? '') ?? '',
      by: link.linked_by,
      at: link.linked_at,
    })),
    linkable: linkable.map(({ id, object }) => ({ fact: id, object: object ?? null, duties: dutiesOf(id) })),
    objects: objects.filter(({ kind }) => kinds.has(kind)),
    actions: {
      state: record.state,
      may: refusal === undefined ? ['link', 'unlink'] : [],
      blockers: refusal === undefined ? [] : [{ action: 'link', reason: refusal }],
    },
  };
}

/** What a record is evidence for, and what it may be named as. */
export function readLinks(context: Context, actor: Actor, id: Id): Promise<RecordDuties> {
  return withActor(context, actor, async (work) => viewDuties(context, work, await getRecord(work, id)));
}

/** Names a record as evidence for a fact; the statuses follow. Throws `input.invalid` for what the record is no evidence for. */
export function link(context: Context, actor: Actor, id: Id, { fact, object }: RecordLinkBody): Promise<RecordDuties> {
  return withActor(context, actor, async (work) => {
    const record = await getRecord(work, id);
    assertMayChange(actor, record);
    const evidence = await evidenceOf(work, record);
    const known = evidence === undefined ? undefined : linkableFacts(context.law, evidence).find((each) => each.id === fact);
    if (known === undefined) {
      throw new AppError('input.invalid', 'the record is no evidence for this', {
        place: 'body.fact',
        fix: 'take one of the linkable facts',
      });
    }
    const objects = await store.objectsAt(work.tx, record.scope_path);
    const fits = known.object === undefined ? object === null : objects.some((each) => each.id === object && each.kind === known.object);
    if (!fits) throw new AppError('input.invalid', 'the fact is not about this', { place: 'body.object', fix: 'take one of the objects' });
    await store.insertLink(work, newId(), record, fact, object);
    await tellRecord(context, work, record);
    work.audit({ action: 'record.linked', object: `record/${id}`, summary: fact, atLeast: record.classification });
    return viewDuties(context, work, record);
  });
}

/** Takes a link back; the statuses follow. */
export function unlink(context: Context, actor: Actor, linkId: Id): Promise<RecordDuties> {
  return withActor(context, actor, async (work) => {
    const found = await store.findLink(work.tx, linkId);
    if (found === undefined) throw new AppError('not-found', 'no such link', { place: linkId });
    const record = await getRecord(work, found.record_id);
    assertMayChange(actor, record);
    if (found.withdrawn_at !== null) throw new AppError('conflict', 'it has been taken back', { place: linkId, reason: 'withdrawn' });
    await store.withdrawLink(work, linkId);
    await tellRecord(context, work, record);
    work.audit({ action: 'record.unlinked', object: `record/${record.id}`, summary: found.fact, atLeast: record.classification });
    return viewDuties(context, work, record);
  });
}
