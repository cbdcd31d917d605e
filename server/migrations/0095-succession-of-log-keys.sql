-- A key that signs checkpoints after another one: which it replaces, whether that is revoked, and why.
alter table log_key
  add replaces uuid unique references log_key,
  add revokes  boolean not null default false,
  add reason   text,
  add check ((replaces is null) = (reason is null)),
  add check (replaces is not null or not revokes);
