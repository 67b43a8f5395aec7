import type { RecordData } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { RegisterId } from '@ancam/knowledge';
import { eventsOfRecord } from '@ancam/law';
import type { DutyObject, EvidenceRecord } from '@ancam/law';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { tellFacts, tellObjects } from './facts.service.ts';
import type { FactPlace } from './facts.service.ts';
import { linksOf, stateSince, toldBy } from './record-facts.store.ts';

/** A record of a simple register as it stands. */
interface Told extends FactPlace {
  readonly id: Id;
  readonly register: string;
  readonly state: string;
  readonly data: RecordData;
}

/** A record as evidence, with what a person has named it as; undefined for registers that the statute book does not know. */
export async function evidenceOf({ tx }: Work, { id, register, state, data }: Told): Promise<EvidenceRecord | undefined> {
  const known = RegisterId.safeParse(register).data;
  if (known === undefined) return undefined;
  const links = (await linksOf(tx, id)).map(({ fact, object_id }) => ({ fact, ...(object_id === null ? {} : { object: object_id }) }));
  return { register: known, id, state, stateSince: dayOf(await stateSince(tx, id)), data, links };
}

/** Tells what a record is evidence for now, after it or what a person has linked has changed. */
export async function tellRecord(context: Context, work: Work, record: Told): Promise<void> {
  const evidence = await evidenceOf(work, record);
  if (evidence === undefined) return;
  const events = eventsOfRecord(context.law, evidence);
  const objects = objectsOfRecord(evidence);
  const source = { register: evidence.register, id: record.id };
  const told = await toldBy(work.tx, record.id);
  // Most records are drafts: they say nothing, and have said nothing.
  if (objects.length > 0 || told.objects) await tellObjects(context, work, source, record, objects);
  if (events.length > 0 || told.events) await tellFacts(context, work, source, record, events);
}

/** An issued document is itself something that duties are counted by: it has to reach its recipients. */
function objectsOfRecord({ register, id, state, data }: EvidenceRecord): DutyObject[] {
  const on = data['issuedOn'];
  if (register !== 'documents' || data['direction'] !== 'out' || state !== 'confirmed' || typeof on !== 'string') return [];
  return [{ kind: 'issued-document', id, on }];
}
