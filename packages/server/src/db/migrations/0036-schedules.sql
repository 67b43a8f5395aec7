-- Scans that recur. A schedule runs in the name of the account that made it or changed it last, with the rights that it has at that time.
create table scan_schedule (
  id uuid not null,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  steward_id uuid not null,
  recorded_path text not null,
  on_behalf boolean not null default false,
  name text not null check (name <> ''),
  authorisation_id uuid not null references authorisation (id),
  site_id uuid references site (id),
  probe_ids uuid[] not null default '{}',
  -- What is scanned and how: the scope of a scan without its site, probes and authorisation.
  scope jsonb not null,
  recurrence jsonb not null,
  -- Hours outside of which nothing is sent; null: none are closed.
  run_window jsonb,
  state text not null check (state in ('active', 'paused', 'stopped', 'ended', 'deleted')),
  -- Why it stopped by itself.
  stop_reason text,
  -- When it is due. It stays where it was until it has begun: what was missed is made up once.
  next_at timestamptz,
  -- Who answers for it.
  account_id uuid not null,
  account_name text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (id, home_id),
  check ((state = 'stopped') = (stop_reason is not null)),
  check (state <> 'active' or next_at is not null)
);
create index scan_schedule_name on scan_schedule (name, id) where state <> 'deleted';
create index scan_schedule_due on scan_schedule (next_at) where state = 'active';
select guard_table('scan_schedule');
grant select, insert, update on scan_schedule to ancam_app;

-- What became of each time that it was due. One row for a time: two processes cannot begin the same one.
create table scan_schedule_run (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  schedule_id uuid not null,
  due_at timestamptz not null,
  noted_at timestamptz not null,
  outcome text not null check (outcome in ('started', 'skipped', 'refused')),
  reason text,
  scan_id uuid,
  primary key (id, home_id),
  unique (schedule_id, due_at, home_id),
  foreign key (schedule_id, home_id) references scan_schedule (id, home_id),
  check ((outcome = 'started') = (scan_id is not null)),
  check ((outcome = 'started') = (reason is null))
);
select guard_table('scan_schedule_run');
grant select, insert, update on scan_schedule_run to ancam_app;

-- A scan that a schedule began, and the hours in which it may send. `paused`: it waits for those hours.
alter table scan drop constraint scan_status_check,
  add constraint scan_status_check check (status in ('running', 'paused', 'completed', 'cancelled', 'interrupted', 'limit', 'failed')),
  add column schedule_id uuid,
  add column run_window jsonb,
  -- How often it was taken up again after its process had ended, since it last came through a window.
  add column revived smallint not null default 0;
create index scan_of_schedule on scan (schedule_id) where schedule_id is not null;
