create table act (
  id          uuid primary key,
  organ_id    uuid not null references organ,
  number      text not null,
  type        text not null,
  cause       text not null,
  party       text,
  place       text,
  unit_id     uuid not null references unit,
  officer_ids uuid[] not null,
  started_at  timestamptz not null,
  ended_at    timestamptz,
  filmed      boolean not null,
  created_by  uuid not null references account,
  created_at  timestamptz not null,
  unique (organ_id, number),
  check (ended_at is null or ended_at >= started_at)
);
create index act_organ on act (organ_id, started_at desc, id desc);

-- Last number given in an organ and year. Locked by whoever takes the next one: no gaps, no doubles.
create table act_number (
  organ_id uuid not null references organ,
  year     integer not null,
  last     integer not null,
  primary key (organ_id, year)
);

create table act_search (
  act_id   uuid primary key references act,
  organ_id uuid not null references organ,
  search   tsvector not null
);
create index act_search_words on act_search using gin (search);

create table evidence (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  act_id        uuid not null references act,
  recording_id  uuid not null references recording,
  note          text,
  linked_by     uuid not null references account,
  linked_at     timestamptz not null,
  removed_at    timestamptz,
  removed_by    uuid references account,
  remove_reason text
);
create unique index evidence_once on evidence (act_id, recording_id) where removed_at is null;
create index evidence_recording on evidence (recording_id) where removed_at is null;

-- A duty as judged under a frozen rule pack. Whether it is overdue follows from due_before, discharged_at and the clock.
create table obligation (
  id                uuid primary key,
  organ_id          uuid not null references organ,
  subject_type      text not null check (subject_type in ('recording', 'act')),
  subject_id        uuid not null,
  duty              text not null check (duty in ('store', 'handover')),
  tier              text not null check (tier in ('local', 'parent')),
  judgement         text not null check (judgement in ('judged', 'undetermined', 'noPackInForce', 'withdrawn')),
  pack_id           text not null,
  pack_fingerprint  text not null,
  citation          jsonb not null,
  counted_from      timestamptz,
  due_before        timestamptz,
  provisional       boolean not null,
  discharged_at     timestamptz,
  excusable         boolean not null,
  exception_applied boolean not null,
  exception_refused jsonb,
  steps             jsonb not null,
  explanation       jsonb not null,
  judged_at         timestamptz not null,
  unique (subject_type, subject_id, duty, tier)
);
create index obligation_open on obligation (organ_id, due_before) where discharged_at is null and judgement = 'judged';
create index obligation_late on obligation (organ_id, discharged_at) where judgement = 'judged' and discharged_at >= due_before;
