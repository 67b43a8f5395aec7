-- Duties: the facts that a unit's duties are a function of, and how they stand. Facts are consequences of rows that a person was allowed to
-- change: the services write them as the owner of the schema, and the role of requests can only read them. They stand where their source
-- stands and belong to the unit of that path: a path is never given twice.

-- A fact of the statute book on record. What is no longer told is kept with the day on which it stopped, so that a past day can be computed.
create table duty_event (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  -- What it is evidence from: a register, and the row there.
  register text not null,
  source_id uuid not null,
  fact text not null,
  on_day date not null,
  -- The object that it is about.
  object_id text,
  -- Year that it counts for, where that is not the year of its day.
  period text,
  told_on date not null,
  withdrawn_on date,
  primary key (id, home_id)
);
create index duty_event_scope on duty_event (scope_path text_pattern_ops);
create index duty_event_source on duty_event (source_id);

-- What duties are counted by, one by one.
create table duty_object (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  register text not null,
  source_id uuid not null,
  kind text not null,
  object_id text not null,
  -- The day from which it counts; none while it is planned.
  on_day date,
  -- Last day.
  until date,
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  primary key (id, home_id),
  unique (source_id, register, kind, object_id, home_id)
);
create index duty_object_scope on duty_object (scope_path text_pattern_ops);

-- A day that a unit has set for those below it. It holds while that unit stands, at the path that the unit has.
create table duty_deadline (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null references unit (id),
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  duty text not null,
  milestone text not null,
  document text not null check (document <> ''),
  on_day date not null,
  -- Before the day, which is itself too late.
  strictly boolean not null,
  set_on date not null,
  set_at timestamptz not null,
  set_by text not null,
  withdrawn_on date,
  withdrawn_by text,
  withdrawn_reason text,
  primary key (id, home_id),
  check ((withdrawn_on is null) = (withdrawn_by is null) and (withdrawn_on is null) = (withdrawn_reason is null))
);
create index duty_deadline_unit on duty_deadline (unit_id);
create index duty_deadline_scope on duty_deadline (scope_path text_pattern_ops);

-- Records that a person has named as evidence for a fact, because the record alone does not tell.
create table duty_link (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  record_id uuid not null,
  fact text not null,
  object_id text,
  linked_at timestamptz not null,
  linked_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  primary key (id, home_id),
  foreign key (record_id, home_id) references record (id, home_id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index duty_link_live on duty_link (record_id, fact, coalesce(object_id, ''), home_id) where withdrawn_at is null;

-- Objects of duties that have no register of their own: incidents, acquisitions, requests ...
create table duty_item (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  steward_id uuid not null,
  scope_path text not null,
  recorded_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  on_behalf boolean not null default false,
  kind text not null,
  title text not null check (title <> ''),
  on_day date,
  until date,
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  note text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  primary key (id, home_id),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null)),
  check (until is null or on_day is null or until >= on_day)
);
create index duty_item_newest on duty_item (created_at desc, id desc);
create index duty_item_scope on duty_item (scope_path text_pattern_ops);
create index duty_item_place on duty_item (place_path text_pattern_ops) where place_path <> '';
create index duty_item_steward on duty_item (steward_id, kind);

-- How a duty of a unit stands: derived from the facts, never written by hand. A duty that does not fall on a unit has no row.
create table duty_status (
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  duty text not null,
  state text not null check (state in ('not-due', 'in-progress', 'met', 'met-late', 'overdue')),
  -- Addressed itself, or reached through the body that is.
  party text not null check (party in ('lead', 'through')),
  due date,
  met_on date,
  late_days integer,
  -- A document of the statute book, or `unit:` and the id of the unit that set the day.
  set_by text,
  milestone text,
  -- The first day on which time alone changes it.
  changes_on date,
  confidence text not null,
  targets integer not null,
  done integer not null,
  overdue integer not null,
  -- The same duty in the eyes of everybody who set a day for it.
  readings jsonb not null,
  primary key (unit_id, duty, home_id)
);
create index duty_status_duty on duty_status (duty, state, scope_path text_pattern_ops);
create index duty_status_place on duty_status (place_path text_pattern_ops, duty) where place_path <> '';

-- Which units have to be looked at again, and when: on the day on which time changes something, or at once after a change of the unit.
create table duty_unit (
  unit_id uuid primary key references unit (id),
  -- None where nothing changes by time alone.
  due_on date default '0001-01-01'
);
create index duty_unit_due on duty_unit (due_on);

-- Counts per node above the units, per duty and per reading (empty: the unit's own); true together with what has not been folded yet.
create table duty_rollup (
  path text not null,
  duty text not null,
  reading text not null,
  state text not null,
  units bigint not null,
  targets bigint not null,
  done bigint not null,
  primary key (path, duty, reading, state)
);
create table duty_delta (
  id bigint generated always as identity primary key,
  -- The node above the units that changed.
  path text not null,
  duty text not null,
  reading text not null,
  state text not null,
  units bigint not null,
  targets bigint not null,
  done bigint not null
);

select guard_table(name) from unnest(array['duty_event', 'duty_object', 'duty_deadline', 'duty_link', 'duty_item', 'duty_status']) as name;
alter table duty_rollup enable row level security;
alter table duty_delta enable row level security;
create policy read on duty_rollup for select using (path ^@ any ((select caller_scopes())::text[]));
create policy read on duty_delta for select using (path ^@ any ((select caller_scopes())::text[]));
grant select on duty_event, duty_object, duty_status, duty_rollup, duty_delta to ancam_app;
grant select, insert, update on duty_deadline, duty_link, duty_item to ancam_app;

-- A unit that comes into being or changes what its duties hang on is looked at again, whoever changes it and by what way. What its top body
-- is decides for all units of the tree.
create function note_duties_of_unit() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into duty_unit (unit_id) values (new.id) on conflict (unit_id) do update set due_on = '0001-01-01';
  if tg_op = 'UPDATE' and new.id = new.home_id and new.kind <> old.kind then
    update duty_unit d set due_on = '0001-01-01' from unit u where u.home_id = new.id and d.unit_id = u.id;
  end if;
  return null;
end $$;
create trigger note_duties after insert on unit for each row execute function note_duties_of_unit();
create trigger note_duties_again after update of kind, roles, parent_id, scope_path, place_path, opened_on, closed_on on unit
  for each row when ((old.kind, old.roles, old.parent_id, old.scope_path, old.place_path, old.opened_on, old.closed_on)
    is distinct from (new.kind, new.roles, new.parent_id, new.scope_path, new.place_path, new.opened_on, new.closed_on))
  execute function note_duties_of_unit();

-- Facts that follow their source to another unit: both are looked at again.
create function note_duties_of_fact() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update duty_unit d set due_on = '0001-01-01' from unit u
    where u.scope_path in (old.scope_path, new.scope_path) and d.unit_id = u.id and d.due_on is distinct from '0001-01-01';
  return null;
end $$;
create trigger note_duties after update of scope_path on duty_event
  for each row when (old.scope_path <> new.scope_path) execute function note_duties_of_fact();
create trigger note_duties after update of scope_path on duty_object
  for each row when (old.scope_path <> new.scope_path) execute function note_duties_of_fact();

insert into duty_unit (unit_id) select id from unit;
