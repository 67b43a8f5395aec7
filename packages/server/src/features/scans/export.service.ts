import { Readable } from 'node:stream';
import { AuthorisationNote, RESULT_FORMAT, RESULT_VERSION, ScanStatus } from '@ancam/core';
import type { Id, ScanHead } from '@ancam/core';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import type { ScanContext } from './scan-context.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';
import { getRow } from './scans.service.ts';

const PAGE = 20;

/** The head of a result file. */
export function headOf(row: ScanRow): ScanHead {
  return {
    format: RESULT_FORMAT,
    version: RESULT_VERSION,
    id: row.id,
    instanceId: row.instance_id,
    software: row.software,
    knowledge: row.knowledge,
    status: ScanStatus.parse(row.status),
    startedAt: row.started_at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    plan: store.planOf(row),
    ...(row.authorisation_note === null ? {} : { authorisation: AuthorisationNote.parse(row.authorisation_note) }),
    stats: store.statsOf(row),
    notes: row.notes,
  };
}

/** The result file as a stream: hosts are large and many, so they are read a page at a time. Noted in the audit. */
export async function resultFile(context: ScanContext, actor: Actor, id: Id): Promise<ReadableStream<Uint8Array>> {
  const head = await withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    work.audit({ action: 'scan.exported', object: `scan/${id}`, summary: 'result file' });
    return headOf(row);
  });
  async function* parts(): AsyncIterable<string> {
    yield `${JSON.stringify(head).slice(0, -1)},"hosts":[`;
    for (let after = '', separator = ''; ;) {
      const page = await withActor(context, actor, ({ tx }) => store.listHostResults(tx, id, { after, limit: PAGE }));
      for (const { host } of page) {
        yield `${separator}\n${JSON.stringify(host)}`;
        separator = ',';
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = last.key;
    }
    yield ']}\n';
  }
  return Readable.toWeb(Readable.from(parts(), { objectMode: false })) as ReadableStream<Uint8Array>; // of bytes, since not in object mode
}
