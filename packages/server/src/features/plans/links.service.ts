import { registerOf } from '@ancam/contract';
import type { PlanLink, RecordLink } from '@ancam/contract';
import type { Id, Text } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { namedFiles } from '../evidence/named.service.ts';
import type { NamedFile } from '../evidence/named.service.ts';
import { namedFindings } from '../findings/named.service.ts';
import type { NamedFinding } from '../findings/named.service.ts';
import { namedRecords } from '../records/named.service.ts';
import type { LinkRow } from './items.store.ts';

type Told = Pick<PlanLink, 'name' | 'title' | 'register' | 'openFinding' | 'counts'>;

/**
 * Reads what requirements are linked to, by requirement. A file counts while it can be opened, a record once it is settled, a finding once it
 * is fixed. What the actor may not see is left out.
 */
export async function readLinks(context: Context, work: Work, rows: readonly LinkRow[]): Promise<ReadonlyMap<Id, readonly PlanLink[]>> {
  const of = (kind: LinkRow['kind']): Id[] => rows.filter((row) => row.kind === kind).map(({ target_id }) => target_id);
  const files = await namedFiles(work, of('file'));
  const records = await namedRecords(work, of('record'));
  const findings = await namedFindings(work, of('finding'));
  const tell = ({ kind, target_id: id }: LinkRow): Told | undefined => {
    if (kind === 'file') return tellFile(files.get(id));
    return kind === 'record' ? tellRecord(records.get(id)) : tellFinding(context, findings.get(id));
  };
  const read = rows.flatMap((row) => {
    const told = tell(row);
    const { id, item_id: item, kind, target_id: target, note, by_name: by, at } = row;
    return told === undefined ? [] : [{ item, link: { id, kind, target, note, by, at, ...told } }];
  });
  const grouped = Map.groupBy(read, ({ item }) => item);
  return new Map([...grouped].map(([item, links]) => [item, links.map(({ link }) => link)]));
}

function tellFile(file: NamedFile | undefined): Told | undefined {
  return file === undefined ? undefined : { name: file.name, title: null, register: null, openFinding: false, counts: file.counts };
}

function tellRecord(record: RecordLink | undefined): Told | undefined {
  if (record === undefined) return undefined;
  const state = registerOf(record.register)?.states.find(({ id }) => id === record.state);
  const name = [record.number, record.title].filter(Boolean).join(' ');
  return { name, title: null, register: record.register, openFinding: false, counts: state?.tone === 'good' };
}

function tellFinding(context: Context, finding: NamedFinding | undefined): Told | undefined {
  if (finding === undefined) return undefined;
  const { camera, check, status } = finding;
  const title = checkTitle(context, check);
  return { name: camera.name, title, register: null, openFinding: status === 'open', counts: status === 'fixed' };
}

/** Title of a check; its id where the knowledge has dropped it. */
export function checkTitle({ knowledge }: Pick<Context, 'knowledge'>, id: string): Text {
  return knowledge.checks.find((check) => check.id === id)?.title ?? { vi: id, en: id };
}
