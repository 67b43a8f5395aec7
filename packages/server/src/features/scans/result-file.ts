import { createHash } from 'node:crypto';
import { AppError, RESULT_FORMAT, RESULT_VERSION, ScanResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { replay } from '@ancam/scanner';
import { z } from 'zod';

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

/** What the thread of an import is given. */
export interface ImportJob {
  readonly bytes: Uint8Array;
  /** Absent: the product's own. */
  readonly knowledge?: KnowledgeIndex;
}

/** A result file, concluded again, with the hash of its content. */
export interface ReadFile {
  readonly result: ScanResult;
  readonly contentHash: string;
}

/** Reads a result file and concludes again from its facts: what it concludes itself is not believed. */
export function readResultFile(bytes: Uint8Array, knowledge: KnowledgeIndex): ReadFile {
  const file = parseResultFile(bytes);
  assertNoDoubles(file);
  return { result: replay(file, knowledge), contentHash: hashOf(file) };
}
