create table organ (
  id              uuid primary key,
  code            text not null unique,
  name            text not null,
  pack_id         text,
  pack_bound_from date
);
comment on column organ.pack_id is 'rule pack that binds the organ; null for the installation itself';

create table unit (
  id       uuid primary key,
  organ_id uuid not null references organ,
  name     text not null,
  unique (organ_id, name)
);

create table officer (
  id                      uuid primary key,
  organ_id                uuid not null references organ,
  unit_id                 uuid not null references unit,
  name                    text not null,
  kind                    text not null check (kind in ('officer', 'assistant')),
  certificate_no          text,
  certificate_valid_until date,
  device_user_id          text,
  unique (organ_id, certificate_no)
);
create index officer_device_user on officer (organ_id, device_user_id);

create table account (
  id                   uuid primary key,
  organ_id             uuid not null references organ,
  officer_id           uuid references officer,
  login_name           text not null unique,
  display_name         text not null,
  roles                text[] not null,
  active               boolean not null default true,
  must_change_password boolean not null default true,
  locked_until         timestamptz
);

-- The password hash (argon2id) is a credential and no record: it is never in a payload that others can read.
create table account_secret (
  account_id    uuid primary key references account,
  organ_id      uuid not null references organ,
  password_hash text not null
);

create table session (
  id         uuid primary key,
  organ_id   uuid not null references organ,
  account_id uuid not null references account,
  client     text not null,
  opened_at  timestamptz not null,
  expires_at timestamptz not null,
  closed_at  timestamptz
);

-- What proves a session and when it was last used; unsealed, because a leaked payload must not open a session.
create table session_token (
  session_id uuid primary key references session,
  organ_id   uuid not null references organ,
  token_hash bytea not null unique,
  csrf       text not null,
  seen_at    timestamptz not null
);

create table sign_in_attempt (
  id         bigint generated always as identity primary key,
  login_name text not null,
  address    text not null,
  at         timestamptz not null,
  succeeded  boolean not null
);
create index sign_in_attempt_name on sign_in_attempt (login_name, at);
create index sign_in_attempt_address on sign_in_attempt (address, at);
