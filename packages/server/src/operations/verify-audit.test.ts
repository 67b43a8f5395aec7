import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorise, openApp, setUpAdministrator, signInElsewhere } from '../../test/app.ts';
import type { TestApp } from '../../test/app.ts';
import { describeOnEachStore } from '../../test/store.ts';
import type { AuditFault } from '../db/audit-chain.ts';
import { listHeads } from '../db/audit-read.ts';
import type { Anchor } from '../db/audit-read.ts';
import { verifyAudit } from './verify-audit.ts';

/** Another value for some letters of a column that are drawn by lot: one that they may be by chance already alters nothing. */
function otherThan(column: string, from: number, count: number, first: string, second: string): ReturnType<typeof sql> {
  return sql`case when substr(${sql.ref(column)}::text, ${from}::int, ${count}::int) = ${first} then ${second} else ${first} end`;
}

describeOnEachStore('the check of all audit chains', (open) => {
  let app: TestApp;
  let home: string;
  const EVENTS = 12;
  beforeAll(async () => {
    app = await openApp(open);
    const admin = await setUpAdministrator(app);
    for (let n = 2; n <= EVENTS; n += 1) await authorise(admin, { document: `Số ${n}/QĐ-UBND, ngày lẻ` });
    await signInElsewhere(app, 'viewer');
    const { db } = app.context;
    await sql`alter table audit_event disable trigger user`.execute(db);
    await sql`create table kept_event as select * from audit_event`.execute(db);
    await sql`create table kept_head as select * from audit_head`.execute(db);
    const { rows } = await sql<{ home_id: string }>`select home_id from audit_event where action = 'setup.done'`.execute(db);
    home = rows[0]?.home_id ?? '';
  });
  beforeEach(async () => {
    const { db } = app.context;
    await sql`delete from audit_event`.execute(db);
    await sql`insert into audit_event select * from kept_event`.execute(db);
    await sql`delete from audit_head`.execute(db);
    await sql`insert into audit_head select * from kept_head`.execute(db);
  });
  afterAll(() => app.close());

  const faultsAfter = async (change?: ReturnType<typeof sql>, anchors: readonly Anchor[] = []): Promise<AuditFault[]> => {
    if (change !== undefined) await change.execute(app.context.db);
    const faults: AuditFault[] = [];
    const summary = await verifyAudit(app.context.db, { anchors, report: (fault) => faults.push(fault) });
    expect(summary.faults).toBe(faults.length);
    expect(summary.homes).toBeGreaterThanOrEqual(1);
    return faults;
  };
  const idAt = async (seq: number): Promise<string> => {
    const { rows } = await sql<{ id: string }>`select id from kept_event where home_id = ${home} and seq = ${seq}`.execute(app.context.db);
    return rows[0]?.id ?? '';
  };
  const at = (seq: number): ReturnType<typeof sql> => sql`home_id = ${home} and seq = ${seq}`;

  test('untouched chains hold', async () => {
    expect(await faultsAfter()).toEqual([]);
  });

  test.each([
    ['summary', sql`overlay(summary placing 'X' from 3 for 1)`],
    ['object', sql`overlay(object placing 'z' from 1 for 1)`],
    ['action', sql`overlay(action placing '_' from 2 for 1)`],
    ['scope_path', sql`overlay(scope_path placing ${otherThan('scope_path', 2, 1, 'z', 'y')} from 2 for 1)`],
    ['by_name', sql`overlay(by_name placing 'M' from 1 for 1)`],
  ])('one altered byte of %s is found, named and shown as it was', async (field, changed) => {
    const { db } = app.context;
    const column = sql.ref(field);
    const { rows } = await sql<{
      was: string;
      is: string;
    }>`select ${column} as was, ${changed} as is from audit_event where ${at(5)}`.execute(db);
    const faults = await faultsAfter(sql`update audit_event set ${column} = ${changed} where ${at(5)}`);
    expect(faults).toEqual([{ kind: 'content', homeId: home, seq: 5, eventId: await idAt(5), field, ...rows[0] }]);
  });

  test('one altered byte of an instant, even below the millisecond, and of each id is found and named', async () => {
    for (const [field, changed] of [
      ['at', sql`at + interval '256 microseconds'`],
      ['at', sql`at + interval '65536 microseconds'`],
      ['unit_id', sql`overlay(unit_id::text placing ${otherThan('unit_id', 1, 2, '00', 'ff')} from 1 for 2)::uuid`],
      ['instance_id', sql`overlay(instance_id::text placing ${otherThan('instance_id', 1, 2, '01', 'ff')} from 1 for 2)::uuid`],
      ['classification', sql`1`],
      ['actor_id', sql`overlay(actor_id::text placing ${otherThan('actor_id', 1, 2, '02', 'ff')} from 1 for 2)::uuid`],
    ] as const) {
      const column = sql.ref(field);
      const faults = await faultsAfter(sql`update audit_event set ${column} = ${changed} where ${at(4)}`);
      expect(faults, field).toEqual([expect.objectContaining({ kind: 'content', homeId: home, seq: 4, field })]);
      await sql`delete from audit_event`.execute(app.context.db);
      await sql`insert into audit_event select * from kept_event`.execute(app.context.db);
    }
  });

  test('a rewritten event is found, though what it was cannot be told', async () => {
    const faults = await faultsAfter(sql`update audit_event set summary = 'không có gì', by_name = 'Ai đó' where ${at(6)}`);
    expect(faults).toEqual([{ kind: 'content', homeId: home, seq: 6, eventId: await idAt(6) }]);
  });

  test('altered hashes are told from altered content', async () => {
    const [id, after] = [await idAt(3), await idAt(4)];
    expect(await faultsAfter(sql`update audit_event set hash = overlay(hash placing 'x' from 1 for 1) where ${at(3)}`)).toEqual([
      expect.objectContaining({ kind: 'hash', seq: 3, eventId: id, field: 'hash' }),
    ]);
    await sql`update audit_event e set hash = k.hash from kept_event k where k.id = e.id`.execute(app.context.db);
    const link = sql`update audit_event set previous_hash = overlay(previous_hash placing 'x' from 1 for 1) where ${at(4)}`;
    expect(await faultsAfter(link)).toEqual([expect.objectContaining({ kind: 'previous-hash', seq: 4, eventId: after })]);
  });

  test('missing events in the middle and at the end are named', async () => {
    const gone = sql`delete from audit_event where home_id = ${home} and seq in (1, 5, 6, 12)`;
    expect(await faultsAfter(gone)).toEqual([
      { kind: 'missing', homeId: home, seq: 1, until: 1 },
      { kind: 'missing', homeId: home, seq: 5, until: 6 },
      { kind: 'missing', homeId: home, seq: 12, until: 12 },
    ]);
  });

  test('an event set to another place is named with the place it had', async () => {
    const moved = await faultsAfter(sql`update audit_event set seq = 90 where ${at(7)}`);
    expect(moved).toContainEqual({ kind: 'moved', homeId: home, seq: 90, eventId: await idAt(7), field: 'seq', was: '7', is: '90' });
  });

  test('a history written anew with right hashes is caught by an anchor only, and an altered head by itself', async () => {
    const { db } = app.context;
    const anchors: Anchor[] = [];
    for await (const anchor of listHeads(db)) anchors.push(anchor);
    expect(anchors.length).toBeGreaterThanOrEqual(2);
    expect(await faultsAfter(undefined, anchors)).toEqual([]);
    const cut = sql`with gone as (delete from audit_event where home_id = ${home} and seq > 8)
      update audit_head h set seq = 8, hash = e.hash from audit_event e where h.home_id = ${home} and e.home_id = h.home_id and e.seq = 8`;
    expect(await faultsAfter(cut)).toEqual([]);
    expect(await faultsAfter(undefined, anchors)).toEqual([expect.objectContaining({ kind: 'anchor', homeId: home, seq: EVENTS })]);
    const head = await faultsAfter(sql`update audit_head set hash = 'x' where home_id = ${home}`);
    expect(head).toEqual([expect.objectContaining({ kind: 'head', homeId: home, field: 'hash', is: 'x' })]);
    expect(await faultsAfter(sql`delete from audit_head where home_id = ${home}`)).toEqual([
      expect.objectContaining({ kind: 'no-head', homeId: home }),
    ]);
    const lost = { homeId: newId(), seq: 3, hash: 'y' };
    expect(await faultsAfter(undefined, [lost])).toContainEqual({ kind: 'anchor', homeId: lost.homeId, seq: 3, was: 'y' });
  });
});
