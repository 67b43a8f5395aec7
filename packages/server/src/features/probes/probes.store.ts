import type { ProbeBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { ownedBy } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type ProbeRow = Selectable<Tables['probe']>;
/** With the name of its site and how many pieces it works on. */
export type ListedProbe = ProbeRow & { readonly site_name: string | null; readonly pieces: number };

function listed(tx: Tx) {
  return tx
    .selectFrom('probe')
    .leftJoin('site', 'site.id', 'probe.site_id')
    .selectAll('probe')
    .select([
      'site.name as site_name',
      sql<number>`(select count(*)::int from probe_piece p where p.probe_id = probe.id and p.state = 'taken')`.as('pieces'),
    ]);
}

/** One row more than asked for. */
export function listProbes(tx: Tx, page: { cursor?: string | undefined; limit: number }): Promise<ListedProbe[]> {
  const after = readCursor(page.cursor, 2);
  let query = listed(tx);
  if (after !== undefined) query = query.where(sql<boolean>`(probe.name, probe.id) > (${after[0]}::text, ${after[1]}::uuid)`);
  return query
    .orderBy('probe.name')
    .orderBy('probe.id')
    .limit(page.limit + 1)
    .execute();
}

export function findListed(tx: Tx, id: Id): Promise<ListedProbe | undefined> {
  return listed(tx).where('probe.id', '=', id).executeTakeFirst();
}

export function findProbes(tx: Tx, ids: readonly Id[]): Promise<ProbeRow[]> {
  return ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('probe')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();
}

/** A one-time code as it is kept. */
interface Code {
  readonly hash: string;
  readonly until: string;
}

export async function insertProbe({ tx, actor, instanceId, now }: Work, id: Id, body: ProbeBody, code: Code): Promise<void> {
  await tx
    .insertInto('probe')
    .values({
      id,
      instance_id: instanceId,
      ...ownedBy(actor),
      site_id: body.siteId,
      name: body.name,
      code_hash: code.hash,
      code_until: code.until,
      created_at: now,
      created_by: actor.name,
    })
    .execute();
}

export async function setCode(tx: Tx, id: Id, code: Code): Promise<void> {
  await tx.updateTable('probe').set({ code_hash: code.hash, code_until: code.until }).where('id', '=', id).execute();
}

export async function setRevoked(tx: Tx, id: Id, now: string): Promise<void> {
  await tx.updateTable('probe').set({ revoked_at: now, code_hash: null, code_until: null }).where('id', '=', id).execute();
}

/** The probe of a code that is still in force, locked. */
export function lockByCode(tx: Tx, hash: string, now: string): Promise<ProbeRow | undefined> {
  return tx
    .selectFrom('probe')
    .selectAll()
    .where('code_hash', '=', hash)
    .where('code_until', '>', now)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function setKey(tx: Tx, id: Id, key: { publicKey: string; fingerprint: string; now: string }): Promise<void> {
  await tx
    .updateTable('probe')
    .set({ public_key: key.publicKey, fingerprint: key.fingerprint, enrolled_at: key.now })
    .where('id', '=', id)
    .execute();
}

/**
 * Counts a request whose signature holds. Undefined where its number was used, or the probe has been revoked meanwhile. The key has signed:
 * the code has done its work.
 */
export async function countRequest(tx: Tx, id: Id, seen: { n: number; address: string; now: string }): Promise<ProbeRow | undefined> {
  return tx
    .updateTable('probe')
    .set({
      last_n: seen.n,
      last_seen_at: seen.now,
      last_address: seen.address,
      silence_told_at: null,
      code_hash: null,
      code_until: null,
    })
    .where('id', '=', id)
    .where('last_n', '<', seen.n)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

export interface Told {
  readonly software: string;
  readonly clockSkewSeconds: number;
  readonly queued: number;
  readonly allowed: readonly string[];
}

export async function noteHealth(tx: Tx, id: Id, told: Told): Promise<void> {
  await tx
    .updateTable('probe')
    .set({
      software: told.software,
      clock_skew_seconds: told.clockSkewSeconds,
      queued: told.queued,
      allowed: [...told.allowed],
    })
    .where('id', '=', id)
    .execute();
}

/** Probes not heard of since an instant whose silence nobody was told of; marks them as told. */
export function takeSilent(tx: Tx, before: string, now: string): Promise<ProbeRow[]> {
  return tx
    .updateTable('probe')
    .set({ silence_told_at: now })
    .where('enrolled_at', 'is not', null)
    .where('revoked_at', 'is', null)
    .where('silence_told_at', 'is', null)
    .where('last_seen_at', '<', before)
    .returningAll()
    .execute();
}
