import { api } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { asOwner } from '../../db/actor.ts';
import { insertUnit } from '../units/register-unit.ts';
import { describeOnEachStore } from '../../../test/store.ts';

describeOnEachStore('audit', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    await Promise.all(Array.from({ length: 6 }, (_, n) => authorise(admin, { document: `0${n}/QĐ` })));
  });
  afterAll(() => app.close());

  const isIntact = async (): Promise<boolean | null> => (await admin.call(api.audit)).chainIntact;

  test('changes made at the same time stand in one unbroken chain, newest first, page by page', async () => {
    const first = await admin.call(api.audit, { query: { limit: 4 } });
    const second = await admin.call(api.audit, { query: { limit: 4, cursor: first.next ?? '' } });
    expect([...first.items, ...second.items].map(({ action }) => action)).toEqual([
      ...Array.from({ length: 6 }, () => 'authorisation.recorded'),
      'setup.done',
    ]);
    expect(second.next).toBeNull();
    expect(first.chainIntact).toBe(true);
  });

  test('a wrong password is recorded, the password is not', async () => {
    const guess = 'not-the-right-one';
    await app
      .browser()
      .call(api.login, { body: { login: 'admin', password: guess } })
      .catch(() => undefined);
    const page = await admin.call(api.audit, { query: { limit: 1 } });
    expect(page.items[0]).toMatchObject({ action: 'session.refused' });
    expect(JSON.stringify(page)).not.toContain(guess);
  });

  test('another body has a chain of its own', async () => {
    const other = await signInElsewhere(app, 'administrator');
    const { items, chainIntact } = await other.call(api.audit);
    expect(items.map(({ action }) => action)).toEqual(['session.opened']);
    expect(chainIntact).toBe(true);
  });

  test('who sees a part of a home is told of its whole chain, and sees the events of his part only', async () => {
    const { context } = app;
    const unit = await asOwner(context, async (tx) => {
      const top = await tx
        .selectFrom('account')
        .innerJoin('unit', 'unit.id', 'unit_id')
        .select(['unit.id', 'home_id', 'scope_path'])
        .where('login', '=', 'admin')
        .executeTakeFirstOrThrow();
      const parent = { id: top.id, homeId: top.home_id, scopePath: top.scope_path };
      return insertUnit(tx, { instanceId: context.instanceId, now: context.clock().toISOString(), name: 'Phòng', parent });
    });
    const below = await signInElsewhere(app, 'administrator', unit.id);
    const { items, chainIntact } = await below.call(api.audit);
    expect(items.map(({ action }) => action)).toEqual(['session.opened']);
    expect(chainIntact).toBe(true);
  });

  test('a changed, a removed and a cut-off event are noticed, whoever did it', async () => {
    const { db } = app.context;
    const tamper = async (change: ReturnType<typeof sql>, undo: ReturnType<typeof sql>): Promise<void> => {
      await sql`alter table audit_event disable trigger user`.execute(db);
      await change.execute(db);
      expect(await isIntact()).toBe(false);
      await undo.execute(db);
      await sql`alter table audit_event enable trigger user`.execute(db);
      expect(await isIntact()).toBe(true);
    };
    const home = sql`(select home_id from audit_event where action = 'setup.done')`;
    await tamper(
      sql`update audit_event set summary = summary || '!' where home_id = ${home} and seq = 2`,
      sql`update audit_event set summary = left(summary, -1) where home_id = ${home} and seq = 2`,
    );
    await sql`create table kept as select * from audit_event where home_id = ${home} and seq in (3, (select seq from audit_head where home_id = ${home}))`.execute(
      db,
    );
    for (const seq of [sql`3`, sql`(select seq from audit_head where home_id = ${home})`]) {
      await tamper(
        sql`delete from audit_event where home_id = ${home} and seq = ${seq}`,
        sql`insert into audit_event select * from kept where seq = ${seq}`,
      );
    }
  });
});
