import type { EvidenceFile, EvidenceList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { cleanName, kindOf } from '../../files/file-kind.ts';
import type { Incoming } from '../../files/file-store.ts';
import * as store from './evidence.store.ts';
import type { EvidenceRow, NewEvidence } from './evidence.store.ts';

/** The record that files belong to, and where it stands. */
export interface Holder extends Placement {
  readonly id: Id;
}

/** A file that has been looked at and can be entered. */
export interface Checked {
  readonly incoming: Incoming;
  readonly row: Omit<NewEvidence, 'record_id'>;
}

function view(row: EvidenceRow & { readonly uses: number }): EvidenceFile {
  const { id, purpose, name, version, size, sha256, type, threat, uses } = row;
  const scan = row.scan as EvidenceFile['scan']; // held by the table's check
  return { id, purpose, name, version, size, sha256, type, scan, threat, uses, createdAt: row.created_at, createdBy: row.created_by };
}

export async function listOf({ tx }: Work, holder: Id): Promise<EvidenceList> {
  return { items: (await store.listEvidence(tx, holder)).map(view) };
}

/** Purposes for which a record has a file that can be opened. */
export async function purposesOf({ tx }: Work, holder: Id): Promise<ReadonlySet<string>> {
  const rows = await store.listEvidence(tx, holder);
  return new Set(rows.filter(({ scan, purpose }) => purpose !== '' && (scan === 'clean' || scan === 'unscanned')).map(({ purpose }) => purpose));
}

/** Takes a file in outside of any transaction: hash, type by content, virus scan. What is refused leaves nothing behind. */
export async function takeIn(
  { files, scanner, largestFile }: Context,
  given: { readonly name: string; readonly purpose: string },
  content: AsyncIterable<Uint8Array>,
): Promise<Checked> {
  const name = cleanName(given.name);
  const incoming = await files.receive(content, largestFile);
  try {
    const type = await kindOf(incoming.path, name, incoming.size);
    await files.keep(incoming);
    const found = scanner === undefined ? undefined : await scanner(await files.read(incoming.sha256));
    const threat = found?.scan === 'infected' ? found.threat : null;
    const { size, sha256 } = incoming;
    return { incoming, row: { id: newId(), purpose: given.purpose, name, size, sha256, type, scan: found?.scan ?? 'unscanned', threat } };
  } catch (thrown) {
    await files.drop(incoming);
    throw thrown;
  }
}

/** Enters a file that was taken in, as the next version of its name. */
export async function attach(work: Work, holder: Holder, { row }: Checked): Promise<void> {
  const version = await store.insertEvidence(work, holder, { ...row, record_id: holder.id });
  const summary = `${row.name} (${version}), ${row.sha256.slice(0, 16)}${row.threat === null ? '' : `: ${row.threat}`}`;
  work.audit({
    action: row.scan === 'infected' ? 'evidence.infected' : 'evidence.added',
    object: `evidence/${row.id}`,
    summary,
    classification: holder.classification,
  });
}

/** A file to be opened. One that waits for the scanner is shown to it again; what is infected or still waits is refused. */
export async function openFile({ files, scanner }: Context, work: Work, holder: Holder, id: Id): Promise<EvidenceRow> {
  const row = await store.findEvidence(work.tx, holder.id, id);
  if (row === undefined) throw new AppError('not-found', 'no such file', { place: id });
  if (row.scan === 'waiting' && scanner !== undefined) {
    const found = await scanner(await files.read(row.sha256));
    const threat = found.scan === 'infected' ? found.threat : null;
    if (found.scan !== 'waiting') await store.setScan(work.tx, id, found.scan, threat);
    return { ...row, scan: found.scan, threat };
  }
  if (row.classification > 0) {
    work.audit({ action: 'evidence.read', object: `evidence/${id}`, summary: row.name, classification: row.classification });
  }
  return row;
}

/** Lets the files of a record be seen no further than the record itself. */
export function restrict(work: Work, holder: Id, classification: number): Promise<void> {
  return store.restrictEvidence(work.tx, holder, classification);
}

const CHECKED_AT_ONCE = 500;

/** Looks at every file of the store: is it there, and is it what it was. Reads every byte. */
export async function* checkFiles(context: Context): AsyncGenerator<{ readonly id: Id; readonly state: 'missing' | 'altered' }> {
  for (let after: Id | undefined; ;) {
    const from = after;
    const rows = await asOwner(context, (tx) => store.listAfter(tx, from, CHECKED_AT_ONCE));
    for (const { id, sha256, size } of rows) {
      const state = await context.files.check(sha256, size);
      if (state !== 'ok') yield { id, state };
    }
    after = rows.at(-1)?.id;
    if (rows.length < CHECKED_AT_ONCE) return;
  }
}
