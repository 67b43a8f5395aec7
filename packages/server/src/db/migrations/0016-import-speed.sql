-- What a table says of cameras is looked up and counted at a cost of the rows of the table, whatever the register holds.

-- By unit and name, which is what a row without serial number and MAC is known by.
create index camera_named on camera (steward_id, name);

-- As before, but camera by camera: without statistics, or with those of an emptier table, a list of ids was answered by reading the
-- whole table. `offset 0` keeps each look-up by itself.
create or replace function facets_of(cameras uuid[], day date)
returns table (home_id uuid, unit_id uuid, scope_path text, place_path text, classification smallint, facet text, value text, count bigint)
language sql stable
begin atomic
  select c.home_id, c.unit_id, c.scope_path, c.place_path, c.classification, f.facet, f.value, count(*)
  from unnest(cameras) as k (id)
  cross join lateral (
    select x.id, x.home_id, x.unit_id, x.scope_path, x.place_path, x.classification, x.maker_name, x.status, x.counts_until
    from camera x where x.id = k.id offset 0
  ) as c
  cross join lateral (
    select 'maker' as facet, coalesce(c.maker_name, '') as value where c.status = 'in-use'
    union all
    select 'other', c.status where c.status not in ('in-use', 'retired')
    union all
    select kind.facet, case kind.facet when 'check' then x.check_id || ' ' || x.severity else x.status end
    from (select i.check_id, i.severity, finding_status_on(i.status, i.accepted_until, least(day, coalesce(c.counts_until, day))) as status
      from finding i where i.camera_id = c.id offset 0) as x, (values ('check'), ('status')) as kind (facet)
    where c.status = 'in-use' and (kind.facet = 'status' or x.status = 'open')
  ) as f
  group by 1, 2, 3, 4, 5, 6, 7;
end;
