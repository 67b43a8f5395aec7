-- The head of a body's chain tells how many events it has: whoever works for another body has no business with it.
alter table audit_head enable row level security;
create policy own on audit_head for all
  using (home_id = nullif(current_setting('ancam.home', true), '')::uuid)
  with check (home_id = nullif(current_setting('ancam.home', true), '')::uuid);
