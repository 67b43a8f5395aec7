-- Reorganisations: dated events with lineage. They move what units answer for in batches that can be resumed, and undo it.

create table reorganisation (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null references unit (id),
  -- The part of the tree that it touches: the lowest path above all its units; '/' where top bodies are touched.
  scope_path text not null check (scope_path ~ '^/([0-9a-z-]+/)*$'),
  kind text not null check (kind in ('create', 'rename', 'move', 'merge', 'split', 'abolish')),
  title text not null check (title <> ''),
  decree text not null check (decree <> ''),
  decree_date date not null,
  effective_on date not null,
  note text not null default '',
  state text not null default 'draft'
    check (state in ('draft', 'approved', 'applying', 'applied', 'reversing', 'reversed', 'withdrawn')),
  -- What was asked for, with the ids and path steps minted for new units and moved ones: applying it again gives the same units.
  plan jsonb not null,
  preview jsonb not null,
  -- The event whose effect this one undoes, where it can no longer be reversed.
  compensates uuid references reorganisation (id),
  proposed_by uuid not null,
  proposed_name text not null,
  proposed_at timestamptz not null,
  approved_by uuid,
  approved_name text,
  approved_at timestamptz,
  applied_at timestamptz,
  reversed_at timestamptz,
  -- How far the batches have come: moved in the transaction of the batch.
  phase text check (phase in ('units', 'objects', 'settle')),
  cursor_seq integer not null default 0,
  cursor_table integer not null default 0,
  cursor_id uuid,
  -- Where objects go, as decided when the units changed.
  route jsonb,
  done_objects bigint not null default 0,
  total_objects bigint not null default 0,
  constraint another_approves check (approved_by is null or approved_by <> proposed_by),
  constraint approved_first check (state in ('draft', 'withdrawn') or approved_by is not null)
);
create index reorganisation_newest on reorganisation (effective_on desc, id desc);
create index reorganisation_due on reorganisation (effective_on) where state in ('approved', 'applying', 'reversing');

create function hold_reorganisation() returns trigger language plpgsql as $$
begin
  if not ((old.state, new.state) in (('draft', 'draft'), ('draft', 'approved'), ('draft', 'withdrawn'), ('approved', 'approved'),
      ('approved', 'withdrawn'), ('approved', 'applying'), ('applying', 'applying'), ('applying', 'applied'), ('applied', 'applied'),
      ('applied', 'reversing'), ('reversing', 'reversing'), ('reversing', 'reversed'))) then
    raise exception 'a reorganisation does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if old.proposed_by <> new.proposed_by or (old.state <> 'draft' and (new.kind, new.effective_on, new.plan, new.approved_by, new.decree) is distinct from
      (old.kind, old.effective_on, old.plan, old.approved_by, old.decree)) then
    raise exception 'what was approved does not change' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_reorganisation before update on reorganisation for each row execute function hold_reorganisation();

-- Every unit that an event touches, in the order in which its objects are moved, with what it was before.
create table reorganisation_unit (
  event_id uuid not null references reorganisation (id),
  seq integer not null,
  unit_id uuid not null references unit (id),
  part text not null check (part in ('created', 'changed', 'moved', 'closed', 'divided', 'joined')),
  path_from text,
  path_to text,
  place_from text,
  place_to text,
  -- The rows of `unit` and of its version on the day, before; null for what was not there.
  before jsonb,
  version_before jsonb,
  primary key (event_id, unit_id),
  unique (event_id, seq)
);
create index reorganisation_unit_unit on reorganisation_unit (unit_id);

-- What became of a unit: never deleted; `until` is the day on which it was undone.
create table lineage (
  event_id uuid not null references reorganisation (id),
  predecessor_id uuid not null references unit (id),
  successor_id uuid not null references unit (id),
  rule text not null check (rule in ('all', 'by-place', 'manual')),
  title text not null,
  decree text not null,
  effective_on date not null,
  until date,
  predecessor_path text not null,
  successor_path text not null,
  primary key (event_id, predecessor_id, successor_id)
);
create index lineage_successor on lineage (successor_id);
create index lineage_predecessor on lineage (predecessor_id);

-- Who answers for an object from a day on; a row per object whose unit or territory an event has changed.
create table stewardship (
  object_table text not null,
  object_id uuid not null,
  home_id uuid not null,
  event_id uuid not null references reorganisation (id),
  seq bigint generated always as identity,
  unit_from uuid not null,
  unit_to uuid not null,
  path_from text not null,
  path_to text not null,
  place_from text not null,
  place_to text not null,
  from_on date not null,
  until date,
  primary key (event_id, seq, home_id)
);
create index stewardship_object on stewardship (object_id, seq);
create index stewardship_open on stewardship (event_id, seq) where until is null;

-- Objects of a split without a target; they stay with the unit above until somebody says where they belong.
create table unresolved (
  object_table text not null,
  object_id uuid not null,
  home_id uuid not null,
  event_id uuid not null references reorganisation (id),
  unit_from uuid not null,
  -- The unit above, where it stays.
  parent_id uuid not null references unit (id),
  assigned_to uuid references unit (id),
  assigned_at timestamptz,
  assigned_by text,
  primary key (event_id, object_id, home_id)
);
create index unresolved_open on unresolved (event_id, object_id) where assigned_to is null;

-- Reads: whoever sees or administers the part of the tree. The job writes as the owner of the schema.
create function may_see_event(scope_path text) returns boolean language sql stable
  return coalesce(scope_path ^@ any (nullif(current_setting('ancam.scopes', true), '')::text[]), false)
    or coalesce(scope_path ^@ any (nullif(current_setting('ancam.admin_scopes', true), '')::text[]), false);
create function may_change_event(scope_path text) returns boolean language sql stable
  return coalesce(scope_path ^@ any (nullif(current_setting('ancam.write_scopes', true), '')::text[]), false)
    or coalesce(scope_path ^@ any (nullif(current_setting('ancam.admin_scopes', true), '')::text[]), false);
alter table reorganisation enable row level security;
create policy read on reorganisation for select using (may_see_event(scope_path));
create policy add on reorganisation for insert with check (may_change_event(scope_path));
create policy change on reorganisation for update using (may_change_event(scope_path)) with check (may_change_event(scope_path));
alter table lineage enable row level security;
create policy read on lineage for select using (may_read_unit(predecessor_path, '') or may_read_unit(successor_path, ''));
do $$
declare
  name text;
begin
  foreach name in array array['reorganisation_unit', 'stewardship', 'unresolved'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read on %I for select using (exists (select from reorganisation r where r.id = event_id))', name);
  end loop;
end $$;
grant select, insert, update on reorganisation to ancam_app;
grant select on reorganisation_unit, lineage, stewardship, unresolved to ancam_app;

-- Rights of jurisdiction are seen by who holds them or administers their holder, and given by who administers what they open: a territory
-- belongs to nobody's tree, so only the administrators of the installation open one.
alter table jurisdiction enable row level security;
create function may_grant(axis text, path text) returns boolean language sql stable
  return case axis when 'scope' then coalesce(path ^@ any (nullif(current_setting('ancam.admin_scopes', true), '')::text[]), false)
    else coalesce('/' = any (nullif(current_setting('ancam.admin_scopes', true), '')::text[]), false) end;
create policy read on jurisdiction for select using (may_grant(axis, path) or exists (select from unit u where u.id = unit_id
  and (u.scope_path ^@ any (nullif(current_setting('ancam.scopes', true), '')::text[]) or may_manage_unit(u.scope_path))));
create policy add on jurisdiction for insert with check (may_grant(axis, path));
create policy change on jurisdiction for update using (may_grant(axis, path)) with check (may_grant(axis, path));
grant select, insert, update on jurisdiction to ancam_app;

-- The list of units: by name without accents, and by the name of the day.
create index unit_by_search on unit (search, id);
create index unit_scope on unit (scope_path text_pattern_ops);
create index unit_version_parent on unit_version (parent_id);
create index tally_recorded on tally (recorded_path text_pattern_ops);
create index tally_day_scope on tally_day (scope_path text_pattern_ops, day);
create index audit_event_unit on audit_event (unit_id, at);

-- The paths at which a unit, and what it came from, ever stood: a successor reads what its predecessors left.
create function former_paths(unit uuid, day date) returns text[] language sql stable
begin atomic
  with recursive line (id) as (
    select former_paths.unit
    union
    select l.predecessor_id from lineage l join line on line.id = l.successor_id where l.effective_on <= day and l.until is null
  )
  select coalesce(array_agg(distinct v.scope_path), '{}') from unit_version v join line on line.id = v.unit_id where v.valid_from <= day;
end;

-- What is wrong with the units: rule, unit, what was found. Empty where all is well.
create function unit_faults() returns table (rule text, unit_id uuid, found text) language sql stable
begin atomic
  select 'orphan', u.id, u.name from unit u join unit p on p.id = u.parent_id where u.closed_on is null and p.closed_on is not null
  union all
  select 'two-tops', u.id, u.name from unit u where u.parent_id is null and u.home_id <> u.id
  union all
  select 'closed-before-opened', u.id, u.name from unit u where u.closed_on < u.opened_on
  union all
  select 'same-name', min(u.id::text)::uuid, u.name from unit u where u.closed_on is null
    group by u.parent_id, u.name having count(*) > 1
  union all
  select 'outside-parent', u.id, u.scope_path from unit u join unit p on p.id = u.parent_id
    where u.closed_on is null and (not u.scope_path ^@ p.scope_path or u.scope_path = p.scope_path)
  union all
  select 'account-without-unit', u.id, a.login from account a join unit u on u.id = a.unit_id where a.disabled_at is null and u.closed_on is not null
  union all
  select 'history-starts-late', u.id, u.name from unit u
    where not exists (select from unit_version v where v.unit_id = u.id and v.valid_from = u.opened_on)
  union all
  select 'history-differs', u.id, u.name from unit u
    join lateral (select * from unit_version v where v.unit_id = u.id order by v.valid_from desc limit 1) v on true
    where (v.name, v.kind, v.scope_path, v.place_path, v.parent_id, v.closed) is distinct from
      (u.name, u.kind, u.scope_path, u.place_path, u.parent_id, u.closed_on is not null)
  union all
  select 'figures-elsewhere', u.id, t.scope_path from tally t join unit u on u.id = t.steward_id
    where t.scope_path <> u.scope_path and (t.cameras <> 0 or t.retired <> 0 or t.systems <> 0);
end;
