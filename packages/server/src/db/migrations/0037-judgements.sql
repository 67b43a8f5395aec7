-- What people concluded about a requirement of a regulation on one camera: by document, laboratory or interview. A judgement lives with its
-- camera: it stands where the camera stands and moves with it. What counts is what a second person has confirmed.
create table judgement (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  camera_id uuid not null,
  regulation text not null,
  requirement text not null,
  -- Test case of ETSI TS 103 701; empty: the whole requirement.
  test_case text not null default '',
  method text not null check (method in ('document', 'laboratory', 'interview')),
  verdict text not null check (verdict in ('pass', 'fail', 'inconclusive', 'not-applicable')),
  -- Number or name of what it rests on, and the file of the camera that holds it.
  document text not null,
  file_id uuid,
  note text not null default '',
  -- The person or laboratory that concluded it, and when.
  judged_by text not null check (judged_by <> ''),
  judged_on date not null,
  -- Firmware that was judged; empty where it does not matter.
  firmware text not null default '',
  state text not null check (state in ('proposed', 'confirmed', 'refused', 'withdrawn')),
  -- In whose hands it was proposed: they never confirm it.
  proposed_account uuid,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_account uuid,
  decided_by text,
  decided_at timestamptz,
  reason text not null default '',
  primary key (id, home_id),
  foreign key (camera_id, home_id) references camera (id, home_id),
  check ((decided_at is null) = (state = 'proposed')),
  check (state <> 'confirmed' or decided_account is null or decided_account is distinct from proposed_account),
  -- A paper or a laboratory is named; an interview may stand for itself.
  check (method = 'interview' or document <> '' or file_id is not null)
);
create index judgement_camera on judgement (camera_id, judged_on desc);
create index judgement_scope on judgement (scope_path text_pattern_ops);
create index judgement_waiting on judgement (scope_path text_pattern_ops, proposed_at) where state = 'proposed';
select guard_table('judgement');
grant select, insert, update on judgement to ancam_app;

-- What was proposed is what is confirmed: a judgement is decided once, and no word of it changes.
create function judgement_stays() returns trigger language plpgsql as $$
begin
  if (new.camera_id, new.regulation, new.requirement, new.test_case, new.method, new.verdict, new.document, new.file_id, new.note, new.judged_by,
      new.judged_on, new.firmware, new.proposed_account, new.proposed_by, new.proposed_at)
    is distinct from (old.camera_id, old.regulation, old.requirement, old.test_case, old.method, old.verdict, old.document, old.file_id, old.note,
      old.judged_by, old.judged_on, old.firmware, old.proposed_account, old.proposed_by, old.proposed_at) then
    raise exception 'a judgement does not change';
  end if;
  if old.state in ('refused', 'withdrawn') and new.state <> old.state or old.state = 'confirmed' and new.state not in ('confirmed', 'withdrawn') then
    raise exception 'a judgement that is % does not become %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger judgement_stays before update on judgement for each row execute function judgement_stays();

-- A camera on which a test may make wrong log-ins until it locks: set apart by a person, for the lock-out test alone.
alter table camera add column test_device boolean not null default false;

-- What the maker declares that a model offers on the network (IXIT 15 of ETSI TS 103 701): what is seen beyond it is a finding. Like the
-- register of models it belongs to nobody.
create table declared_interface (
  id uuid primary key,
  model_id uuid not null references model (id),
  transport text not null check (transport in ('tcp', 'udp')),
  port integer not null check (port between 1 and 65535),
  service text not null,
  purpose text not null default '',
  -- The paper of the maker that declares it.
  document text not null check (document <> ''),
  entered_by text not null,
  entered_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  check ((removed_by is null) = (removed_at is null))
);
create unique index declared_interface_live on declared_interface (model_id, transport, port) where removed_at is null;
alter table declared_interface enable row level security;
create policy read on declared_interface for select using (true);
create policy add on declared_interface for insert with check (keeps_reference());
create policy change on declared_interface for update using (keeps_reference()) with check (keeps_reference());
grant select, insert, update on declared_interface to ancam_app;
