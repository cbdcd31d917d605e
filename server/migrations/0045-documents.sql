-- Enforcement documents (执法文书). What is typed lies in versions that are only added; the document itself says where it stands.
create table document_template (
  id       uuid primary key,
  organ_id uuid not null references organ,
  kind     text not null,
  version  integer not null,
  title    text,
  word     text,
  -- Null: back to the wording of the house.
  body     text,
  saved_by uuid not null references account,
  saved_at timestamptz not null,
  unique (organ_id, kind, version)
);
comment on column document_template.word is 'code word in the number of this kind, where the organ has one of its own';

create table document (
  id           uuid primary key,
  organ_id     uuid not null references organ,
  case_id      uuid,
  act_id       uuid references act,
  kind         text not null,
  state        text not null check (state in ('draft', 'final', 'signed', 'void')),
  number       text,
  template_id  uuid references document_template,
  -- The version that was made final, with the digest of what it says, and the PDF made of it.
  revision     integer,
  digest       text,
  pages        integer,
  pdf_sha256   text,
  pdf_size     bigint,
  finalized_by uuid references account,
  finalized_at timestamptz,
  -- The PDF with its signatures.
  signed_at     timestamptz,
  signed_sha256 text,
  signed_size   bigint,
  voided_by    uuid references account,
  voided_at    timestamptz,
  void_reason  text,
  created_by   uuid not null references account,
  created_at   timestamptz not null,
  unique (organ_id, number),
  unique (organ_id, id),
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  check (case_id is not null or act_id is not null),
  check ((state in ('final', 'signed')) <= (revision is not null and pdf_sha256 is not null)),
  check ((state = 'signed') <= (signed_sha256 is not null)),
  check ((state = 'void') = (void_reason is not null))
);
create index document_of_case on document (case_id, created_at) where case_id is not null;
create index document_of_act on document (act_id, created_at) where act_id is not null;
create index document_organ on document (organ_id, created_at desc, id desc);

-- A version as it was typed. Of two who save from the same revision the second is refused by the key.
create table document_version (
  id          uuid primary key,
  organ_id    uuid not null references organ,
  document_id uuid not null references document,
  revision    integer not null,
  content     jsonb not null,
  saved_by    uuid not null references account,
  saved_at    timestamptz not null,
  unique (document_id, revision)
);

-- The code words (代字) with which the organ's numbers begin.
create table document_setting (
  id         uuid primary key,
  organ_id   uuid not null references organ unique,
  word       text not null,
  changed_by uuid not null references account,
  changed_at timestamptz not null
);

-- Last number given in an organ, a year and a word; locked until the transaction that takes it ends.
create table document_number (
  organ_id uuid not null references organ,
  year     integer not null,
  word     text not null,
  last     integer not null,
  primary key (organ_id, year, word)
);

create table document_signature (
  id          uuid primary key,
  organ_id    uuid not null references organ,
  document_id uuid not null references document,
  role        text not null,
  name        text not null,
  method      text not null check (method in ('password', 'drawn', 'paper', 'refused')),
  -- The file that was signed.
  sha256      text not null,
  account_id  uuid references account,
  drawn_id    uuid,
  reason      text,
  witness     text,
  place       text,
  signed_at   timestamptz not null,
  entered_by  uuid not null references account,
  entered_at  timestamptz not null,
  check ((method = 'refused') = (reason is not null))
);
create index document_signature_of on document_signature (document_id, signed_at);
create unique index document_signature_once on document_signature (document_id, role, account_id) where account_id is not null;

-- A page of a scanned or photographed file, and the page of which document it is.
create table document_scan (
  id          uuid primary key,
  organ_id    uuid not null references organ,
  sha256      text not null,
  size        bigint not null,
  file_name   text not null,
  media_type  text not null,
  file_page   integer not null,
  document_id uuid references document,
  page        integer,
  matched     text not null check (matched in ('code', 'hand', 'none')),
  -- Whether the code names the version that is final; null where no code was read.
  fits        boolean,
  case_id     uuid,
  attached_by uuid not null references account,
  attached_at timestamptz not null,
  unique (organ_id, sha256, file_page),
  check ((matched = 'none') = (document_id is null))
);
create index document_scan_of on document_scan (document_id, page);
create index document_scan_waiting on document_scan (organ_id, attached_at) where document_id is null;

-- What can be searched of a document or of a scanned page; can be made again from them.
create table document_text (
  source_id   uuid primary key,
  organ_id    uuid not null references organ,
  document_id uuid references document,
  text        text not null,
  search      tsvector not null
);
create index document_text_words on document_text using gin (search);
create index document_text_of on document_text (document_id);

do $$
declare t text;
begin
  foreach t in array array['document', 'document_setting', 'document_number', 'document_scan', 'document_text'] loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
  end loop;
  foreach t in array array['document_template', 'document_version', 'document_signature'] loop
    execute format('grant select, insert on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()', t || '_sealed', t);
    execute format('alter table %I enable always trigger %I', t, t || '_sealed');
  end loop;
  foreach t in array array['document', 'document_setting', 'document_number', 'document_scan', 'document_text', 'document_template', 'document_version', 'document_signature'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
