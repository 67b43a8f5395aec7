-- Lists that people keep, changes of many rows that can be taken back, and what the first page counts beside the figures.

-- A list with its filters under a name; of one person, or shared with those of the same unit.
create table saved_view (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  account_id uuid not null references account (id),
  list text not null check (list in ('cameras')),
  name text not null,
  -- The query of the address, e.g. `severity=critical&sort=name`.
  query text not null,
  shared boolean not null,
  created_at timestamptz not null
);
create unique index saved_view_name on saved_view (account_id, list, lower(name));
create index saved_view_unit on saved_view (scope_path, list);
alter table saved_view enable row level security;
create policy own on saved_view using (scope_path = nullif(current_setting('ancam.unit_path', true), ''));
grant select, insert, update, delete on saved_view to ancam_app;

-- One change of many cameras with what they were before. Taking it back is a change of its own, which names it.
create table bulk_change (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  account_id uuid not null references account (id),
  action text not null,
  at timestamptz not null,
  -- Until when it can be taken back.
  undo_until timestamptz not null,
  -- Of each camera its id and the values before.
  before jsonb not null,
  undone_at timestamptz
);
create index bulk_change_old on bulk_change (undo_until) where before <> '[]'::jsonb;
select guard_table('bulk_change');
grant select, insert, update on bulk_change to ancam_app;

-- Counts by a changing set of values: cameras in use per maker, open findings per check, findings per status; cameras in the states that
-- have no figure.
create table facet_delta (
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null,
  classification smallint not null,
  facet text not null check (facet in ('maker', 'check', 'status', 'other')),
  value text not null,
  count bigint not null,
  id bigint generated always as identity primary key
);
select guard_table('facet_delta');
grant select, insert on facet_delta to ancam_app;
create table facet_rollup (
  axis text not null check (axis in ('scope', 'place')),
  path text not null,
  classification smallint not null,
  facet text not null,
  value text not null,
  count bigint not null,
  primary key (axis, path, facet, value, classification)
);
-- Open findings per node at the end of each day on which they changed.
create table rollup_day (
  axis text not null check (axis in ('scope', 'place')),
  path text not null,
  classification smallint not null,
  day date not null,
  findings bigint not null,
  primary key (axis, path, day, classification)
);
do $$
declare
  name text;
begin
  foreach name in array array['facet_rollup', 'rollup_day'] loop
    execute format('alter table %I enable row level security', name);
    execute format($policy$create policy read on %I for select using (
      case axis when 'scope' then path ^@ any (nullif(current_setting('ancam.scopes', true), '')::text[])
        else path ^@ any (nullif(current_setting('ancam.places', true), '')::text[]) or '/' = any (nullif(current_setting('ancam.scopes', true), '')::text[]) end
      and classification <= coalesce(nullif(current_setting('ancam.clearance', true), '')::smallint, 0))$policy$, name);
    execute format('grant select on %I to ancam_app', name);
  end loop;
end $$;

-- What a camera counts for. A finding's status is that of the day for which the counts on the camera are true.
create function facets_of(cameras uuid[], day date)
returns table (home_id uuid, unit_id uuid, scope_path text, place_path text, classification smallint, facet text, value text, count bigint)
language sql stable
begin atomic
  select c.home_id, c.unit_id, c.scope_path, c.place_path, c.classification, f.facet, f.value, count(*)
  from camera c cross join lateral (
    select 'maker' as facet, coalesce(c.maker_name, '') as value where c.status = 'in-use'
    union all
    select 'other', c.status where c.status not in ('in-use', 'retired')
    union all
    select kind.facet, case kind.facet when 'check' then x.check_id || ' ' || x.severity else x.status end
    from (select i.check_id, i.severity, finding_status_on(i.status, i.accepted_until, least(day, coalesce(c.counts_until, day))) as status
      from finding i where i.camera_id = c.id) as x, (values ('check'), ('status')) as kind (facet)
    where c.status = 'in-use' and (kind.facet = 'status' or x.status = 'open')
  ) as f
  where c.id = any (cameras) group by 1, 2, 3, 4, 5, 6, 7;
end;
grant execute on function facets_of to ancam_app;

-- Acceptances that end soon.
create index finding_accepted_until on finding (accepted_until) where status = 'accepted';
create index finding_accepted_scope on finding (scope_path text_pattern_ops) where status = 'accepted';

-- Cameras that were there before.
insert into facet_delta (home_id, unit_id, scope_path, place_path, classification, facet, value, count)
  select home_id, unit_id, scope_path, place_path, classification, facet, value, count
  from facets_of(array(select id from camera), (now() at time zone 'Asia/Ho_Chi_Minh')::date);
