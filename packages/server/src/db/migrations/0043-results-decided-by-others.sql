-- Whoever takes an assessor's results over has said them as much as whoever reports them: neither concludes nor returns the check.

create or replace function hold_check_step() returns trigger language plpgsql as $$
declare
  state text;
  allowed check_step;
begin
  if new.shortcoming_id is null then
    select c.state into state from system_check c where c.id = new.check_id and c.home_id = new.home_id;
  else
    select s.state into state from check_shortcoming s where s.id = new.shortcoming_id and s.check_id = new.check_id and s.home_id = new.home_id;
  end if;
  -- Results enter a check under way. They leave it before it is reported, so that nobody stops having said them afterwards.
  if (new.after ? 'import' and state <> 'running') or (new.before ? 'import' and state not in ('running', 'cancelled')) then
    raise exception 'results are not taken over or back in a check that is %', state using errcode = '23514';
  end if;
  if new.step is null then
    return new;
  end if;
  select * into allowed from check_step s
    where s.of_what = case when new.shortcoming_id is null then 'check' else 'shortcoming' end and s.step = new.step and s.from_state = state;
  if allowed.step is null or new.from_state <> state or new.to_state <> allowed.to_state then
    raise exception 'what is % does not take the step %', state, new.step using errcode = '23514';
  end if;
  if allowed.not_by is not null and (new.by_id is null or new.by_id = (
      select e.by_id from check_event e where e.check_id = new.check_id and e.shortcoming_id is not distinct from new.shortcoming_id
        and e.step = allowed.not_by order by e.seq desc limit 1)) then
    raise exception 'whoever takes % does not take %', allowed.not_by, new.step using errcode = '23514';
  end if;
  if new.shortcoming_id is null and allowed.not_by = 'report' and new.by_id = (
      select case when e.after ? 'import' then e.by_id end from check_event e
        where e.check_id = new.check_id and (e.after ? 'import' or e.before ? 'import') order by e.seq desc limit 1) then
    raise exception 'whoever took results over does not take %', new.step using errcode = '23514';
  end if;
  return new;
end $$;
