-- Log-in attempts, written before the first of them is made: what was only known from the result of a host would be forgotten where power is
-- lost in between, and the scan that comes next would try again.
create table login_attempt (
  id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  scan_id uuid not null references scan (id),
  address text not null,
  -- With the factory accounts of the maker, or wrong ones on a device set apart for it.
  probe text not null check (probe in ('credentials', 'lockout')),
  noted_at timestamptz not null,
  primary key (id, home_id),
  unique (scan_id, address, probe, home_id)
);
create index login_attempt_address on login_attempt (address, noted_at);
create index login_attempt_noted on login_attempt (noted_at);
select guard_table('login_attempt');
grant select, insert, update on login_attempt to ancam_app;
