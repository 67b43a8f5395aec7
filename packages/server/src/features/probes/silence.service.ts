import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import { recipientsOf } from '../notices/recipients.service.ts';
import { tell } from '../notices/notify.service.ts';
import { SILENT_MS, aboutProbe } from './probes.service.ts';
import * as store from './probes.store.ts';

const EVERY_MS = 60_000;
const STEP = { vi: 'Xem lại trạm quét không còn liên lạc', en: 'Look after a probe that is not heard of any more' };

/** Tells those who manage probes of the ones that fell silent, each silence once; gives how many were told of. */
export async function tellSilent(context: Context): Promise<number> {
  const now = context.clock().toISOString();
  const before = new Date(Date.parse(now) - SILENT_MS).toISOString();
  return asOwner(context, async (tx) => {
    const silent = await store.takeSilent(tx, before, now);
    for (const row of silent) {
      const accounts = await recipientsOf(tx, { permission: 'account.write', at: row.scope_path }, row, now);
      const told = {
        about: aboutProbe(row.id),
        rung: `silent/${row.last_seen_at ?? ''}`,
        link: '/probes',
        place: row,
        facts: { kind: 'step' as const, step: STEP, name: row.name },
      };
      await tell(
        context,
        tx,
        accounts.map((account) => ({ ...told, account })),
        now,
      );
    }
    return silent.length;
  });
}

/** Looks for silent probes every minute; returns how to stop. */
export function keepListening(context: Context): () => void {
  const timer = setInterval(() => {
    tellSilent(context).catch((fault: unknown) => context.log.error({ err: fault }, 'silent probes could not be told of'));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
