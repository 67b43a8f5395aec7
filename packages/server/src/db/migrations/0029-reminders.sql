-- How far each unit has been reminded of an open duty: the rung that was told last, for the last day it was told for.
create table duty_reminder (
  unit_id uuid not null references unit (id),
  duty text not null,
  due date not null,
  rung text not null,
  told_on date not null,
  -- Whether the units above have been told, where the rung climbs.
  climbed boolean not null default false,
  primary key (unit_id, duty)
);
create index duty_reminder_climbing on duty_reminder (rung, due, duty) where not climbed;

-- Days of which all reminders have been told.
create table reminder_day (
  day date primary key,
  done_at timestamptz not null
);

-- A duty that is met, or no longer falls on the unit, is nothing to be reminded of: whoever changes it, and by what way.
create function settle_met_duty() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update notice set done_at = now() where about = 'duty/' || new.unit_id || '/' || new.duty and done_at is null;
  delete from duty_reminder where unit_id = new.unit_id and duty = new.duty;
  return null;
end $$;
create trigger settle_notices after update of state on duty_status
  for each row when (new.state in ('met', 'met-late') and old.state not in ('met', 'met-late')) execute function settle_met_duty();
create function settle_gone_duties() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update notice n set done_at = now() from gone g where n.about = 'duty/' || g.unit_id || '/' || g.duty and n.done_at is null;
  delete from duty_reminder r using gone g where r.unit_id = g.unit_id and r.duty = g.duty;
  return null;
end $$;
create trigger settle_gone_notices after delete on duty_status referencing old table as gone
  for each statement execute function settle_gone_duties();
