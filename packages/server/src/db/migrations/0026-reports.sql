-- Reports of a body about a unit and what lies below it. What was counted is kept as canonical JSON: its hash is worked out anew by the
-- database, so that no row can say a hash that its content does not have.
create table report (
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
  kind text not null check (kind in ('yearly', 'directive', 'cameras', 'consolidated-yearly', 'consolidated-directive')),
  -- The first version: names the report through its versions.
  series_id uuid not null,
  version integer not null check (version > 0),
  -- The unit that it speaks of, with all below it, and what that unit was called.
  subject_id uuid not null,
  subject_name text not null,
  -- The unit of this installation that receives it; null where the receiver keeps no account here.
  receiver_id uuid,
  receiver_path text,
  receiver_name text not null,
  period_from date not null,
  period_to date not null,
  as_of date not null,
  mode text not null check (mode in ('restated', 'as-recorded', 'as-of')),
  state text not null check (state in ('draft', 'checked', 'frozen', 'submitted', 'accepted', 'returned', 'replaced')),
  -- What people write: texts and expected days by the name of the field.
  entries jsonb not null default '{}' check (jsonb_typeof(entries) = 'object'),
  content text,
  hash text,
  -- The signed paper.
  number text not null default '',
  dated date,
  signer text not null default '',
  sent_on date,
  checked_by uuid,
  frozen_by uuid,
  submitted_by uuid,
  decided_by uuid,
  created_at timestamptz not null,
  created_name text not null,
  primary key (id, home_id),
  unique (series_id, version, home_id),
  check (period_from <= period_to),
  check ((receiver_id is null) = (receiver_path is null)),
  check ((content is null) = (state = 'draft')),
  check ((hash is null) = (state in ('draft', 'checked'))),
  constraint report_hash check (hash is null or hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  constraint report_freezer check (frozen_by is null or frozen_by <> checked_by),
  constraint report_decider check (decided_by is null or decided_by not in (checked_by, frozen_by, submitted_by)),
  check (state not in ('submitted', 'accepted', 'returned') or (sent_on is not null and number <> '' and dated is not null))
);
-- One living report of a kind about a unit and a period.
create unique index report_live on report (kind, subject_id, period_from, period_to, unit_id, home_id) where state <> 'replaced';
create index report_newest on report (period_to desc, created_at desc, id desc);
create index report_scope on report (scope_path text_pattern_ops);
create index report_place on report (place_path text_pattern_ops) where place_path <> '';
create index report_receiver on report (receiver_path text_pattern_ops) where receiver_path is not null;
create index report_subject on report (subject_id, kind, period_to);

-- What happened to a report; only grows. `receiver_path` from the day on which it was sent: only then is it the receiver's to read.
create table report_event (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  receiver_path text,
  report_id uuid not null,
  seq bigint generated always as identity,
  step text not null,
  from_state text not null,
  to_state text not null,
  reason text not null default '',
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (id, home_id),
  foreign key (report_id, home_id) references report (id, home_id)
);
create index report_event_report on report_event (report_id, seq);

-- The way of a report, as the workflow of the statute book has it; a test compares the two.
create table report_transition (
  step text primary key,
  from_state text not null,
  to_state text not null,
  -- Taken by whoever receives it, not by whoever sends it.
  by_receiver boolean not null
);
insert into report_transition (step, from_state, to_state, by_receiver) values
  ('check', 'draft', 'checked', false), ('edit', 'checked', 'draft', false), ('freeze', 'checked', 'frozen', false),
  ('discard', 'frozen', 'replaced', false), ('submit', 'frozen', 'submitted', false), ('accept', 'submitted', 'accepted', true),
  ('return', 'submitted', 'returned', true), ('redo', 'returned', 'replaced', false), ('replace', 'accepted', 'replaced', false);
grant select on report_transition to ancam_app;

create function hold_report() returns trigger language plpgsql as $$
declare
  step report_transition;
begin
  if tg_op = 'DELETE' then
    raise exception 'a report is not erased' using errcode = '23514';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then raise exception 'a report begins as a draft' using errcode = '23514'; end if;
    return new;
  end if;
  if (new.id, new.home_id, new.unit_id, new.recorded_path, new.kind, new.series_id, new.version, new.subject_id, new.period_from, new.period_to, new.created_at, new.created_name)
      is distinct from
     (old.id, old.home_id, old.unit_id, old.recorded_path, old.kind, old.series_id, old.version, old.subject_id, old.period_from, old.period_to, old.created_at, old.created_name) then
    raise exception 'what a report is about does not change' using errcode = '23514';
  end if;
  if old.state <> 'draft' and (new.entries, new.as_of, new.mode, new.subject_name) is distinct from (old.entries, old.as_of, old.mode, old.subject_name) then
    raise exception 'a report is written while it is a draft' using errcode = '23514';
  end if;
  if old.state not in ('draft', 'checked') and (new.content, new.hash, new.checked_by, new.frozen_by) is distinct from (old.content, old.hash, old.checked_by, old.frozen_by) then
    raise exception 'a frozen report does not change' using errcode = '23514';
  end if;
  if old.state not in ('draft', 'checked', 'frozen') and (new.number, new.dated, new.signer, new.sent_on, new.submitted_by, new.receiver_id, new.receiver_name)
      is distinct from (old.number, old.dated, old.signer, old.sent_on, old.submitted_by, old.receiver_id, old.receiver_name) then
    raise exception 'a report that was sent does not change' using errcode = '23514';
  end if;
  if old.state = new.state then
    if (new.checked_by, new.frozen_by, new.submitted_by, new.decided_by) is distinct from (old.checked_by, old.frozen_by, old.submitted_by, old.decided_by) then
      raise exception 'who took a step does not change' using errcode = '23514';
    end if;
    if old.state = 'checked' and new.content is distinct from old.content then
      raise exception 'what was checked does not change' using errcode = '23514';
    end if;
    return new;
  end if;
  select * into step from report_transition t where t.from_state = old.state and t.to_state = new.state;
  if not found then
    raise exception 'a report does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if step.by_receiver and (new.receiver_path ^@ any (caller_write_scopes())) is not true then
    raise exception 'whoever receives a report decides on it' using errcode = '23514';
  end if;
  if step.step = 'freeze' and new.content is distinct from old.content then
    raise exception 'what was checked is what is frozen' using errcode = '23514';
  end if;
  if (case new.state when 'checked' then new.checked_by when 'frozen' then new.frozen_by when 'submitted' then new.submitted_by
        when 'accepted' then new.decided_by when 'returned' then new.decided_by else current_account() end) is distinct from current_account() then
    raise exception 'a step is taken in the own name' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_report before insert or update or delete on report for each row execute function hold_report();

-- Besides those who answer for a report, whoever it was sent to reads it and decides on it, in or beside the tree of the sender.
alter table report enable row level security;
alter table report_event enable row level security;
do $$
declare
  received text := 'receiver_path ^@ any ((select caller_scopes())::text[]) and classification <= (select caller_clearance())';
  decided text := 'receiver_path ^@ any ((select caller_write_scopes())::text[]) and classification <= (select caller_clearance())';
begin
  execute format('create policy read on report for select using ((%s) or (sent_on is not null and %s))', read_rule(), received);
  execute format('create policy add on report for insert with check (%s)', write_rule());
  execute format('create policy change on report for update using ((%s) or (state = ''submitted'' and %s)) with check ((%s) or (state in (''accepted'', ''returned'') and %s))',
    write_rule(), decided, write_rule(), decided);
  execute format('create policy read on report_event for select using ((%s) or %s)', read_rule(), received);
  execute format('create policy add on report_event for insert with check ((%s) or %s)', write_rule(), decided);
end $$;
grant select, insert, update on report to ancam_app;
grant select, insert on report_event to ancam_app;

-- Signed papers are attached to reports; the code says what else files can be attached to.
alter table evidence drop constraint evidence_holder_kind_check, add constraint evidence_holder_kind_check check (holder_kind ~ '^[a-z][a-z-]*$');
