-- What an account is told: that something waits for its step, that a day comes near or has passed, that a superior urges.
create table notice (
  id uuid not null,
  instance_id uuid not null,
  -- Where the thing stands that it is about, so that nobody goes on reading of what it may no longer see.
  home_id uuid not null,
  unit_id uuid not null,
  scope_path text not null,
  place_path text not null default '',
  classification smallint not null default 0,
  account_id uuid not null references account (id),
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  severity text not null check (severity in ('info', 'attention', 'urgent')),
  -- Kind and id of the thing, e.g. `warning/<id>`; what has been settled there is settled here.
  about text not null,
  -- Where it leads: a path of the pages.
  link text not null check (link ~ '^/([^/\\]|$)'),
  -- What the words are filled with.
  facts jsonb not null,
  -- Subject and rung: an account is told the same once.
  key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  -- Nothing is left to do: a person said so, or the thing was settled.
  done_at timestamptz,
  -- The mail that tells it; null where none does.
  mail_id uuid,
  primary key (id, home_id)
);
create unique index notice_once on notice (account_id, key);
create index notice_newest on notice (account_id, created_at desc, id desc);
create index notice_unread on notice (account_id) where read_at is null and done_at is null;
create index notice_about on notice (about);
create index notice_mail on notice (mail_id) where mail_id is not null;
create index notice_unit on notice (unit_id);

-- Written by the owner alone, for whom a recipient is chosen; an account reads its own and marks them.
alter table notice enable row level security;
do $$
begin
  execute format('create policy read on notice for select using (account_id = (select current_account()) and (%s))', read_rule());
  execute format('create policy change on notice for update using (account_id = (select current_account()) and (%s)) with check (account_id = (select current_account()))', read_rule());
end $$;
grant select, update (read_at, done_at) on notice to ancam_app;

-- Mails to be sent, written in the transaction that causes them. They are the owner's alone: administrators see them through the service.
create table mail_outbox (
  id uuid primary key,
  instance_id uuid not null,
  account_id uuid not null references account (id),
  -- What it is about and its rung, or the day of a digest: the same is sent once.
  key text not null,
  kind text not null check (kind in ('notice', 'digest', 'test')),
  -- Stays the same however often it is tried: who gets it twice after a crash can tell that it is one.
  message_id text not null unique,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  not_before timestamptz not null,
  tries smallint not null default 0,
  last_error text not null default '',
  -- Who is sending it has until then to say what came of it.
  lease_until timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  check ((lease_until is not null) = (state = 'sending')),
  check ((sent_at is not null) = (state = 'sent'))
);
create unique index mail_once on mail_outbox (account_id, key);
create index mail_due on mail_outbox (not_before) where state in ('waiting', 'sending');
create index mail_newest on mail_outbox (created_at desc, id desc);

-- How an account wants to be told; without a row as it comes with the software.
create table notice_preference (
  account_id uuid primary key references account (id),
  mail text not null check (mail in ('each', 'daily', 'weekly', 'none')),
  language text not null check (language in ('vi', 'en')),
  -- Minutes after midnight in Viet Nam between which no mail is sent; the same where there is no such time.
  quiet_from smallint not null check (quiet_from between 0 and 1439),
  quiet_to smallint not null check (quiet_to between 0 and 1439),
  changed_at timestamptz not null
);
alter table notice_preference enable row level security;
create policy own on notice_preference using (account_id = (select current_account())) with check (account_id = (select current_account()));
grant select, insert, update on notice_preference to ancam_app;
