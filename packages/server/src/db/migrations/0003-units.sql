-- breaking
-- Units through time, who may see and who may change a row, and the distribution key in the large tables' primary keys.

alter table unit
  add column kind text not null default 'agency',
  -- Official code, or one chosen by whoever registered the unit; unique among the units that stand.
  add column code text,
  -- Chain of superiors it belongs to.
  add column line text not null default 'local' check (line in ('local', 'ministry', 'enterprise', 'other')),
  add column place_code text,
  add column place_path text not null default '',
  add column roles text[] not null default '{}',
  add column opened_on date,
  -- First day on which it no longer stands.
  add column closed_on date,
  add column search text not null default '';
update unit set opened_on = (created_at at time zone 'Asia/Ho_Chi_Minh')::date, search = lower(name);
alter table unit alter column opened_on set not null;
create unique index unit_code on unit (code) where code is not null and closed_on is null;
create index unit_parent on unit (parent_id, name, id);
create index unit_place on unit (place_path text_pattern_ops) where place_path <> '';

-- What a unit was from a day on, until its next row: no two rows can overlap. `unit` holds the row in force today.
create table unit_version (
  unit_id uuid not null references unit (id),
  valid_from date not null,
  name text not null,
  kind text not null,
  code text,
  line text not null,
  parent_id uuid references unit (id),
  scope_path text not null,
  place_code text,
  place_path text not null,
  roles text[] not null,
  closed boolean not null default false,
  -- The reorganisation that made this row; null for registrations and corrections.
  event_id uuid,
  primary key (unit_id, valid_from)
);
create index unit_version_path on unit_version (scope_path text_pattern_ops);
insert into unit_version (unit_id, valid_from, name, kind, code, line, parent_id, scope_path, place_code, place_path, roles)
  select id, opened_on, name, kind, code, line, parent_id, scope_path, place_code, place_path, roles from unit;

-- The unit that the installation was set up for: its administrators manage all units and accounts, not all data.
alter table instance add column host_unit_id uuid references unit (id);
update instance set host_unit_id = (select unit_id from account where role = 'administrator' order by created_at limit 1);

-- A dated right to read rows outside of one's own place in the tree, with its legal basis.
create table jurisdiction (
  id uuid primary key,
  instance_id uuid not null,
  unit_id uuid not null references unit (id),
  -- `scope`: a part of the owner tree; `place`: a territory, whoever the owner is.
  axis text not null check (axis in ('scope', 'place')),
  path text not null check (path ~ '^/([0-9a-z-]+/)*$'),
  legal_basis text not null check (length(legal_basis) > 3),
  document_date date not null,
  valid_from date not null,
  valid_until date,
  granted_by text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index jurisdiction_unit on jurisdiction (unit_id);

alter table account drop constraint account_role_check;
alter table account add constraint account_role_check check (role in ('administrator', 'officer', 'approver', 'viewer', 'auditor'));
-- Highest classification the account may see.
alter table account add column clearance smallint not null default 0 check (clearance in (0, 1));
update account set clearance = 1 where role = 'administrator';

-- Objects: who recorded them never changes (unit_id, recorded_path); who answers for them today does (steward_id, scope_path, place_path).
do $$
declare
  name text;
begin
  foreach name in array array['authorisation', 'scan', 'camera'] loop
    execute format('alter table %I add column steward_id uuid, add column recorded_path text, add column place_path text not null default ''''', name);
    execute format('update %I set steward_id = unit_id, recorded_path = scope_path', name);
    execute format('alter table %I alter column steward_id set not null, alter column recorded_path set not null', name);
  end loop;
  foreach name in array array['scan_host', 'camera_sighting', 'finding', 'finding_event', 'audit_event'] loop
    execute format('alter table %I add column place_path text not null default ''''', name);
  end loop;
end $$;

-- Large tables: home_id is part of every key, so that they can be distributed by it.
alter table scan_host drop constraint scan_host_camera_id_fkey, drop constraint scan_host_scan_id_fkey,
  drop constraint scan_host_scan_id_address_key, drop constraint scan_host_pkey;
alter table camera_sighting drop constraint camera_sighting_camera_id_fkey, drop constraint camera_sighting_scan_id_fkey,
  drop constraint camera_sighting_scan_id_address_key, drop constraint camera_sighting_pkey;
alter table finding_event drop constraint finding_event_finding_id_fkey, drop constraint finding_event_scan_id_fkey,
  drop constraint finding_event_pkey;
alter table finding drop constraint finding_camera_id_fkey, drop constraint finding_camera_id_check_id_key, drop constraint finding_pkey;
alter table camera drop constraint camera_pkey;
alter table audit_event drop constraint audit_event_pkey;
alter table camera add primary key (id, home_id);
alter table scan_host add primary key (id, home_id), add unique (scan_id, address, home_id);
alter table camera_sighting add primary key (id, home_id), add unique (scan_id, address, home_id),
  add foreign key (camera_id, home_id) references camera (id, home_id);
alter table finding add primary key (id, home_id), add unique (camera_id, check_id, home_id),
  add foreign key (camera_id, home_id) references camera (id, home_id);
alter table finding_event add primary key (id, home_id), add foreign key (finding_id, home_id) references finding (id, home_id);
alter table audit_event add primary key (id, home_id);

-- Lists: in the order of the page, for one home or for all of them; a small part of the tree by its path.
drop index camera_address, camera_by_address, camera_by_name, camera_by_last_seen, authorisation_newest, scan_newest;
create index camera_at_unit on camera (steward_id, address);
create index camera_scope on camera (scope_path text_pattern_ops);
create index camera_place on camera (place_path text_pattern_ops) where place_path <> '';
create index camera_home_worst on camera (home_id, worst, address_key, id);
create index camera_home_name on camera (home_id, name, id);
create index camera_home_address on camera (home_id, address_key, id);
create index camera_home_last_seen on camera (home_id, last_seen_at desc nulls last, id desc);
create index authorisation_newest on authorisation (created_at desc, id desc);
create index scan_newest on scan (started_at desc, id desc);

-- Who reads a row: those who answer for the part of the tree it stands in, or hold a right over its territory; an unset setting sees nothing.
create function may_read(scope_path text, place_path text, classification smallint) returns boolean language sql stable
  return (scope_path ^@ any (nullif(current_setting('ancam.scopes', true), '')::text[])
      or place_path ^@ any (nullif(current_setting('ancam.places', true), '')::text[]))
    and classification <= coalesce(nullif(current_setting('ancam.clearance', true), '')::smallint, 0);
-- Who changes a row: those who answer for it. A right over a territory is a right to read.
create function may_write(scope_path text, classification smallint) returns boolean language sql stable
  return scope_path ^@ any (nullif(current_setting('ancam.write_scopes', true), '')::text[])
    and classification <= coalesce(nullif(current_setting('ancam.clearance', true), '')::smallint, 0);

-- Puts a table of a body under the two rules. Every table with scope_path is given to it.
create function guard_table(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy read on %I for select using (may_read(scope_path, place_path, classification))', name);
  execute format('create policy add on %I for insert with check (may_write(scope_path, classification))', name);
  execute format('create policy change on %I for update using (may_write(scope_path, classification)) with check (may_write(scope_path, classification))', name);
end $$;
do $$
declare
  name text;
begin
  foreach name in array array['authorisation', 'scan', 'camera', 'scan_host', 'camera_sighting', 'finding', 'finding_event', 'audit_event'] loop
    execute format('drop policy scope on %I', name);
    perform guard_table(name);
  end loop;
end $$;
drop function may_see(text, smallint);
-- Who may only read still leaves a trace of what was read or exported, under the own unit.
drop policy add on audit_event;
create policy add on audit_event for insert with check (may_write(scope_path, classification)
  or scope_path = nullif(current_setting('ancam.unit_path', true), ''));

-- The directory of units: one's own part of the tree, the superiors above it, the territory one has a right over, and what one administers.
create function may_read_unit(scope_path text, place_path text) returns boolean language sql stable
  return coalesce(scope_path ^@ any (nullif(current_setting('ancam.scopes', true), '')::text[]), false)
    or coalesce(place_path ^@ any (nullif(current_setting('ancam.places', true), '')::text[]), false)
    or coalesce(scope_path ^@ any (nullif(current_setting('ancam.admin_scopes', true), '')::text[]), false)
    or coalesce(nullif(current_setting('ancam.unit_path', true), '') ^@ scope_path, false);
create function may_manage_unit(scope_path text) returns boolean language sql stable
  return scope_path ^@ any (nullif(current_setting('ancam.admin_scopes', true), '')::text[]);
do $$
declare
  name text;
begin
  foreach name in array array['unit', 'unit_version'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read on %I for select using (may_read_unit(scope_path, place_path))', name);
    execute format('create policy add on %I for insert with check (may_manage_unit(scope_path))', name);
    execute format('create policy change on %I for update using (may_manage_unit(scope_path)) with check (may_manage_unit(scope_path))', name);
  end loop;
end $$;
grant select, insert, update on unit, unit_version to ancam_app;
