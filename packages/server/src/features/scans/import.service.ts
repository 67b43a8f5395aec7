import type { ImportReport } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { HostResult, Id, ScanResult } from '@ancam/core';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { knowledgeForThread } from '../../own-knowledge.ts';
import { runThread } from '../../thread.ts';
import { assertOwnSite } from '../systems/places.service.ts';
import type { ImportJob, ReadFile } from './result-file.ts';
import type { ScanContext } from './scan-context.ts';
import { countsOfScans } from '../proposals/counts.service.ts';
import { tellProposals } from '../proposals/waiting.service.ts';
import { leaseFrom, missCameras, putHosts } from './scans.service.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';

/** A result file of 1,000 cameras has some 45 MB. */
export const LARGEST_FILE = 200 * 1024 * 1024;

const WORKER = new URL('import-worker.ts', import.meta.url);
/** Hosts written together; between the chunks others are served. */
const CHUNK = 25;

/**
 * Imports a result file. A fault anywhere in it refuses all of it before anything is written. It is then written in chunks; where the
 * server dies between them, the scan stands as interrupted and importing the same file again goes on. A file that is known changes
 * nothing; another content under the same scan id is refused.
 */
export async function importFile(context: ScanContext, actor: Actor, bytes: Uint8Array, siteId: Id | null = null): Promise<ImportReport> {
  const file = await runThread<ReadFile>(WORKER, { bytes, ...knowledgeForThread(context) } satisfies ImportJob);
  if (!(await withActor(context, actor, (work) => begin(work, file, siteId)))) {
    return withActor(context, actor, (work) => reportOf(work, file.result, true, new Map()));
  }
  const { result } = file;
  const written: Written = new Map();
  for (let start = 0; start < result.hosts.length; start += CHUNK) {
    const chunk = result.hosts.slice(start, start + CHUNK);
    for (const [address, each] of await withActor(context, actor, (work) => writeChunk(context, work, result, chunk)))
      written.set(address, each);
  }
  return withActor(context, actor, async (work) => {
    const { finishedAt = work.now, stats, notes } = result;
    await store.endScan(work.tx, result.id, { status: statusOf(result), stats, notes, finishedAt });
    await missCameras(work, result.id);
    await tellProposals(context, work, result.id);
    const report = await reportOf(work, result, false, written);
    const summary = `${report.hosts} hosts, ${report.cameras.created} new cameras, ${report.cameras.recognised} recognised`;
    work.audit({ action: 'scan.imported', object: `scan/${result.id}`, summary });
    return report;
  });
}

function statusOf({ status }: ScanResult): ScanResult['status'] {
  return status === 'running' || status === 'paused' ? 'interrupted' : status;
}

type Written = Awaited<ReturnType<typeof putHosts>>;

/** Records the scan, or goes on with an import that was cut off. False where the file is known already. */
async function begin(work: Work, { result, contentHash }: ReadFile, siteId: Id | null): Promise<boolean> {
  await assertOwnSite(work, siteId);
  const known = await store.findScan(work.tx, result.id);
  if (known !== undefined) return continues(work, known, { result, contentHash });
  await store.insertScan(work, {
    id: result.id,
    authorisationId: null,
    siteId,
    authorisation: result.authorisation,
    origin: 'imported',
    status: 'running',
    leaseUntil: leaseFrom(work.now),
    plan: result.plan,
    stats: result.stats,
    notes: result.notes,
    knowledge: result.knowledge,
    software: result.software,
    contentHash,
    source: result.source,
    startedAt: result.startedAt,
    finishedAt: null,
  });
  return true;
}

async function continues(work: Work, known: ScanRow, { result, contentHash }: ReadFile): Promise<boolean> {
  const place = `id ${result.id}`;
  if (known.status === 'running')
    throw new AppError('conflict', 'this scan is still running or being imported', { place, fix: 'wait for its end' });
  // A scan of this instance has nothing to learn from its own export.
  if (known.origin === 'live') return false;
  if (known.content_hash !== contentHash) {
    throw new AppError('conflict', 'a scan of this id is known with another content', {
      place,
      fix: 'import the file as it was first exported',
    });
  }
  if ((await store.countHosts(work.tx, known.id)).alive === result.hosts.length) return false;
  await store.reviveScan(work.tx, known.id, leaseFrom(work.now));
  return true;
}

async function writeChunk(context: ScanContext, work: Work, result: ScanResult, hosts: readonly HostResult[]): Promise<Written> {
  const written = await putHosts(context, work, result.id, hosts, true);
  await store.renewLeases(work.tx, [result.id], leaseFrom(work.now));
  return written;
}

async function reportOf(work: Work, result: ScanResult, alreadyKnown: boolean, written: Written): Promise<ImportReport> {
  const recognised = [...written].flatMap(([address, { cameraId, by }]) => (by === 'new' ? [] : [{ cameraId, address, by }]));
  const created = written.size - recognised.length;
  const proposals = (await countsOfScans(work, [result.id]))(result.id);
  const cameras = { recognised: recognised.length, created };
  return { scanId: result.id, alreadyKnown, hosts: result.hosts.length, cameras, proposals, recognised };
}
