import type { Id } from '@ancam/core';
import type { Law } from '@ancam/law';
import type { Tx } from '../../db/database.ts';
import { namesOf } from './reading.store.ts';

/** The unit that a reading belongs to; undefined for a document of the statute book. */
export function unitOfIssuer(issuer: string): Id | undefined {
  return issuer.startsWith('unit:') ? issuer.slice('unit:'.length) : undefined;
}

/** Issuers with what they are called: a document's short name (worded by the page), or a unit's name as far as it is seen. */
export async function nameIssuers(tx: Tx, law: Law, issuers: readonly string[]): Promise<{ id: string; name: string }[]> {
  const names = await namesOf(
    tx,
    issuers.flatMap((each) => unitOfIssuer(each) ?? []),
  );
  return issuers.map((id) => {
    const unit = unitOfIssuer(id);
    return { id, name: unit === undefined ? (law.documents.get(id)?.short.vi ?? id) : (names.get(unit) ?? '') };
  });
}
