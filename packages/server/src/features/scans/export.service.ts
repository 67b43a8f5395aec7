import { Readable } from 'node:stream';
import type { RESULT_FORMATS } from '@ancam/contract';
import { AuthorisationNote, RESULT_FORMAT, RESULT_VERSION, ScanStatus } from '@ancam/core';
import type { HostResult, Id, Language, ScanHead } from '@ancam/core';
import { nmapEnding, nmapHost, nmapOpening } from '@ancam/documents';
import type { NmapContext } from '@ancam/documents';
import { checkNotes, regulationInForce } from '@ancam/scanner';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import type { ScanContext } from './scan-context.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';
import { getRow } from './scans.service.ts';

const PAGE = 20;

/** The head of a result file. */
export function headOf(row: ScanRow): ScanHead {
  const source = store.sourceOf(row);
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
    ...(source === null ? {} : { source }),
    stats: store.statsOf(row),
    notes: row.notes,
  };
}

/** How a file of hosts begins, goes on and ends. */
interface HostFile {
  readonly opening: string;
  readonly host: (host: HostResult, first: boolean) => string;
  readonly ending: string;
}

interface ResultQuery {
  readonly format: (typeof RESULT_FORMATS)[number];
  readonly language: Language;
}

function fileOf(context: ScanContext, head: ScanHead, { format, language }: ResultQuery): HostFile {
  const text = JSON.stringify(head);
  if (format === 'ndjson') return { opening: `${text}\n`, host: (host) => `${JSON.stringify(host)}\n`, ending: '' };
  if (format === 'json') {
    return {
      opening: `${text.slice(0, -1)},"hosts":[`,
      host: (host, first) => `${first ? '' : ','}\n${JSON.stringify(host)}`,
      ending: ']}\n',
    };
  }
  const regulation = regulationInForce(context.knowledge, head.finishedAt ?? head.startedAt);
  const told: NmapContext = { head, checks: checkNotes(context.knowledge, regulation), language };
  return { opening: nmapOpening(told), host: (host) => nmapHost(host, told), ending: nmapEnding(told) };
}

/** All hosts as a stream: they are large and many, so they are read a page at a time. Noted in the audit. */
export async function resultFile(context: ScanContext, actor: Actor, id: Id, query: ResultQuery): Promise<ReadableStream<Uint8Array>> {
  const head = await withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    work.audit({ action: 'scan.exported', object: `scan/${id}`, summary: query.format === 'json' ? 'result file' : query.format });
    return headOf(row);
  });
  const file = fileOf(context, head, query);
  async function* parts(): AsyncIterable<string> {
    yield file.opening;
    for (let after = '', first = true; ;) {
      const page = await withActor(context, actor, ({ tx }) => store.listHostResults(tx, id, { after, limit: PAGE }));
      for (const { host } of page) {
        yield file.host(host, first);
        first = false;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = last.key;
    }
    yield file.ending;
  }
  return Readable.toWeb(Readable.from(parts(), { objectMode: false })) as ReadableStream<Uint8Array>; // of bytes, since not in object mode
}
