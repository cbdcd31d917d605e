-- What witnesses outside the house signed under a checkpoint (C2SP tlog-cosignature). Not sealed: each proves itself, and a
-- sealed one would make a new checkpoint that wants to be cosigned again. `witness` is its verifier key.
create table checkpoint_cosignature (
  size        bigint not null references custody_checkpoint,
  witness     text not null,
  line        text not null,
  at          timestamptz(3) not null,
  received_at timestamptz(3) not null,
  primary key (size, witness)
);
create index checkpoint_cosignature_newest on checkpoint_cosignature (witness, size desc);

-- A checkpoint that a witness refused, with the last one that it had cosigned as far as this house knows: sealed once, until
-- it cosigns again.
create table witness_refusal (
  id           uuid primary key,
  witness      text not null,
  kind         text not null check (kind in ('larger', 'fork', 'unproven')),
  size         bigint not null,
  note         text not null,
  witness_size bigint not null,
  witness_note text,
  at           timestamptz(3) not null
);

-- How asking each of them goes.
create table witness_state (
  witness       text primary key,
  failures      integer not null,
  last_error    text,
  refusal_id    uuid references witness_refusal,
  clock_seconds bigint,
  at            timestamptz(3) not null
);

grant select on checkpoint_cosignature, witness_refusal, witness_state to liuhen_app;
grant select, insert on checkpoint_cosignature, witness_refusal to liuhen_system;
grant select, insert, update on witness_state to liuhen_system;
create trigger checkpoint_cosignature_sealed before update or delete or truncate on checkpoint_cosignature for each statement execute function refuse_change();
alter table checkpoint_cosignature enable always trigger checkpoint_cosignature_sealed;
create trigger witness_refusal_sealed before update or delete or truncate on witness_refusal for each statement execute function refuse_change();
alter table witness_refusal enable always trigger witness_refusal_sealed;
create trigger witness_state_kept before delete or truncate on witness_state for each statement execute function refuse_change();
alter table witness_state enable always trigger witness_state_kept;
