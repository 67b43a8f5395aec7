-- Whoever reads a report reads the signed paper that came with it, the receiver outside of the tree too: nothing said so until now.
create or replace function may_read_evidence(kind text, holder uuid, scope_path text, place_path text, classification smallint) returns boolean language sql stable
  return case
    when kind = 'certificates' then nullif(current_setting('ancam.unit_path', true), '') is not null
    when kind = 'warnings' then exists (select from warning w where w.id = holder)
    when kind = 'jurisdictions' then exists (select from jurisdiction j where j.id = holder)
    when kind = 'dossiers' then exists (select from dossier d where d.id = holder)
    when kind = 'records' then may_read(scope_path, place_path, classification)
      or (classification <= caller_clearance() and exists (select from record r where r.id = holder))
    when kind = 'reports' then may_read(scope_path, place_path, classification)
      or (classification <= caller_clearance() and exists (select from report r where r.id = holder))
    else may_read(scope_path, place_path, classification) end;

-- Where the receiver of a report stands today: at its own path, at that of whoever took over all of it, else at the unit above that stands.
create function receiver_path_of(receiver uuid) returns text language sql stable
  return coalesce(
    (with recursive line (id, step) as (
        select receiver, 0
        union
        select l.successor_id, line.step + 1 from line join unit u on u.id = line.id and u.closed_on is not null
          join lineage l on l.predecessor_id = line.id and l.until is null and l.rule = 'all' where line.step < 100)
      select u.scope_path from line join unit u on u.id = line.id where u.closed_on is null order by line.step limit 1),
    (select a.scope_path from unit u join unit a on u.scope_path ^@ a.scope_path and a.closed_on is null
      where u.id = receiver order by length(a.scope_path) desc limit 1),
    (select u.scope_path from unit u where u.id = receiver));

-- Reports that were sent to a unit, or to one that it has followed, go where their receiver has gone.
create function follow_receivers(moved uuid) returns void language plpgsql security definer set search_path from current as $$
begin
  if not exists (select from report where receiver_id is not null) then return; end if;
  with recursive line (id) as (
    select moved union select l.predecessor_id from line join lineage l on l.successor_id = line.id
  ), gone as (
    update report r set receiver_path = receiver_path_of(r.receiver_id)
    where r.receiver_id in (select id from line) and r.receiver_path is distinct from receiver_path_of(r.receiver_id)
    returning r.id, r.home_id, r.receiver_path
  )
  update report_event e set receiver_path = gone.receiver_path from gone
  where e.report_id = gone.id and e.home_id = gone.home_id and e.receiver_path is not null;
end $$;
revoke execute on function follow_receivers(uuid) from public;
create index report_received_by on report (receiver_id) where receiver_id is not null;

create function follow_receiver_unit() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform follow_receivers(new.id);
  return null;
end $$;
create trigger follow_receivers after update of scope_path, closed_on on unit
  for each row when ((old.scope_path, old.closed_on) is distinct from (new.scope_path, new.closed_on)) execute function follow_receiver_unit();

create function follow_receiver_line() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform follow_receivers(new.predecessor_id);
  return null;
end $$;
create trigger follow_receivers after insert or update of until on lineage for each row execute function follow_receiver_line();

update report_event e set receiver_path = receiver_path_of(r.receiver_id) from report r
  where r.id = e.report_id and r.home_id = e.home_id and e.receiver_path is not null and r.receiver_id is not null;
update report set receiver_path = receiver_path_of(receiver_id)
  where receiver_id is not null and receiver_path is distinct from receiver_path_of(receiver_id);

-- Notices of delegates: who holds a delegation is told in the place of who gave it, and reads it while and as far as the delegation reaches.
alter table notice add column delegation_id uuid references delegation (id), add column given_by text not null default '',
  add check ((delegation_id is null) = (given_by = ''));
create index notice_delegation on notice (delegation_id) where delegation_id is not null;

create function delegation_shows(delegation uuid, scope_path text, classification smallint) returns boolean
  language plpgsql stable security definer set search_path from current as $$
begin
  return exists (select from delegation d join unit u on u.id = d.unit_id join account giver on giver.id = d.from_account
    where d.id = delegation_shows.delegation and d.to_account = current_account() and d.revoked_at is null and giver.disabled_at is null
      and nullif(current_setting('ancam.day', true), '')::date between d.valid_from and d.valid_until
      and delegation_shows.scope_path ^@ u.scope_path and delegation_shows.classification <= giver.clearance);
end $$;

drop policy read on notice;
drop policy change on notice;
do $$
declare
  shown text := format('account_id = (select current_account()) and case when delegation_id is null then (%s) else delegation_shows(delegation_id, scope_path, classification) end', read_rule());
begin
  execute format('create policy read on notice for select using (%s)', shown);
  execute format('create policy change on notice for update using (%s) with check (account_id = (select current_account()))', shown);
end $$;

-- An e-mail address that its account has given and not confirmed yet. The code is in the mail that is sent to the address, which is written
-- when it leaves; it opens nothing but this change, for the one who is signed in, until it ends.
create table email_change (
  account_id uuid primary key references account (id),
  email text not null,
  code text not null,
  tries smallint not null default 0,
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
alter table mail_outbox drop constraint mail_outbox_kind_check, add constraint mail_outbox_kind_check check (kind in ('notice', 'digest', 'test', 'confirm'));
