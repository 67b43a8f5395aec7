-- Evidence: files attached to objects of many kinds. The bytes lie outside the database under their SHA-256. A row is one version of a
-- file: it is never changed but for what the virus scan found and for being withdrawn, and never erased.
create table evidence (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  -- Where the object stands; moved and restricted with it. What belongs to the shared reference data stands where it was entered.
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  holder_kind text not null check (holder_kind in ('records', 'cameras', 'findings', 'systems', 'authorisations', 'certificates', 'warnings', 'jurisdictions')),
  holder_id uuid not null,
  -- Field of a record that asks for it; empty where none does.
  purpose text not null,
  -- The first version: names the file through its versions.
  series_id uuid not null,
  version integer not null check (version > 0),
  name text not null check (name <> ''),
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Type as its content shows it.
  type text not null,
  -- `unscanned`: no scanner was set up; `waiting`: the scanner has not answered; `waiting` and `infected` stay closed.
  scan text not null check (scan in ('unscanned', 'waiting', 'clean', 'infected')),
  threat text,
  scanned_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  primary key (id, home_id),
  unique (series_id, version, home_id),
  check ((scan = 'infected') = (threat is not null)),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
create index evidence_holder on evidence (holder_id, created_at);
create index evidence_sha256 on evidence (sha256);
create index evidence_unjudged on evidence (id) where scan in ('waiting', 'unscanned');

-- Files are read and changed by the rule of what they are attached to. The shared reference data has no place in the tree.
create function may_read_evidence(kind text, holder uuid, scope_path text, place_path text, classification smallint) returns boolean language sql stable
  return case
    when kind = 'certificates' then nullif(current_setting('ancam.unit_path', true), '') is not null
    when kind = 'warnings' then exists (select from warning w where w.id = holder)
    when kind = 'jurisdictions' then exists (select from jurisdiction j where j.id = holder)
    else may_read(scope_path, place_path, classification) end;
create function may_write_evidence(kind text, holder uuid, scope_path text, classification smallint) returns boolean language sql stable
  return case
    when kind in ('certificates', 'warnings') then keeps_reference()
    when kind = 'jurisdictions' then exists (select from jurisdiction j where j.id = holder and may_grant(j.axis, j.path))
    else may_write(scope_path, classification) end;
alter table evidence enable row level security;
create policy read on evidence for select using (may_read_evidence(holder_kind, holder_id, scope_path, place_path, classification));
create policy add on evidence for insert with check (may_write_evidence(holder_kind, holder_id, scope_path, classification));
create policy change on evidence for update using (may_write_evidence(holder_kind, holder_id, scope_path, classification))
  with check (may_write_evidence(holder_kind, holder_id, scope_path, classification));
grant select, insert on evidence to ancam_app;
grant update (scan, threat, scanned_at, classification, withdrawn_at, withdrawn_by, withdrawn_reason) on evidence to ancam_app;

-- A net below the grants: what a version says never changes, and a withdrawal is not taken back.
create function hold_evidence() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'evidence is not erased' using errcode = '23514';
  end if;
  if (new.id, new.home_id, new.unit_id, new.holder_kind, new.holder_id, new.purpose, new.series_id, new.version, new.name, new.size, new.sha256, new.type,
      new.created_at, new.created_by) is distinct from
     (old.id, old.home_id, old.unit_id, old.holder_kind, old.holder_id, old.purpose, old.series_id, old.version, old.name, old.size, old.sha256, old.type,
      old.created_at, old.created_by) then
    raise exception 'a version of a file does not change' using errcode = '23514';
  end if;
  if old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by, new.withdrawn_reason) is distinct from
      (old.withdrawn_at, old.withdrawn_by, old.withdrawn_reason) then
    raise exception 'a withdrawal stands' using errcode = '23514';
  end if;
  if old.scan <> new.scan and (old.scan = 'infected' or (old.scan, new.scan) in (('clean', 'waiting'), ('clean', 'unscanned'), ('waiting', 'unscanned'), ('unscanned', 'waiting'))) then
    raise exception 'what the scan found does not go from % to %', old.scan, new.scan using errcode = '23514';
  end if;
  return new;
end $$;
create trigger hold_evidence before update or delete on evidence for each row execute function hold_evidence();
