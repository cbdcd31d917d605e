-- What authorities of time outside the house said of a checkpoint (RFC 3161). Not sealed: each proves itself, and a
-- sealed one would make a new checkpoint that wants a stamp again.
create table checkpoint_stamp (
  size            bigint not null references custody_checkpoint,
  authority       text not null,
  token           bytea not null,
  at              timestamptz(3) not null,
  accuracy_millis integer,
  signer          text not null,
  certificate     text not null,
  serial          text not null,
  received_at     timestamptz(3) not null,
  primary key (size, authority)
);

-- How asking each of them goes.
create table time_authority (
  name       text primary key,
  next_at    timestamptz(3) not null,
  failures   integer not null,
  last_error text,
  at         timestamptz(3) not null
);

grant select on checkpoint_stamp, time_authority to liuhen_app;
grant select, insert on checkpoint_stamp to liuhen_system;
grant select, insert, update on time_authority to liuhen_system;
create trigger checkpoint_stamp_sealed before update or delete or truncate on checkpoint_stamp for each statement execute function refuse_change();
alter table checkpoint_stamp enable always trigger checkpoint_stamp_sealed;
create trigger time_authority_kept before delete or truncate on time_authority for each statement execute function refuse_change();
alter table time_authority enable always trigger time_authority_kept;
