-- Security plans of systems and what they rest on. A plan lives with its system: it stands where the system stands and moves with it.

-- The requirements of a level as an edition of the catalogue had them: what a plan is pinned to, so that a later edition reopens only what
-- it changed. Law belongs to nobody: shared, never changed.
create table requirement_catalogue (
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  level smallint not null check (level between 1 and 5),
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  primary key (hash, level)
);
grant select, insert on requirement_catalogue to ancam_app;

create table plan (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  system_id uuid not null references information_system (id),
  level smallint not null check (level between 1 and 5),
  regime text not null check (regime in ('A', 'B')),
  -- Edition of the catalogue.
  catalogue text not null,
  state text not null,
  -- Days of approval, of the first deployment, and of the full one; the last is taken back where the plan is reopened.
  approved_on date,
  started_on date,
  deployed_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (id, home_id),
  foreign key (catalogue, level) references requirement_catalogue (hash, level),
  check ((deployed_on is not null) = (state = 'deployed') or state = 'ended')
);
-- One plan of a system at a time.
create unique index plan_live on plan (system_id, home_id) where state <> 'ended';
create index plan_system on plan (system_id);
create index plan_scope on plan (scope_path text_pattern_ops);

-- What happened to a plan; only grows. `before` and `after` hold the requirements that a change touched, so that it can be taken back.
create table plan_event (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  plan_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  event text not null check (event in ('created', 'step', 'items', 'undo', 'adopted', 'linked', 'unlinked')),
  step text,
  from_state text,
  to_state text,
  reason text not null default '',
  before jsonb not null default '[]',
  after jsonb not null default '[]',
  -- The change that it takes back.
  undoes uuid,
  primary key (id, home_id),
  foreign key (plan_id, home_id) references plan (id, home_id),
  check ((event = 'step') = (step is not null) and (step is null) = (to_state is null)),
  check ((event = 'undo') = (undoes is not null))
);
create index plan_event_plan on plan_event (plan_id, seq);
create unique index plan_event_undoes on plan_event (undoes, home_id) where undoes is not null;

create table plan_item (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  plan_id uuid not null,
  -- The requirement across levels and editions, and its row at the level of the plan.
  key text not null,
  requirement text not null,
  answer text not null default 'open' check (answer in ('open', 'none', 'partial', 'full', 'not-applicable')),
  reason text not null default '',
  way text not null default '',
  owner text not null default '',
  due_on date,
  budget_id uuid,
  remark text not null default '',
  -- Why it was opened anew, and what was answered until then; empty once it is answered again.
  change text check (change in ('added', 'changed', 'stricter')),
  answered_before text,
  -- The catalogue or the level asks for it no more; kept with what was said of it.
  dropped boolean not null default false,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (id, home_id),
  unique (plan_id, key, home_id),
  foreign key (plan_id, home_id) references plan (id, home_id),
  check (answer <> 'not-applicable' or reason <> '')
);
create index plan_item_due on plan_item (plan_id, due_on) where not dropped and answer in ('open', 'none', 'partial');
create index plan_item_budget on plan_item (budget_id) where budget_id is not null;

-- What a requirement rests on, or what speaks against it.
create table plan_link (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  plan_id uuid not null,
  item_id uuid not null,
  kind text not null check (kind in ('file', 'record', 'finding')),
  target_id uuid not null,
  note text not null default '',
  by_name text not null,
  at timestamptz not null,
  primary key (id, home_id),
  unique (item_id, kind, target_id, home_id),
  foreign key (item_id, home_id) references plan_item (id, home_id)
);
create index plan_link_plan on plan_link (plan_id);
create index plan_link_target on plan_link (target_id);

select guard_table(name) from unnest(array['plan', 'plan_event', 'plan_item', 'plan_link']) as name;
do $$ begin
  execute format('create policy remove on plan_link for delete using (%s)', write_rule());
end $$;
grant select, insert, update on plan, plan_item to ancam_app;
grant select, insert on plan_event to ancam_app;
grant select, insert, delete on plan_link to ancam_app;

-- The life of a plan, as the statute book's workflow has it; a test holds the two against each other. `not_by`: whoever took that step last
-- does not take this one. `answered` and `met`: what must hold of the requirements.
create table plan_step (
  step text not null,
  from_state text not null,
  to_state text not null,
  not_by text,
  answered boolean not null default false,
  met boolean not null default false,
  primary key (step, from_state)
);
insert into plan_step (step, from_state, to_state, not_by, answered, met) values
  ('propose', 'draft', 'proposed', null, true, false),
  ('approve', 'proposed', 'approved', 'propose', false, false), ('return', 'proposed', 'draft', 'propose', false, false),
  ('start', 'approved', 'deploying', null, false, false), ('report', 'deploying', 'reported', null, true, true),
  ('confirm', 'reported', 'deployed', 'report', false, false), ('reject', 'reported', 'deploying', 'report', false, false),
  ('reopen', 'deployed', 'deploying', null, false, false),
  ('revise', 'approved', 'draft', null, false, false), ('revise', 'deploying', 'draft', null, false, false),
  ('end', 'approved', 'ended', null, false, false), ('end', 'deploying', 'ended', null, false, false), ('end', 'deployed', 'ended', null, false, false);
grant select on plan_step to ancam_app;

-- A step is written down before the state follows it; no state changes without one.
create function hold_plan_step() returns trigger language plpgsql as $$
declare
  state text := (select p.state from plan p where p.id = new.plan_id and p.home_id = new.home_id);
  allowed plan_step;
begin
  if new.step is null then
    return new;
  end if;
  select * into allowed from plan_step s where s.step = new.step and s.from_state = state;
  if allowed.step is null or new.from_state <> state or new.to_state <> allowed.to_state then
    raise exception 'a plan that is % does not take the step %', state, new.step using errcode = '23514';
  end if;
  if allowed.not_by is not null and (new.by_id is null or new.by_id = (
      select e.by_id from plan_event e where e.plan_id = new.plan_id and e.step = allowed.not_by order by e.seq desc limit 1)) then
    raise exception 'whoever takes % does not take %', allowed.not_by, new.step using errcode = '23514';
  end if;
  if allowed.answered and exists (select from plan_item i where i.plan_id = new.plan_id and not i.dropped
      and (i.answer = 'open' or (i.answer in ('none', 'partial') and (i.owner = '' or i.due_on is null)))) then
    raise exception 'requirements have no answer, owner or day' using errcode = '23514';
  end if;
  if allowed.met and exists (select from plan_item i where i.plan_id = new.plan_id and not i.dropped
      and (i.answer not in ('full', 'not-applicable') or (i.answer = 'full' and not exists (select from plan_link l where l.item_id = i.id)))) then
    raise exception 'requirements are not met, or without evidence' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_plan_step before insert on plan_event for each row execute function hold_plan_step();

create function hold_plan() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then raise exception 'a plan begins as a draft' using errcode = '23514'; end if;
    return new;
  end if;
  if (new.id, new.home_id, new.unit_id, new.system_id) is distinct from (old.id, old.home_id, old.unit_id, old.system_id) then
    raise exception 'a plan stays with its system' using errcode = '23514';
  end if;
  if new.state <> old.state and not exists (
      select from (select e.from_state, e.to_state from plan_event e where e.plan_id = new.id and e.step is not null order by e.seq desc limit 1) as last
      where last.from_state = old.state and last.to_state = new.state) then
    raise exception 'a plan does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_plan before insert or update on plan for each row execute function hold_plan();

-- What was proposed, approved or deployed is not rewritten underneath.
create function hold_plan_item() returns trigger language plpgsql as $$
declare
  state text := (select p.state from plan p where p.id = new.plan_id and p.home_id = new.home_id);
begin
  if tg_op = 'UPDATE' and (new.key, new.requirement, new.answer, new.reason, new.way, new.owner, new.due_on, new.budget_id, new.remark, new.change, new.answered_before, new.dropped)
      is not distinct from (old.key, old.requirement, old.answer, old.reason, old.way, old.owner, old.due_on, old.budget_id, old.remark, old.change, old.answered_before, old.dropped) then
    return new;
  end if;
  if state not in ('draft', 'deploying') then
    raise exception 'the requirements of a plan that is % do not change', state using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_plan_item before insert or update on plan_item for each row execute function hold_plan_item();

create function hold_plan_link() returns trigger language plpgsql as $$
declare
  link plan_link := case when tg_op = 'DELETE' then old else new end;
  state text := (select p.state from plan p where p.id = link.plan_id and p.home_id = link.home_id);
begin
  if state not in ('draft', 'deploying') then
    raise exception 'what a plan that is % rests on does not change', state using errcode = '23514';
  end if;
  return link;
end $$;
create trigger hold_plan_link before insert or delete on plan_link for each row execute function hold_plan_link();
