-- Evidence packages (证据包): who had which part of the record put together for whom. Sealed when ordered, when its
-- description is fixed or could not be, and each time it is handed out.
create table evidence_package (
  id                 uuid primary key,
  organ_id           uuid not null references organ,
  subject_kind       text not null check (subject_kind in ('case', 'act', 'recordings')),
  subject_ids        uuid[] not null,
  title              text not null,
  recipient          text not null,
  purpose            text not null,
  state              text not null check (state in ('ordered', 'described', 'failed')),
  as_of_size         bigint,
  description_sha256 text,
  report_sha256      text,
  verifier_sha256    text,
  -- What stood against it: a code of the contract's findings and where.
  fault              jsonb,
  ordered_by         uuid not null references account,
  ordered_at         timestamptz not null,
  ended_at           timestamptz,
  handed_out         integer not null default 0,
  check ((state = 'described') = (description_sha256 is not null)),
  check ((state = 'failed') = (fault is not null)),
  check ((state = 'ordered') = (ended_at is null))
);
create index evidence_package_organ on evidence_package (organ_id, ordered_at desc);

-- How far one is; no record, so it is not sealed. The log as the content is read from it, and the size of the checkpoint
-- that proves it, once they are known.
create table evidence_package_progress (
  package_id uuid primary key references evidence_package,
  organ_id   uuid not null references organ,
  done       bigint not null default 0,
  total      bigint not null default 0,
  as_of_size bigint,
  log_size   bigint,
  zip_bytes  bigint
);

-- Its files in the order of the bag: small ones here, originals in the vault.
create table evidence_package_file (
  package_id uuid not null references evidence_package,
  organ_id   uuid not null references organ,
  path       text not null,
  size       bigint not null,
  sha256     text not null,
  sm3        text not null,
  crc32      bigint not null,
  content    bytea,
  primary key (package_id, path)
);

do $$
declare t text;
begin
  foreach t in array array['evidence_package', 'evidence_package_progress', 'evidence_package_file'] loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
