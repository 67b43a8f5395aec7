import { createHash } from 'node:crypto';
import type { ImportReport } from '@ancam/contract';
import { AppError, RESULT_FORMAT, RESULT_VERSION, ScanResult } from '@ancam/core';
import { replay } from '@ancam/scanner';
import { z } from 'zod';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import type { ScanContext } from './scan-context.ts';
import { putHost } from './scans.service.ts';
import * as store from './scans.store.ts';

/** A result file of 1,000 cameras has some 40 MB. */
export const LARGEST_FILE = 200 * 1024 * 1024;

const FIX = 'export the file again with `ancam scan --format json`, and carry it over unchanged';
const Marker = z.object({ format: z.unknown(), version: z.unknown() });

/** Reads a result file. Throws `file.not-a-result` with the place of the first fault. */
function parseResultFile(bytes: Uint8Array): ScanResult {
  const refuse = (message: string, place: string, fix = FIX, cause?: unknown): AppError =>
    new AppError('file.not-a-result', message, { place, fix }, cause);
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (thrown) {
    throw refuse('the file is not JSON', thrown instanceof Error ? thrown.message.slice(0, 200) : 'file', FIX, thrown);
  }
  const marker = Marker.safeParse(data);
  if (!marker.success || marker.data.format !== RESULT_FORMAT) throw refuse('the file is no AnCam result', 'format');
  if (marker.data.version !== RESULT_VERSION) {
    throw refuse(`the file has version ${String(marker.data.version)}`, 'version', 'update this AnCam and import again');
  }
  const parsed = ScanResult.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`, issue?.path.join('.') ?? 'file', FIX, parsed.error);
}

function assertNoDoubles(result: ScanResult): void {
  const addresses = new Set<string>();
  const ids = new Set<string>();
  for (const [index, { address, id }] of result.hosts.entries()) {
    if (addresses.has(address) || ids.has(id)) {
      throw new AppError('file.not-a-result', `the host ${address} comes twice`, { place: `hosts.${index}`, fix: FIX });
    }
    addresses.add(address);
    ids.add(id);
  }
}

/** The content that makes two files the same scan: all of it but what knowledge concludes. */
function hashOf(result: ScanResult): string {
  const hosts = result.hosts.map(({ id, address, facts, probes, observations }) => [id, address, facts, probes, observations]);
  return createHash('sha256')
    .update(JSON.stringify([result.id, result.startedAt, hosts]))
    .digest('hex');
}

/**
 * Imports a result file: all of it or nothing. The same file again changes nothing; another content under the same scan id is refused.
 * What the file concludes is thrown away and concluded again from its facts with the knowledge here.
 */
export async function importFile(context: ScanContext, actor: Actor, bytes: Uint8Array): Promise<ImportReport> {
  const file = parseResultFile(bytes);
  assertNoDoubles(file);
  const contentHash = hashOf(file);
  return withActor(context, actor, async (work) => {
    const known = await store.findScan(work.tx, file.id);
    if (known !== undefined) return knownReport(work, file, known.content_hash === contentHash);
    const result = replay(file, context.knowledge);
    await store.insertScan(work, {
      id: result.id,
      authorisationId: null,
      authorisation: result.authorisation,
      origin: 'imported',
      status: result.status === 'running' ? 'interrupted' : result.status,
      leaseUntil: null,
      plan: result.plan,
      stats: result.stats,
      notes: result.notes,
      knowledge: result.knowledge,
      software: result.software,
      contentHash,
      startedAt: result.startedAt,
      finishedAt: result.finishedAt ?? null,
    });
    return writeHosts(context, work, result);
  });
}

async function writeHosts(context: ScanContext, work: Work, result: ScanResult): Promise<ImportReport> {
  const recognised: ImportReport['recognised'] = [];
  let created = 0;
  for (const host of result.hosts) {
    const registered = await putHost(context, work, result.id, host, true);
    if (registered === undefined) continue;
    if (registered.by === 'new') created += 1;
    else recognised.push({ cameraId: registered.cameraId, address: host.address, by: registered.by });
  }
  const summary = `${result.hosts.length} hosts, ${created} new cameras, ${recognised.length} recognised`;
  work.audit({ action: 'scan.imported', object: `scan/${result.id}`, summary });
  const cameras = { recognised: recognised.length, created };
  return { scanId: result.id, alreadyKnown: false, hosts: result.hosts.length, cameras, recognised };
}

function knownReport(work: Work, file: ScanResult, same: boolean): ImportReport {
  if (!same) {
    throw new AppError('conflict', 'a scan of this id is known with another content', {
      place: `id ${file.id}`,
      fix: 'import the file as it was first exported; a scan that went on has to be imported on an instance that does not know it',
    });
  }
  work.audit({ action: 'scan.imported', object: `scan/${file.id}`, summary: 'known already, nothing changed' });
  return { scanId: file.id, alreadyKnown: true, hosts: file.hosts.length, cameras: { recognised: 0, created: 0 }, recognised: [] };
}
