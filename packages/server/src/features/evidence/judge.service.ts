import type { Holder } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import type { AuditNote } from '../../db/audit.ts';
import { keptKey, quarantineKey } from '../../files/blob-store.ts';
import { keyOf } from '../../files/files.ts';
import { clearIncoming, letGo, receive } from '../../files/incoming.ts';
import type { ScanResult, Scanner } from '../../files/virus-scan.ts';
import { auditedAs } from './holders.ts';
import * as store from './evidence.store.ts';
import type { EvidenceRow } from './evidence.store.ts';

const LOOK_EVERY_MS = 30_000;
const AT_ONCE = 100;

/**
 * Shows the scanner what it has not judged: files that wait, and those taken in before there was a scanner. What it clears is opened, what
 * it finds a virus in stays closed. Ends early where the scanner does not answer. Safe to run in several processes at once. Returns how
 * many contents were judged.
 */
export async function judgeWaiting(context: Context, stop?: AbortSignal): Promise<number> {
  const { scanner } = context.files;
  if (scanner === undefined) return 0;
  let judged = 0;
  for (let after = ''; ;) {
    const from = after;
    const contents = await asOwner(context, (tx) => store.listUnjudged(tx, from, AT_ONCE));
    for (const content of contents) {
      if (stop?.aborted === true) return judged;
      const found = await judgeOne(context, scanner, content);
      if (found === undefined) continue; // its bytes are gone: `ancam doctor --files` names it
      if (found.scan === 'waiting') return judged;
      judged += 1;
    }
    after = contents.at(-1)?.sha256 ?? '';
    if (contents.length < AT_ONCE) return judged;
  }
}

async function judgeOne(context: Context, scanner: Scanner, content: { sha256: string; scan: string }): Promise<ScanResult | undefined> {
  const { files } = context;
  const { sha256 } = content;
  const bytes = (await files.store.open(keyOf(content))) ?? (await files.store.open(keptKey(sha256)));
  if (bytes === undefined) return undefined;
  const incoming = await receive(files.incoming, bytes, Number.POSITIVE_INFINITY);
  try {
    const found = await scanner(incoming.path);
    if (found.scan === 'waiting') return found;
    if (found.scan === 'clean') await files.store.put(keptKey(sha256), incoming);
    await note(context, sha256, found);
    await files.store.remove(quarantineKey(sha256));
    return found;
  } finally {
    await letGo(incoming);
  }
}

function note(context: Context, sha256: string, found: ScanResult): Promise<void> {
  if (found.scan === 'waiting') return Promise.resolve();
  const threat = found.scan === 'infected' ? found.threat : null;
  const { scan } = found;
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const rows = await store.setScan(tx, sha256, { scan, threat, at: now });
    for (const row of rows) await appendAudit(tx, { actor: systemAt(row), instanceId: context.instanceId, now }, [noteOf(row)]);
  });
}

/** The system where a file stands. */
function systemAt(row: EvidenceRow) {
  const { home_id: homeId, unit_id: unitId, scope_path: scopePath, place_path: placePath } = row;
  return { accountId: null, name: 'AnCam', homeId, unitId, scopePath, placePath, clearance: 0 };
}

function noteOf({ holder_kind, holder_id: id, name, version, threat, scan }: EvidenceRow): AuditNote {
  const summary = `${name} (${version})${threat === null ? '' : `: ${threat}`}`;
  const kind = holder_kind as Holder; // held by the table's check
  return { action: scan === 'infected' ? 'evidence.infected' : 'evidence.cleared', object: auditedAs(kind, id), summary };
}

/** Judges what waits from now on; gives the function that stops it. */
export function keepJudging(context: Context): () => Promise<void> {
  const stop = new AbortController();
  let busy: Promise<unknown> | undefined;
  const begin = (): void => {
    busy ??= judgeWaiting(context, stop.signal)
      .catch((fault: unknown) => context.log.error({ err: fault }, 'files that wait could not be judged'))
      .finally(() => (busy = undefined));
  };
  void clearIncoming(context.files.incoming).catch(() => undefined); // tidying up can wait for the next start
  begin();
  const timer = setInterval(begin, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    stop.abort();
    clearInterval(timer);
    await busy;
  };
}
