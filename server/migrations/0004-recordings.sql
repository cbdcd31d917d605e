-- An upload on its way. Staging, not record: `received` is the durable offset of the staged file.
create table upload (
  id              uuid primary key,
  organ_id        uuid not null references organ,
  account_id      uuid not null references account,
  name            text not null,
  original_name   text,
  relative_path   text,
  source          text not null check (source in ('web', 'card', 'station')),
  size            bigint not null check (size >= 0),
  received        bigint not null default 0,
  declared_sha256 text,
  declared_sm3    text,
  modified_at     timestamptz,
  state           text not null check (state in ('receiving', 'received', 'registered', 'duplicate', 'refused', 'cancelled')),
  step            text not null check (step in ('receive', 'inspect', 'keep', 'register', 'done')),
  refusal_code    text,
  refusal_detail  jsonb,
  recording_id    uuid,
  created_at      timestamptz not null,
  touched_at      timestamptz not null
);
create index upload_account on upload (organ_id, account_id, created_at);
create index upload_unfinished on upload (touched_at) where state in ('receiving', 'received');

-- An original as it was registered. Never changed: who, when and which device are in `attribution`.
create table recording (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  upload_id     uuid not null unique references upload,
  name          text not null,
  original_name text,
  relative_path text,
  kind          text not null check (kind in ('video', 'audio', 'picture', 'document')),
  mime          text not null,
  size          bigint not null,
  sha256        text not null,
  sm3           text not null,
  probe         jsonb not null,
  playable      text not null check (playable in ('browser', 'needsProxy', 'no')),
  source        text not null,
  uploaded_by   uuid not null references account,
  registered_at timestamptz not null,
  unique (organ_id, sha256)
);
create index recording_bytes on recording (sha256);

create table attribution (
  id                   uuid primary key,
  organ_id             uuid not null references organ,
  recording_id         uuid not null references recording,
  version              integer not null,
  device_id            uuid references device,
  officer_id           uuid references officer,
  unit_id              uuid references unit,
  started_at           timestamptz,
  ended_at             timestamptz,
  start_source         text not null,
  device_start         text,
  clock_offset_seconds integer not null,
  fields               jsonb not null,
  conflicts            jsonb not null,
  confirmed            boolean not null,
  stated_by            uuid references account,
  reason               text,
  stated_at            timestamptz not null,
  unique (recording_id, version)
);

create table handover (
  id           uuid primary key,
  organ_id     uuid not null references organ,
  recording_id uuid not null unique references recording,
  received_by  uuid not null references account,
  handed_by    uuid references officer,
  at           timestamptz not null
);

create table return_claim (
  id           uuid primary key,
  organ_id     uuid not null references organ,
  recording_id uuid not null references recording,
  ground       text not null check (ground in ('continuous', 'offsite', 'remote')),
  return_date  date not null,
  evidence     text not null,
  claimed_by   uuid not null references account,
  claimed_at   timestamptz not null
);
create index return_claim_recording on return_claim (recording_id, claimed_at);

create table derivative (
  id           uuid primary key,
  organ_id     uuid not null references organ,
  recording_id uuid not null references recording,
  kind         text not null check (kind in ('poster', 'proxy')),
  state        text not null check (state in ('waiting', 'working', 'ready', 'failed', 'noTool')),
  sha256       text,
  size         bigint,
  mime         text,
  reason       text,
  unique (recording_id, kind)
);

-- A derivative's progress while it is made; no record.
create table derivative_progress (
  derivative_id uuid primary key references derivative,
  organ_id      uuid not null references organ,
  fraction      real not null
);

-- What the list of recordings reads: derived from the tables above and from acts, rebuilt at any time.
create table recording_shelf (
  recording_id uuid primary key references recording,
  organ_id     uuid not null references organ,
  name         text not null,
  kind         text not null,
  size         bigint not null,
  duration_ms  bigint,
  unit_id      uuid references unit,
  device_id    uuid references device,
  officer_id   uuid references officer,
  used_at      timestamptz not null,
  started_at   timestamptz,
  registered_at timestamptz not null,
  party        text,
  cause        text,
  linked       boolean not null default false,
  poster       boolean not null default false,
  conflicts    integer not null default 0,
  storage      jsonb,
  late_since   timestamptz,
  search       tsvector not null
);
comment on column recording_shelf.used_at is 'start of the recording where known, otherwise when it was registered; the order of the list';
comment on column recording_shelf.late_since is 'earliest due time of a duty that is open or was discharged late';
create index shelf_organ on recording_shelf (organ_id, used_at desc, recording_id desc);
create index shelf_unit on recording_shelf (organ_id, unit_id, used_at desc, recording_id desc);
create index shelf_device on recording_shelf (organ_id, device_id, used_at desc, recording_id desc);
create index shelf_officer on recording_shelf (organ_id, officer_id, used_at desc, recording_id desc);
create index shelf_kind on recording_shelf (organ_id, kind, used_at desc, recording_id desc);
create index shelf_late on recording_shelf (organ_id, used_at desc, recording_id desc, late_since) where late_since is not null;
create index shelf_unlinked on recording_shelf (organ_id, used_at desc, recording_id desc) where not linked;
create index shelf_search on recording_shelf using gin (search);
