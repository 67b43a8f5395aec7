-- Evidence: files attached to objects. The bytes lie outside the database under their SHA-256; a row is never changed but for what the virus
-- scan found, and a new file of the same name is a new version.
create table evidence (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  record_id uuid not null,
  -- Field of the record that asks for it; empty where none does.
  purpose text not null,
  name text not null,
  version integer not null check (version > 0),
  size bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Type as its content shows it.
  type text not null,
  -- `unscanned`: no scanner is set up; `waiting`: the scanner did not answer; both `waiting` and `infected` stay closed.
  scan text not null check (scan in ('unscanned', 'waiting', 'clean', 'infected')),
  -- What the scanner called it.
  threat text,
  created_at timestamptz not null,
  created_by text not null,
  primary key (id, home_id),
  unique (record_id, purpose, name, version, home_id),
  foreign key (record_id, home_id) references record (id, home_id)
);
create index evidence_sha256 on evidence (sha256);
select guard_table('evidence');
grant select, insert on evidence to ancam_app;
grant update (scan, threat, classification) on evidence to ancam_app;
