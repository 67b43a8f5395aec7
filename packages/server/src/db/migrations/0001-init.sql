-- First schema. Rows of a body carry home_id (the immutable top body), unit_id (who recorded them),
-- scope_path (who answers for them today) and classification; row-level security reads the last two.

create table instance (
  only_row boolean primary key default true check (only_row),
  instance_id uuid not null,
  created_at timestamptz not null
);

create table unit (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  parent_id uuid references unit (id),
  name text not null,
  scope_path text not null unique check (scope_path ~ '^(/[0-9a-z-]+)+/$'),
  created_at timestamptz not null
);

create table account (
  id uuid primary key,
  instance_id uuid not null,
  unit_id uuid not null references unit (id),
  login text not null,
  display_name text not null,
  role text not null check (role in ('administrator', 'viewer')),
  password_hash text not null,
  created_at timestamptz not null,
  disabled_at timestamptz
);
create unique index account_login on account (lower(login));

create table session (
  token_hash text primary key,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table setup_token (
  token_hash text primary key,
  created_at timestamptz not null,
  used_at timestamptz
);

create table authorisation (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  granted_by text not null,
  granted_by_title text not null,
  document text not null,
  document_date date not null,
  valid_from date not null,
  valid_until date not null,
  targets text[] not null,
  excluded text[] not null,
  public_holder text,
  factory_password_test boolean not null,
  note text not null,
  revoked_at timestamptz
);
create index authorisation_newest on authorisation (scope_path, created_at desc, id desc);

create table scan (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  authorisation_id uuid references authorisation (id),
  authorisation_note jsonb,
  origin text not null check (origin in ('live', 'imported')),
  status text not null check (status in ('running', 'completed', 'cancelled', 'interrupted', 'limit', 'failed')),
  -- Renewed by the process that runs it; a running scan whose lease is over is dead.
  lease_until timestamptz,
  plan jsonb not null,
  stats jsonb not null,
  notes text[] not null,
  knowledge text not null,
  software text not null,
  -- SHA-256 of an imported file's content.
  content_hash text,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz
);
create index scan_newest on scan (scope_path, started_at desc, id desc);
create index scan_running on scan (status) where status = 'running';

create table camera (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  source text not null check (source in ('scan', 'hand')),
  status text not null check (status in ('in-use', 'retired')),
  name text not null,
  place text not null,
  note text not null,
  purchased_on date,
  address text,
  -- Address as sortable text: IPv4 before IPv6, then in numeric order.
  address_key text not null,
  kind text not null,
  strength text not null,
  maker text,
  maker_name text,
  model text,
  firmware text,
  serial text,
  mac text,
  wsd_endpoint text,
  tls_key text,
  -- True while other devices of the same scan show the same TLS key: then it recognises nothing.
  tls_key_shared boolean not null default false,
  last_host_id uuid,
  -- A host result made from the label, for cameras entered by hand.
  label_result jsonb,
  -- Lower case without diacritics: what the search looks into.
  search text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz
);
create index camera_serial on camera (serial) where serial is not null;
create index camera_mac on camera (mac) where mac is not null;
create index camera_tls_key on camera (tls_key) where tls_key is not null;
create index camera_wsd_endpoint on camera (wsd_endpoint) where wsd_endpoint is not null;
create index camera_address on camera (scope_path, address);
create index camera_by_address on camera (scope_path, address_key, id);
create index camera_by_name on camera (scope_path, name, id);
create index camera_by_last_seen on camera (scope_path, last_seen_at desc, id);

create table scan_host (
  id uuid primary key,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  scan_id uuid not null references scan (id),
  camera_id uuid references camera (id),
  address text not null,
  address_key text not null,
  kind text not null,
  maker_name text,
  model text,
  firmware text,
  confidence double precision not null,
  strength text not null,
  cut_short boolean not null,
  -- Failed checks by severity.
  failed jsonb not null,
  result jsonb not null,
  unique (scan_id, address)
);
create index scan_host_order on scan_host (scan_id, address_key, id);

create table camera_sighting (
  id uuid primary key,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  camera_id uuid not null references camera (id),
  scan_id uuid not null references scan (id),
  host_id uuid not null,
  address text not null,
  -- How the camera was recognised; `new` where it was not known.
  recognised_by text not null,
  maker_name text,
  model text,
  firmware text,
  seen_at timestamptz not null,
  unique (scan_id, address)
);
create index camera_sighting_camera on camera_sighting (camera_id, seen_at desc);

create table finding (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  camera_id uuid not null references camera (id),
  check_id text not null,
  severity text not null,
  certainty text,
  status text not null check (status in ('open', 'accepted', 'fixed')),
  fixed_by text check (fixed_by in ('scan', 'person')),
  reason text,
  accepted_until date,
  evidence jsonb not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (camera_id, check_id)
);
create index finding_live on finding (scope_path, status, check_id);

create table finding_event (
  id uuid primary key,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  finding_id uuid not null references finding (id),
  scan_id uuid references scan (id),
  at timestamptz not null,
  seq bigint generated always as identity,
  by_name text not null,
  event text not null check (event in ('opened', 'seen', 'accepted', 'fixed', 'reopened')),
  reason text
);
create index finding_event_finding on finding_event (finding_id, seq);
create index finding_event_scan on finding_event (scan_id) where scan_id is not null;
create index finding_event_day on finding_event (scope_path, at);

create table audit_head (
  home_id uuid primary key,
  seq bigint not null,
  hash text not null
);

create table audit_event (
  id uuid primary key,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  classification smallint not null default 0,
  seq bigint not null,
  at timestamptz not null,
  actor_id uuid,
  by_name text not null,
  action text not null,
  object text not null,
  summary text not null,
  previous_hash text not null,
  hash text not null,
  unique (home_id, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are never changed or deleted';
end $$;
create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function refuse_change();

-- A finding's status on a day: an acceptance ends with its date.
create function finding_status_on(status text, accepted_until date, day date) returns text language sql immutable
  return case when status = 'accepted' and accepted_until < day then 'open' else status end;

-- Worst first.
create function severity_rank(severity text) returns smallint language sql immutable
  return case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end;

-- Who sees a row: one rule for all tables of a body. An unset setting sees nothing.
create function may_see(scope_path text, classification smallint) returns boolean language sql stable
  return scope_path ^@ any (nullif(current_setting('ancam.scopes', true), '')::text[])
    and classification <= coalesce(nullif(current_setting('ancam.clearance', true), '')::smallint, 0);

do $$
declare
  name text;
begin
  foreach name in array array['authorisation', 'scan', 'camera', 'scan_host', 'camera_sighting', 'finding', 'finding_event', 'audit_event'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy scope on %I using (may_see(scope_path, classification)) with check (may_see(scope_path, classification))', name);
  end loop;
end $$;

-- The role of every request. It owns nothing, so the policies bind it; accounts and sessions are out of its reach.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ancam_app') then
    create role ancam_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant ancam_app to %I', current_user);
end $$;
do $$
begin
  execute format('grant usage on schema %I to ancam_app', current_schema());
end $$;
grant select, insert, update on authorisation, scan, camera, scan_host, camera_sighting, finding, audit_head to ancam_app;
grant select, insert on finding_event, audit_event to ancam_app;
grant select on unit, instance to ancam_app;
