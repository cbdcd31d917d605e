-- What an officer tapped on a phone on site, as it arrived: maybe hours later. The row it became is sealed for itself;
-- this one says when and in which order it was tapped by the phone's own clock, and how far that clock was off. What was
-- refused and then given up is kept too, with the reason: nothing of the queue is dropped in silence.
create table field_entry (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  act_id         uuid references act,
  kind           text not null,
  subject_id     uuid,
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  phone          uuid not null,
  ordinal        bigint not null,
  tapped_at      timestamptz not null,
  offset_ms      bigint,
  measured_at    timestamptz,
  given_up       jsonb,
  sent_by        uuid not null references account,
  arrived_at     timestamptz not null,
  check ((kind = 'givenUp') = (given_up is not null)),
  check ((offset_ms is null) = (measured_at is null))
);
create index field_entry_act on field_entry (act_id, arrived_at) where act_id is not null;
create index field_entry_subject on field_entry (subject_id) where subject_id is not null;
comment on column field_entry.subject_id is 'the act, step, signature or link that it became';
comment on column field_entry.ordinal is 'place among all that was tapped on this phone';
comment on column field_entry.tapped_at is 'by the clock of the phone, uncorrected';
comment on column field_entry.offset_ms is 'phone clock less house clock as last measured before the tap; null when it never was';

grant select, insert on field_entry to liuhen_app, liuhen_system;
create trigger field_entry_sealed before update or delete or truncate on field_entry for each statement execute function refuse_change();
alter table field_entry enable always trigger field_entry_sealed;
alter table field_entry enable row level security;
create policy own_organ on field_entry to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on field_entry to liuhen_system using (true) with check (true);
