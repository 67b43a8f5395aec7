-- Makers, models and their papers; warnings of authorities; information systems, sites, groups; what a scan proposes.

-- Whether the acting unit keeps what all bodies share: the unit the installation was set up for, or an authority by its role.
create function keeps_reference() returns boolean language sql stable security definer
begin atomic
  select exists (
    select 1 from unit u where u.scope_path = nullif(current_setting('ancam.unit_path', true), '')
      and (u.id = (select host_unit_id from instance) or u.roles && array['state-manager', 'police', 'market-surveillance']));
end;

-- Shared reference data. A key never changes; whatever a maker or model is called elsewhere is an alias, compared by its letters and digits.
create table maker (
  id uuid primary key,
  instance_id uuid not null,
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9-]*$'),
  name text not null,
  country text not null default '',
  -- How its firmware versions are ordered; null: not at all.
  grammar text,
  -- `knowledge`: came with the software.
  source text not null check (source in ('knowledge', 'hand')),
  search text not null,
  created_at timestamptz not null
);
create table maker_alias (
  alias_key text primary key check (alias_key <> ''),
  alias text not null,
  maker_id uuid not null references maker (id)
);
create index maker_alias_maker on maker_alias (maker_id);

create table model (
  id uuid primary key,
  instance_id uuid not null,
  maker_id uuid not null references maker (id),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]*$'),
  name text not null,
  kind text not null check (kind in ('camera', 'recorder', 'other')),
  support_from date,
  support_until date,
  sale_ends_on date,
  note text not null default '',
  search text not null,
  created_at timestamptz not null,
  unique (maker_id, key),
  check (support_from is null or support_until is null or support_from <= support_until)
);
create index model_name on model (name, id);
create table model_alias (
  maker_id uuid not null references maker (id),
  alias_key text not null check (alias_key <> ''),
  alias text not null,
  model_id uuid not null references model (id),
  primary key (maker_id, alias_key)
);
create index model_alias_model on model_alias (model_id);
create table model_revision (
  id uuid primary key,
  model_id uuid not null references model (id),
  name text not null,
  name_key text not null check (name_key <> ''),
  note text not null default '',
  unique (model_id, name_key)
);
create table firmware_line (
  id uuid primary key,
  model_id uuid not null references model (id),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]*$'),
  name text not null,
  -- The newest version known, as the maker writes it, and where that was read.
  latest text not null default '',
  latest_on date,
  latest_source text not null default '',
  unique (model_id, key)
);
create table firmware_tested (
  id uuid primary key,
  line_id uuid not null references firmware_line (id),
  version text not null check (version <> ''),
  tested_on date not null,
  tested_by text not null,
  report text not null
);
create index firmware_tested_line on firmware_tested (line_id, tested_on desc);

-- A paper on a model: what it says never changes, its status has a history that only grows.
create table certificate (
  id uuid primary key,
  instance_id uuid not null,
  model_id uuid not null references model (id),
  number text not null check (number <> ''),
  body text not null check (body <> ''),
  standard text not null check (standard <> ''),
  revision text not null default '',
  issued_on date not null,
  expires_on date,
  firmware_from text not null default '',
  firmware_to text not null default '',
  created_at timestamptz not null,
  created_by text not null,
  unique (body, number, model_id),
  check (expires_on is null or issued_on <= expires_on)
);
create index certificate_model on certificate (model_id, issued_on desc);
create table certificate_event (
  id uuid primary key,
  certificate_id uuid not null references certificate (id),
  status text not null check (status in ('valid', 'suspended', 'withdrawn')),
  from_day date not null,
  reason text not null,
  document text not null,
  by_name text not null,
  recorded_at timestamptz not null
);
create index certificate_event_certificate on certificate_event (certificate_id, from_day, recorded_at);

-- A warning of an authority. Whoever proposed it cannot publish it; what is published does not change, it is withdrawn.
create table warning (
  id uuid primary key,
  instance_id uuid not null,
  unit_id uuid not null references unit (id),
  issuer text not null check (issuer <> ''),
  document text not null check (document <> ''),
  document_date date not null,
  title text not null check (title <> ''),
  effect text not null,
  remedy text not null,
  maker_id uuid not null references maker (id),
  -- Neither models nor patterns: all models of the maker.
  model_ids uuid[] not null default '{}',
  model_patterns text[] not null default '{}',
  revision text not null default '',
  firmware_from text not null default '',
  firmware_to text not null default '',
  firmware_to_included boolean not null default true,
  valid_from date not null,
  state text not null default 'proposed' check (state in ('proposed', 'published', 'refused', 'withdrawn')),
  proposed_by text not null,
  proposed_account uuid not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_account uuid,
  decided_at timestamptz,
  decided_reason text not null default '',
  withdrawn_by text,
  withdrawn_on date,
  withdrawn_reason text not null default '',
  search text not null,
  -- Whether the cameras show it: `applied` is what has been written to them, the cursor how far the next pass has come.
  applied boolean not null default false,
  cursor_model text,
  cursor_id uuid,
  constraint another_decides check (state = 'proposed' or (decided_account is not null and decided_account <> proposed_account)),
  check (state <> 'withdrawn' or withdrawn_on is not null)
);
create index warning_maker on warning (maker_id) where state in ('published', 'withdrawn');
create index warning_newest on warning (document_date desc, id desc);
create function hold_warning() returns trigger language plpgsql as $$
begin
  if not ((old.state, new.state) in (('proposed', 'proposed'), ('proposed', 'published'), ('proposed', 'refused'), ('published', 'published'),
      ('published', 'withdrawn'), ('withdrawn', 'withdrawn'), ('refused', 'refused'))) then
    raise exception 'a warning does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if old.proposed_account <> new.proposed_account or (old.state <> 'proposed' and
      (new.issuer, new.document, new.document_date, new.title, new.effect, new.remedy, new.maker_id, new.model_ids, new.model_patterns, new.revision,
       new.firmware_from, new.firmware_to, new.firmware_to_included, new.valid_from, new.decided_account, new.decided_at) is distinct from
      (old.issuer, old.document, old.document_date, old.title, old.effect, old.remedy, old.maker_id, old.model_ids, old.model_patterns, old.revision,
       old.firmware_from, old.firmware_to, old.firmware_to_included, old.valid_from, old.decided_account, old.decided_at)) then
    raise exception 'a decided warning does not change' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_warning before update on warning for each row execute function hold_warning();

do $$
declare
  name text;
begin
  foreach name in array array['maker', 'maker_alias', 'model', 'model_alias', 'model_revision', 'firmware_line', 'firmware_tested', 'certificate', 'certificate_event', 'warning'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read on %I for select using (%s)', name,
      case name when 'warning' then 'state in (''published'', ''withdrawn'') or keeps_reference()' else 'true' end);
    execute format('create policy add on %I for insert with check (keeps_reference())', name);
    execute format('create policy change on %I for update using (keeps_reference()) with check (keeps_reference())', name);
    execute format('create policy remove on %I for delete using (keeps_reference())', name);
    execute format('grant select, insert on %I to ancam_app', name);
  end loop;
end $$;
grant update on maker, maker_alias, model, model_alias, model_revision, firmware_line, warning to ancam_app;
grant delete on maker_alias, model_alias to ancam_app;

-- Sites: an address such as 192.168.1.10 tells a device only within one unit and one site.
create table site (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  steward_id uuid not null,
  scope_path text not null,
  recorded_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  name text not null check (name <> ''),
  address text not null default '',
  note text not null default '',
  closed boolean not null default false,
  search text not null,
  created_at timestamptz not null
);
create index site_scope on site (scope_path text_pattern_ops);
create index site_steward on site (steward_id, name, id);

create table information_system (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  -- The owner: the unit that answers for it.
  steward_id uuid not null,
  scope_path text not null,
  recorded_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  name text not null check (name <> ''),
  code text not null default '',
  -- Who runs it: the owner itself, another unit, or a contractor by name.
  operator_kind text not null check (operator_kind in ('owner', 'unit', 'contractor')),
  operator_unit_id uuid references unit (id),
  operator_name text not null default '',
  operator_contract text not null default '',
  mandate text not null default '',
  purpose text not null,
  scope text not null,
  reach text not null check (reach in ('agency', 'province', 'nation')),
  -- Cameras are its main part and it is set up for surveillance; else they are terminals of the host system.
  dedicated boolean not null,
  host_system_id uuid references information_system (id),
  service_type text not null check (service_type in ('internal', 'public-service', 'infrastructure', 'control', 'other')),
  information_kinds text[] not null check (information_kinds <@ array['public', 'private', 'personal', 'state-secret']),
  -- Number of the paper that a state secret is handled by; never what it says.
  secret_paper text not null default '',
  users_estimate integer check (users_estimate >= 0),
  storage_location text not null default 'unknown' check (storage_location in ('vietnam', 'abroad', 'none', 'unknown')),
  storage_holder text not null default '',
  storage_days integer check (storage_days >= 0),
  note text not null default '',
  state text not null default 'planned',
  state_since date not null,
  search text not null,
  created_at timestamptz not null,
  check ((operator_kind = 'unit') = (operator_unit_id is not null)),
  check (operator_kind <> 'contractor' or operator_name <> ''),
  check (('state-secret' = any (information_kinds)) = (secret_paper <> '')),
  check (host_system_id is distinct from id)
);
create index system_scope on information_system (scope_path text_pattern_ops);
create index system_place on information_system (place_path text_pattern_ops) where place_path <> '';
create index system_steward on information_system (steward_id, name, id);
create index system_name on information_system (name, id);

-- The life of a system. A change of state that stands here with its action is the only one the database lets through.
create table system_transition (
  action text not null,
  from_state text not null check (from_state in ('planned', 'evaluated', 'operating', 'retired')),
  to_state text not null check (to_state in ('planned', 'evaluated', 'operating', 'retired')),
  needs_document boolean not null,
  primary key (from_state, to_state)
);
insert into system_transition (action, from_state, to_state, needs_document) values
  ('evaluate', 'planned', 'evaluated', true), ('operate', 'evaluated', 'operating', true), ('withdraw', 'evaluated', 'planned', false),
  ('reassess', 'operating', 'evaluated', false), ('retire', 'planned', 'retired', false), ('retire', 'evaluated', 'retired', false),
  ('retire', 'operating', 'retired', true), ('reopen', 'retired', 'planned', false);
create function hold_system() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'planned' then raise exception 'a system begins as planned' using errcode = '23514'; end if;
  elsif old.state <> new.state and not exists (select from system_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'a system does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_system before insert or update on information_system for each row execute function hold_system();

-- What happened to a system; only grows.
create table system_event (
  id uuid primary key,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  system_id uuid not null references information_system (id),
  action text not null,
  from_state text not null,
  to_state text not null,
  on_day date not null,
  document text not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null
);
create index system_event_system on system_event (system_id, at);
create table system_zone (
  id uuid primary key,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  system_id uuid not null references information_system (id),
  name text not null check (name <> ''),
  kind text not null check (kind in ('camera', 'server', 'management', 'user', 'perimeter', 'other')),
  ranges text[] not null,
  note text not null default '',
  position smallint not null
);
create index system_zone_system on system_zone (system_id, position);

create table camera_group (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  steward_id uuid not null,
  scope_path text not null,
  recorded_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  name text not null check (name <> ''),
  system_id uuid references information_system (id),
  site_id uuid references site (id),
  note text not null default '',
  search text not null,
  created_at timestamptz not null
);
create index camera_group_scope on camera_group (scope_path text_pattern_ops);
create index camera_group_system on camera_group (system_id) where system_id is not null;

-- Cameras.
alter table camera drop constraint camera_status_check;
alter table camera add constraint camera_status_check check (status in ('in-use', 'retired', 'proposed', 'not-ours')),
  add column system_id uuid,
  add column group_id uuid,
  add column site_id uuid,
  add column recorder_id uuid,
  add column channel smallint check (channel between 0 and 9999),
  add column hardware_revision text not null default '',
  add column storage_location text not null default 'unknown' check (storage_location in ('vietnam', 'abroad', 'none', 'unknown')),
  add column origin_paper text not null default '',
  add column quality_paper text not null default '',
  add column contract text not null default '',
  add column supplier text not null default '',
  -- Resolved from the texts by their aliases.
  add column maker_id uuid,
  add column model_id uuid,
  -- `possible`: something needed for an answer is not known.
  add column warned text not null default 'no' check (warned in ('no', 'possible', 'certain')),
  add column warning_ids uuid[] not null default '{}',
  add column possible_warning_ids uuid[] not null default '{}',
  -- False: maker, model and warnings are yet to be looked up. Whoever writes maker, model, revision or firmware leaves it or sets it so.
  add column matched boolean not null default false,
  add constraint camera_recorder check (recorder_id is distinct from id);
create index camera_unmatched on camera (id) where not matched;
create index camera_of_model on camera (maker_id, coalesce(model, ''), id) where maker_id is not null;
create index camera_unknown_maker on camera (maker_name) where maker_id is null and maker_name is not null;
create index camera_warned on camera (home_id, address_key, id) where warned <> 'no';
create index camera_system on camera (system_id) where system_id is not null;
create index camera_group_of on camera (group_id) where group_id is not null;
create index camera_site on camera (site_id) where site_id is not null;
create index camera_recorder on camera (recorder_id) where recorder_id is not null;
alter table scan add column site_id uuid references site (id);

-- What a scan proposes about cameras, and what became of it.
create table scan_proposal (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  scan_id uuid not null,
  camera_id uuid not null,
  kind text not null check (kind in ('new', 'changed', 'moved', 'gone')),
  -- What the camera was and what the scan saw: columns of the camera by name.
  before jsonb not null,
  after jsonb not null,
  state text not null check (state in ('open', 'accepted', 'refused', 'superseded')),
  -- `automatic`: by the unit's rule, no person decided.
  rule text check (rule in ('automatic')),
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null,
  primary key (id, home_id),
  check (kind <> 'gone' or rule is null)
);
create index scan_proposal_open on scan_proposal (scope_path text_pattern_ops, created_at desc, id desc) where state = 'open';
create index scan_proposal_camera on scan_proposal (camera_id, kind, state);
create index scan_proposal_scan on scan_proposal (scan_id);
create index scan_proposal_newest on scan_proposal (created_at desc, id desc);
-- What a unit accepts without a person; what is gone always needs one. Without a row all the rest is accepted.
create table proposal_rule (
  unit_id uuid primary key references unit (id),
  home_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  accept_new boolean not null,
  accept_changed boolean not null,
  accept_moved boolean not null,
  changed_by text not null,
  changed_at timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['site', 'information_system', 'system_event', 'system_zone', 'camera_group', 'scan_proposal', 'proposal_rule'] loop
    perform guard_table(name);
    execute format('grant select, insert on %I to ancam_app', name);
  end loop;
  execute 'create policy remove on system_zone for delete using (may_write(scope_path, classification))';
end $$;
grant update on site, information_system, camera_group, scan_proposal, proposal_rule to ancam_app;
grant delete on system_zone to ancam_app;
grant select on system_transition to ancam_app;

-- The facts that are counted.
drop view camera_figure;
create view camera_figure with (security_invoker = true) as
select id, home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification,
  (status = 'in-use')::int as cameras, (status = 'retired')::int as retired,
  (status = 'in-use' and last_seen_at is null and worst = 9)::int as unchecked,
  (status = 'in-use' and maker_name is null)::int as unidentified,
  (status = 'in-use' and worst = 0)::int as critical, (status = 'in-use' and worst = 1)::int as high,
  (status = 'in-use' and worst = 2)::int as medium, (status = 'in-use' and worst = 3)::int as low,
  (status = 'in-use' and worst = 4)::int as info, (status = 'in-use' and worst = 9 and last_seen_at is not null)::int as clean,
  case when status = 'in-use' then open_critical + open_high + open_medium + open_low + open_info else 0 end as findings,
  (status = 'in-use' and warned <> 'no')::int as warned,
  (status = 'in-use' and (origin_paper = '' or quality_paper = ''))::int as paperless,
  (status = 'in-use' and storage_location = 'abroad')::int as abroad
from camera;
create view system_figure with (security_invoker = true) as
select id, home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification,
  (state <> 'retired')::int as systems, (state = 'operating')::int as systems_operating
from information_system;
grant select on camera_figure, system_figure to ancam_app;

-- No camera has papers yet.
update tally set paperless = cameras where cameras <> 0;
insert into tally_delta (home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, paperless)
  select home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, paperless from tally where paperless <> 0;
insert into tally_day (home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, cameras, retired, unchecked,
    unidentified, critical, high, medium, low, info, clean, findings, paperless, day)
  select home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, cameras, retired, unchecked,
    unidentified, critical, high, medium, low, info, clean, findings, paperless, (now() at time zone 'Asia/Ho_Chi_Minh')::date
  from tally where paperless <> 0
  on conflict (steward_id, unit_id, scope_path, recorded_path, place_path, classification, home_id, day) do update set paperless = excluded.paperless;
