-- Figures of units. One wide row per recorder and steward is written in the transaction that changes a fact, the tiers above fold its deltas:
-- a page of figures costs units, never cameras.

-- Counts of today, per who recorded and who answers. Sums over it are the same however it is grouped.
create table tally (
  home_id uuid not null,
  unit_id uuid not null,
  steward_id uuid not null,
  scope_path text not null,
  recorded_path text not null,
  place_path text not null,
  classification smallint not null,
  cameras bigint not null default 0,
  retired bigint not null default 0,
  unchecked bigint not null default 0,
  unidentified bigint not null default 0,
  critical bigint not null default 0,
  high bigint not null default 0,
  medium bigint not null default 0,
  low bigint not null default 0,
  info bigint not null default 0,
  clean bigint not null default 0,
  findings bigint not null default 0,
  warned bigint not null default 0,
  paperless bigint not null default 0,
  abroad bigint not null default 0,
  systems bigint not null default 0,
  systems_operating bigint not null default 0,
  primary key (steward_id, unit_id, scope_path, recorded_path, place_path, classification, home_id)
);
create index tally_scope on tally (scope_path text_pattern_ops);
create index tally_place on tally (place_path text_pattern_ops) where place_path <> '';

-- The same at the end of each day on which it changed.
create table tally_day (like tally including defaults, day date not null);
alter table tally_day add primary key (steward_id, unit_id, scope_path, recorded_path, place_path, classification, home_id, day);

-- What has changed and is not yet in the tiers.
create table tally_delta (like tally including defaults, id bigint generated always as identity primary key);

-- Sums per node of the owner tree and of the territory; true together with the deltas below the node.
create table rollup (
  axis text not null check (axis in ('scope', 'place')),
  path text not null,
  like tally including defaults,
  primary key (axis, path, classification)
);
alter table rollup drop column home_id, drop column unit_id, drop column steward_id, drop column scope_path, drop column recorded_path, drop column place_path;

do $$
declare
  name text;
begin
  foreach name in array array['tally', 'tally_day', 'tally_delta'] loop
    perform guard_table(name);
  end loop;
end $$;
alter table rollup enable row level security;
create policy read on rollup for select using (
  case axis when 'scope' then path ^@ any (nullif(current_setting('ancam.scopes', true), '')::text[])
    else path ^@ any (nullif(current_setting('ancam.places', true), '')::text[]) or '/' = any (nullif(current_setting('ancam.scopes', true), '')::text[]) end
  and classification <= coalesce(nullif(current_setting('ancam.clearance', true), '')::smallint, 0));
grant select, insert, update on tally, tally_day to ancam_app;
grant select, insert on tally_delta to ancam_app;
grant select on rollup to ancam_app;

-- The facts of cameras that are counted. Whoever changes cameras reads them before and after.
create view camera_figure with (security_invoker = true) as
select id, home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification,
  (status = 'in-use')::int as cameras, (status = 'retired')::int as retired,
  (status = 'in-use' and last_seen_at is null and worst = 9)::int as unchecked,
  (status = 'in-use' and maker_name is null)::int as unidentified,
  (status = 'in-use' and worst = 0)::int as critical, (status = 'in-use' and worst = 1)::int as high,
  (status = 'in-use' and worst = 2)::int as medium, (status = 'in-use' and worst = 3)::int as low,
  (status = 'in-use' and worst = 4)::int as info, (status = 'in-use' and worst = 9 and last_seen_at is not null)::int as clean,
  case when status = 'in-use' then open_critical + open_high + open_medium + open_low + open_info else 0 end as findings
from camera;
grant select on camera_figure to ancam_app;

-- Every node on the way to a path, the root first: '/a/b/' gives '/', '/a/', '/a/b/'.
create function path_nodes(path text) returns setof text language sql immutable
begin atomic
  select '/' || coalesce(nullif(array_to_string(parts[1:n], '/'), '') || '/', '')
  from (select string_to_array(trim(both '/' from path), '/') as parts) as split, generate_series(0, cardinality(parts)) as n;
end;
-- Cameras that were there before the figures.
do $$
declare
  counts text := 'cameras, retired, unchecked, unidentified, critical, high, medium, low, info, clean, findings';
  sums text := 'sum(cameras), sum(retired), sum(unchecked), sum(unidentified), sum(critical), sum(high), sum(medium), sum(low), sum(info), sum(clean), sum(findings)';
  keys text := 'home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification';
begin
  execute format('insert into tally (%s, %s) select %s, %s from camera_figure group by %s', keys, counts, keys, sums, keys);
  execute format('insert into tally_delta (%s, %s) select %s, %s from tally', keys, counts, keys, counts);
  execute format('insert into tally_day (%s, %s, day) select %s, %s, (now() at time zone ''Asia/Ho_Chi_Minh'')::date from tally', keys, counts, keys, counts);
end $$;
