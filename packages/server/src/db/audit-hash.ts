import { createHash } from 'node:crypto';

/**
 * An audit event as it is stored, all that its hash covers. Instants are ISO with milliseconds, as they were hashed. Where it stands is
 * part of it: an event stays where it was recorded, whoever answers for its unit later, or it could be moved out of sight.
 */
export interface AuditContent {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly by_name: string;
  readonly action: string;
  readonly object: string;
  readonly summary: string;
  readonly instance_id: string;
  readonly home_id: string;
  readonly unit_id: string;
  readonly actor_id: string | null;
  readonly scope_path: string;
  readonly place_path: string;
  readonly classification: number;
}

/** Hash of an event: SHA-256 over the hash before and its content, so that no event can change or go unnoticed. */
export function auditHash(previous: string, content: AuditContent): string {
  const { id, seq, at, by_name: by, action, object, summary } = content;
  const { instance_id: instance, home_id: home, unit_id: unit, actor_id: actor } = content;
  const { scope_path: scope, place_path: place, classification } = content;
  return sha256([previous, id, seq, at, by, action, object, summary, instance, home, unit, actor, scope, place, classification]);
}

/** The hash of events of the first schema, which ended with the summary. Chains begun then are still read. */
export function firstAuditHash(previous: string, { id, seq, at, by_name: by, action, object, summary }: AuditContent): string {
  return sha256([previous, id, seq, at, by, action, object, summary]);
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
