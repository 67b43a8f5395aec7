import { describe, expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import type { Addressee, Duty } from '@ancam/knowledge';
import { addDays, laterOf } from '../days.ts';
import { createLaw } from '../law.ts';
import { dutyStatus } from './status.ts';
import type { DutyEvent, UnitFacts } from './unit-facts.ts';

const law = createLaw(loadLaw());
const LAST_DAY = '2030-12-31';

/** A unit that the addressee means, standing in the scope of its text. */
function factsFor(duty: Duty, addressee: Addressee, deadline?: string): UnitFacts {
  const scope = law.documents.get(addressee.document)?.scope ?? 'nation';
  const kind = addressee.kinds?.[0] ?? 'agency';
  const topKind = addressee.tops?.[0] ?? (addressee.kinds?.includes('ministry') === true ? 'ministry' : 'province');
  const from = laterOf(duty.validFrom, '2023-01-10');
  const { each } = duty.evidence;
  return {
    unit: {
      id: 'u1',
      kind,
      roles: addressee.roles ?? [],
      topKind,
      path: '/top/u1/',
      placePath: scope === 'nation' ? '/51/' : scope,
      answers: { usesCameras: true },
    },
    objects:
      each === undefined ? [] : [{ kind: each, id: 'o1', on: from, answers: { level: 3, treatment: 'system', seriousIncident: true } }],
    events: [],
    deadlines:
      deadline === undefined ? [] : [{ id: 's1', duty: duty.id, scope: '/top/', document: 'letter of the superior', on: deadline }],
  };
}

/** The first day on which nothing on record makes the duty overdue; undefined where no day is set. */
function firstOverdue(duty: Duty, facts: UnitFacts): string | undefined {
  let day = duty.validFrom;
  for (let steps = 0; day < LAST_DAY && steps < 2000; steps += 1) {
    const status = dutyStatus(law, duty.id, facts, day);
    if (status.state === 'overdue') return day;
    if (status.changesOn === undefined) return undefined;
    day = status.changesOn;
  }
  return undefined;
}

const cases = law.data.duties.flatMap((duty) =>
  duty.addressees
    .filter(({ as }) => as !== 'cooperating')
    .map((addressee) => ({ id: duty.id, duty, addressee, name: `${addressee.who.en} (${addressee.document})` })),
);

const examples = law.data.duties.flatMap(({ id, examples: all = [] }) => all.map((example) => ({ id, ...example })));

describe('every example of a duty', () => {
  it.each(examples)('$id: $about', ({ id, unit, objects, events, on, expect: state, readings }) => {
    const { kind, roles, top: topKind, place: placePath, answers = {} } = unit;
    const facts: UnitFacts = {
      unit: { id: 'u1', kind, roles, topKind, path: '/top/u1/', placePath, answers: { usesCameras: true, ...answers } },
      objects: objects.map(({ kind: each, id: object, on: day, answers: about }) => ({
        kind: each,
        id: object,
        ...(day === undefined ? {} : { on: day }),
        ...(about === undefined ? {} : { answers: about }),
      })),
      events: events.map(({ fact, on: day, object, period, withdrawnOn }) => ({
        fact,
        on: day,
        ...(object === undefined ? {} : { object }),
        ...(period === undefined ? {} : { period }),
        ...(withdrawnOn === undefined ? {} : { withdrawnOn }),
      })),
    };
    const status = dutyStatus(law, id, facts, on);
    expect(status.state).toBe(state);
    if (readings !== undefined) expect(Object.fromEntries(status.readings.map((each) => [each.setBy, each.state]))).toEqual(readings);
  });
});

describe('every duty of the register', () => {
  it('is one of fifty-one', () => {
    expect(law.data.duties).toHaveLength(51);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(51);
  });

  it.each(cases)('$id turns from overdue to met and back: $name', ({ duty, addressee }) => {
    const bare = factsFor(duty, addressee);
    const own = firstOverdue(duty, bare);
    // Where the text sets no day a superior may: then that day turns it.
    const facts = own === undefined ? factsFor(duty, addressee, addDays(laterOf(duty.validFrom, '2023-01-10'), 60)) : bare;
    if (own === undefined) {
      expect(duty.noDeadline).toBeDefined();
      expect(dutyStatus(law, duty.id, bare, LAST_DAY).state).not.toBe('overdue');
    }
    const late = own ?? firstOverdue(duty, facts) ?? 'never';
    const overdue = dutyStatus(law, duty.id, facts, late);
    expect(overdue).toMatchObject({ state: 'overdue', as: addressee.as });
    expect(overdue.setBy).toBeDefined();
    const due = overdue.due ?? late;
    // Where several days are set, the furthest of their events is what fulfils them all.
    const asked = Math.max(...overdue.gaps.map(({ milestone }) => duty.evidence.milestones.findIndex(({ id }) => id === milestone)));
    const satisfying = duty.evidence.milestones.slice(asked).flatMap(({ any }) => any);
    expect(overdue.gaps.flatMap((gap) => gap.facts)).toEqual(expect.arrayContaining(satisfying));

    for (const fact of satisfying) {
      const object = duty.evidence.each === undefined ? {} : { object: 'o1' };
      const event = (on: string): DutyEvent => ({ fact, on, period: due.slice(0, 4), ref: 'r1', ...object });
      const on = (day: string, events: readonly DutyEvent[]) => dutyStatus(law, duty.id, { ...facts, events }, day);
      const cycle = duty.deadlines.some(({ kind }) => kind === 'cycle');

      // in time, seen later; a check is seen before the next is due
      const timely = on(cycle ? due : late, [event(due)]);
      expect([timely.state, timely.evidence.map(({ ref }) => ref), timely.gaps]).toEqual(['met', ['r1'], []]);
      // done on the day on which it is overdue
      expect(on(late, [event(late)]).state).toBe(cycle || isStanding(duty) ? 'met' : 'met-late');
      // withdrawn: as if it had never been
      expect(on(late, [{ ...event(due), withdrawnOn: late }]).state).toBe('overdue');
      // recorded for later: it has not happened
      expect(on(late, [event(addDays(late, 1))]).state).toBe('overdue');
    }
  });

  it.each(cases)('$id is nothing to a body that nobody addresses: $name', ({ duty, addressee }) => {
    const facts = factsFor(duty, addressee);
    const stranger = { ...facts.unit, kind: 'company', topKind: 'branch', roles: [], placePath: null } as const;
    if (duty.addressees.every(({ kinds, roles, tops }) => kinds === undefined && roles === undefined && tops === undefined)) return;
    if (addressee.kinds === undefined && addressee.roles === undefined && addressee.tops?.includes('company') === true) return;
    expect(dutyStatus(law, duty.id, { ...facts, unit: stranger }, '2026-11-21')).toMatchObject({ state: 'not-applicable' });
  });
});

function isStanding({ deadlines }: Duty): boolean {
  return deadlines.some(({ kind }) => kind === 'standing');
}
