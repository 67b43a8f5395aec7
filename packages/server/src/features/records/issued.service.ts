import type { ReadingMode } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** A document that a body has issued to carry out another. */
export interface IssuedDocument {
  readonly id: Id;
  readonly number: string;
  readonly on: string;
  readonly issuer: string;
  readonly excerpt: string;
  /** Number of the document that it carries out. */
  readonly basis: string;
}

/** Documents issued in some parts of the tree up to a day that carry out another one, the earliest first. State secrets stay on paper. */
export async function issuedDocuments(
  { tx }: Pick<Work, 'tx'>,
  { paths, mode, asOf }: { readonly paths: readonly string[]; readonly mode: ReadingMode; readonly asOf: string },
): Promise<IssuedDocument[]> {
  const path = sql.ref(mode === 'as-recorded' ? 'r.recorded_path' : 'r.scope_path');
  const { rows } = await sql<IssuedDocument>`
    select r.id, coalesce(r.number, '') as number, r.f_issued_on::text as on, coalesce(r.f_issuer, '') as issuer, r.title as excerpt,
      coalesce(b.number, '') as basis
    from record r left join record b on b.id = r.f_basis
    where r.register = 'documents' and r.state = 'confirmed' and r.f_direction = 'out' and r.f_basis is not null and not r.secret
      and r.f_issued_on <= ${asOf}::date and ${path} ^@ any(${[...paths]}::text[])
    order by r.f_issued_on, r.number, r.id`.execute(tx);
  return rows;
}
