import type { Id } from '@ancam/core';
import type { DutyEvent, DutyObject } from '@ancam/law';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { tellFacts, tellObjects } from '../duties/facts.service.ts';
import { listChanges } from './changes.store.ts';
import * as standing from './facts.store.ts';
import { listOf } from './levels.store.ts';
import type { DeterminationRecord } from './levels.store.ts';
import { tellRaised } from './raised.service.ts';

const HELD: ReadonlySet<string> = new Set(['confirmed', 'superseded']);

function eventsOf(rows: readonly DeterminationRecord[], id: Id): DutyEvent[] {
  return rows
    .filter(({ state }) => HELD.has(state))
    .flatMap(({ confirmed_on: on, treatment, risk_on: risk }) => [
      ...(on === null ? [] : [{ fact: 'level.determined', on, object: id }]),
      ...(on === null || treatment !== 'terminals' ? [] : [{ fact: 'terminal.justified', on, object: id }]),
      ...(risk === null ? [] : [{ fact: 'risk.recorded', on: risk, object: id }]),
    ]);
}

/** Tells what a system is counted by and evidence for, after its life, its level or what raises it anew has changed. */
export async function tellSystem(context: Context, work: Work, systemId: Id): Promise<void> {
  const { tx } = work;
  const system = await standing.findSystem(tx, systemId);
  if (system === undefined) return;
  const rows = await listOf(tx, { kind: 'system', id: systemId });
  const current = rows.find(({ state }) => state === 'confirmed');
  const terminals = current === undefined ? system.terminals : current.treatment === 'terminals';
  const life = {
    ...(system.running_since === null ? {} : { on: system.running_since }),
    ...(system.retired_on === null ? {} : { until: system.retired_on }),
  };
  const answers = {
    treatment: terminals ? 'terminal' : 'system',
    ...(current === undefined || current.level === null ? {} : { level: current.level }),
  };
  const noted = await listChanges(tx, systemId);
  await tellRaised(context, work, system, noted);
  const changes = noted.filter(({ state }) => state === 'open' || state === 'settled');
  const objects: DutyObject[] = [
    { kind: 'system', id: systemId, ...life, answers },
    ...(terminals ? [{ kind: 'terminal-group' as const, id: systemId, ...life }] : []),
    ...changes.map(({ id, on_day: on }) => ({ kind: 'change' as const, id, on })),
  ];
  const events: DutyEvent[] = [
    ...eventsOf(rows, systemId),
    ...changes.flatMap(({ id, settled_on: on }) => (on === null ? [] : [{ fact: 'level.redetermined', on, object: id }])),
  ];
  const source = { register: 'systems', id: systemId } as const;
  await tellObjects(context, work, source, system, objects);
  await tellFacts(context, work, source, system, events);
}

/** Tells of a group of cameras that hangs on a system: terminals that are to be justified. */
export async function tellGroup(context: Context, work: Work, groupId: Id): Promise<void> {
  const group = await standing.findGroup(work.tx, groupId);
  if (group === undefined) return;
  const rows = await listOf(work.tx, { kind: 'group', id: groupId });
  const objects: DutyObject[] = group.terminals ? [{ kind: 'terminal-group', id: groupId, on: dayOf(group.created_at) }] : [];
  const source = { register: 'systems', id: groupId } as const;
  await tellObjects(context, work, source, group, objects);
  await tellFacts(
    context,
    work,
    source,
    group,
    eventsOf(rows, groupId).filter(({ fact }) => fact === 'terminal.justified'),
  );
}
