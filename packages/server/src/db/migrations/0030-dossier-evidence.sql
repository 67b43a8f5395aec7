-- Files of a dossier are read by whoever takes part in it, files of a record by whoever sees the record: 0024 and 0028 each said only one.
create or replace function may_read_evidence(kind text, holder uuid, scope_path text, place_path text, classification smallint) returns boolean language sql stable
  return case
    when kind = 'certificates' then nullif(current_setting('ancam.unit_path', true), '') is not null
    when kind = 'warnings' then exists (select from warning w where w.id = holder)
    when kind = 'jurisdictions' then exists (select from jurisdiction j where j.id = holder)
    when kind = 'dossiers' then exists (select from dossier d where d.id = holder)
    when kind = 'records' then may_read(scope_path, place_path, classification)
      or (classification <= caller_clearance() and exists (select from record r where r.id = holder))
    else may_read(scope_path, place_path, classification) end;
