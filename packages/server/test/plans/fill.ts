import { sql } from 'kysely';
import { foldFigures } from '../../src/features/figures/figures.service.ts';
import type { TestApp } from '../app.ts';

/** Provinces, communes of each, and offices of each commune. */
const TREE = { provinces: 4, communes: 100, offices: 5 } as const;
const UNITS = TREE.provinces * (1 + TREE.communes * (1 + TREE.offices));
const CAMERAS = 80_000;

/** Fills a register with 2,404 units and 80,000 cameras with findings and an audit, with figures and statistics. */
export async function fillRegister({ context }: TestApp): Promise<void> {
  const { db } = context;
  await sql`create table filled_unit as
    with tops as (select format('/p%s/', p) as path, gen_random_uuid() as id, p from generate_series(1, ${TREE.provinces}) as p),
    communes as (select t.id as home, t.id as parent, t.path || format('c%s/', c) as path, gen_random_uuid() as id from tops t, generate_series(1, ${TREE.communes}) as c),
    offices as (select c.home, c.id as parent, c.path || format('o%s/', o) as path, gen_random_uuid() as id from communes c, generate_series(1, ${TREE.offices}) as o)
    select (row_number() over (order by hashtext(path)))::int as n, u.* from (select id as home, null::uuid as parent, path, id from tops
      union all select home, parent, path, id from communes union all select home, parent, path, id from offices) as u`.execute(db);
  await sql`insert into unit (id, instance_id, home_id, parent_id, name, scope_path, opened_on, search, created_at)
    select id, home, home, parent, 'Đơn vị ' || path, path, '2025-07-01', 'don vi ' || path, now() from filled_unit order by length(path)`.execute(
    db,
  );
  await sql`insert into unit_version (unit_id, valid_from, name, kind, line, parent_id, scope_path, place_path, roles)
    select id, '2025-07-01', 'Đơn vị ' || path, 'agency', 'local', parent, path, '', '{}' from filled_unit`.execute(db);
  await sql`insert into camera (id, instance_id, home_id, unit_id, steward_id, scope_path, recorded_path, source, status, name, place, note, address, address_key,
      kind, strength, maker_name, model, serial, search, first_seen_at, last_seen_at, worst, open_critical, matched)
    select gen_random_uuid(), u.home, u.home, u.id, u.id, u.path, u.path, 'scan', case when i % 50 = 0 then 'retired' else 'in-use' end, 'Cổng ' || i, 'Tầng ' || i % 9, '',
      '10.0.' || i % 250 || '.' || i % 199, lpad(i::text, 9, '0'), 'camera', 'firm', (array['Hikvision', 'Dahua', 'Axis', 'Bosch'])[1 + i % 4], 'M-' || i % 900, 'SN' || i,
      'cong ' || i || ' tang ' || i % 9 || ' m-' || i % 900 || ' sn' || i, now(), now() - i * interval '1 minute', case when i % 40 = 0 then 0 else 9 end, (i % 40 = 0)::int, true
    from generate_series(1, ${CAMERAS}) as i join filled_unit u on u.n = 1 + i / 20 % ${UNITS}::int`.execute(db);
  await sql`insert into finding (id, instance_id, home_id, unit_id, scope_path, camera_id, check_id, severity, status, accepted_until, evidence, first_seen_at, last_seen_at)
    select gen_random_uuid(), home_id, home_id, unit_id, scope_path, id, 'service/telnet', 'critical', case when n % 20 = 0 then 'accepted' else 'open' end,
      case when n % 20 = 0 then current_date + n / 20 % 300 end, '[]'::jsonb, now(), now()
    from (select *, (row_number() over ())::int as n from camera) as c where n % 2 = 0`.execute(db);
  await sql`insert into audit_event (id, instance_id, home_id, unit_id, scope_path, classification, seq, at, by_name, action, object, summary, previous_hash, hash, place_path)
    select gen_random_uuid(), home_id, home_id, unit_id, scope_path, 0, row_number() over (partition by home_id), now(), 'x', 'camera.added', 'camera/' || id, '', '', '', '' from camera`.execute(
    db,
  );
  await sql`insert into audit_head (home_id, seq, hash) select home_id, max(seq), '' from audit_event group by home_id`.execute(db);
  const keys = sql.raw('home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification');
  await sql`insert into tally (${keys}, cameras, retired, critical, findings) select ${keys}, sum(cameras), sum(retired), sum(critical), sum(findings) from camera_figure group by ${keys}`.execute(
    db,
  );
  await sql`insert into tally_delta (${keys}, cameras, retired, critical, findings) select ${keys}, cameras, retired, critical, findings from tally`.execute(
    db,
  );
  await sql`insert into facet_delta (home_id, unit_id, scope_path, place_path, classification, facet, value, count)
    select home_id, unit_id, scope_path, place_path, classification, 'maker', maker_name, count(*) from camera group by 1, 2, 3, 4, 5, 7`.execute(
    db,
  );
  await foldFigures(context);
  await sql`drop table filled_unit`.execute(db);
  await sql`vacuum analyze`.execute(db);
}
