-- Keys that sign checkpoints, and verifications of the whole house: records of the log about itself.
create table log_key (
  id           uuid primary key,
  origin       text not null,
  verifier_key text not null unique,
  created_at   timestamptz not null
);

create table verification (
  id         uuid primary key,
  size       bigint not null,
  root       text not null,
  ok         boolean not null,
  findings   jsonb not null,
  entries    bigint not null,
  rows       bigint not null,
  objects    bigint not null,
  bytes      bigint not null,
  asked_by   text not null,
  started_at timestamptz not null,
  ended_at   timestamptz not null
);
create index verification_latest on verification (ended_at desc);

grant select, insert on log_key, verification to liuhen_app, liuhen_system;
create trigger log_key_sealed before update or delete or truncate on log_key for each statement execute function refuse_change();
alter table log_key enable always trigger log_key_sealed;
create trigger verification_sealed before update or delete or truncate on verification for each statement execute function refuse_change();
alter table verification enable always trigger verification_sealed;
