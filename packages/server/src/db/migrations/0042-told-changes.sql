-- People are told what the runs of a schedule found otherwise than the one before, and which of them did not come to their end.
alter table scan_schedule add column tells_changes boolean not null default true;

-- When that was told, or found not to be worth telling; null: it has not been looked at.
alter table scan_schedule_run add column told_at timestamptz;
-- What ended before anybody could be told is no news.
update scan_schedule_run set told_at = noted_at where outcome <> 'started'
  or exists (select from scan s where s.id = scan_id and s.status in ('completed', 'cancelled', 'limit', 'failed'));
create index scan_schedule_run_untold on scan_schedule_run (schedule_id) where told_at is null;

-- A finding that stands may become graver, or surer.
alter table finding_event drop constraint finding_event_event_check,
  add constraint finding_event_event_check check (event in ('opened', 'seen', 'accepted', 'fixed', 'reopened', 'worsened'));

-- A scan that a person takes up again after it was told of ends once more.
create function untell_scan() returns trigger language plpgsql as $$
begin
  update scan_schedule_run set told_at = null where schedule_id = new.schedule_id and scan_id = new.id and told_at is not null;
  return null;
end $$;
create trigger untell_scan after update of status on scan for each row
  when (new.schedule_id is not null and new.status = 'running' and old.status <> 'running') execute function untell_scan();
