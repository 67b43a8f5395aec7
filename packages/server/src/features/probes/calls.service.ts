import { PollBody, ResultsBody } from '@ancam/contract';
import type { EnrolBody, Enrolled, PollAnswer, ResultsAnswer } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { asOwner } from '../../db/actor.ts';
import { appendAudit } from '../../db/audit.ts';
import { readLimited } from '../../http/body.ts';
import type { Visit } from '../../http/visit.ts';
import { parseGiven } from '../../parse-given.ts';
import { hashSecret } from '../../secrets.ts';
import { settleAll } from '../notices/notify.service.ts';
import { exchangePieces, takeResults } from '../scans/pieces.service.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { aboutProbe, nameOf } from './probes.service.ts';
import * as store from './probes.store.ts';
import type { ProbeRow } from './probes.store.ts';
import { fingerprintOf, isSignedBy, readHeader, readKey } from './signature.ts';

/** Fifty devices with long transcripts have some 5 MB. */
const LARGEST_BODY = 32 * 1024 * 1024;
/** How often a probe asks: one that works, and one that waits. */
const AGAIN_SECONDS = { working: 5, idle: 15 };

/**
 * Takes the key of a probe for its one-time code. The same key may come again with the same code until it has signed a request: the answer
 * may have been lost. Throws `auth.failed` for any code that does not stand, whatever the reason.
 */
export async function enrol(context: ScanContext, body: EnrolBody): Promise<Enrolled> {
  const key = readKey(body.publicKey);
  return asOwner(context, async (tx) => {
    const now = context.clock().toISOString();
    const row = await store.lockByCode(tx, hashSecret(body.code), now);
    if (row === undefined || (row.public_key !== null && row.public_key !== body.publicKey)) {
      throw new AppError('auth.failed', 'the code is not in force', { place: 'code', fix: 'ask for a new code on the page of probes' });
    }
    if (row.public_key === null) {
      const fingerprint = fingerprintOf(key);
      await store.setKey(tx, row.id, { publicKey: body.publicKey, fingerprint, now });
      await appendAudit(tx, { actor: recorderOf(row), instanceId: context.instanceId, now }, [
        { action: 'probe.enrolled', object: `probe/${row.id}`, summary: nameOf({ ...row, fingerprint }) },
      ]);
    }
    return { id: row.id, name: row.name };
  });
}

function recorderOf(row: ProbeRow) {
  const { name, home_id: homeId, steward_id: unitId, scope_path: scopePath, place_path: placePath, classification: clearance } = row;
  return { accountId: null, name: `AnCam (${name})`, homeId, unitId, scopePath, placePath, clearance };
}

/** A request of a probe that counts, with what it says. */
interface Heard {
  readonly probe: ProbeRow;
  readonly given: unknown;
}

function unheard(): AppError {
  return new AppError('auth.failed', 'no probe in force signed this', { place: 'authorization', fix: 'enrol the probe anew' });
}

/**
 * Who signed a request. Throws `auth.required` or `auth.failed` where no key of a probe in force did, `conflict` with the last number where
 * this one does not go on from it: a request counts once.
 */
async function hear(context: ScanContext, visit: Visit): Promise<Heard> {
  const { request, address } = visit;
  const presented = readHeader(request.headers.get('authorization'));
  const [known] = await asOwner(context, (tx) => store.findProbes(tx, [presented.probe]));
  // Nothing of a stranger is read.
  if (known?.public_key == null || known.revoked_at !== null) throw unheard();
  const body = await readLimited(request, LARGEST_BODY);
  const { pathname: path } = new URL(request.url);
  if (!isSignedBy(known.public_key, presented, { method: request.method, path, body })) throw unheard();
  const now = context.clock().toISOString();
  const probe = await asOwner(context, async (tx) => {
    const counted = await store.countRequest(tx, known.id, { n: presented.n, address, now });
    if (counted !== undefined && known.silence_told_at !== null) await settleAll(tx, [aboutProbe(known.id)], now);
    return counted;
  });
  if (probe === undefined) {
    throw new AppError('conflict', 'a request of this number came before', { place: 'n', after: known.last_n, fix: 'count on' });
  }
  return { probe, given: parseJson(body) };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (thrown) {
    throw new AppError('input.invalid', 'the body is not JSON', { place: 'body', fix: 'send a JSON object' }, thrown);
  }
}

/** Notes how a probe is, and gives it work. */
export async function poll(context: ScanContext, visit: Visit): Promise<PollAnswer> {
  const { probe, given } = await hear(context, visit);
  const { at, software, queued, allowed, ...wish } = parseGiven(PollBody, given, 'body');
  return asOwner(context, async (tx) => {
    const now = context.clock();
    const clockSkewSeconds = Math.round((Date.parse(at) - now.getTime()) / 1000);
    await store.noteHealth(tx, probe.id, { software, queued, allowed, clockSkewSeconds: clamp(clockSkewSeconds) });
    const work = await exchangePieces(tx, probe, { ...wish, allowed }, now.toISOString());
    const busy = work.pieces.length + wish.holds.length > 0;
    return { ...work, again: busy ? AGAIN_SECONDS.working : AGAIN_SECONDS.idle };
  });
}

/** A clock may stand anywhere; a hundred years tell enough. */
function clamp(seconds: number): number {
  const most = 100 * 366 * 86_400;
  return Math.max(-most, Math.min(most, seconds));
}

/** Takes results of a piece. */
export async function sendResults(context: ScanContext, visit: Visit): Promise<ResultsAnswer> {
  const { probe, given } = await hear(context, visit);
  return takeResults(context, probe, parseGiven(ResultsBody, given, 'body'));
}
