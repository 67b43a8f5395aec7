-- Level dossiers: who takes which step, the life of a dossier, what was submitted and said. A dossier moves by an event that is put into
-- `dossier_event` and by nothing else: the trigger there knows the steps, the parties, the gates and the separation of duties.

-- The unit that acts, and everybody in whose hands the work lies.
create function current_unit() returns uuid language sql stable security definer
begin atomic
  select u.id from unit u where u.scope_path = nullif(current_setting('ancam.unit_path', true), '');
end;
create function current_hands() returns uuid[] language sql stable
  return array_remove(coalesce(nullif(current_setting('ancam.persons', true), '')::uuid[], '{}') || current_account(), null);

-- The workflow `dossier` of the statute book. A test holds these three tables against it.
create table dossier_state (
  state text primary key,
  -- Its contents can be changed.
  editable boolean not null,
  -- Nothing but being replaced comes after it.
  settled boolean not null
);
insert into dossier_state (state, editable, settled) values
  ('draft', true, false), ('opinion', false, false), ('opined', true, false), ('submitted', false, false), ('supplement', true, false),
  ('appraising', false, false), ('clarifying', false, false), ('unfit', false, false), ('appraised', false, false), ('proposed', false, false),
  ('returned', false, false), ('approved', false, true), ('superseded', false, true), ('withdrawn', false, true);

create table dossier_step (
  step text primary key,
  from_states text[] not null,
  to_state text not null references dossier_state (state),
  -- Who may take it. One that lists the council is for whoever appraises, and for nobody else.
  parties text[] not null,
  levels smallint[] not null,
  -- Whoever took one of these, or wrote the dossier, may not take this one.
  not_by text[] not null,
  needs text[] not null,
  needs_reason boolean not null,
  -- Freezes what is submitted as a new version.
  submits boolean not null
);
insert into dossier_step (step, from_states, to_state, parties, levels, not_by, needs, needs_reason, submits) values
  ('ask-opinion', '{draft}', 'opinion', '{operator}', '{4,5}', '{}', '{level-confirmed,parts-complete}', false, true),
  ('give-opinion', '{opinion}', 'opined', '{security-unit}', '{4,5}', '{ask-opinion}', '{}', false, false),
  ('refuse-opinion', '{opinion}', 'draft', '{security-unit}', '{4,5}', '{ask-opinion}', '{}', true, false),
  ('submit-1-2', '{draft}', 'submitted', '{operator}', '{1,2}', '{}', '{level-confirmed,parts-complete,authority-settled}', false, true),
  ('submit-3', '{draft}', 'submitted', '{operator}', '{3}', '{}', '{level-confirmed,parts-complete,authority-settled}', false, true),
  ('submit-4-5', '{opined}', 'submitted', '{owner}', '{4,5}', '{}', '{level-confirmed,parts-complete,authority-settled}', false, true),
  ('request-supplement', '{submitted}', 'supplement', '{security-unit,ministry,other-unit,council}', '{1,2,3,4,5}', '{submit-1-2,submit-3,submit-4-5}', '{}', true, false),
  ('resubmit', '{supplement}', 'submitted', '{operator,owner}', '{1,2,3,4,5}', '{}', '{level-confirmed,parts-complete}', false, true),
  ('accept', '{submitted}', 'appraising', '{security-unit,ministry,other-unit,council}', '{1,2,3,4,5}', '{submit-1-2,submit-3,submit-4-5,resubmit}', '{independent}', false, false),
  ('ask-explanation', '{appraising}', 'clarifying', '{security-unit,ministry,other-unit,council}', '{1,2,3,4,5}', '{}', '{}', true, false),
  ('explain', '{clarifying}', 'appraising', '{operator,owner}', '{1,2,3,4,5}', '{}', '{}', false, false),
  ('find-unfit', '{appraising}', 'unfit', '{security-unit,ministry,other-unit,council}', '{1,2,3,4,5}', '{submit-1-2,submit-3,submit-4-5,resubmit}', '{}', true, false),
  ('find-fit', '{appraising}', 'appraised', '{security-unit,ministry,other-unit,council}', '{1,2,3,4,5}', '{submit-1-2,submit-3,submit-4-5,resubmit}', '{}', false, false),
  ('revise', '{unfit,returned}', 'draft', '{operator}', '{1,2,3,4,5}', '{}', '{}', false, false),
  ('propose', '{appraised}', 'proposed', '{operator}', '{3,4,5}', '{}', '{}', false, false),
  ('return-1-2', '{appraised}', 'returned', '{security-unit,other-unit}', '{1,2}', '{submit-1-2,resubmit}', '{}', true, false),
  ('return', '{proposed}', 'returned', '{owner}', '{3,4,5}', '{propose}', '{}', true, false),
  ('approve-1-2', '{appraised}', 'approved', '{security-unit,other-unit}', '{1,2}', '{submit-1-2,resubmit}', '{bylaw-issued,decision-scanned}', false, false),
  ('approve-3-4', '{proposed}', 'approved', '{owner}', '{3,4}', '{submit-3,submit-4-5,resubmit,propose}', '{bylaw-issued,decision-scanned}', false, false),
  ('approve-5', '{proposed}', 'approved', '{owner}', '{5}', '{submit-4-5,resubmit,propose}', '{bylaw-issued,list-approved,decision-scanned}', false, false),
  ('supersede', '{approved}', 'superseded', '{security-unit,owner}', '{1,2,3,4,5}', '{}', '{}', true, false),
  ('withdraw', '{draft,opined,submitted,supplement,returned,unfit}', 'withdrawn', '{operator,owner}', '{1,2,3,4,5}', '{}', '{}', true, false);

-- What must come first, and who may not be whom, from which day on.
create table dossier_gate (
  id text primary key,
  regime text not null,
  levels smallint[] not null,
  blocks text not null check (blocks in ('approve', 'operate', 'appraise')),
  needs text not null,
  only_new boolean not null,
  valid_from date not null
);
insert into dossier_gate (id, regime, levels, blocks, needs, only_new, valid_from) values
  ('a-bylaw-before-approval', 'A', '{1,2,3,4,5}', 'approve', 'bylawIssuedOn', false, '2022-10-01'),
  ('a-plan-before-operation', 'A', '{1,2,3,4,5}', 'operate', 'planDeployedOn', true, '2022-10-01'),
  ('b-bylaw-before-approval', 'B', '{1,2,3,4,5}', 'approve', 'bylawIssuedOn', false, '2026-08-19'),
  ('b-plan-before-operation', 'B', '{1,2,3,4,5}', 'operate', 'planDeployedOn', true, '2026-08-19'),
  ('b-assessment-before-operation', 'B', '{1,2,3,4,5}', 'operate', 'preOperationCheckOn', true, '2026-08-19'),
  ('a-appraiser-operator', 'A', '{1,2,3}', 'appraise', 'another-unit', false, '2022-10-01'),
  ('b-appraiser-operator', 'B', '{1,2,3}', 'appraise', 'another-unit', false, '2026-08-19');

create table dossier (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  -- The unit that answers for the system.
  steward_id uuid not null,
  scope_path text not null,
  recorded_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  on_behalf boolean not null default false,
  system_id uuid not null references information_system (id),
  -- What the system is called in it; whoever is asked from outside of the tree does not see the system itself.
  name text not null check (name <> ''),
  -- Lower case without diacritics: what the search looks into.
  search text not null,
  -- The confirmed worksheet that the level comes from.
  determination_id uuid not null,
  regime text not null check (regime in ('A', 'B')),
  level smallint not null check (level between 1 and 5),
  -- The catalogue of requirements that it was written against.
  catalogue_hash text not null,
  -- Null: not answered yet.
  new_or_upgraded boolean,
  domain text not null default 'general' check (domain in ('general', 'defence', 'public-security', 'cipher')),
  -- The paper that names the body as owner, or delegates to it.
  owner_paper text not null default '',
  -- Who is who. Without an operator the steward runs it; the appraiser is one of the kinds that the law allows, and a unit.
  operator_unit_id uuid,
  owner_unit_id uuid,
  security_unit_id uuid,
  appraiser text not null check (appraiser in ('security-unit', 'ministry', 'other-unit', 'council')),
  appraiser_unit_id uuid,
  -- The paper by which another unit appraises, or the council was formed.
  appraiser_paper text not null default '',
  -- Units outside of the tree that read it once it has been submitted.
  parties uuid[] not null generated always as (array_remove(array[operator_unit_id, owner_unit_id, security_unit_id, appraiser_unit_id], null)) stored,
  -- False: no text says who the owner is; nothing can be submitted.
  authority_settled boolean not null,
  authority_question text,
  -- Record of the register of bylaws.
  bylaw_id uuid,
  -- The paper by which the Prime Minister approved the list of level 5.
  list_paper text not null default '',
  -- When the conditions were assessed before operation; when the plan was fully deployed the plan says.
  pre_operation_on date,
  -- What was written for a part of the contents that the register does not hold, by id of the part.
  texts jsonb not null default '{}' check (jsonb_typeof(texts) = 'object'),
  note text not null default '',
  state text not null default 'draft' references dossier_state (state),
  state_since date not null,
  -- How often it was submitted.
  version integer not null default 0,
  submitted_on date,
  appraised_on date,
  approved_on date,
  decision_number text not null default '',
  decision_issuer text not null default '',
  -- The clock that runs: its last day and who is late after it.
  due_on date,
  due_who text,
  -- Everybody who wrote in it.
  drafters uuid[] not null default '{}',
  created_at timestamptz not null,
  created_by text not null,
  primary key (id, home_id),
  check (new_or_upgraded is not null or version = 0),
  check (state <> 'approved' or (approved_on is not null and decision_number <> '' and decision_issuer <> ''))
);
create unique index dossier_under_way on dossier (system_id, home_id) where state not in ('approved', 'superseded', 'withdrawn');
create unique index dossier_in_force on dossier (system_id, home_id) where state = 'approved';
create index dossier_system on dossier (system_id, created_at desc);
create index dossier_newest on dossier (created_at desc, id desc);
create index dossier_scope on dossier (scope_path text_pattern_ops);
create index dossier_place on dossier (place_path text_pattern_ops) where place_path <> '';
create index dossier_parties on dossier using gin (parties);

-- What the acting unit is in a dossier.
create function parties_in(d dossier) returns text[] language sql stable
  return (select array_remove(array[
      case when coalesce(d.operator_unit_id, d.steward_id) = u.id then 'operator' end,
      case when d.owner_unit_id = u.id then 'owner' end,
      case when d.security_unit_id = u.id then 'security-unit' end,
      case when d.appraiser <> 'security-unit' and d.appraiser_unit_id = u.id then d.appraiser end], null)
    from (select current_unit() as id) u);
-- Who is asked for something reads what was submitted, wherever it stands in the tree; who runs the system writes with its owner.
create function is_party(version integer, parties uuid[], operator uuid, classification smallint, unit uuid) returns boolean language sql stable
  return (operator = unit or version > 0 and parties @> array[unit])
    and classification <= coalesce(nullif(current_setting('ancam.clearance', true), '')::smallint, 0);

alter table dossier enable row level security;
create policy read on dossier for select using (may_read(scope_path, place_path, classification)
  or is_party(version, parties, operator_unit_id, classification, (select current_unit())));
create policy add on dossier for insert with check (may_write(scope_path, classification));
create policy change on dossier for update
  using (may_write(scope_path, classification) or is_party(0, parties, operator_unit_id, classification, (select current_unit())))
  with check (may_write(scope_path, classification) or is_party(0, parties, operator_unit_id, classification, (select current_unit())));
grant select, insert on dossier to ancam_app;
grant update (classification, name, search, determination_id, regime, level, catalogue_hash, new_or_upgraded, domain, owner_paper, operator_unit_id, owner_unit_id,
  security_unit_id, appraiser, appraiser_unit_id, appraiser_paper, authority_settled, authority_question, bylaw_id, list_paper, pre_operation_on, texts, note) on dossier to ancam_app;

-- Whether the acting unit has a part in a dossier that it sees: it answers for it, or was asked.
create function takes_part(dossier_id uuid) returns boolean language sql stable
  return exists (select from dossier d where d.id = dossier_id
    and (may_write(d.scope_path, d.classification) or is_party(d.version, d.parties, d.operator_unit_id, d.classification, current_unit())));

create function hold_dossier() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if (new.state, new.version, new.decision_number) is distinct from ('draft', 0, '') or
        (new.submitted_on, new.appraised_on, new.approved_on, new.pre_operation_on) is distinct from
        (null::date, null::date, null::date, null::date) then
      raise exception 'a dossier begins as draft' using errcode = '23514';
    end if;
    new.drafters := current_hands();
  else
    if (new.id, new.home_id, new.unit_id, new.recorded_path, new.system_id, new.created_at, new.created_by) is distinct from
       (old.id, old.home_id, old.unit_id, old.recorded_path, old.system_id, old.created_at, old.created_by) then
      raise exception 'a dossier stays where it was made' using errcode = '23514';
    end if;
    if old.state <> 'draft' and (new.determination_id, new.regime, new.level, new.catalogue_hash) is distinct from
        (old.determination_id, old.regime, old.level, old.catalogue_hash) then
      raise exception 'the level of a dossier is chosen in its draft' using errcode = '23514';
    end if;
    if (new.determination_id, new.regime, new.level, new.new_or_upgraded, new.domain, new.owner_paper, new.operator_unit_id, new.owner_unit_id,
        new.security_unit_id, new.appraiser, new.appraiser_unit_id, new.appraiser_paper, new.authority_settled, new.authority_question, new.texts, new.note)
        is distinct from
       (old.determination_id, old.regime, old.level, old.new_or_upgraded, old.domain, old.owner_paper, old.operator_unit_id, old.owner_unit_id,
        old.security_unit_id, old.appraiser, old.appraiser_unit_id, old.appraiser_paper, old.authority_settled, old.authority_question, old.texts, old.note) then
      if not (select s.editable from dossier_state s where s.state = old.state) then
        raise exception 'a dossier that is % is not written in', old.state using errcode = '23514';
      end if;
      new.drafters := array(select distinct unnest(old.drafters || current_hands()));
    end if;
    if (new.bylaw_id, new.list_paper) is distinct from (old.bylaw_id, old.list_paper) and
        (select s.settled from dossier_state s where s.state = old.state) then
      raise exception 'a dossier that is % keeps its papers', old.state using errcode = '23514';
    end if;
    if new.pre_operation_on is distinct from old.pre_operation_on and old.state <> 'approved' then
      raise exception 'the conditions of an approved dossier are assessed' using errcode = '23514';
    end if;
  end if;
  if (tg_op = 'INSERT' or new.operator_unit_id is distinct from old.operator_unit_id) and new.operator_unit_id is distinct from
      (select s.operator_unit_id from information_system s where s.id = new.system_id) then
    raise exception 'the register says who runs the system' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_dossier before insert or update on dossier for each row execute function hold_dossier();

-- Every step of a dossier. Putting a row here is what moves it; what the row says of states, parties and hands is filled in by the trigger.
create table dossier_event (
  id uuid not null,
  home_id uuid not null,
  -- The unit that took the step.
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  dossier_id uuid not null,
  seq bigint generated always as identity,
  step text not null references dossier_step (step),
  from_state text not null,
  to_state text not null,
  party text not null,
  version integer not null,
  -- The day that counts.
  on_day date not null,
  reason text not null default '',
  -- The paper that goes with the step: an opinion, the decision.
  document_number text not null default '',
  document_date date,
  document_issuer text not null default '',
  -- The clock that runs after it.
  due_on date,
  due_who text,
  at timestamptz not null,
  by_id uuid not null,
  hands uuid[] not null,
  by_name text not null,
  primary key (id, home_id),
  foreign key (dossier_id, home_id) references dossier (id, home_id)
);
create index dossier_event_dossier on dossier_event (dossier_id, seq);
create index dossier_event_scope on dossier_event (scope_path text_pattern_ops);

-- What a submission said, word for word; never changed.
create table dossier_submission (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  dossier_id uuid not null,
  version integer not null check (version > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  by_name text not null,
  primary key (id, home_id),
  unique (dossier_id, version, home_id),
  foreign key (dossier_id, home_id) references dossier (id, home_id)
);
create index dossier_submission_scope on dossier_submission (scope_path text_pattern_ops);

-- What was said about a dossier or a part of it; only being dealt with is added.
create table dossier_comment (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  dossier_id uuid not null,
  seq bigint generated always as identity,
  version integer not null,
  -- Part of the contents; empty: the dossier as a whole.
  part text not null,
  party text not null,
  body text not null check (body <> ''),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  settled_at timestamptz,
  settled_by text,
  primary key (id, home_id),
  foreign key (dossier_id, home_id) references dossier (id, home_id),
  check ((settled_at is null) = (settled_by is null))
);
create index dossier_comment_dossier on dossier_comment (dossier_id, seq);
create index dossier_comment_scope on dossier_comment (scope_path text_pattern_ops);

-- What belongs to a dossier is read by whoever reads it; its own rules hold inside.
do $$
declare
  name text;
begin
  foreach name in array array['dossier_event', 'dossier_submission', 'dossier_comment'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read on %I for select using (exists (select from dossier d where d.id = dossier_id))', name);
    execute format('create policy add on %I for insert with check (takes_part(dossier_id))', name);
    execute format('create policy change on %I for update using (takes_part(dossier_id)) with check (takes_part(dossier_id))', name);
    execute format('grant select, insert, update (classification) on %I to ancam_app', name);
  end loop;
end $$;
grant update (settled_at, settled_by) on dossier_comment to ancam_app;
grant select on dossier_state, dossier_step, dossier_gate to ancam_app;

-- The rules of a gate that hold on a day: a dossier follows its regime as it stood on its first or last day where the day lies outside.
create function gates_of(d dossier, blocks text, day date) returns setof text language sql stable
begin atomic
  select g.needs from dossier_gate g
    where g.blocks = gates_of.blocks and g.regime = d.regime and d.level = any (g.levels) and (coalesce(d.new_or_upgraded, true) or not g.only_new)
      and g.valid_from <= case d.regime when 'A' then least(day, date '2026-08-18') else greatest(day, date '2026-08-19') end;
end;

-- Why a step may not be taken by its conditions; null where it may. Completeness of the parts the application counts from the statute book.
create function lacks(d dossier, need text, e dossier_event) returns boolean language plpgsql stable as $$
declare
  day date := coalesce(e.document_date, e.on_day);
  appraises uuid := case d.appraiser when 'security-unit' then d.security_unit_id else d.appraiser_unit_id end;
begin
  case need
    when 'level-confirmed' then
      return not exists (select from level_determination l where l.id = d.determination_id and l.home_id = d.home_id and l.system_id = d.system_id
        and l.state in ('confirmed', 'superseded') and l.level = d.level and l.regime = d.regime);
    when 'authority-settled' then
      return not d.authority_settled or appraises is null or (d.level > 2 and d.owner_unit_id is null) or d.security_unit_id is null;
    when 'independent' then
      return exists (select from gates_of(d, 'appraise', e.on_day)) and (case d.appraiser when 'council' then d.appraiser_paper = ''
        else appraises = coalesce(d.operator_unit_id, d.steward_id) end);
    when 'bylaw-issued' then
      return 'bylawIssuedOn' in (select gates_of(d, 'approve', day)) and not exists (select from record r where r.id = d.bylaw_id
        and r.home_id = d.home_id and r.register = 'bylaws' and r.state = 'issued' and r.f_issued_on <= day);
    when 'list-approved' then return d.list_paper = '';
    when 'decision-scanned' then
      return e.document_number = '' or e.document_date is null or e.document_issuer = '' or not exists (select from evidence f
        where f.holder_kind = 'dossiers' and f.holder_id = d.id and f.purpose = 'decision' and f.withdrawn_at is null and f.scan in ('clean', 'unscanned'));
    else return false;
  end case;
end $$;

create function take_dossier_step() returns trigger language plpgsql security definer set search_path from current as $$
declare
  d dossier;
  s dossier_step;
  mine text[];
  need text;
begin
  select * into d from dossier x where x.id = new.dossier_id and x.home_id = new.home_id for update;
  select * into s from dossier_step x where x.step = new.step;
  if d.id is null or s.step is null or not d.state = any (s.from_states) or not d.level = any (s.levels) then
    raise exception 'step % does not lead on from %', new.step, d.state using errcode = '23514';
  end if;
  mine := parties_in(d);
  if 'council' = any (s.parties) then
    mine := array(select unnest(mine) intersect select d.appraiser);
  end if;
  new.party := (select p from unnest(s.parties) with ordinality as o (p, n) where p = any (mine) order by n limit 1);
  if new.party is null then
    raise exception 'step % is for: %', new.step, s.parties using errcode = '23514';
  end if;
  new.by_id := current_account();
  new.hands := current_hands();
  if new.by_id is null then raise exception 'a person takes a step' using errcode = '23514'; end if;
  if cardinality(s.not_by) > 0 and (d.drafters && new.hands or exists (select from (select distinct on (x.step) x.hands from dossier_event x
      where x.dossier_id = d.id and x.home_id = d.home_id and x.step = any (s.not_by) order by x.step, x.seq desc) l where l.hands && new.hands)) then
    raise exception 'whoever wrote or submitted it does not take step %', new.step using errcode = '23514';
  end if;
  if s.needs_reason and new.reason = '' then raise exception 'step % asks for a reason', new.step using errcode = '23514'; end if;
  if new.on_day < d.state_since then raise exception 'the step lies before the one that it follows' using errcode = '23514'; end if;
  foreach need in array s.needs loop
    if lacks(d, need, new) then raise exception 'step %: %', new.step, need using errcode = '23514', detail = need; end if;
  end loop;
  if s.submits and not exists (select from dossier_submission x where x.dossier_id = d.id and x.home_id = d.home_id and x.version = d.version + 1) then
    raise exception 'nothing was put down as submitted' using errcode = '23514';
  end if;
  new.from_state := d.state;
  new.to_state := s.to_state;
  new.version := d.version + case when s.submits then 1 else 0 end;
  new.unit_id := current_unit();
  new.scope_path := d.scope_path;
  new.place_path := d.place_path;
  new.classification := d.classification;
  update dossier x set state = s.to_state, state_since = new.on_day, version = new.version, due_on = new.due_on, due_who = new.due_who,
    submitted_on = case s.to_state when 'submitted' then new.on_day when 'draft' then null else x.submitted_on end,
    appraised_on = case s.to_state when 'appraised' then new.on_day when 'draft' then null else x.appraised_on end,
    approved_on = case s.to_state when 'approved' then coalesce(new.document_date, new.on_day) else x.approved_on end,
    decision_number = case s.to_state when 'approved' then new.document_number else x.decision_number end,
    decision_issuer = case s.to_state when 'approved' then new.document_issuer else x.decision_issuer end
    where x.id = d.id and x.home_id = d.home_id;
  return new;
end $$;
create trigger take_dossier_step before insert on dossier_event for each row execute function take_dossier_step();

-- A submission and a comment stand where the dossier stands, say for which unit they speak, and are put down for the next step only.
create function place_with_dossier() returns trigger language plpgsql security definer set search_path from current as $$
declare
  d dossier;
begin
  select * into d from dossier x where x.id = new.dossier_id and x.home_id = new.home_id for update;
  if d.id is null then raise exception 'no such dossier' using errcode = '23514'; end if;
  new.unit_id := current_unit();
  new.scope_path := d.scope_path;
  new.place_path := d.place_path;
  new.classification := d.classification;
  if tg_table_name = 'dossier_comment' then
    new.version := d.version;
    new.party := coalesce((parties_in(d))[1], 'operator');
    new.by_id := current_account();
  elsif new.version <> d.version + 1 or not exists (select from dossier_step s where s.submits and d.state = any (s.from_states)) then
    raise exception 'nothing is submitted now' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger place_with_dossier before insert on dossier_submission for each row execute function place_with_dossier();
create trigger place_with_dossier before insert on dossier_comment for each row execute function place_with_dossier();

-- Full plan, and the assessment that regime B asks for, before a new or upgraded system goes into operation.
create function hold_operation() returns trigger language plpgsql security definer set search_path from current as $$
declare
  d dossier;
  deployed date;
begin
  select * into d from dossier x where x.system_id = new.id and x.state not in ('superseded', 'withdrawn') order by x.created_at desc limit 1;
  if d.id is null then return new; end if;
  select p.deployed_on into deployed from plan p where p.system_id = new.id and p.home_id = new.home_id and p.state = 'deployed';
  if exists (select from gates_of(d, 'operate', new.state_since) as needs
      where d.state <> 'approved' or coalesce(case needs when 'planDeployedOn' then deployed else d.pre_operation_on end > new.state_since, true)) then
    raise exception 'the plan is not fully deployed, or the conditions were not assessed' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_operation before update on information_system for each row
  when (new.state = 'operating' and old.state <> 'operating') execute function hold_operation();

-- Files of dossiers: opinions, signed decisions, drawings. Read by whoever reads the dossier, added by whoever has a part in it.
alter table evidence drop constraint evidence_holder_kind_check, add constraint evidence_holder_kind_check check (holder_kind ~ '^[a-z][a-z-]*$');
create or replace function may_read_evidence(kind text, holder uuid, scope_path text, place_path text, classification smallint) returns boolean language sql stable
  return case
    when kind = 'certificates' then nullif(current_setting('ancam.unit_path', true), '') is not null
    when kind = 'warnings' then exists (select from warning w where w.id = holder)
    when kind = 'jurisdictions' then exists (select from jurisdiction j where j.id = holder)
    when kind = 'dossiers' then exists (select from dossier d where d.id = holder)
    else may_read(scope_path, place_path, classification) end;
create or replace function may_write_evidence(kind text, holder uuid, scope_path text, classification smallint) returns boolean language sql stable
  return case
    when kind in ('certificates', 'warnings') then keeps_reference()
    when kind = 'jurisdictions' then exists (select from jurisdiction j where j.id = holder and may_grant(j.axis, j.path))
    when kind = 'dossiers' then takes_part(holder)
    else may_write(scope_path, classification) end;
