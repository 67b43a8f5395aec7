import { mkdtemp, rm } from 'node:fs/promises';
import type { Scan, ToolFileBody, ToolFilePreview, ToolFileQuery } from '@ancam/contract';
import { AppError, message, newId } from '@ancam/core';
import type { HostResult, Id, Message, ScanHead, ScanSource } from '@ancam/core';
import { coverageOf } from '@ancam/scanner';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { knowledgeForThread } from '../../own-knowledge.ts';
import { streamThread } from '../../stream-thread.ts';
import { dropFile, hasFile, pathOf, saveFile } from '../imports/import-files.ts';
import { tellProposals } from '../proposals/waiting.service.ts';
import { assertOwnSite, rangesOfSite } from '../systems/places.service.ts';
import type { ScanContext } from './scan-context.ts';
import { get, leaseFrom, putHosts, standingFor } from './scans.service.ts';
import * as store from './scans.store.ts';
import { viewHost } from './scans.view.ts';
import type { ToolFileHead, ToolFileItem, ToolFileOrder } from './tool-file.ts';

const WORKER = new URL('tool-file-worker.ts', import.meta.url);

/** States in which taking the same file again goes on. */
const CUT_OFF: ReadonlySet<string> = new Set(['interrupted', 'cancelled']);

/** An upload is found by whoever sent it alone. What nobody takes is removed with other uploads that were left. */
function uploadName(actor: Actor, upload: Id): string {
  return `${upload}-${actor.accountId ?? ''}`;
}

/** A file being read. */
interface Reading {
  readonly file: ToolFileHead;
  readonly source: ScanSource;
  readonly batches: AsyncGenerator<readonly HostResult[]>;
}

/** Opens an uploaded file; ends with `close`, which stops the thread and removes what it wrote. */
async function openFile(
  context: ScanContext,
  actor: Actor,
  given: { readonly upload: Id; readonly name: string; readonly changedAt: string },
): Promise<Reading & { close: () => Promise<void> }> {
  const path = pathOf(context.importFolder, uploadName(actor, given.upload));
  const folder = await mkdtemp(`${path}.read-`);
  const order: ToolFileOrder = {
    path,
    name: given.name,
    changedAt: given.changedAt,
    owner: actor.unitId,
    instanceId: context.instanceId,
    folder,
    ...knowledgeForThread(context),
  };
  const items = streamThread<ToolFileItem>(WORKER, order, 'file of another tool');
  const close = async (): Promise<void> => {
    await items.return(undefined);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const first = await items.next();
    if (first.done === true || !('head' in first.value) || first.value.head.source === undefined) {
      throw new AppError('internal', 'the thread gave no head of the file');
    }
    return { file: first.value, source: first.value.head.source, batches: batchesOf(items), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

async function* batchesOf(items: AsyncGenerator<ToolFileItem>): AsyncGenerator<readonly HostResult[]> {
  for await (const item of items) if ('results' in item) yield item.results;
}

/** Takes an upload in and says what it holds; nothing else is kept of it yet. */
export async function preview(
  context: ScanContext,
  actor: Actor,
  { name, changedAt, body }: ToolFileQuery & { readonly body: AsyncIterable<Uint8Array> | null },
): Promise<ToolFilePreview> {
  const upload = newId();
  await saveFile(context.importFolder, uploadName(actor, upload), body);
  try {
    const { file, source, close } = await openFile(context, actor, { upload, name, changedAt });
    await close();
    const { head, hosts, openPorts, faults } = file;
    const known = await withActor(context, actor, ({ tx }) => store.findScan(tx, head.id));
    return {
      upload,
      source,
      startedAt: head.startedAt,
      finishedAt: head.finishedAt ?? head.startedAt,
      hosts,
      openPorts,
      faults: [...faults],
      known: known === undefined || CUT_OFF.has(known.status) ? null : known.id,
    };
  } catch (thrown) {
    await dropFile(context.importFolder, uploadName(actor, upload));
    throw thrown;
  }
}

/**
 * Takes a file over as a scan. It is written in the background, batch by batch; a server that dies leaves it interrupted, and taking the same file
 * again goes on. A file that is known changes nothing.
 */
export async function take(context: ScanContext, actor: Actor, body: ToolFileBody): Promise<Scan> {
  const name = uploadName(actor, body.upload);
  if (!(await hasFile(context.importFolder, name))) {
    throw new AppError('not-found', 'the file is no longer there', { place: 'upload', fix: 'send the file again' });
  }
  const reading = await openFile(context, actor, body);
  const { head } = reading.file;
  try {
    const begun = await withActor(context, actor, (work) => begin(context, work, reading, body.siteId));
    if (!begun) {
      await reading.close();
      await dropFile(context.importFolder, name);
      return await get(context, actor, head.id);
    }
  } catch (thrown) {
    await reading.close();
    throw thrown;
  }
  context.imports.start(head.id, async (signal) => {
    try {
      await write(context, actor, { reading, siteId: body.siteId, signal });
      if (!signal.aborted) await dropFile(context.importFolder, name);
    } catch (thrown) {
      await fail(context, actor, head.id, thrown);
    } finally {
      context.live.close(head.id);
      await reading.close();
    }
  });
  return get(context, actor, head.id);
}

/** Records the scan, or goes on with what was cut off. False where the file is known. */
async function begin(context: ScanContext, work: Work, { file: { head }, source }: Reading, siteId: Id | null): Promise<boolean> {
  await assertOwnSite(work, siteId);
  const known = await store.findScan(work.tx, head.id);
  if (known !== undefined && !CUT_OFF.has(known.status)) return false;
  context.live.open(head.id);
  if (known !== undefined) await store.reviveScan(work.tx, head.id, leaseFrom(work.now));
  else {
    await store.insertScan(work, {
      id: head.id,
      authorisationId: null,
      siteId,
      authorisation: undefined,
      origin: 'imported',
      status: 'running',
      leaseUntil: leaseFrom(work.now),
      plan: head.plan,
      stats: head.stats,
      notes: head.notes,
      knowledge: head.knowledge,
      software: head.software,
      contentHash: source.sha256,
      source,
      startedAt: head.startedAt,
      finishedAt: null,
    });
  }
  const summary = `${source.tool}: ${source.file}, ${source.sha256.slice(0, 16)}`;
  work.audit({ action: 'scan.imported', object: `scan/${head.id}`, summary });
  return true;
}

interface Writing {
  readonly reading: Reading;
  readonly siteId: Id | null;
  readonly signal: AbortSignal;
}

async function write(context: ScanContext, starter: Actor, { reading, siteId, signal }: Writing): Promise<void> {
  const { head, hosts: total } = reading.file;
  const actor = await standingFor(context, starter, head.id);
  const outside = await withActor(context, actor, async (work) => new OutsideRanges(await rangesOfSite(work, siteId)));
  const done = new Set<string>();
  const cameras = new Set<string>();
  for await (const hosts of reading.batches) {
    if (signal.aborted) return;
    const rows = await withActor(context, actor, (work) => writeBatch(context, work, head.id, hosts));
    for (const { address, identity } of hosts) {
      outside.count(address, done.has(address));
      done.add(address);
      if (identity.kind === 'camera' || identity.kind === 'recorder') cameras.add(address);
    }
    for (const host of rows) context.live.send(head.id, { type: 'host', host });
    const progress = { stage: 'probe', done: done.size, total, alive: done.size, cameras: cameras.size } as const;
    context.live.send(head.id, { type: 'progress', progress });
  }
  const stats = { ...head.stats, cameras: cameras.size };
  await withActor(context, actor, (work) => end(context, work, { ...head, stats, notes: [...head.notes, ...outside.notes()] }));
  context.live.send(head.id, { type: 'status', scan: await get(context, actor, head.id) });
}

async function writeBatch(context: ScanContext, work: Work, scanId: Id, hosts: readonly HostResult[]) {
  await putHosts(context, work, scanId, hosts, true);
  await store.renewLeases(work.tx, [scanId], leaseFrom(work.now));
  const rows = await Promise.all(hosts.map(({ address }) => store.findHostRow(work.tx, scanId, address)));
  return rows.flatMap((row) => (row === undefined ? [] : [viewHost(row)]));
}

async function end(context: ScanContext, work: Work, { id, stats, notes, finishedAt = work.now }: ScanHead): Promise<void> {
  await store.endScan(work.tx, id, { status: 'completed', stats, notes, finishedAt });
  await tellProposals(context, work, id);
  work.audit({ action: 'scan.ended', object: `scan/${id}`, summary: `completed, ${stats.alive} hosts, ${stats.cameras} cameras` });
}

async function fail(context: ScanContext, actor: Actor, id: Id, thrown: unknown): Promise<void> {
  context.log.error({ err: thrown, scan: id }, 'a file of another tool could not be taken over');
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  await withActor(context, await standingFor(context, actor, id), async (work) => {
    await store.endScan(work.tx, id, { status: 'interrupted', notes: [message('scanner-fault', { cause })], finishedAt: work.now });
    work.audit({ action: 'scan.interrupted', object: `scan/${id}`, summary: cause.slice(0, 200) });
  });
}

/** Counts addresses that the ranges recorded for a site do not hold; counts none where no range is recorded. */
class OutsideRanges {
  readonly #covers: ((address: string) => boolean) | undefined;
  #count = 0;
  #first = '';

  constructor(ranges: readonly string[]) {
    this.#covers = ranges.length === 0 ? undefined : coverageOf(ranges, []);
  }

  count(address: string, again: boolean): void {
    if (again || this.#covers === undefined || this.#covers(address)) return;
    if (this.#count === 0) this.#first = address;
    this.#count += 1;
  }

  notes(): Message[] {
    return this.#count === 0 ? [] : [message('outside-ranges', { count: this.#count, address: this.#first })];
  }
}
