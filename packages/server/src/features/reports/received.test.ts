import { api } from '@ancam/contract';
import type { Report, ReorganisationBody } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorAt } from '../../../test/actors.ts';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { makeHolders, pdfOf, sendFile } from '../../../test/holders.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { withActor } from '../../db/actor.ts';
import { carryOutDue } from '../reorganisations/job.service.ts';
import type { UnitKey } from '../units/register-unit.ts';

const DAY = '2026-11-22';

async function decides(browser: Browser, id: Id): Promise<string[]> {
  return (await browser.call(api.getReport, { params: { id } })).actions.may.filter((each) => ['accept', 'return'].includes(each));
}

describeOnEachStore('reports that were received', (open) => {
  let app: TestApp;
  let host: UnitKey;
  let admin: Browser;
  let second: Browser;
  let commune: UnitKey;
  let writer: Browser;
  let approver: Browser;
  let made = 0;

  beforeAll(async () => {
    app = await openApp(open, `${DAY}T03:00:00.000Z`);
    admin = await setUpAdministrator(app);
    const unit = await app.context.db.selectFrom('unit').selectAll().executeTakeFirstOrThrow();
    host = { id: unit.id, homeId: unit.home_id, scopePath: unit.scope_path };
    await sql`insert into jurisdiction (id, instance_id, unit_id, axis, path, legal_basis, document_date, valid_from, granted_by, created_at)
      values (${newId()}, ${app.context.instanceId}, ${host.id}, 'scope', '/', 'Chỉ thị 23/CT-TTg', '2023-09-20', '2023-09-20', 'test', now())`.execute(
      app.context.db,
    );
    admin = await accountOf(app, host.id, 'administrator', 'Người đề xuất');
    second = await accountOf(app, host.id, 'administrator', 'Người duyệt');
    commune = await unitOf(app, { name: 'UBND xã', kind: 'commune', openedOn: '2020-01-01' });
    writer = await accountOf(app, commune.id, 'officer', 'Người lập');
    approver = await accountOf(app, commune.id, 'approver', 'Người duyệt');
  }, 120_000);
  afterAll(() => app.close());

  const receiverOf = (name: string): Promise<UnitKey> => unitOf(app, { name, kind: 'ministry', openedOn: '2020-01-01' });
  /** A report that was sent to a unit outside of its own tree. */
  const send = async (receiver: UnitKey): Promise<Report> => {
    made += 1;
    const periodFrom = `2026-01-${String(made).padStart(2, '0')}`;
    const body = { kind: 'directive', periodFrom, periodTo: '2026-06-30', asOf: '2026-06-30' } as const;
    const { id } = await writer.call(api.createReport, { body });
    await sql`update report set receiver_id = ${receiver.id}, receiver_path = ${receiver.scopePath}, receiver_name = 'Bộ' where id = ${id}`.execute(
      app.context.db,
    );
    const params = { id };
    await writer.call(api.moveReport, { params, body: { step: 'check' } });
    await approver.call(api.decideReport, { params, body: { step: 'freeze' } });
    await sendFile(writer, { holder: 'reports', id }, 'bản ký.pdf', pdfOf(`ký ${id}`), { purpose: 'signed' });
    return writer.call(api.moveReport, { params, body: { step: 'submit', number: '7/UBND', dated: DAY } });
  };
  const carryOut = async (change: Partial<ReorganisationBody>): Promise<Id> => {
    const base = { title: 'Sắp xếp', decree: '1/NQ', decreeDate: '2026-11-01', effectiveOn: DAY };
    const body = { ...base, ...change } as ReorganisationBody; // the callers give the rest
    const event = await admin.call(api.draftReorganisation, { body });
    expect(event.preview.conflicts).toEqual([]);
    await second.call(api.approveReorganisation, { params: { id: event.id } });
    await second.call(api.applyReorganisation, { params: { id: event.id } });
    await carryOutDue(app.context);
    return event.id;
  };

  test('the receiver outside of the tree opens the signed paper, from the day it was sent; one beside does not', async () => {
    const ministry = await receiverOf('Bộ Một');
    const reader = await accountOf(app, ministry.id, 'approver');
    const beside = await accountOf(app, (await receiverOf('Bộ bên cạnh')).id, 'administrator');
    const { id } = await send(ministry);
    const { items } = await reader.call(api.listEvidence, { params: { holder: 'reports', id } });
    expect(items.flatMap(({ versions }) => versions.map(({ name }) => name))).toEqual(['bản ký.pdf']);
    const file = await reader.fetch(`/api/files/${items[0]?.versions[0]?.id ?? ''}/content`);
    expect([file.status, (await file.text()).startsWith('%PDF')]).toEqual([200, true]);
    expect(await codeOf(beside.call(api.listEvidence, { params: { holder: 'reports', id } }))).toBe('not-found');
    const unsent = sql<{
      seen: boolean;
    }>`select may_read_evidence('reports', ${newId()}, ${commune.scopePath}, '', 0::smallint) as seen`;
    const { rows } = await withActor(app.context, actorAt(ministry.scopePath), ({ tx }) => unsent.execute(tx));
    expect(rows[0]?.seen).toBe(false);
  });

  test('every kind of file keeps its own rule', async () => {
    const own = await unitOf(app, { name: 'Bộ có tệp', kind: 'ministry', roles: ['state-manager'], openedOn: '2020-01-01' });
    const keeper = await accountOf(app, own.id, 'administrator');
    const holders = await makeHolders(app, keeper, 7);
    const other = await receiverOf('Bộ không liên quan');
    const seenBy = async (path: string, kind: string, holder: Id, classification = 0): Promise<boolean | undefined> => {
      const { rows } = await withActor(app.context, actorAt(path), ({ tx }) =>
        sql<{
          seen: boolean;
        }>`select may_read_evidence(${kind}, ${holder}, ${own.scopePath}, '', ${classification}::smallint) as seen`.execute(tx),
      );
      return rows[0]?.seen;
    };
    const kinds: Record<string, [boolean | undefined, boolean | undefined]> = {};
    for (const [kind, id] of Object.entries(holders))
      kinds[kind] = [await seenBy(own.scopePath, kind, id), await seenBy(other.scopePath, kind, id)];
    const placed = [true, false];
    expect(kinds).toEqual({
      ...Object.fromEntries(Object.keys(holders).map((kind) => [kind, placed])),
      certificates: [true, true],
      warnings: await warningsSeen(holders.warnings, [own.scopePath, other.scopePath]),
      jurisdictions: [true, false],
    });
    // What is restricted stays so, whoever a record or a report was sent to.
    expect(await seenBy(own.scopePath, 'reports', holders.reports, 1)).toBe(false);
    expect(await seenBy(own.scopePath, 'records', holders.records, 1)).toBe(false);
  });
  const warningsSeen = async (id: Id, paths: readonly string[]): Promise<boolean[]> => {
    const seen: boolean[] = [];
    for (const path of paths) {
      const { rows } = await withActor(app.context, actorAt(path), ({ tx }) => sql`select from warning where id = ${id}`.execute(tx));
      seen.push(rows.length === 1);
    }
    return seen;
  };

  test('the unit that follows a receiver decides in its place; once that is undone, the receiver again', async () => {
    const [old, joined] = [await receiverOf('Bộ Hai'), await receiverOf('Bộ Ba')];
    const before = await accountOf(app, joined.id, 'approver', 'Người của Bộ Ba');
    const { id } = await send(old);
    expect(await codeOf(before.call(api.getReport, { params: { id } }))).toBe('not-found');
    const event = await carryOut({
      kind: 'merge',
      units: [old.id, joined.id],
      successors: [{ key: 'n', fresh: freshUnit('Bộ Hai và Ba') }],
    });
    const successor = await app.context.db.selectFrom('unit').select('id').where('name', '=', 'Bộ Hai và Ba').executeTakeFirstOrThrow();
    const next = await accountOf(app, successor.id, 'approver', 'Người của bộ mới');
    expect(await decides(next, id)).toEqual(['accept', 'return']);
    const received = await next.call(api.listReports, { query: { receiver: successor.id } });
    expect(received.items.map((each) => each.id)).toEqual([id]);
    expect((await next.call(api.listEvidence, { params: { holder: 'reports', id } })).items).toHaveLength(1);
    expect((await next.call(api.getReport, { params: { id } })).events.map(({ step }) => step)).toEqual(['submit']);

    // A successor with people of its own is not undone: those of this test were put there beside the pages.
    const people = app.context.db.selectFrom('account').select('id').where('unit_id', '=', successor.id);
    await app.context.db.deleteFrom('known_device').where('account_id', 'in', people).execute();
    await app.context.db.deleteFrom('session').where('account_id', 'in', people).execute();
    await app.context.db.deleteFrom('account').where('unit_id', '=', successor.id).execute();
    await admin.call(api.reverseReorganisation, { params: { id: event }, body: { reason: 'nhầm' } });
    await carryOutDue(app.context);
    const again = await accountOf(app, old.id, 'approver', 'Người của Bộ Hai');
    expect(await decides(again, id)).toEqual(['accept', 'return']);
    const accepted = await again.call(api.decideReport, { params: { id }, body: { step: 'accept' } });
    expect(accepted.state).toBe('accepted');
  });

  test('a receiver that moves in the tree still decides', async () => {
    const top = await receiverOf('Bộ Bốn');
    const parent = { id: top.id, homeId: top.homeId, scopePath: top.scopePath };
    const [first, moved] = [
      await unitOf(app, { name: 'Cục cũ', kind: 'department', parent, openedOn: '2020-01-01' }),
      await unitOf(app, { name: 'Phòng nhận', kind: 'office', parent, openedOn: '2020-01-01' }),
    ];
    const { id } = await send(moved);
    await carryOut({ kind: 'move', units: [moved.id], changes: { parentId: first.id } });
    const reader = await accountOf(app, moved.id, 'approver');
    expect(await decides(reader, id)).toEqual(['accept', 'return']);
  });

  test('where nobody takes a receiver over, the unit above it decides', async () => {
    const top = await receiverOf('Bộ Năm');
    const parent = { id: top.id, homeId: top.homeId, scopePath: top.scopePath };
    const gone = await unitOf(app, { name: 'Cục giải thể', kind: 'department', parent, openedOn: '2020-01-01' });
    const { id } = await send(gone);
    await sql`update unit set closed_on = ${DAY} where id = ${gone.id}`.execute(app.context.db);
    const { rows } = await sql<{ path: string }>`select receiver_path as path from report where id = ${id}`.execute(app.context.db);
    expect(rows[0]?.path).toBe(top.scopePath);
  });
});

function freshUnit(name: string) {
  return {
    name,
    kind: 'ministry' as const,
    code: null,
    line: 'local' as const,
    placeCode: null,
    placePath: null,
    roles: [],
    parentId: null,
  };
}
