-- The two rules of rows read the caller's settings once for each statement, not once for each row: a scalar subquery that names no column
-- is worked out before the first row. What the rules say is unchanged: see 0003. An unset setting is null, and null sees nothing.
create function caller_scopes() returns text[] language sql stable parallel safe return nullif(current_setting('ancam.scopes', true), '')::text[];
create function caller_places() returns text[] language sql stable parallel safe return nullif(current_setting('ancam.places', true), '')::text[];
create function caller_write_scopes() returns text[] language sql stable parallel safe return nullif(current_setting('ancam.write_scopes', true), '')::text[];
create function caller_admin_scopes() returns text[] language sql stable parallel safe return nullif(current_setting('ancam.admin_scopes', true), '')::text[];
create function caller_unit_path() returns text language sql stable parallel safe return nullif(current_setting('ancam.unit_path', true), '');
create function caller_clearance() returns smallint language sql stable parallel safe
  return coalesce(nullif(current_setting('ancam.clearance', true), '')::smallint, 0);

-- The texts of the rules, for the policies of tables that have scope_path, place_path and classification.
create function read_rule() returns text language sql immutable return
  '(scope_path ^@ any ((select caller_scopes())::text[]) or place_path ^@ any ((select caller_places())::text[])) and classification <= (select caller_clearance())';
create function write_rule() returns text language sql immutable return
  'scope_path ^@ any ((select caller_write_scopes())::text[]) and classification <= (select caller_clearance())';

create or replace function guard_table(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy read on %I for select using (%s)', name, read_rule());
  execute format('create policy add on %I for insert with check (%s)', name, write_rule());
  execute format('create policy change on %I for update using (%s) with check (%s)', name, write_rule(), write_rule());
end $$;

do $$
declare
  rule record;
  unit_rule text := 'coalesce(scope_path ^@ any ((select caller_scopes())::text[]), false) or coalesce(place_path ^@ any ((select caller_places())::text[]), false)
    or coalesce(scope_path ^@ any ((select caller_admin_scopes())::text[]), false) or coalesce((select caller_unit_path()) ^@ scope_path, false)';
begin
  for rule in select tablename, policyname, qual, with_check from pg_policies where schemaname = current_schema() loop
    if rule.qual ~ '^([a-z_]+\.)?may_read\(scope_path, place_path, classification\)$' then
      execute format('alter policy %I on %I using (%s)', rule.policyname, rule.tablename, read_rule());
    elsif rule.qual ~ '^([a-z_]+\.)?may_write\(scope_path, classification\)$' then
      execute format('alter policy %I on %I using (%s)', rule.policyname, rule.tablename, write_rule());
    elsif rule.qual ~ '^([a-z_]+\.)?may_read_unit\(scope_path, place_path\)$' then
      execute format('alter policy %I on %I using (%s)', rule.policyname, rule.tablename, unit_rule);
    end if;
    if rule.with_check ~ '^([a-z_]+\.)?may_write\(scope_path, classification\)$' then
      execute format('alter policy %I on %I with check (%s)', rule.policyname, rule.tablename, write_rule());
    end if;
  end loop;
end $$;

-- How common words are among cameras, as shares of the table from its statistics: tokens that begin with a word, and tokens that are it.
-- Identifiers are no common tokens, however many begin alike: for them the histograms of their columns stand.
create function word_shares(words text[]) returns table (word text, begins float8, whole float8) language sql stable as $$
  with known as materialized (
    select most_common_elems::text::text[] as tokens, most_common_elem_freqs as shares, histogram_bounds::text::text[] as bounds, attname
    from pg_stats where schemaname = current_schema() and tablename = 'camera' and attname in ('words', 'serial', 'mac', 'address')
  ), token as materialized (
    select t.value, t.share from known k cross join lateral unnest(k.tokens, k.shares) as t (value, share) where k.attname = 'words' and t.value is not null
  ), identifier as materialized (
    select translate(lower(b.value), '-_/: ', '') as value, 1.0 / cardinality(k.bounds) as share
    from known k cross join lateral unnest(k.bounds) as b (value) where k.attname <> 'words'
  )
  select w.word, (select coalesce(sum(share), 0) from token where value ^@ w.word) + (select coalesce(sum(share), 0) from identifier where value ^@ w.word),
    (select coalesce(max(share), 0) from token where value = w.word)
  from unnest(words) as w (word) where w.word <> ''
$$;

-- As in 0014, with another way through the index. Whatever begins with a word is collected to its end before the first row comes out, so
-- the index is asked for rare words alone and the others are looked for on the rows. Where no word is rare it is asked for rows that hold
-- the words whole, which it goes through without collecting: that many are as good as any others where more than `most` are found. Else
-- `too_common` says that the order of the page is the shorter way. `common`: rows that a rare word is in at most.
create or replace function find_cameras(words text[], under text, place text, most integer, common integer, out ids uuid[], out too_common boolean)
language plpgsql volatile security definer as $$
declare
  asked tsquery := search_question(words);
  reach tsquery := search_reach();
  cameras float8 := (select greatest(reltuples, 0) from pg_class where oid = 'camera'::regclass);
  shares record;
  through tsquery;
begin
  ids := '{}';
  too_common := false;
  if asked is null then
    return;
  end if;
  select array_agg(s.word) filter (where s.begins * cameras <= common) as rare, array_agg(s.word) as every, min(s.whole) as rarest,
    exp(sum(ln(greatest(s.whole, 1e-9)))) * cameras as expected into shares from word_shares(words) s;
  if shares.rare is not null then
    through := search_question(shares.rare);
  elsif shares.rarest = 0 or shares.expected > common then
    too_common := true;
    return;
  else
    through := (select string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''', ' & ') from unnest(shares.every) as word)::tsquery;
  end if;
  if under is not null then
    through := through && search_place('@', array[under]);
  end if;
  if place is not null then
    through := through && search_place('#', array[place]);
  end if;
  if reach is not null then
    through := through && reach;
  end if;
  -- The plan is made for these words: one for any words would read the table. The second condition is written so that no index takes it.
  execute 'select array(select c.id from camera c where c.words @@ $1 and ts_match_vq(c.words, $2) and may_read(c.scope_path, c.place_path, c.classification) limit $3)'
    into ids using through, asked, most;
  if shares.rare is null and cardinality(ids) < most then
    ids := '{}';
    too_common := true;
  end if;
end $$;

do $$
begin
  execute format('alter function find_cameras(text[], text, text, integer, integer) set search_path = %I, pg_temp', current_schema());
  -- However few rows are wanted, reading on through the table until they turn up is no way.
  alter function find_cameras(text[], text, text, integer, integer) set enable_seqscan = off;
  execute format('alter function word_shares(text[]) set search_path = %I, pg_temp', current_schema());
  revoke all on function word_shares(text[]) from public;
end $$;

-- Asked for with every request: the paths by the index, not by reading the history of all units.
create or replace function former_paths(unit uuid, day date) returns text[] language sql stable
begin atomic
  with recursive line (id) as (
    select former_paths.unit
    union
    select l.predecessor_id from lineage l join line on line.id = l.successor_id where l.effective_on <= day and l.until is null
  )
  select coalesce(array_agg(distinct v.scope_path), '{}') from unit_version v where v.unit_id = any (array(select id from line)) and v.valid_from <= day;
end;
