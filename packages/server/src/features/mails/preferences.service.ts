import type { NoticePreferences, NoticePreferencesBody } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { asOwner } from '../../db/actor.ts';
import { findAccount } from '../sessions/sessions.service.ts';
import { clockText, minutesOf } from './mail-times.ts';
import { AS_IT_COMES, preferencesOf, putPreferences } from './preferences.store.ts';

function accountOf(actor: Actor): Id {
  if (actor.accountId === null) throw new AppError('auth.forbidden', 'the system wants no mail', { place: 'account' });
  return actor.accountId;
}

async function described(context: Context, { tx, actor }: Work, email: string | null): Promise<NoticePreferences> {
  const id = accountOf(actor);
  const { mail, language, quietFrom, quietTo } = (await preferencesOf(tx, [id])).get(id) ?? AS_IT_COMES;
  return { mail, language, quietFrom: clockText(quietFrom), quietTo: clockText(quietTo), email, mailServer: context.mail !== undefined };
}

/** Accounts are out of the reach of the role of requests. */
async function emailOf(context: Context, actor: Actor): Promise<string | null> {
  const row = await asOwner(context, (tx) => findAccount(tx, accountOf(actor), context.clock().toISOString()));
  return row?.email ?? null;
}

/** How oneself is told. */
export async function get(context: Context, actor: Actor): Promise<NoticePreferences> {
  const email = await emailOf(context, actor);
  return withActor(context, actor, (work) => described(context, work, email));
}

export async function change(context: Context, actor: Actor, body: NoticePreferencesBody): Promise<NoticePreferences> {
  const email = await emailOf(context, actor);
  return withActor(context, actor, async (work) => {
    const id = accountOf(actor);
    const { mail, language, quietFrom, quietTo } = body;
    await putPreferences(work.tx, id, { mail, language, quietFrom: minutesOf(quietFrom), quietTo: minutesOf(quietTo) }, work.now);
    work.audit({
      action: 'account.notices-chosen',
      object: `account/${id}`,
      summary: `${mail}, ${language}, quiet ${quietFrom} – ${quietTo}`,
    });
    return described(context, work, email);
  });
}
