-- Official documents on their way: whom a document goes to, who has received it, who has acted, who was urged. A recipient sees the
-- document that was sent to its unit wherever its issuer stands, and nothing else of the issuer.
create table document_delivery (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  -- With the document.
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  document_id uuid not null,
  -- Recipients keep their order.
  seq bigint generated always as identity,
  -- Null for a recipient outside of this system: then the issuer notes what became of it.
  recipient_id uuid references unit (id),
  recipient_name text not null check (recipient_name <> ''),
  purpose text not null check (purpose in ('act', 'know')),
  due_on date,
  sent_at timestamptz,
  sent_by text,
  received_on date,
  received_by text,
  arrival_number text not null default '',
  acted_on date,
  acted_by text,
  acted_note text not null default '',
  -- The recipient's document that carries it out.
  acted_document_id uuid,
  urge_count smallint not null default 0,
  urged_at timestamptz,
  urged_by text,
  urged_with text not null default '',
  created_at timestamptz not null,
  created_by text not null,
  primary key (id, home_id),
  foreign key (document_id, home_id) references record (id, home_id),
  check ((sent_at is null) = (sent_by is null) and (received_on is null) = (received_by is null) and (acted_on is null) = (acted_by is null)),
  check (received_on is null or sent_at is not null),
  check (acted_on is null or received_on is not null),
  check ((urge_count > 0) = (urged_at is not null))
);
create unique index document_delivery_once on document_delivery (document_id, recipient_id, home_id) where recipient_id is not null;
create index document_delivery_document on document_delivery (document_id);
create index document_delivery_recipient on document_delivery (recipient_id, sent_at desc) where sent_at is not null;
create index document_delivery_open on document_delivery (due_on) where sent_at is not null and acted_on is null and purpose = 'act';
create index document_delivery_acted on document_delivery (acted_document_id) where acted_document_id is not null;

alter table document_delivery enable row level security;
do $$
declare
  to_reader text := 'sent_at is not null and classification <= (select caller_clearance())
    and exists (select from unit u where u.id = recipient_id and u.scope_path ^@ any ((select caller_scopes())::text[]))';
  to_writer text := 'sent_at is not null and classification <= (select caller_clearance())
    and exists (select from unit u where u.id = recipient_id and u.scope_path ^@ any ((select caller_write_scopes())::text[]))';
begin
  execute format('create policy read on document_delivery for select using ((%s) or (%s))', read_rule(), to_reader);
  execute format('create policy add on document_delivery for insert with check (%s)', write_rule());
  execute format('create policy change on document_delivery for update using ((%s) or (%s)) with check ((%s) or (%s))', write_rule(), to_writer, write_rule(), to_writer);
  execute format('create policy remove on document_delivery for delete using (sent_at is null and (%s))', write_rule());
end $$;
grant select, insert, update, delete on document_delivery to ancam_app;

-- What was sent stays sent; a recipient says what itself did and changes nothing of the issuer's.
create function hold_delivery() returns trigger language plpgsql as $$
begin
  if (new.id, new.home_id, new.unit_id, new.document_id, new.recipient_id, new.recipient_name, new.created_at)
      is distinct from (old.id, old.home_id, old.unit_id, old.document_id, old.recipient_id, old.recipient_name, old.created_at)
      or (old.sent_at is not null and (new.sent_at, new.sent_by) is distinct from (old.sent_at, old.sent_by)) then
    raise exception 'what was sent to whom does not change' using errcode = '23514';
  end if;
  if row_security_active('document_delivery') and not (old.scope_path ^@ any (coalesce(caller_write_scopes(), '{}')))
      and (new.scope_path, new.place_path, new.classification, new.purpose, new.due_on, new.urge_count, new.urged_at, new.urged_by, new.urged_with)
      is distinct from (old.scope_path, old.place_path, old.classification, old.purpose, old.due_on, old.urge_count, old.urged_at, old.urged_by, old.urged_with) then
    raise exception 'a recipient changes what itself did alone' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger hold_delivery before update on document_delivery for each row execute function hold_delivery();

-- The document itself, while it stands confirmed, and its files.
create policy sent on record for select using (register = 'documents' and state = 'confirmed' and classification <= (select caller_clearance())
  and exists (select from document_delivery d join unit u on u.id = d.recipient_id
    where d.document_id = record.id and d.sent_at is not null and u.scope_path ^@ any ((select caller_scopes())::text[])));
create or replace function may_read_evidence(kind text, holder uuid, scope_path text, place_path text, classification smallint) returns boolean language sql stable
  return case
    when kind = 'certificates' then nullif(current_setting('ancam.unit_path', true), '') is not null
    when kind = 'warnings' then exists (select from warning w where w.id = holder)
    when kind = 'jurisdictions' then exists (select from jurisdiction j where j.id = holder)
    when kind = 'records' then may_read(scope_path, place_path, classification)
      or (classification <= caller_clearance() and exists (select from record r where r.id = holder))
    else may_read(scope_path, place_path, classification) end;

-- What the answer to a question of guidance changed: records of registers and systems.
create table question_effect (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  record_id uuid not null,
  kind text not null check (kind in ('record', 'system')),
  target_id uuid not null,
  note text not null default '',
  by_name text not null,
  at timestamptz not null,
  primary key (id, home_id),
  unique (record_id, kind, target_id, home_id),
  foreign key (record_id, home_id) references record (id, home_id)
);
create index question_effect_target on question_effect (target_id);
select guard_table('question_effect');
do $$ begin
  execute format('create policy remove on question_effect for delete using (%s)', write_rule());
end $$;
grant select, insert, delete on question_effect to ancam_app;

-- A record that becomes restricted takes along what belongs to it.
create function follow_record() returns trigger language plpgsql security definer as $$
begin
  update document_delivery set classification = new.classification where document_id = new.id;
  update question_effect set classification = new.classification where record_id = new.id;
  return null;
end $$;
do $$ begin
  execute format('alter function follow_record() set search_path = %I, pg_temp', current_schema());
end $$;
create trigger follow_record after update of classification on record for each row
  when (old.classification is distinct from new.classification) execute function follow_record();
