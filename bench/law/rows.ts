/** Provinces of the tree; the communes and offices below them fill up to the number asked for. */
const PROVINCES = 34;
const COMMUNES = 100;

/**
 * Units of three tiers: provinces, communes with territories, schools below the communes. All but a tenth have a system; half of those have
 * its level approved in time, a quarter late, and a third of all have cameras.
 */
export const unitsSql = (units: number): string => {
  const seconds = Math.min(PROVINCES * COMMUNES, Math.floor((units - PROVINCES) / 2));
  return `
create table bench_unit as
with tops as (
  select t, '/tinh' || t || '/' as path, '/' || lpad((10 + t)::text, 2, '0') || '/' as place, gen_random_uuid() as id from generate_series(1, ${PROVINCES}) as t
), seconds as (
  select k, p.id as home, p.id as parent, gen_random_uuid() as id, p.path || 'xa' || k || '/' as path, p.place || lpad(k::text, 5, '0') || '/' as place
  from generate_series(1, ${seconds}) as k join tops p on p.t = 1 + k % ${PROVINCES}
), thirds as (
  select s.home, s.id as parent, gen_random_uuid() as id, s.path || 'dv' || d || '/' as path, s.place
  from generate_series(1, ${units - PROVINCES - seconds}) as d join seconds s on s.k = 1 + d % ${seconds}
)
select row_number() over (order by hashtext(path), path)::int as n, u.* from (
  select id as home, null::uuid as parent, id, path, place, 'province' as kind, 'UBND tỉnh ' || t as name from tops
  union all select home, parent, id, path, place, 'commune', 'UBND xã ' || k from seconds
  union all select home, parent, id, path, place, 'school', 'Trường ' || path from thirds) as u;
insert into unit (id, instance_id, home_id, parent_id, name, kind, scope_path, place_path, opened_on, search, created_at)
  select id, home, home, parent, name, kind, path, place, '2015-01-01', lower(name), now() from bench_unit order by length(path) - length(replace(path, '/', '')), n;
insert into unit_version (unit_id, valid_from, name, kind, line, parent_id, scope_path, place_path, roles)
  select id, '2015-01-01', name, kind, 'local', parent, path, place, '{}' from bench_unit;
insert into duty_object (id, home_id, unit_id, scope_path, place_path, register, source_id, kind, object_id, on_day, answers)
  select gen_random_uuid(), home, id, path, place, 'systems', id, 'system', id::text, '2021-05-01', '{"level": 2, "treatment": "system"}'
  from bench_unit where n % 10 > 0;
insert into duty_event (id, home_id, unit_id, scope_path, place_path, register, source_id, fact, on_day, object_id, told_on)
  select gen_random_uuid(), home, id, path, place, 'dossiers', id, fact, case when n % 4 = 0 then '2023-09-01' else '2023-03-01' end::date, id::text, '2023-09-01'
  from bench_unit cross join unnest(array['level.determined', 'level.submitted', 'level.appraised', 'level.approved']) as fact
  where n % 10 > 0 and n % 4 < 3;
insert into tally (home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, cameras, unchecked, paperless)
  select home, id, id, path, path, place, 0, 20, n % 2, n % 3 from bench_unit where n % 3 = 0;
analyze;`;
};
