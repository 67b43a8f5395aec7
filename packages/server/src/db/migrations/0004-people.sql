-- People: how they get in, how they prove who they are, and what they hand to programs and to each other.
-- Nothing here is in the reach of the role of requests: these tables are read and written by the owner alone.

-- Without a password until the invitation is taken up, or for ever where people sign on by their provider.
alter table account
  alter column password_hash drop not null,
  add column email text,
  add column last_sign_in_at timestamptz,
  -- Lower case without diacritics: what the search looks into.
  add column search text not null default '';
update account set search = lower(login || ' ' || display_name);
alter table account drop constraint if exists account_role_check;
alter table account add constraint account_role_check check (role in ('administrator', 'officer', 'approver', 'viewer', 'auditor'));
create unique index account_email on account (lower(email)) where email is not null;
create index account_unit on account (unit_id, id);

-- Sessions of before carry neither id nor device; everybody signs in once more.
delete from session;
alter table session
  add column id uuid not null,
  -- `pending`: the password was right, the second factor is still owed.
  add column state text not null check (state in ('pending', 'open')),
  add column method text not null check (method in ('password', 'passkey', 'sign-on', 'link')),
  add column second_factor boolean not null,
  -- Wrong codes so far, while pending.
  add column tries smallint not null default 0,
  add column address text not null,
  add column device text not null,
  add column last_seen_at timestamptz not null;
create unique index session_id on session (id);
create index session_account on session (account_id, created_at);

-- One-time links: to take up an account, or to get back into it.
create table invitation (
  id uuid primary key,
  account_id uuid not null references account (id),
  token_hash text not null unique,
  -- Whether taking it up also removes the second factors, for one who has lost them.
  clears_factors boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index invitation_account on invitation (account_id, created_at desc);

create table one_time_code (
  account_id uuid primary key references account (id),
  -- Base32, as the authenticator app holds it.
  secret text not null,
  created_at timestamptz not null,
  -- Null until a first right code proves that the app holds the secret.
  confirmed_at timestamptz,
  -- Period of the last code taken: no code counts twice.
  last_period bigint not null default 0
);

create table recovery_code (
  account_id uuid not null references account (id),
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table passkey (
  -- The credential's own id, base64url.
  id text primary key,
  account_id uuid not null references account (id),
  name text not null,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_account on passkey (account_id);

-- What was asked of a browser or a provider and must come back once.
create table sign_in_challenge (
  key_hash text primary key,
  kind text not null check (kind in ('passkey-add', 'passkey-enter', 'sign-on')),
  account_id uuid references account (id),
  content jsonb not null,
  expires_at timestamptz not null
);
create index sign_in_challenge_expiry on sign_in_challenge (expires_at);

-- Browsers from which an account got in before: strangers' failures do not slow them down.
create table known_device (
  token_hash text not null,
  account_id uuid not null references account (id),
  last_used_at timestamptz not null,
  primary key (token_hash, account_id)
);

-- Whom a provider of sign-on means by its subject, bound at the first sign-on.
create table sign_on_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, account_id)
);

create table api_token (
  id uuid primary key,
  account_id uuid not null references account (id),
  name text not null,
  token_hash text not null unique,
  permissions text[] not null,
  -- The unit whose subtree it reaches.
  unit_id uuid not null references unit (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_address text,
  revoked_at timestamptz
);
create index api_token_account on api_token (account_id, created_at desc);

-- Delegation in writing: what one account may do in the name of another, by which document, for how long.
create table delegation (
  id uuid primary key,
  from_account uuid not null references account (id),
  to_account uuid not null references account (id),
  permissions text[] not null,
  unit_id uuid not null references unit (id),
  document text not null,
  document_date date not null,
  valid_from date not null,
  valid_until date not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  check (from_account <> to_account),
  check (valid_until >= valid_from)
);
create index delegation_from on delegation (from_account, created_at desc);
create index delegation_to on delegation (to_account, created_at desc);
