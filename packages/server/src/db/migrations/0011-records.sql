-- Simple registers: one table, whatever the register; its definition says what `data` holds. A filterable field has a typed column
-- generated from the data, named after the field, so that the same name means the same in every register.

-- A day out of JSON. A cast from text depends on settings and cannot make a generated column; this reads yyyy-mm-dd and nothing else.
create function day_of(value text) returns date language sql immutable strict parallel safe
  return make_date(substr(value, 1, 4)::int, substr(value, 6, 2)::int, substr(value, 9, 2)::int);

create table record (
  id uuid not null,
  home_id uuid not null,
  instance_id uuid not null,
  unit_id uuid not null,
  steward_id uuid not null,
  scope_path text not null,
  recorded_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  register text not null,
  state text not null,
  -- What names it in lists; empty in a state secret.
  title text not null,
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  -- Counts up with every change: whoever changes says which version he saw.
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  -- Lower case without diacritics: what the search looks into.
  search text not null,
  number text generated always as (data ->> 'number') stored,
  secret boolean not null generated always as (coalesce((data ->> 'secret')::boolean, false)) stored,
  f_allotted double precision generated always as ((data ->> 'allotted')::double precision) stored,
  f_answer_document uuid generated always as ((data ->> 'answerDocument')::uuid) stored,
  f_answered_on date generated always as (day_of(data ->> 'answeredOn')) stored,
  f_arrived_on date generated always as (day_of(data ->> 'arrivedOn')) stored,
  f_asked_on date generated always as (day_of(data ->> 'askedOn')) stored,
  f_asked_to text generated always as (data ->> 'askedTo') stored,
  f_attended double precision generated always as ((data ->> 'attended')::double precision) stored,
  f_audience text generated always as (data ->> 'audience') stored,
  f_basis uuid generated always as ((data ->> 'basis')::uuid) stored,
  f_camera_clause boolean generated always as ((data ->> 'cameraClause')::boolean) stored,
  f_campaign uuid generated always as ((data ->> 'campaign')::uuid) stored,
  f_campaign_type text generated always as (data ->> 'campaignType') stored,
  f_category text generated always as (data ->> 'category') stored,
  f_channel text generated always as (data ->> 'channel') stored,
  f_clearance text generated always as (data ->> 'clearance') stored,
  f_decision uuid generated always as ((data ->> 'decision')::uuid) stored,
  f_declared_on date generated always as (day_of(data ->> 'declaredOn')) stored,
  f_direction text generated always as (data ->> 'direction') stored,
  f_document_type text generated always as (data ->> 'documentType') stored,
  f_done_on date generated always as (day_of(data ->> 'doneOn')) stored,
  f_due_on date generated always as (day_of(data ->> 'dueOn')) stored,
  f_effective_on date generated always as (day_of(data ->> 'effectiveOn')) stored,
  f_ends_on date generated always as (day_of(data ->> 'endsOn')) stored,
  f_fine double precision generated always as ((data ->> 'fine')::double precision) stored,
  f_held_on date generated always as (day_of(data ->> 'heldOn')) stored,
  f_hs_code text generated always as (data ->> 'hsCode') stored,
  f_importer text generated always as (data ->> 'importer') stored,
  f_inspected_name text generated always as (data ->> 'inspectedName') stored,
  f_inspected_unit uuid generated always as ((data ->> 'inspectedUnit')::uuid) stored,
  f_inspection_type text generated always as (data ->> 'inspectionType') stored,
  f_issued_on date generated always as (day_of(data ->> 'issuedOn')) stored,
  f_issuer text generated always as (data ->> 'issuer') stored,
  f_lead_unit uuid generated always as ((data ->> 'leadUnit')::uuid) stored,
  f_mend_by date generated always as (day_of(data ->> 'mendBy')) stored,
  f_origin text generated always as (data ->> 'origin') stored,
  f_outcome text generated always as (data ->> 'outcome') stored,
  f_outlet text generated always as (data ->> 'outlet') stored,
  f_plan uuid generated always as ((data ->> 'plan')::uuid) stored,
  f_planned double precision generated always as ((data ->> 'planned')::double precision) stored,
  f_replaces uuid generated always as ((data ->> 'replaces')::uuid) stored,
  f_review_on date generated always as (day_of(data ->> 'reviewOn')) stored,
  f_scope text generated always as (data ->> 'scope') stored,
  f_source text generated always as (data ->> 'source') stored,
  f_spent double precision generated always as ((data ->> 'spent')::double precision) stored,
  f_starts_on date generated always as (day_of(data ->> 'startsOn')) stored,
  f_tax_code text generated always as (data ->> 'taxCode') stored,
  f_topic text generated always as (data ->> 'topic') stored,
  f_training_form text generated always as (data ->> 'trainingForm') stored,
  f_year double precision generated always as ((data ->> 'year')::double precision) stored,
  primary key (id, home_id)
);
-- Lists: the whole register in the order of the page, or a small part of the tree by its path.
create index record_newest on record (register, created_at desc, id desc);
create index record_scope on record (scope_path text_pattern_ops, register);
create index record_place on record (place_path text_pattern_ops, register) where place_path <> '';
create index record_number on record (register, lower(number)) where number is not null;
-- What names a record: the way down a tree, and the way back of every reference.
create index record_basis on record (f_basis) where f_basis is not null;
create index record_replaces on record (f_replaces) where f_replaces is not null;
create index record_campaign on record (f_campaign) where f_campaign is not null;
create index record_decision on record (f_decision) where f_decision is not null;
create index record_answer_document on record (f_answer_document) where f_answer_document is not null;
create index record_plan on record (f_plan) where f_plan is not null;

-- What happened to a record, with the changed fields before and after. Never changed.
create table record_event (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  record_id uuid not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  event text not null check (event in ('created', 'changed', 'moved')),
  transition text,
  from_state text,
  to_state text not null,
  reason text,
  before jsonb not null,
  after jsonb not null,
  -- Who did this has a part in what the record says: he wrote or proposed it, and does not approve it.
  authored boolean not null,
  primary key (id, home_id),
  foreign key (record_id, home_id) references record (id, home_id)
);
create index record_event_record on record_event (record_id, seq);

select guard_table(name) from unnest(array['record', 'record_event']) as name;
grant select, insert, update on record to ancam_app;
grant select, insert on record_event to ancam_app;
-- A record that becomes restricted takes its history with it.
grant update (classification) on record_event to ancam_app;
