import type { AuthorisationBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import type { Work } from '../../db/actor.ts';
import { ownedBy } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type AuthorisationRow = Selectable<Tables['authorisation']>;

/** Newest first; authorisations are papers signed by a head, so there are few. */
export function listAuthorisations(tx: Tx): Promise<AuthorisationRow[]> {
  return tx.selectFrom('authorisation').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1000).execute();
}

export function findAuthorisation(tx: Tx, id: Id): Promise<AuthorisationRow | undefined> {
  return tx.selectFrom('authorisation').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertAuthorisation({ tx, actor, instanceId, now }: Work, id: Id, body: AuthorisationBody): Promise<void> {
  await tx
    .insertInto('authorisation')
    .values({
      id,
      instance_id: instanceId,
      ...ownedBy(actor),
      created_at: now,
      created_by: actor.name,
      granted_by: body.grantedBy,
      granted_by_title: body.grantedByTitle,
      document: body.document,
      document_date: body.documentDate,
      valid_from: body.validFrom,
      valid_until: body.validUntil,
      targets: body.targets,
      excluded: body.excluded,
      public_holder: body.publicHolder ?? null,
      factory_password_test: body.factoryPasswordTest,
      note: body.note,
      revoked_at: null,
    })
    .execute();
}

export async function setRevoked(tx: Tx, id: Id, now: string): Promise<void> {
  await tx.updateTable('authorisation').set({ revoked_at: now }).where('id', '=', id).execute();
}

export async function unitName(tx: Tx, unitId: Id): Promise<string> {
  return (await tx.selectFrom('unit').select('name').where('id', '=', unitId).executeTakeFirstOrThrow()).name;
}
