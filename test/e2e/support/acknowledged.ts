import { randomUUID } from 'node:crypto';
import { ImportReport, api } from '@ancam/contract';
import type { CameraList } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { resultOf } from '../../../packages/server/test/results.ts';
import type { ApiUser } from './api-client.ts';

/** A finding that waits for a decision. */
export interface OpenFinding {
  readonly id: string;
  readonly cameraId: string;
}

/** What the server said it had kept. */
export interface Journal {
  /** Name by id of every camera entered by hand. */
  readonly cameras: Map<string, string>;
  /** Every finding that was accepted: its camera and the reason given, by id. */
  readonly decisions: Map<string, OpenFinding & { readonly reason: string }>;
  /** Ids of imported scans. */
  readonly imports: Set<string>;
}

export function newJournal(): Journal {
  return { cameras: new Map(), decisions: new Map(), imports: new Set() };
}

/** Takes the entries of one journal over into another. */
export function merge(all: Journal, more: Journal): void {
  for (const [id, name] of more.cameras) all.cameras.set(id, name);
  for (const [id, decision] of more.decisions) all.decisions.set(id, decision);
  for (const id of more.imports) all.imports.add(id);
}

/** How much was acknowledged. */
export function sizeOf({ cameras, decisions, imports }: Journal): number {
  return cameras.size + decisions.size + imports.size;
}

const ACCEPTED_UNTIL = '2099-12-31';

/** Imports a scan of cameras with flaws; gives the scan's id. */
async function importScan(user: ApiUser, addresses: readonly string[]): Promise<string> {
  const shown = addresses.map((address) => ({ address, serial: `S-${address}`, telnet: true }));
  const body = JSON.stringify(resultOf(new Date().toISOString(), ...shown));
  const response = await user.fetch('/api/scans/import', { method: 'POST', body });
  if (!response.ok) throw new Error(`import: ${response.status}`);
  return ImportReport.parse(await response.json()).scanId;
}

/** Imports cameras with flaws; gives their findings, which wait for a decision. */
export async function importCameras(user: ApiUser, count: number): Promise<OpenFinding[]> {
  const addresses = Array.from({ length: count }, (_, n) => `10.9.${Math.floor(n / 250)}.${(n % 250) + 1}`);
  await importScan(user, addresses);
  const open: OpenFinding[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: CameraList = await user.call(api.listCameras, { query: { limit: 200, cursor } });
    for (const { id } of page.items) {
      const { findings } = await user.call(api.getCamera, { params: { id } });
      open.push(...findings.map((finding) => ({ id: finding.id, cameraId: id })));
    }
    cursor = page.next;
  }
  return open;
}

/** Writes from several clients at once until `stop` is called or the server is gone. Only what was answered is noted. */
export function writeOn(
  user: ApiUser,
  journal: Journal,
  open: OpenFinding[],
): { readonly ended: Promise<unknown>; readonly stop: () => void } {
  const stopped = new AbortController();
  const loop = (write: () => Promise<void>): Promise<void> =>
    (async () => {
      while (!stopped.signal.aborted) await write();
    })().catch(() => undefined);
  const addCamera = async (): Promise<void> => {
    const name = `Camera ${randomUUID()}`;
    const { id } = await user.call(api.addCamera, { body: { name, serial: randomUUID() } });
    journal.cameras.set(id, name);
  };
  const decide = async (): Promise<void> => {
    const finding = open.pop();
    if (finding === undefined) return addCamera();
    const { id } = finding;
    const reason = `đợi thay máy ${randomUUID()}`;
    await user.call(api.acceptFinding, { params: { id }, body: { reason, until: ACCEPTED_UNTIL } });
    journal.decisions.set(id, { ...finding, reason });
  };
  let round = 0;
  const importOne = async (): Promise<void> => {
    round += 1;
    journal.imports.add(await importScan(user, [`10.8.${round % 200}.1`, `10.8.${round % 200}.2`]));
  };
  const ended = Promise.all([loop(addCamera), loop(addCamera), loop(decide), loop(importOne)]);
  return {
    ended,
    stop: () => {
      stopped.abort();
    },
  };
}

/** Only a clear answer that there is none counts as loss; a server that does not answer is another fault. */
function absent(thrown: unknown): undefined {
  if (!(thrown instanceof AppError) || thrown.code !== 'not-found') throw thrown;
}

/** What of the journal the server does not have, or has otherwise. */
export async function missingOf(user: ApiUser, journal: Journal): Promise<string[]> {
  const missing: string[] = [];
  for (const [id, name] of journal.cameras) {
    const camera = await user.call(api.getCamera, { params: { id } }).catch(absent);
    if (camera?.name !== name) missing.push(`camera ${id}`);
  }
  for (const [id, { cameraId, reason }] of journal.decisions) {
    const camera = await user.call(api.getCamera, { params: { id: cameraId } }).catch(absent);
    const finding = camera?.findings.find((each) => each.id === id);
    if (finding?.status !== 'accepted' || finding.reason !== reason) missing.push(`finding ${id}`);
  }
  for (const id of journal.imports) {
    const scan = await user.call(api.getScan, { params: { id } }).catch(absent);
    if (scan?.status !== 'completed' || scan.stats.cameras !== 2) missing.push(`scan ${id}`);
  }
  return missing;
}
