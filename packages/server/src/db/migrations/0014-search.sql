-- Finding at national size: search by words and identifiers without accents, and an index in the order of each page.

-- What a row is found by: its words, its identifiers without separators, and where it stands, so that a search within a part of the
-- tree meets only postings of that part. No parser: what a token is, is said here and in search-text.ts alone.
create function search_lexemes(search text, scope_path text, place_path text) returns tsvector language plpgsql immutable parallel safe as $$
declare
  short text := search;
  tokens text[];
  step text;
  node text := '@/';
begin
  -- A lexeme may not be longer than 2,046 bytes: what has no blank for long is cut.
  if short ~ '\S{61}' then
    short := regexp_replace(short, '(\S{60})\S+', '\1', 'g');
  end if;
  -- The parts between separators, and the whole without them; dots stay, since 10.0.0.1 is not 10001.
  tokens := string_to_array(regexp_replace(short, '[^[:alnum:]]+', ' ', 'g'), ' ') || string_to_array(regexp_replace(short, '[^[:alnum:]. ]+', '', 'g'), ' ');
  foreach step in array string_to_array(trim(both '/' from scope_path), '/') loop
    node := node || step || '/';
    tokens := tokens || node;
  end loop;
  if place_path <> '' then
    node := '#/';
    tokens := tokens || node;
    foreach step in array string_to_array(trim(both '/' from place_path), '/') loop
      node := node || step || '/';
      tokens := tokens || node;
    end loop;
  end if;
  return array_to_tsvector(array_remove(tokens, ''));
end $$;

alter table camera add column words tsvector generated always as (search_lexemes(search, scope_path, place_path)) stored;
-- The list of what is not yet merged is read by every search: kept short.
create index camera_words on camera using gin (words) with (gin_pending_list_limit = 512);
create index unit_words on unit using gin (search_lexemes(search, scope_path, place_path));

-- The order of each page, for those who see everything; within one home the index of the home serves.
drop index camera_home_last_seen;
create index camera_home_last_seen on camera (home_id, (coalesce(last_seen_at, '1970-01-01 00:00:00+00'::timestamptz)) desc, id desc);
create index camera_worst on camera (worst, address_key, id);
create index camera_name on camera (name, id);
create index camera_address on camera (address_key, id);
create index camera_last_seen on camera ((coalesce(last_seen_at, '1970-01-01 00:00:00+00'::timestamptz)) desc, id desc);

-- The question of words that each begin a lexeme. A word is quoted, so that nothing in it is an operator.
create function search_question(words text[]) returns tsquery language sql immutable parallel safe
begin atomic
  select string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery from unnest(words) as word where word <> '';
end;
-- The question of where rows may stand: below any of these nodes; null where that is no restriction.
create function search_place(sign text, paths text[]) returns tsquery language sql immutable parallel safe
begin atomic
  select string_agg('''' || sign || replace(replace(path, '\', '\\'), '''', '''''') || '''', ' | ')::tsquery from unnest(paths) as path;
end;
-- Where the caller may see, from its settings; null for one who sees the whole tree.
create function search_reach() returns tsquery language sql stable as $$
  select case when '/' = any (scopes) then null
    when cardinality(scopes) + cardinality(places) = 0 then '''!'''::tsquery
    else coalesce(search_place('@', scopes) || search_place('#', places), search_place('@', scopes), search_place('#', places)) end
  from (select coalesce(nullif(current_setting('ancam.scopes', true), '')::text[], '{}') as scopes,
    coalesce(nullif(current_setting('ancam.places', true), '')::text[], '{}') as places) as settings
$$;

-- Ids of cameras that hold all words and that the caller may see, at most so many, below a node of the tree or of the territory where
-- one is given. Search operators are not leakproof, so that under a policy their index would be left aside: this runs as the owner,
-- applies the policy's own rule, and whoever reads the rows reads them under the policy again.
-- Where more rows than `common` are expected nothing is looked up: `too_common` says that the order of the page is the shorter way.
create function find_cameras(words text[], under text, place text, most integer, common integer, out ids uuid[], out too_common boolean)
language plpgsql volatile security definer as $$ -- volatile: only such a function may ask for a plan
declare
  question tsquery := search_question(words);
  reach tsquery := search_reach();
  plan json;
begin
  ids := '{}';
  too_common := false;
  if question is null then
    return;
  end if;
  if under is not null then
    question := question && search_place('@', array[under]);
  end if;
  if place is not null then
    question := question && search_place('#', array[place]);
  end if;
  if reach is not null then
    question := question && reach;
  end if;
  execute format('explain (format json) select from camera where words @@ %L::tsquery', question) into plan;
  if (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8 > common then
    too_common := true;
    return;
  end if;
  ids := array(select c.id from camera c where c.words @@ question and may_read(c.scope_path, c.place_path, c.classification) limit most);
end $$;

-- The same for units, by the rule of the directory.
create function find_units(words text[], most integer) returns uuid[] language sql stable security definer as $$
  select array(select u.id from unit u where search_lexemes(u.search, u.scope_path, u.place_path) @@ search_question(words)
    and may_read_unit(u.scope_path, u.place_path) limit most)
$$;

do $$
declare
  name text;
begin
  -- What these names mean must not depend on who calls.
  foreach name in array array['find_cameras(text[], text, text, integer, integer)', 'find_units(text[], integer)'] loop
    execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
    execute format('revoke all on function %s from public', name);
    execute format('grant execute on function %s to ancam_app', name);
  end loop;
end $$;
