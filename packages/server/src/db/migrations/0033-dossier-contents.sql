-- What a dossier has to hold, held by the database as well, and the ways to what waits for somebody.

-- The contents by the statute book, without those that come into being on the way. A test holds the table against it.
create table dossier_part (
  id text primary key,
  regime text not null check (regime in ('A', 'B')),
  levels smallint[] not null,
  -- The part of the dossier that it is an item of; null: a part of its own.
  within text references dossier_part (id),
  -- True: of new, extended and upgraded systems only; false: of the others only; null: of all.
  only_new boolean,
  valid_from date not null,
  valid_to date
);
insert into dossier_part (id, regime, levels, within, only_new, valid_from, valid_to) values
  ('a-overview', 'A', '{1,2,3,4,5}', null, null, '2016-07-01', '2026-08-18'),
  ('a-design-new', 'A', '{1,2,3,4,5}', null, true, '2016-07-01', '2026-08-18'),
  ('a-design-running', 'A', '{1,2,3,4,5}', null, false, '2016-07-01', '2026-08-18'),
  ('a-level', 'A', '{1,2,3,4,5}', null, null, '2016-07-01', '2026-08-18'),
  ('a-plan', 'A', '{1,2,3,4,5}', null, null, '2016-07-01', '2026-08-18'),
  ('a-x-owner', 'A', '{1,2,3,4,5}', 'a-overview', null, '2022-10-01', '2026-08-18'),
  ('a-x-operator', 'A', '{1,2,3,4,5}', 'a-overview', null, '2022-10-01', '2026-08-18'),
  ('a-x-scope', 'A', '{1,2,3,4,5}', 'a-overview', null, '2022-10-01', '2026-08-18'),
  ('a-x-architecture', 'A', '{1,2,3,4,5}', 'a-overview', null, '2022-10-01', '2026-08-18'),
  ('a-x-devices', 'A', '{1,2,3,4,5}', 'a-overview', null, '2022-10-01', '2026-08-18'),
  ('a-x-services', 'A', '{1,2,3,4,5}', 'a-overview', null, '2022-10-01', '2026-08-18'),
  ('a-x-zones', 'A', '{1,2,3,4,5}', 'a-overview', null, '2022-10-01', '2026-08-18'),
  ('a-x-list', 'A', '{1,2,3,4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-x-information', 'A', '{1,2,3,4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-x-type', 'A', '{1,2,3,4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-x-grounds', 'A', '{1,2,3,4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-x-links', 'A', '{4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-x-attacks', 'A', '{4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-x-public', 'A', '{4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-x-continuity', 'A', '{4,5}', 'a-level', null, '2022-10-01', '2026-08-18'),
  ('a-p-build', 'A', '{1,2,3,4,5}', 'a-plan', null, '2016-07-01', '2026-08-18'),
  ('a-p-operate', 'A', '{1,2,3,4,5}', 'a-plan', null, '2016-07-01', '2026-08-18'),
  ('a-p-check', 'A', '{1,2,3,4,5}', 'a-plan', null, '2016-07-01', '2026-08-18'),
  ('a-p-risk', 'A', '{1,2,3,4,5}', 'a-plan', null, '2016-07-01', '2026-08-18'),
  ('a-p-monitor', 'A', '{1,2,3,4,5}', 'a-plan', null, '2016-07-01', '2026-08-18'),
  ('a-p-recovery', 'A', '{1,2,3,4,5}', 'a-plan', null, '2016-07-01', '2026-08-18'),
  ('a-p-end', 'A', '{1,2,3,4,5}', 'a-plan', null, '2016-07-01', '2026-08-18'),
  ('b-overview', 'B', '{1,2,3,4,5}', null, null, '2026-08-19', null),
  ('b-design-new', 'B', '{1,2,3,4,5}', null, true, '2026-08-19', null),
  ('b-design-running', 'B', '{1,2,3,4,5}', null, false, '2026-08-19', null),
  ('b-level', 'B', '{1,2,3,4,5}', null, null, '2026-08-19', null),
  ('b-plan', 'B', '{1,2,3,4,5}', null, null, '2026-08-19', null),
  ('b-x-owner', 'B', '{1,2,3,4,5}', 'b-overview', null, '2026-08-19', null),
  ('b-x-operator', 'B', '{1,2,3,4,5}', 'b-overview', null, '2026-08-19', null),
  ('b-x-scope', 'B', '{1,2,3,4,5}', 'b-overview', null, '2026-08-19', null),
  ('b-x-architecture', 'B', '{1,2,3,4,5}', 'b-overview', null, '2026-08-19', null),
  ('b-x-devices', 'B', '{1,2,3,4,5}', 'b-overview', null, '2026-08-19', null),
  ('b-x-services', 'B', '{1,2,3,4,5}', 'b-overview', null, '2026-08-19', null),
  ('b-x-zones', 'B', '{1,2,3,4,5}', 'b-overview', null, '2026-08-19', null),
  ('b-x-list', 'B', '{1,2,3,4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-information', 'B', '{1,2,3,4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-type', 'B', '{1,2,3,4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-grounds', 'B', '{1,2,3,4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-risk', 'B', '{1,2,3,4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-links', 'B', '{4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-attacks', 'B', '{4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-public', 'B', '{4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-continuity', 'B', '{4,5}', 'b-level', null, '2026-08-19', null),
  ('b-x-risk-report', 'B', '{4,5}', 'b-level', null, '2026-08-19', null),
  ('b-p-build', 'B', '{1,2,3,4,5}', 'b-plan', null, '2026-08-19', null),
  ('b-p-operate', 'B', '{1,2,3,4,5}', 'b-plan', null, '2026-08-19', null),
  ('b-p-check', 'B', '{1,2,3,4,5}', 'b-plan', null, '2026-08-19', null),
  ('b-p-risk', 'B', '{1,2,3,4,5}', 'b-plan', null, '2026-08-19', null),
  ('b-p-monitor', 'B', '{1,2,3,4,5}', 'b-plan', null, '2026-08-19', null),
  ('b-p-recovery', 'B', '{1,2,3,4,5}', 'b-plan', null, '2026-08-19', null),
  ('b-p-end', 'B', '{1,2,3,4,5}', 'b-plan', null, '2026-08-19', null);
grant select on dossier_part to ancam_app;

-- Whether a part was written or has a file that counts.
create function has_part(d dossier, part text) returns boolean language sql stable
  return coalesce(d.texts ->> part, '') <> '' or exists (select from evidence f where f.holder_kind = 'dossiers' and f.holder_id = d.id
    and f.purpose = part and f.withdrawn_at is null and f.scan in ('clean', 'unscanned'));

-- Whether the register says an item of the explanation; the regime stands before the name of the item.
create function says_part(d dossier, part text) returns boolean language sql stable
  return (select case substr(part, 3)
      when 'x-owner' then d.owner_unit_id is not null
      when 'x-operator' then true
      when 'x-scope' then btrim(s.scope || s.purpose) <> ''
      when 'x-devices' then exists (select from camera c where c.system_id = s.id and c.status = 'in-use')
      when 'x-zones' then exists (select from system_zone z where z.system_id = s.id)
      when 'x-information' then cardinality(s.information_kinds) > 0
      when 'x-type' then true
      -- The level and its grounds: that it is confirmed is asked for beside this.
      when 'x-list' then true
      when 'x-grounds' then true
      else false end
    from information_system s where s.id = d.system_id);

-- The parts that a dossier has to hold under its regime as it stood on a day.
create function parts_of(d dossier, day date) returns setof dossier_part language sql stable
begin atomic
  select p.* from dossier_part p where p.regime = d.regime and d.level = any (p.levels)
    and (p.only_new is null or p.only_new = coalesce(d.new_or_upgraded, p.only_new))
    and case d.regime when 'A' then least(day, date '2026-08-18') else greatest(day, date '2026-08-19') end
      between p.valid_from and coalesce(p.valid_to, date '9999-12-31');
end;

-- The parts that are missing: neither written nor there as a file, nor whole by their items; the plan counts by the plan itself, too.
create function missing_parts(d dossier, day date) returns setof text language sql stable
begin atomic
  select p.id from parts_of(d, day) p where p.within is null and not has_part(d, p.id)
    and not (substr(p.id, 3) = 'plan' and exists (select from plan x where x.system_id = d.system_id and x.home_id = d.home_id
      and x.state not in ('draft', 'ended')))
    and (not exists (select from parts_of(d, day) i where i.within = p.id)
      or exists (select from parts_of(d, day) i where i.within = p.id and not has_part(d, i.id) and not coalesce(says_part(d, i.id), false)));
end;

-- Why a step may not be taken by its conditions; null where it may. What was put down as submitted holds every part.
create or replace function lacks(d dossier, need text, e dossier_event) returns boolean language plpgsql stable as $$
declare
  day date := coalesce(e.document_date, e.on_day);
  appraises uuid := case d.appraiser when 'security-unit' then d.security_unit_id else d.appraiser_unit_id end;
begin
  case need
    when 'level-confirmed' then
      return not exists (select from level_determination l where l.id = d.determination_id and l.home_id = d.home_id and l.system_id = d.system_id
        and l.state in ('confirmed', 'superseded') and l.level = d.level and l.regime = d.regime);
    when 'parts-complete' then
      return exists (select from missing_parts(d, d.state_since)) or exists (
        select from dossier_submission x join parts_of(d, d.state_since) p on p.within is null
          where x.dossier_id = d.id and x.home_id = d.home_id and x.version = d.version + 1
            and not exists (select from jsonb_array_elements(case jsonb_typeof(x.content -> 'parts') when 'array' then x.content -> 'parts' else '[]' end) c
              where c ->> 'id' = p.id and c ->> 'state' <> 'missing'));
    when 'authority-settled' then
      return not d.authority_settled or appraises is null or (d.level > 2 and d.owner_unit_id is null) or d.security_unit_id is null;
    when 'independent' then
      return exists (select from gates_of(d, 'appraise', e.on_day)) and (case d.appraiser when 'council' then d.appraiser_paper = ''
        else appraises = coalesce(d.operator_unit_id, d.steward_id) end);
    when 'bylaw-issued' then
      return 'bylawIssuedOn' in (select gates_of(d, 'approve', day)) and not exists (select from record r where r.id = d.bylaw_id
        and r.home_id = d.home_id and r.register = 'bylaws' and r.state = 'issued' and r.f_issued_on <= day);
    when 'list-approved' then return d.list_paper = '';
    when 'decision-scanned' then
      return e.document_number = '' or e.document_date is null or e.document_issuer = '' or not exists (select from evidence f
        where f.holder_kind = 'dossiers' and f.holder_id = d.id and f.purpose = 'decision' and f.withdrawn_at is null and f.scan in ('clean', 'unscanned'));
    else return false;
  end case;
end $$;

-- What waits for somebody is little at any time, whatever has been done: each list has a way to that alone.
create index dossier_steward_open on dossier (steward_id) where state not in ('approved', 'superseded', 'withdrawn');
create index dossier_parties_open on dossier using gin (parties) where state not in ('approved', 'superseded', 'withdrawn');
-- Dossiers under way in which the acting unit has a part; the policy of the table says which of them it reads. As the owner of the schema:
-- under the policy an index over arrays is no way to the rows.
create function open_dossiers() returns setof uuid language sql stable security definer
begin atomic
  select d.id from dossier d where d.state not in ('approved', 'superseded', 'withdrawn')
    and (d.parties @> array[current_unit()] or d.steward_id = current_unit());
end;
create index level_waiting on level_determination (scope_path text_pattern_ops) where state = 'proposed';
create index plan_waiting on plan (scope_path text_pattern_ops) where state in ('proposed', 'reported');
create index system_check_waiting on system_check (scope_path text_pattern_ops) where state = 'reported';
create index check_shortcoming_waiting on check_shortcoming (scope_path text_pattern_ops) where state in ('fixed', 'asked');
create index record_waiting on record (scope_path text_pattern_ops) where state in ('proposed', 'reported');
create index report_checked on report (scope_path text_pattern_ops) where state = 'checked';
create index report_received on report (receiver_id) where state = 'submitted';
