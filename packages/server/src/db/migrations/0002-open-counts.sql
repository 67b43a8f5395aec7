-- Open findings counted on the camera, kept in the transaction that changes a finding: a list costs cameras, never findings.
alter table camera
  add column open_critical integer not null default 0,
  add column open_high integer not null default 0,
  add column open_medium integer not null default 0,
  add column open_low integer not null default 0,
  add column open_info integer not null default 0,
  -- Rank of the worst open finding; 9 where none is open.
  add column worst smallint not null default 9,
  -- Last day of the acceptance that ends first: afterwards the counts are no longer true.
  add column counts_until date;
create index camera_counts_until on camera (counts_until) where counts_until is not null;
-- A scan looks cameras up by their address alone.
create index camera_at_address on camera (address) where address is not null;

-- Counts the open findings of cameras anew as of a day; rows that are right already are left alone.
create function recount_open(cameras uuid[], day date) returns void language sql
begin atomic
  update camera c
  set open_critical = f.critical, open_high = f.high, open_medium = f.medium, open_low = f.low, open_info = f.info,
    worst = f.worst, counts_until = f.until
  from (
    select k.id, coalesce(o.critical, 0) as critical, coalesce(o.high, 0) as high, coalesce(o.medium, 0) as medium,
      coalesce(o.low, 0) as low, coalesce(o.info, 0) as info, coalesce(o.worst, 9) as worst, o.until
    from unnest(cameras) as k (id)
    left join (
      select camera_id, count(*) filter (where open and severity = 'critical') as critical,
        count(*) filter (where open and severity = 'high') as high, count(*) filter (where open and severity = 'medium') as medium,
        count(*) filter (where open and severity = 'low') as low, count(*) filter (where open and severity = 'info') as info,
        min(severity_rank(severity)) filter (where open) as worst, min(accepted_until) filter (where accepted) as until
      from (
        select camera_id, severity, accepted_until, finding_status_on(status, accepted_until, day) = 'open' as open,
          finding_status_on(status, accepted_until, day) = 'accepted' as accepted
        from finding where camera_id = any (cameras)
      ) each group by camera_id
    ) o on o.camera_id = k.id
  ) f
  where c.id = f.id and c.id = any (cameras) and (c.open_critical, c.open_high, c.open_medium, c.open_low, c.open_info, c.worst, c.counts_until)
    is distinct from (f.critical, f.high, f.medium, f.low, f.info, f.worst, f.until);
end;

select recount_open(array(select id from camera), (now() at time zone 'Asia/Ho_Chi_Minh')::date);
