-- Imports of tables: a file, how its columns are read, what was found, how far it was entered.

create table table_import (
  id uuid not null,
  instance_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  kind text not null,
  state text not null check (state in ('uploaded', 'mapped', 'checking', 'checked', 'applying', 'done', 'failed', 'cancelled')),
  -- `all`: entered only where no row has a fault; `good`: rows with a fault are left out. Null until it is entered.
  policy text check (policy in ('all', 'good')),
  file_name text not null,
  file_hash text not null,
  file_bytes bigint not null,
  format text not null check (format in ('xlsx', 'csv')),
  sheets text[] not null,
  mapping jsonb,
  header jsonb,
  rows_read integer not null default 0,
  rows_good integer not null default 0,
  rows_faulty integer not null default 0,
  faults integer not null default 0,
  -- Last row of the file that is entered or passed over; moves in the transaction that enters it.
  cursor_row integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  -- Why it failed: code and values of the text.
  failure jsonb,
  -- The process that works on it renews this; after it another may go on.
  lease_until timestamptz,
  -- Who it runs for.
  account_id uuid,
  created_by text not null,
  clearance smallint not null,
  created_at timestamptz not null,
  checked_at timestamptz,
  finished_at timestamptz,
  primary key (id, home_id)
);
create index table_import_newest on table_import (created_at desc, id desc);
create index table_import_hash on table_import (file_hash, kind, unit_id);
create index table_import_running on table_import (lease_until) where lease_until is not null;

create table import_fault (
  import_id uuid not null,
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  row_number integer not null,
  position smallint not null,
  cell text,
  column_key text,
  code text not null,
  fault_values jsonb not null,
  remedy jsonb,
  primary key (import_id, row_number, position, home_id),
  foreign key (import_id, home_id) references table_import (id, home_id)
);

do $$
begin
  perform guard_table('table_import');
  perform guard_table('import_fault');
end $$;
grant select, insert, update on table_import to ancam_app;
grant select, insert on import_fault to ancam_app;
