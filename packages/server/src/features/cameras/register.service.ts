import type { ProposalRules } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { placedBy } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import { applyChecks } from '../findings/findings.service.ts';
import type { Claims } from '../proposals/claims.ts';
import { judge, propose, saidBefore } from '../proposals/propose.service.ts';
import { rulesInForce } from '../proposals/rules.service.ts';
import { matchCameras } from '../warnings/flags.service.ts';
import { marksOf, recognise } from './recognise.ts';
import type { Marks, RecognisedBy } from './recognise.ts';
import * as store from './register.store.ts';
import type { KnownCamera } from './register.store.ts';

/** What became of a host: the camera it is, and by which mark. */
export interface Registered {
  readonly cameraId: Id;
  readonly by: RecognisedBy | 'new';
}

/** A host of a scan that is a camera, with what tells it from others. */
interface Candidate {
  readonly host: HostResult;
  readonly marks: Marks;
}

interface Round {
  readonly scanId: Id;
  readonly endOfScan: boolean;
}

type PlacedRound = Round & { readonly site: store.ScanSite; readonly rules: ProposalRules };

/**
 * Brings hosts of a scan to the register: recognises the camera or makes a new one, keeps the sighting, lets findings live on. What
 * speaks against the register is proposed, and written only where a rule of the unit accepts it.
 * Gives by address what became of each; without those that are no camera, or whose decision has to wait for the end of the scan.
 */
export async function registerHosts(
  context: Context,
  work: Work,
  input: Round & { readonly hosts: readonly HostResult[] },
): Promise<Map<string, Registered>> {
  const registered = new Map<string, Registered>();
  const placed = { ...input, site: await store.siteOfScan(work, input.scanId), rules: await rulesInForce(work) };
  let waiting: Candidate[] = input.hosts
    .filter(({ identity }) => identity.kind === 'camera' || identity.kind === 'recorder')
    .map((host) => ({ host, marks: marksOf(host) }));
  while (waiting.length > 0) {
    const [round, rest] = splitRound(waiting);
    for (const [address, each] of await registerRound(context, work, placed, round)) registered.set(address, each);
    waiting = rest;
  }
  return registered;
}

function tokensOf({ serial, mac, tlsKey, tlsKeyShared, wsdEndpoint, address }: Marks): string[] {
  const marks = { serial, mac, tlsKey: tlsKeyShared ? undefined : tlsKey, wsdEndpoint, address };
  return Object.entries(marks).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
}

/** Hosts that share a mark may be one camera: what becomes of the first decides about the next, so they go one round after the other. */
function splitRound(waiting: readonly Candidate[]): [Candidate[], Candidate[]] {
  const taken = new Set<string>();
  const rest: Candidate[] = [];
  const round = waiting.filter((candidate) => {
    const tokens = tokensOf(candidate.marks);
    const free = !tokens.some((token) => taken.has(token));
    for (const token of tokens) taken.add(token);
    if (!free) rest.push(candidate);
    return free;
  });
  return [round, rest];
}

type Placed = Candidate & Registered & { readonly known: KnownCamera | undefined };

async function registerRound(
  context: Context,
  work: Work,
  round: PlacedRound,
  candidates: readonly Candidate[],
): Promise<Map<string, Registered>> {
  const { scanId, endOfScan, site } = round;
  const sighted = await store.listSighted(
    work.tx,
    scanId,
    candidates.map(({ marks }) => marks.address),
  );
  const pool = await store.listKnown(
    work,
    candidates.map(({ marks }) => marks),
    { id: scanId, site, sighted: [...sighted.values()].map(({ id }) => id) },
  );
  const placed = candidates.flatMap((candidate) => place(candidate, pool, sighted, endOfScan));
  // Two hosts may still turn out to be one camera, by different marks.
  const once = new Map(placed.map((each) => [each.cameraId, each]));
  for (const each of placed) if (once.get(each.cameraId) !== each) await enter(context, work, round, [each], pool);
  await enter(context, work, round, [...once.values()], pool);
  return new Map(placed.map(({ host, cameraId, by }) => [host.address, { cameraId, by }]));
}

type Sighted = Awaited<ReturnType<typeof store.listSighted>>;

function place(candidate: Candidate, pool: readonly KnownCamera[], sighted: Sighted, endOfScan: boolean): Placed[] {
  const { marks } = candidate;
  const before = sighted.get(marks.address);
  if (before !== undefined) return [{ ...candidate, cameraId: before.id, by: before.by, known: pool.find(({ id }) => id === before.id) }];
  const similar = pool.filter((camera) => sharesMark(camera, marks));
  const known = similar.map((camera) => ({ ...camera, seenElsewhere: camera.seenAt.some((address) => address !== marks.address) }));
  const found = recognise(marks, known, endOfScan);
  if (found === 'later') return [];
  if (found === 'new') return [{ ...candidate, cameraId: newId(), by: 'new', known: undefined }];
  const { camera, by } = found;
  return [{ ...candidate, cameraId: camera.id, by, known: pool.find(({ id }) => id === camera.id) }];
}

function sharesMark(camera: KnownCamera, { serial, mac, tlsKey, wsdEndpoint, address }: Marks): boolean {
  const pairs = [
    [camera.serial, serial],
    [camera.mac, mac],
    [camera.tls_key, tlsKey],
    [camera.wsd_endpoint, wsdEndpoint],
    [camera.address, address],
  ];
  return pairs.some(([known, seen]) => known !== null && known === seen);
}

/** A scan of one camera cannot see that others have its key; the register can. */
function isKeyShared({ marks, cameraId }: Placed, pool: readonly KnownCamera[]): boolean {
  const others = pool.filter(({ id, status }) => id !== cameraId && status !== 'retired');
  return marks.tlsKeyShared || (marks.tlsKey !== undefined && others.some(({ tls_key }) => tls_key === marks.tlsKey));
}

/** What the register holds of a camera, as scans are compared with it. */
function claimsOf({ maker, maker_name, model, firmware, serial, mac, recorded_address, site_id, status }: KnownCamera): Claims {
  return { maker, maker_name, model, firmware, serial, mac, address: recorded_address, site_id, status };
}

/** Sees what each host says about the register: what is written at once, and what waits for a person. */
async function judgeAll(work: Work, { rules, site }: PlacedRound, placed: readonly Placed[]) {
  const before = await saidBefore(
    work,
    placed.filter(({ known }) => known !== undefined).map(({ cameraId }) => cameraId),
  );
  const named = site.named ? site.id : null;
  const judged = placed.map((each) => {
    const { cameraId, host, by, known, marks } = each;
    const all = store.seenClaims(host, marks, named);
    // A device with two addresses, one of which the register holds, has not moved.
    const still = known?.recorded_address !== host.address && known?.seenAt.some((address) => address === known.recorded_address) === true;
    const seen = still ? { ...all, address: null } : all;
    const sight = { cameraId, host, by, seen, recorded: known === undefined ? undefined : claimsOf(known) };
    const verdict = judge(sight, before.get(cameraId) ?? [], rules);
    return Object.assign({}, each, { verdict, write: verdict.write });
  });
  return { before, judged };
}

/** Writes cameras, sightings, proposals and findings of hosts that are different cameras. */
async function enter(
  context: Context,
  work: Work,
  round: PlacedRound,
  placed: readonly Placed[],
  pool: readonly KnownCamera[],
): Promise<void> {
  const { scanId, site } = round;
  const { before, judged } = await judgeAll(work, round, placed);
  const told = judged.map((each) => Object.assign({}, each, { marks: { ...each.marks, tlsKeyShared: isKeyShared(each, pool) } }));
  const added = told.filter(({ by }) => by === 'new');
  const ids = told.map(({ cameraId }) => cameraId);
  const newest = await countingCameras(work, ids, async () => {
    await store.insertSeenCameras(work, added, site);
    const written = await store.updateSeenCameras(
      work,
      told.filter(({ by }) => by !== 'new'),
    );
    await matchCameras(work.tx, [...added.map(({ cameraId }) => cameraId), ...written], dayOf(work.now));
    return written;
  });
  for (const { cameraId } of added) newest.add(cameraId);
  const placements = await store.placementsOf(work.tx, ids);
  const seen = told.map((each) => Object.assign(each, { placement: placements.get(each.cameraId) ?? placedBy(work.actor) }));
  await store.putSightings(work, scanId, seen);
  for (const { cameraId, host, known } of seen) {
    if (known !== undefined && known.first_seen_at > host.finishedAt) await store.widenFirstSeen(work.tx, cameraId, host.finishedAt);
  }
  // An older result says nothing against the register, and must not reopen what a newer one has shown to be fixed.
  const speaking = seen.filter(({ cameraId }) => newest.has(cameraId));
  await propose(work, scanId, speaking, before);
  await applyChecks(
    context,
    work,
    scanId,
    speaking.map(({ cameraId, placement, host, marks }) => ({ cameraId, placement, host, fleetDecided: !marks.tlsKeyShared })),
  );
}
