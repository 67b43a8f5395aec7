import type { DossierChoices } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { listIssuedBylaws } from '../records/bylaws.service.ts';
import { getRow } from './dossiers.service.ts';
import { choicesOf } from './parties.service.ts';

/** What can be named in a dossier: units, and bylaws in force. */
export function choices(context: Context, actor: Actor, id: Id): Promise<DossierChoices> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    const bylaws = await listIssuedBylaws(work);
    return {
      units: await choicesOf(work, row.home_id),
      bylaws: bylaws.map((bylaw) => ({ id: bylaw.id, title: bylaw.title, issuedOn: bylaw.issuedOn })),
    };
  });
}
