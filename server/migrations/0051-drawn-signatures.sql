-- A signature that somebody drew on the glass of an officer's phone, or that they would not give one, with the reason.
-- What was shown above the pad is kept beside it with its digest: a stroke alone says nothing of what was agreed to.
create table drawn_signature (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  act_id         uuid references act,
  document_id    uuid,
  signer_name    text not null,
  signer_role    text not null,
  refused_reason text,
  text_shown     text not null,
  text_sha256    text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
  strokes        jsonb not null,
  at             timestamptz not null,
  place          text,
  stated_by      uuid not null references account,
  stated_at      timestamptz not null,
  check (act_id is not null or document_id is not null),
  check ((refused_reason is null) = (jsonb_array_length(strokes) > 0))
);
create index drawn_signature_act on drawn_signature (act_id, at) where act_id is not null;
create index drawn_signature_document on drawn_signature (document_id, at) where document_id is not null;
comment on column drawn_signature.strokes is 'lists of points [x, y, milliseconds]; x and y in ten-thousandths of the width of the pad';
comment on column drawn_signature.text_sha256 is 'of text_shown in UTF-8';
comment on column drawn_signature.at is 'when it was drawn, by the clock of the house as far as the phone knew it';

grant select, insert on drawn_signature to liuhen_app, liuhen_system;
create trigger drawn_signature_sealed before update or delete or truncate on drawn_signature for each statement execute function refuse_change();
alter table drawn_signature enable always trigger drawn_signature_sealed;
alter table drawn_signature enable row level security;
create policy own_organ on drawn_signature to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on drawn_signature to liuhen_system using (true) with check (true);
