/** Top bodies: provinces, then ministries and corporations. */
const PROVINCES = 34;
const OTHERS = 66;
const COMMUNES = 97;
const DEPARTMENTS = 80;
const BRANCHES = 50;
export const UNITS = 40_000;

/** A share between 0 and 1 from the number of a unit, the same in every build. */
const SHARE = '((hashint4(n + 5) & 1048575) / 1048576.0)';

/**
 * 34 provinces with departments and communes, 66 ministries and corporations with branches that lie in provinces; schools and offices
 * below the communes fill up to 40,000 units. Sizes are uneven as in life: offices and schools hold 20 to 300 cameras of 10 million, a
 * department up to 3,000, a ministry or corporation itself up to 60,000. Units are numbered in no order of the tree, and so are cameras
 * entered: those of a unit lie together, those of a province do not.
 */
export const unitsSql = (cameras: number): string => `
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
      else format('Sở, ban số %s, %s', k, p.name) end as name,
    case when p.t > ${PROVINCES} then 'branch' when k <= ${COMMUNES} then 'commune' else 'department' end as sort
  from tops p cross join lateral generate_series(1, case when p.t <= ${PROVINCES} then ${COMMUNES + DEPARTMENTS} else ${BRANCHES} end) as k
), thirds as (
  select s.home, gen_random_uuid() as id, s.id as parent, s.path || format('dv%s/', d) as path, s.place, format('Trường, trạm số %s, %s', d, s.name) as name
  from seconds s cross join lateral generate_series(1, 10) as d where s.t <= ${PROVINCES} and s.k <= ${COMMUNES} order by d, s.t, s.k
  limit ${UNITS} - (select count(*) from tops) - (select count(*) from seconds)
), numbered as (
  select (row_number() over (order by hashtext(path), path))::int as n, u.* from (
    select id as home, id, null::uuid as parent, path, place, name, case when t <= ${PROVINCES} then 'province' else 'ministry' end as sort from tops
    union all select home, id, parent, path, place, name, sort from seconds
    union all select home, id, parent, path, place, name, 'office' from thirds) as u
), sized as (
  select *, case sort when 'ministry' then 1000 + 60000 * power(${SHARE}, 4) when 'department' then 50 + 3000 * power(${SHARE}, 4)
    when 'branch' then 20 + 1500 * power(${SHARE}, 3) when 'province' then 200 + 2000 * power(${SHARE}, 2) else 20 + 280 * ${SHARE} end as size
  from numbered
)
select n, home, id, parent, path, place, name,
  floor(${cameras} * coalesce(sum(size) over (order by n rows between unbounded preceding and 1 preceding), 0) / sum(size) over ())::bigint + 1 as first,
  floor(${cameras} * sum(size) over (order by n) / sum(size) over ())::bigint as last
from sized;
create unique index on bench_unit (n);
create function bench_fold(text) returns text language sql immutable as
  $$ select replace(regexp_replace(normalize(lower($1), nfd), '[\\u0300-\\u036f]', '', 'g'), 'đ', 'd') $$;
insert into unit (id, instance_id, home_id, parent_id, name, scope_path, place_path, opened_on, search, created_at)
  select id, home, home, parent, name, path, place, '2025-07-01', bench_fold(name), now() from bench_unit order by length(path) - length(replace(path, '/', '')), n;
insert into unit_version (unit_id, valid_from, name, kind, line, parent_id, scope_path, place_path, roles)
  select id, '2025-07-01', name, 'agency', 'local', parent, path, place, '{}' from bench_unit;
analyze bench_unit, unit, unit_version;`;

/** Columns that the rows below fill. */
export const COLUMNS =
  'id, instance_id, home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, source, status, name, place, note, address, address_key, kind, strength, maker, maker_name, model, firmware, serial, mac, search, first_seen_at, last_seen_at, worst, open_critical, open_high, open_medium, open_low, maker_id, matched';

const MAKERS = [
  'Hikvision',
  'Hikvision',
  'Hikvision',
  'Dahua',
  'Dahua',
  'Uniview',
  'Tiandy',
  'Axis',
  'Hanwha',
  'Bosch',
  'KBVision',
  'EZVIZ',
  'Imou',
  'TP-Link',
  'Vivotek',
  'Panasonic',
];
const SPOTS = [
  'Cổng chính',
  'Cổng phụ',
  'Sân trước',
  'Hành lang',
  'Kho vật tư',
  'Phòng máy',
  'Bãi xe',
  'Cầu thang',
  'Phòng họp',
  'Tuyến phố',
];
const PLAIN_SPOTS = [
  'cong chinh',
  'cong phu',
  'san truoc',
  'hanh lang',
  'kho vat tu',
  'phong may',
  'bai xe',
  'cau thang',
  'phong hop',
  'tuyen pho',
];
const array = (values: readonly string[]): string => `(array[${values.map((value) => `'${value}'`).join(', ')}])`;

/** Cameras of the units numbered from `first` to `last`; each from mixed bits of its number: where it stands, what it is, what is wrong with it. */
export const camerasSql = (first: number, last: number): string => `
select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id, home as instance_id, home as home_id, unit_id, unit_id as steward_id,
  path as scope_path, path as recorded_path, territory as place_path, 0::smallint as classification, 'scan' as source,
  case when h1 % 50 = 0 then 'retired' else 'in-use' end as status,
  spot || ' ' || i as name, 'Tầng ' || h1 % 9 || ', ' || spot as place, '' as note, address,
  '40a' || lpad(to_hex(h1 % 250), 2, '0') || lpad(to_hex(h2 % 250), 2, '0') || lpad(to_hex(h3 % 250), 2, '0') as address_key,
  'camera' as kind, 'firm' as strength, lower(c.maker) as maker, c.maker as maker_name, model, firmware, serial, mac,
  lower(spot_plain || ' ' || i || ' tang ' || h1 % 9 || ', ' || spot_plain || ' ' || address || ' ' || c.maker || ' ' || model || ' ' || firmware || ' ' || serial || ' ' || mac) as search,
  '2026-01-01T00:00:00Z'::timestamptz as first_seen_at,
  case when h2 % 10 = 0 then null else '2026-10-01T00:00:00Z'::timestamptz + (h3 % 4000000) * interval '1 second' end as last_seen_at,
  case when h2 % 10 = 0 then 9 when h3 % 40 = 0 then 0 when h3 % 8 = 0 then 1 when h3 % 4 = 0 then 2 when h3 % 3 = 0 then 3 else 9 end::smallint as worst,
  (h2 % 10 > 0 and h3 % 40 = 0)::int as open_critical, (h2 % 10 > 0 and h3 % 8 = 0)::int as open_high, (h2 % 10 > 0 and h3 % 4 = 0)::int as open_medium,
  (h2 % 10 > 0 and h3 % 3 = 0)::int as open_low, a.maker_id, true as matched
from (
  select bits.*, ${array(SPOTS)}[1 + h2 % 10] as spot, ${array(PLAIN_SPOTS)}[1 + h2 % 10] as spot_plain,
    ${array(MAKERS)}[1 + h1 % 16] as maker, ${array(MAKERS.map((name) => name.toLowerCase().replace('-', '')))}[1 + h1 % 16] as maker_key,
    'DS-2CD' || (2000 + h3 % 400) || 'G' || h2 % 4 || '-I' as model, 'V5.' || h1 % 8 || '.' || h3 % 90 as firmware,
    'SN' || upper(lpad(to_hex(i * 2654435761 % 1099511627776), 10, '0')) as serial, upper(lpad(to_hex(i * 40503 % 281474976710656), 12, '0')) as mac,
    '10.' || h1 % 250 || '.' || h2 % 250 || '.' || h3 % 250 as address
  from (select u.home, u.id as unit_id, u.path, u.place as territory, i,
      hashint8(i) & 2147483647 as h1, hashint8(i + 7) & 2147483647 as h2, hashint8(i + 13) & 2147483647 as h3
    from bench_unit u cross join lateral generate_series(u.first, u.last) as i where u.n between ${first} and ${last}) as bits
) as c left join maker_alias a on a.alias_key = c.maker_key`;
