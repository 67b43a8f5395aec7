-- Probes: programs in the network of an agency that scan there for this server. Each is known by a key pair of its own; the server holds
-- the public key only.
create table probe (
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
  site_id uuid references site (id),
  name text not null check (name <> ''),
  -- SHA-256 of the one-time code; kept until the key that came with it has signed.
  code_hash text unique,
  code_until timestamptz,
  -- Ed25519, SubjectPublicKeyInfo in DER, base64.
  public_key text,
  fingerprint text,
  -- Number of the last request that counted: none counts twice.
  last_n bigint not null default 0,
  enrolled_at timestamptz,
  last_seen_at timestamptz,
  last_address text,
  software text,
  clock_skew_seconds integer,
  queued integer,
  allowed text[] not null default '{}',
  -- When its silence was told.
  silence_told_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  primary key (id, home_id),
  check ((public_key is null) = (fingerprint is null) and (public_key is null) = (enrolled_at is null)),
  check ((code_hash is null) = (code_until is null))
);
create index probe_name on probe (name, id);
create index probe_live on probe (last_seen_at) where enrolled_at is not null and revoked_at is null;
select guard_table('probe');
grant select, insert, update on probe to ancam_app;

-- A scan that probes share, and which of them.
alter table scan drop constraint scan_origin_check, add constraint scan_origin_check check (origin in ('live', 'imported', 'probe')),
  add column probe_ids uuid[] not null default '{}', add constraint scan_probes check ((origin = 'probe') = (cardinality(probe_ids) > 0));

-- A block of its addresses. A probe has it for a term that each of its questions renews; one that is not renewed goes to another probe.
create table probe_piece (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  scan_id uuid not null references scan (id),
  n integer not null check (n > 0),
  targets text[] not null check (cardinality(targets) > 0),
  addresses integer not null check (addresses > 0),
  state text not null check (state in ('waiting', 'taken', 'done')),
  probe_id uuid,
  taken_at timestamptz,
  lease_until timestamptz,
  ended_at timestamptz,
  status text check (status in ('completed', 'limit', 'failed')),
  stats jsonb,
  notes text[] not null default '{}',
  -- Devices found in it.
  hosts integer not null default 0,
  primary key (id, home_id),
  unique (scan_id, n, home_id),
  check ((state = 'waiting') = (probe_id is null)),
  check ((state = 'done') = (ended_at is not null)),
  check ((state = 'done') = (status is not null))
);
create index probe_piece_open on probe_piece (scan_id, n) where state in ('waiting', 'taken');
create index probe_piece_held on probe_piece (probe_id) where state = 'taken';
select guard_table('probe_piece');
grant select, insert, update on probe_piece to ancam_app;
