-- What was answered about a system, or about cameras treated as terminals of one, and what the law makes of it. One person proposes, another
-- confirms; what is confirmed stays as it stood that day, until a later one takes its place.
create table level_determination (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  -- Where the system or group stands; moved and restricted with it.
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  system_id uuid references information_system (id),
  group_id uuid references camera_group (id),
  state text not null check (state in ('draft', 'proposed', 'returned', 'confirmed', 'superseded', 'discarded')),
  -- The day whose law it follows.
  as_of date not null,
  -- Answers by the id of the question, as the statute book numbers them.
  answers jsonb not null,
  -- Questions whose answers were taken from the register as it stood.
  prefilled text[] not null,
  -- How and when something was counted, by question.
  counted jsonb not null,
  -- Why it is determined anew.
  reason text not null,
  -- The paper of the risk assessment.
  risk_document text not null,
  risk_on date,
  host_system_id uuid references information_system (id),
  regime text not null check (regime in ('A', 'B')),
  level smallint check (level between 1 and 5),
  treatment text not null check (treatment in ('system', 'terminals', 'open')),
  -- Matching criteria with grounds and clauses, what was open, how the cameras are treated and why.
  result jsonb not null,
  -- The statute book that it was determined by.
  law_hash text not null,
  -- What the register said of the system: later changes are held against it.
  register jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  proposed_by text,
  proposed_account uuid,
  proposed_at timestamptz,
  decided_by text,
  decided_account uuid,
  decided_at timestamptz,
  decided_reason text not null default '',
  -- The day from which it holds.
  confirmed_on date,
  primary key (id, home_id),
  check ((system_id is null) <> (group_id is null)),
  check (treatment = 'system' or level is null),
  check (group_id is null or treatment <> 'system'),
  check (state not in ('proposed', 'confirmed', 'superseded') or (treatment = 'system' and level is not null)
    or (treatment = 'terminals' and host_system_id is not null)),
  check (state in ('draft', 'discarded') or proposed_account is not null),
  check (state <> 'returned' or decided_reason <> ''),
  check (state not in ('confirmed', 'superseded') or confirmed_on is not null),
  constraint another_confirms check (state not in ('confirmed', 'superseded', 'returned')
    or (decided_account is not null and decided_account <> proposed_account))
);
-- One in force and one under way of each.
create unique index level_in_force on level_determination (coalesce(system_id, group_id), home_id) where state = 'confirmed';
create unique index level_under_way on level_determination (coalesce(system_id, group_id), home_id) where state in ('draft', 'proposed', 'returned');
create index level_system on level_determination (system_id, created_at desc) where system_id is not null;
create index level_group on level_determination (group_id, created_at desc) where group_id is not null;
create index level_host on level_determination (host_system_id) where host_system_id is not null;

create function hold_determination() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then raise exception 'a determination begins as draft' using errcode = '23514'; end if;
    return new;
  end if;
  if old.state <> new.state and not ((old.state, new.state) in (('draft', 'proposed'), ('draft', 'discarded'), ('proposed', 'draft'),
      ('proposed', 'confirmed'), ('proposed', 'returned'), ('returned', 'proposed'), ('returned', 'discarded'), ('confirmed', 'superseded'))) then
    raise exception 'a determination does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.id, new.home_id, new.unit_id, new.system_id, new.group_id, new.created_by, new.created_at) is distinct from
     (old.id, old.home_id, old.unit_id, old.system_id, old.group_id, old.created_by, old.created_at) then
    raise exception 'a determination stays where it was made' using errcode = '23514';
  end if;
  if old.state not in ('draft', 'returned') and
     (new.as_of, new.answers, new.prefilled, new.counted, new.reason, new.risk_document, new.risk_on, new.host_system_id, new.regime, new.level,
      new.treatment, new.result, new.law_hash, new.register) is distinct from
     (old.as_of, old.answers, old.prefilled, old.counted, old.reason, old.risk_document, old.risk_on, old.host_system_id, old.regime, old.level,
      old.treatment, old.result, old.law_hash, old.register) then
    raise exception 'what has been proposed does not change' using errcode = '23514';
  end if;
  if old.state in ('confirmed', 'superseded') and
     (new.proposed_account, new.proposed_at, new.decided_account, new.decided_at, new.confirmed_on) is distinct from
     (old.proposed_account, old.proposed_at, old.decided_account, old.decided_at, old.confirmed_on) then
    raise exception 'what has been confirmed does not change' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_determination before insert or update on level_determination for each row execute function hold_determination();

-- What has changed since a level was confirmed, so that it is to be determined anew.
create table level_change (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  system_id uuid not null references information_system (id),
  determination_id uuid not null,
  kind text not null check (kind in ('function', 'scope', 'users', 'information', 'technology', 'owner', 'incident', 'regime')),
  -- What the determination rested on and what holds now: columns of the register by name, or words of a person.
  before jsonb not null,
  after jsonb not null,
  on_day date not null,
  by_name text not null,
  at timestamptz not null,
  -- `void`: it was taken back in the register. `dismissed`: it does not touch the level, says a person.
  state text not null check (state in ('open', 'settled', 'void', 'dismissed')),
  settled_by uuid,
  settled_on date,
  settled_reason text not null default '',
  settled_name text,
  primary key (id, home_id),
  foreign key (determination_id, home_id) references level_determination (id, home_id),
  check ((state = 'open') = (settled_on is null)),
  check ((state = 'settled') = (settled_by is not null)),
  check (state <> 'dismissed' or settled_reason <> '')
);
create unique index level_change_open on level_change (system_id, kind, home_id) where state = 'open' and kind not in ('incident', 'technology');
create index level_change_system on level_change (system_id, at desc);
create index level_change_determination on level_change (determination_id);
create index level_change_scope on level_change (scope_path text_pattern_ops) where state = 'open';
create function hold_level_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' and (new.state, new.after, new.settled_by, new.settled_on, new.settled_reason) is distinct from
      (old.state, old.after, old.settled_by, old.settled_on, old.settled_reason) then
    raise exception 'a change that is dealt with stays so' using errcode = '23514';
  end if;
  if (new.id, new.home_id, new.unit_id, new.system_id, new.determination_id, new.kind, new.before, new.on_day, new.at) is distinct from
     (old.id, old.home_id, old.unit_id, old.system_id, old.determination_id, old.kind, old.before, old.on_day, old.at) then
    raise exception 'what has changed stays on record' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_level_change before update on level_change for each row execute function hold_level_change();

select guard_table('level_determination');
select guard_table('level_change');
grant select, insert, update on level_determination, level_change to ancam_app;
