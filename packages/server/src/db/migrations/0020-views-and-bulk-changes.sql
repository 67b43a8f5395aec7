-- Lists under a name, and changes of many objects that go on after a crash and can be taken back. The tables of 0015 were never written.
drop table saved_view;
drop table bulk_change;

-- A list with its filters and order under a name: the query only, never rows. Of one account, or shared with its unit and those below.
create table saved_view (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  account_id uuid not null references account (id),
  by_name text not null,
  -- E.g. `cameras`, `registers/bylaws`.
  list text not null check (list ~ '^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?$'),
  name text not null,
  -- The query of the address, e.g. `severity=critical&sort=name`.
  query text not null,
  shared boolean not null,
  position integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index saved_view_name on saved_view (account_id, list, lower(name));
create index saved_view_shared on saved_view (scope_path, list) where shared;

create function current_account() returns uuid language sql stable
  return nullif(current_setting('ancam.account', true), '')::uuid;
alter table saved_view enable row level security;
create policy read on saved_view for select using (account_id = current_account()
  or (shared and coalesce(nullif(current_setting('ancam.unit_path', true), '') ^@ scope_path, false)));
create policy add on saved_view for insert with check (account_id = current_account()
  and scope_path = nullif(current_setting('ancam.unit_path', true), ''));
create policy change on saved_view for update using (account_id = current_account()) with check (account_id = current_account());
-- What is shared outlives its author's interest: those who manage the unit may take it away.
create policy remove on saved_view for delete using (account_id = current_account() or (shared and may_manage_unit(scope_path)));
grant select, insert, update, delete on saved_view to ancam_app;

-- The view that a list opens with, of each account.
create table view_default (
  account_id uuid not null references account (id),
  list text not null,
  view_id uuid not null references saved_view (id) on delete cascade,
  primary key (account_id, list)
);
create index view_default_view on view_default (view_id);
alter table view_default enable row level security;
create policy own on view_default using (account_id = current_account()) with check (account_id = current_account());
grant select, insert, update, delete on view_default to ancam_app;

-- One change of many cameras. It is applied, and taken back, in batches: what is behind `cursor_id` is yet to come.
create table bulk_change (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  -- As high as the highest of what it touches.
  classification smallint not null default 0,
  account_id uuid references account (id),
  by_name text not null,
  -- What is set, as the API takes it.
  change jsonb not null,
  state text not null check (state in ('applying', 'applied', 'undoing', 'undone')),
  -- In whose name the batches run: account, name, clearance.
  runs_as jsonb not null,
  cursor_id uuid,
  total integer not null,
  changed integer not null default 0,
  same integer not null default 0,
  refused integer not null default 0,
  restored integer not null default 0,
  conflicts integer not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz,
  -- Until when it can be taken back; after that what was before is forgotten.
  undo_until timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  forgotten boolean not null default false
);
create index bulk_change_newest on bulk_change (created_at desc, id desc);
create index bulk_change_running on bulk_change (id) where state in ('applying', 'undoing');
create index bulk_change_old on bulk_change (undo_until) where not forgotten;
select guard_table('bulk_change');
grant select, insert, update on bulk_change to ancam_app;

-- One object of a change, with the values that it had before.
create table bulk_item (
  change_id uuid not null references bulk_change (id) on delete cascade,
  object_id uuid not null,
  outcome text check (outcome in ('changed', 'same', 'refused', 'restored', 'conflict')),
  -- Why it was refused.
  reason text,
  before jsonb,
  primary key (change_id, object_id)
);
alter table bulk_item enable row level security;
-- Whoever sees the change sees its items, whoever may change it changes them: the rules of the change hold inside.
create policy of_change on bulk_item using (exists (select from bulk_change c where c.id = change_id))
  with check (exists (select from bulk_change c where c.id = change_id and may_write(c.scope_path, c.classification)));
grant select, insert, update on bulk_item to ancam_app;

-- What a superior entered for a silent unit, as the paper of such an entry wants it marked.
alter table camera add column on_behalf boolean not null default false;
alter table scan add column on_behalf boolean not null default false;
alter table authorisation add column on_behalf boolean not null default false;
alter table information_system add column on_behalf boolean not null default false;
alter table site add column on_behalf boolean not null default false;
alter table camera_group add column on_behalf boolean not null default false;
alter table record add column on_behalf boolean not null default false;
