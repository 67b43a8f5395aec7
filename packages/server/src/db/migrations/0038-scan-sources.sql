-- The file of another tool that a scan was read from, in place of scanning. Null: somebody scanned.
alter table scan add column source jsonb,
  add constraint scan_read_from_file check (source is null or (origin = 'imported' and content_hash is not null));
