import { openServer } from '../../packages/server/src/db/open-database.ts';
import { foldFigures } from '../../packages/server/src/features/figures/figures.service.ts';
import { newId, systemClock } from '@ancam/core';
import { Client } from 'pg';

/** Top bodies: provinces, then ministries and corporations. */
const PROVINCES = 34;
const OTHERS = 66;
const COMMUNES = 97;
const DEPARTMENTS = 80;
const BRANCHES = 50;
const UNITS = 40_000;
const AT_ONCE = 250_000;

/**
 * 34 provinces with departments and communes, 66 ministries and corporations with branches that lie in provinces; schools and offices
 * below the communes fill up to 40,000 units. `n` numbers them all.
 */
const UNITS_SQL = `
create table bench_unit as
with tops as (
  select t, case when t <= ${PROVINCES} then format('/tinh%s/', t) else format('/bo%s/', t) end as path,
    case when t <= ${PROVINCES} then format('/%s/', t) else '' end as place,
    case when t <= ${PROVINCES} then 'Tỉnh số ' || t else 'Bộ, tổng công ty số ' || t end as name, gen_random_uuid() as id
  from generate_series(1, ${PROVINCES + OTHERS}) as t
), seconds as (
  select p.t, k, p.id as home, gen_random_uuid() as id, p.id as parent,
    case when k <= ${COMMUNES} then p.path || format('xa%s/', k) else p.path || format('so%s/', k) end as path,
    case when p.t > ${PROVINCES} then format('/%s/', 1 + (p.t * 7 + k) % ${PROVINCES}) when k <= ${COMMUNES} then p.place || format('x%s/', k) else p.place end as place,
    case when p.t > ${PROVINCES} then format('Chi nhánh %s thuộc %s', k, p.name) when k <= ${COMMUNES} then format('Ủy ban nhân dân xã %s, %s', k, p.name)
      else format('Sở, ban số %s, %s', k, p.name) end as name
  from tops p cross join lateral generate_series(1, case when p.t <= ${PROVINCES} then ${COMMUNES + DEPARTMENTS} else ${BRANCHES} end) as k
), thirds as (
  select s.home, gen_random_uuid() as id, s.id as parent, s.path || format('dv%s/', d) as path, s.place, format('Trường, trạm số %s, %s', d, s.name) as name
  from seconds s cross join lateral generate_series(1, 10) as d where s.t <= ${PROVINCES} and s.k <= ${COMMUNES} order by d, s.t, s.k
  limit ${UNITS} - (select count(*) from tops) - (select count(*) from seconds)
)
select (row_number() over (order by path))::int as n, u.* from (
  select id as home, id, null::uuid as parent, path, place, name from tops
  union all select home, id, parent, path, place, name from seconds
  union all select * from thirds) as u;
create unique index on bench_unit (n);
create function bench_fold(text) returns text language sql immutable as
  $$ select replace(regexp_replace(normalize(lower($1), nfd), '[\\u0300-\\u036f]', '', 'g'), 'đ', 'd') $$;
insert into unit (id, instance_id, home_id, parent_id, name, scope_path, place_path, opened_on, search, created_at)
  select id, home, home, parent, name, path, place, '2025-07-01', bench_fold(name), now() from bench_unit order by n;
insert into unit_version (unit_id, valid_from, name, kind, line, parent_id, scope_path, place_path, roles)
  select id, '2025-07-01', name, 'agency', 'local', parent, path, place, '{}' from bench_unit;
analyze bench_unit;`;

/** Camera number i of all: where it stands, what it is, what is wrong with it, from mixed bits of its number. */
export const CAMERAS_SQL = (first: string, last: string, ids: 'number' | 'random'): string => `
select ${ids === 'number' ? "lpad(to_hex(i), 32, '0')::uuid" : 'gen_random_uuid()'} as id, u.home as instance_id, u.home as home_id, u.id as unit_id, u.id as steward_id,
  u.path as scope_path, u.path as recorded_path, u.place as place_path, 0::smallint as classification, 'scan' as source,
  case when h1 % 50 = 0 then 'retired' else 'in-use' end as status,
  spot || ' ' || i as name, 'Tầng ' || h1 % 9 || ', ' || spot as place, '' as note, address,
  '4' || encode(decode(lpad(to_hex(10), 2, '0') || lpad(to_hex(h1 % 250), 2, '0') || lpad(to_hex(h2 % 250), 2, '0') || lpad(to_hex(h3 % 250), 2, '0'), 'hex'), 'hex') as address_key,
  'camera' as kind, 'firm' as strength, lower(maker) as maker, maker as maker_name, model, firmware, serial, mac,
  lower(spot_plain || ' ' || i || ' tang ' || h1 % 9 || ', ' || spot_plain || ' ' || address || ' ' || maker || ' ' || model || ' ' || firmware || ' ' || serial || ' ' || mac) as search,
  '2026-01-01T00:00:00Z'::timestamptz as first_seen_at,
  case when h2 % 10 = 0 then null else '2026-10-01T00:00:00Z'::timestamptz + (h3 % 4000000) * interval '1 second' end as last_seen_at,
  case when h2 % 10 = 0 then 9 when h3 % 40 = 0 then 0 when h3 % 8 = 0 then 1 when h3 % 4 = 0 then 2 when h3 % 3 = 0 then 3 else 9 end::smallint as worst,
  (h2 % 10 > 0 and h3 % 40 = 0)::int as open_critical, (h2 % 10 > 0 and h3 % 8 = 0)::int as open_high, (h2 % 10 > 0 and h3 % 4 = 0)::int as open_medium,
  (h2 % 10 > 0 and h3 % 3 = 0)::int as open_low
from (
  select i, h1, h2, h3, 1 + (hashint8(i + 11) & 2147483647) % ${UNITS} as unit_n,
    (array['Cổng chính','Cổng phụ','Sân trước','Hành lang','Kho vật tư','Phòng máy','Bãi xe','Cầu thang','Phòng họp','Tuyến phố'])[1 + h2 % 10] as spot,
    (array['cong chinh','cong phu','san truoc','hanh lang','kho vat tu','phong may','bai xe','cau thang','phong hop','tuyen pho'])[1 + h2 % 10] as spot_plain,
    (array['Hikvision','Hikvision','Hikvision','Dahua','Dahua','Uniview','Tiandy','Axis','Hanwha','Bosch','KBVision','EZVIZ','Imou','TP-Link','Vivotek','Panasonic'])[1 + h1 % 16] as maker,
    'DS-2CD' || (2000 + h3 % 400) || 'G' || h2 % 4 || '-I' as model, 'V5.' || h1 % 8 || '.' || h3 % 90 as firmware,
    'SN' || upper(lpad(to_hex(i * 2654435761 % 1099511627776), 10, '0')) as serial, upper(lpad(to_hex(i * 40503 % 281474976710656), 12, '0')) as mac,
    '10.' || h1 % 250 || '.' || h2 % 250 || '.' || h3 % 250 as address
  from (select i, hashint8(i) & 2147483647 as h1, hashint8(i + 7) & 2147483647 as h2, hashint8(i + 13) & 2147483647 as h3
    from generate_series(${first}::bigint, ${last}::bigint) as i) as bits
) as c join bench_unit u on u.n = c.unit_n`;

/** Columns that the rows above fill. */
export const COLUMNS =
  'id, instance_id, home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, source, status, name, place, note, address, address_key, kind, strength, maker, maker_name, model, firmware, serial, mac, search, first_seen_at, last_seen_at, worst, open_critical, open_high, open_medium, open_low';

/** Fills a migrated database with 40,000 units and so many cameras; indexes are made after the rows, figures by the product. */
export async function buildDatabase(url: string, cameras: number, tell: (line: string) => void): Promise<void> {
  const { db } = await openServer(url);
  const clients = await Promise.all([connect(url), connect(url)] as const);
  const [client] = clients;
  try {
    await client.query(UNITS_SQL);
    tell('units are in');
    const indexes = await dropIndexes(client);
    await client.query(`insert into camera (${COLUMNS}) ${CAMERAS_SQL('1', '0', 'number')}`);
    const starts = Array.from({ length: Math.ceil(cameras / AT_ONCE) }, (_, part) => part * AT_ONCE);
    await inParallel(clients, starts, async (each, start) => {
      const last = Math.min(cameras, start + AT_ONCE);
      await each.query(`insert into camera (${COLUMNS}) ${CAMERAS_SQL(String(start + 1), String(last), 'number')}`);
      tell(`cameras ${start + 1} to ${last}`);
    });
    await inParallel(clients, indexes, async (each, statement) => {
      await each.query(statement);
      tell(statement);
    });
    await client.query('vacuum (analyze) camera');
    tell('analyzed');
    await fillFigures(client);
    await foldFigures({ db, clock: systemClock, instanceId: newId() });
    await client.query('vacuum analyze');
    tell('figures are in');
  } finally {
    await Promise.all(clients.map((each) => each.end()));
    await db.destroy();
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set synchronous_commit = off; set statement_timeout = 0`);
  return client;
}

/** Takes all indexes but the primary key off the table; gives the statements that make them again, the longest first. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'camera' and indexname <> 'camera_pkey' order by indexdef like '%gin%' desc, indexdef`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

async function inParallel<T>(
  clients: readonly Client[],
  work: readonly T[],
  run: (client: Client, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...work];
  await Promise.all(
    clients.map(async (client) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(client, item);
    }),
  );
}

/** Figures of rows that were put in past the product, as its own migration makes them for rows from before. */
async function fillFigures(client: Client): Promise<void> {
  const keys = 'home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification';
  const counts = 'cameras, retired, unchecked, unidentified, critical, high, medium, low, info, clean, findings';
  const sums = counts
    .split(', ')
    .map((name) => `sum(${name})`)
    .join(', ');
  await client.query(`insert into tally (${keys}, ${counts}) select ${keys}, ${sums} from camera_figure group by ${keys}`);
  await client.query(`insert into tally_delta (${keys}, ${counts}) select ${keys}, ${counts} from tally`);
  await client.query(`insert into tally_day (${keys}, ${counts}, day) select ${keys}, ${counts}, current_date from tally`);
  await client.query(`insert into facet_delta (home_id, unit_id, scope_path, place_path, classification, facet, value, count)
    select home_id, unit_id, scope_path, place_path, classification, 'maker', coalesce(maker_name, ''), count(*) from camera where status = 'in-use' group by 1, 2, 3, 4, 5, 7`);
}
