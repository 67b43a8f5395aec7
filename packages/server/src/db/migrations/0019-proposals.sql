-- What a scan proposes about cameras and what became of it. Nothing has been written into the two tables of 0008 yet: they are made anew.
drop table scan_proposal;
drop table proposal_rule;

create table scan_proposal (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  camera_id uuid not null,
  kind text not null check (kind in ('new', 'changed', 'moved', 'gone')),
  -- What the register holds and what the scan saw: columns of the camera by name, only those that differ.
  before jsonb not null,
  after jsonb not null,
  -- `watching`: missed, but not yet as often as the rule of the unit wants before it is proposed as gone.
  state text not null check (state in ('watching', 'open', 'accepted', 'refused', 'superseded')),
  -- The scan that said so first, and the latest that said the same.
  scan_id uuid not null,
  last_scan_id uuid not null,
  host_id uuid,
  recognised_by text not null default '',
  -- For `gone`: how many scans in a row that covered its address did not see it.
  misses smallint not null default 0,
  -- When the latest scan said so.
  said_at timestamptz not null,
  -- The rule of the unit by which it was accepted without a person.
  rule text check (rule in ('new', 'firmware', 'moved')),
  reason text not null default '',
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null,
  primary key (id, home_id),
  foreign key (camera_id, home_id) references camera (id, home_id),
  check (state <> 'watching' or kind = 'gone'),
  check (rule is null or (state = 'accepted' and kind <> 'gone')),
  check ((decided_at is not null) = (state in ('accepted', 'refused')))
);
-- One of a kind at a time: a later scan that says the same says it about the same proposal.
create unique index scan_proposal_live on scan_proposal (camera_id, kind, home_id) where state in ('open', 'watching');
create index scan_proposal_open on scan_proposal (scope_path text_pattern_ops, created_at desc, id desc) where state = 'open';
create index scan_proposal_place on scan_proposal (place_path text_pattern_ops, created_at desc, id desc) where state = 'open' and place_path <> '';
create index scan_proposal_newest on scan_proposal (created_at desc, id desc);
create index scan_proposal_camera on scan_proposal (camera_id, created_at desc);
create index scan_proposal_scan on scan_proposal (scan_id);
create index scan_proposal_last_scan on scan_proposal (last_scan_id);

-- What a unit accepts without a person. Without a row the rules stand as they come with the software.
create table proposal_rule (
  unit_id uuid primary key references unit (id),
  home_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  accept_new boolean not null,
  accept_firmware boolean not null,
  accept_moved boolean not null,
  -- How many scans in a row must miss a camera before it is proposed as gone.
  gone_after smallint not null check (gone_after between 1 and 10),
  changed_by text not null,
  changed_at timestamptz not null
);

select guard_table('scan_proposal');
select guard_table('proposal_rule');
grant select, insert, update on scan_proposal, proposal_rule to ancam_app;

-- Until when a finding was accepted: what became of it later must not hide that the acceptance had ended.
alter table finding_event add column until date, add constraint finding_event_until check (until is null or event = 'accepted');
update finding_event e set until = f.accepted_until from finding f
  where f.id = e.finding_id and f.status = 'accepted' and e.event = 'accepted'
    and e.seq = (select max(l.seq) from finding_event l where l.finding_id = f.id and l.event = 'accepted');
