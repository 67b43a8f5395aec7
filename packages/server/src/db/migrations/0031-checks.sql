-- Checks of systems: by their cycle, before operation, after an incident or on request. A check lives with its system and moves with it.

create table system_check (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  system_id uuid not null references information_system (id),
  kind text not null check (kind in ('periodic', 'before-operation', 'extraordinary')),
  -- Of the system when the check was planned.
  level smallint not null check (level between 1 and 5),
  regime text not null check (regime in ('A', 'B')),
  state text not null default 'planned',
  planned_on date not null,
  started_on date,
  -- The day of the check: its last day. Licences are looked at on it.
  ended_on date,
  assessor_kind text check (assessor_kind in ('own-unit', 'licensed', 'public', 'designated', 'authority')),
  assessor text not null default '',
  -- The assessor does not run the system.
  independent boolean not null default false,
  licence_number text not null default '',
  licence_issuer text not null default '',
  licence_scope text not null default '',
  licence_from date,
  licence_until date,
  outcome text check (outcome in ('passed', 'shortcomings', 'failed')),
  summary text not null default '',
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (id, home_id),
  check (licence_from <= licence_until),
  check (started_on <= ended_on),
  -- What is reported has a day, an assessor independent of the operator, a conclusion, and a licence in force on that day where one is needed.
  check (state not in ('reported', 'closed') or (ended_on is not null and assessor_kind is not null and assessor <> '' and independent
    and outcome is not null and summary <> '')),
  check (state not in ('reported', 'closed') or assessor_kind not in ('licensed', 'designated') or (licence_number <> '' and licence_issuer <> ''
    and coalesce(licence_from <= ended_on, true) and coalesce(licence_until >= ended_on, assessor_kind = 'designated')))
);
create index system_check_system on system_check (system_id, kind, ended_on desc);
create index system_check_planned on system_check (planned_on) where state in ('planned', 'running');
create index system_check_scope on system_check (scope_path text_pattern_ops);
-- One periodic check at a time, and one before operation.
create unique index system_check_open on system_check (system_id, kind, home_id) where state in ('planned', 'running', 'reported') and kind <> 'extraordinary';

create table check_shortcoming (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  check_id uuid not null,
  title text not null check (title <> ''),
  detail text not null default '',
  -- The words of both without marks, to search by.
  search text not null,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low', 'info')),
  -- Key of the catalogue of requirements, and the finding of a scan that shows it; where there are any.
  requirement text,
  finding_id uuid,
  state text not null default 'found',
  owner text not null default '',
  mend_by date,
  fixed_on date,
  retested_on date,
  -- The day asked for, and once accepted the last day of the acceptance.
  accepted_until date,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (id, home_id),
  foreign key (check_id, home_id) references system_check (id, home_id),
  check (state not in ('asked', 'accepted') or accepted_until is not null)
);
create index check_shortcoming_check on check_shortcoming (check_id);
create index check_shortcoming_open on check_shortcoming (mend_by) where state <> 'closed';
create unique index check_shortcoming_finding on check_shortcoming (check_id, finding_id, home_id) where finding_id is not null;

-- What happened to a check and its shortcomings; only grows.
create table check_event (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  check_id uuid not null,
  -- Null where it is about the check itself. Kept when a shortcoming entered by mistake is taken out again.
  shortcoming_id uuid,
  seq bigint generated always as identity,
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  event text not null check (event in ('created', 'changed', 'step', 'removed')),
  step text,
  from_state text,
  to_state text,
  reason text not null default '',
  before jsonb not null default '{}',
  after jsonb not null default '{}',
  primary key (id, home_id),
  foreign key (check_id, home_id) references system_check (id, home_id),
  check ((event = 'step') = (step is not null) and (step is null) = (to_state is null))
);
create index check_event_check on check_event (check_id, seq);

select guard_table(name) from unnest(array['system_check', 'check_shortcoming', 'check_event']) as name;
do $$ begin
  execute format('create policy remove on check_shortcoming for delete using (%s)', write_rule());
end $$;
grant select, insert, update on system_check, check_shortcoming to ancam_app;
grant delete on check_shortcoming to ancam_app;
grant select, insert on check_event to ancam_app;

-- The lives of checks and shortcomings, as the statute book's workflows have them; a test holds them against each other.
create table check_step (
  of_what text not null check (of_what in ('check', 'shortcoming')),
  step text not null,
  from_state text not null,
  to_state text not null,
  -- Whoever took that step last does not take this one.
  not_by text,
  primary key (of_what, step, from_state)
);
insert into check_step (of_what, step, from_state, to_state, not_by) values
  ('check', 'start', 'planned', 'running', null), ('check', 'report', 'running', 'reported', null),
  ('check', 'close', 'reported', 'closed', 'report'), ('check', 'return', 'reported', 'running', 'report'),
  ('check', 'cancel', 'planned', 'cancelled', null), ('check', 'cancel', 'running', 'cancelled', null),
  ('shortcoming', 'fix', 'found', 'fixed', null), ('shortcoming', 'fix', 'accepted', 'fixed', null),
  ('shortcoming', 'pass', 'fixed', 'closed', 'fix'), ('shortcoming', 'fail', 'fixed', 'found', 'fix'),
  ('shortcoming', 'ask', 'found', 'asked', null), ('shortcoming', 'ask', 'accepted', 'asked', null),
  ('shortcoming', 'accept', 'asked', 'accepted', 'ask'), ('shortcoming', 'refuse', 'asked', 'found', 'ask');
grant select on check_step to ancam_app;

-- A step is written down before the state follows it; no state changes without one.
create function hold_check_step() returns trigger language plpgsql as $$
declare
  state text;
  allowed check_step;
begin
  if new.step is null then
    return new;
  end if;
  if new.shortcoming_id is null then
    select c.state into state from system_check c where c.id = new.check_id and c.home_id = new.home_id;
  else
    select s.state into state from check_shortcoming s where s.id = new.shortcoming_id and s.check_id = new.check_id and s.home_id = new.home_id;
  end if;
  select * into allowed from check_step s
    where s.of_what = case when new.shortcoming_id is null then 'check' else 'shortcoming' end and s.step = new.step and s.from_state = state;
  if allowed.step is null or new.from_state <> state or new.to_state <> allowed.to_state then
    raise exception 'what is % does not take the step %', state, new.step using errcode = '23514';
  end if;
  if allowed.not_by is not null and (new.by_id is null or new.by_id = (
      select e.by_id from check_event e where e.check_id = new.check_id and e.shortcoming_id is not distinct from new.shortcoming_id
        and e.step = allowed.not_by order by e.seq desc limit 1)) then
    raise exception 'whoever takes % does not take %', allowed.not_by, new.step using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_check_step before insert on check_event for each row execute function hold_check_step();

create function hold_check() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'planned' then raise exception 'a check begins as a plan' using errcode = '23514'; end if;
    return new;
  end if;
  if (new.id, new.home_id, new.unit_id, new.system_id, new.kind) is distinct from (old.id, old.home_id, old.unit_id, old.system_id, old.kind) then
    raise exception 'a check stays with its system' using errcode = '23514';
  end if;
  if new.state <> old.state and not exists (
      select from (select e.from_state, e.to_state from check_event e where e.check_id = new.id and e.shortcoming_id is null and e.step is not null
        order by e.seq desc limit 1) as last where last.from_state = old.state and last.to_state = new.state) then
    raise exception 'a check does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  -- What was reported is not rewritten underneath.
  if old.state not in ('planned', 'running') and (new.planned_on, new.started_on, new.ended_on, new.assessor_kind, new.assessor, new.independent,
      new.licence_number, new.licence_issuer, new.licence_scope, new.licence_from, new.licence_until, new.outcome, new.summary)
      is distinct from (old.planned_on, old.started_on, old.ended_on, old.assessor_kind, old.assessor, old.independent,
      old.licence_number, old.licence_issuer, old.licence_scope, old.licence_from, old.licence_until, old.outcome, old.summary) then
    raise exception 'a check that is % does not change', old.state using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_check before insert or update on system_check for each row execute function hold_check();

create function hold_shortcoming() returns trigger language plpgsql as $$
declare
  about check_shortcoming := case when tg_op = 'DELETE' then old else new end;
  state text := (select c.state from system_check c where c.id = about.check_id and c.home_id = about.home_id);
begin
  if tg_op <> 'UPDATE' then
    if state <> 'running' then raise exception 'shortcomings are noted while a check is under way, not when it is %', state using errcode = '23514'; end if;
    if about.state <> 'found' then raise exception 'a shortcoming begins as found' using errcode = '23514'; end if;
    return about;
  end if;
  if (new.id, new.home_id, new.unit_id, new.check_id) is distinct from (old.id, old.home_id, old.unit_id, old.check_id) then
    raise exception 'a shortcoming stays with its check' using errcode = '23514';
  end if;
  if new.state <> old.state and not exists (
      select from (select e.from_state, e.to_state from check_event e where e.shortcoming_id = new.id and e.step is not null
        order by e.seq desc limit 1) as last where last.from_state = old.state and last.to_state = new.state) then
    raise exception 'a shortcoming does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if state <> 'running' and (new.title, new.detail, new.severity, new.requirement, new.finding_id)
      is distinct from (old.title, old.detail, old.severity, old.requirement, old.finding_id) then
    raise exception 'what a check that is % found is not rewritten', state using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_shortcoming before insert or update or delete on check_shortcoming for each row execute function hold_shortcoming();
