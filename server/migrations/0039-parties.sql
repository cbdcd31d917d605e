-- Causes (案由): the list that an organ maintains. What a case was opened under stays in the case.
create table cause (
  id         uuid primary key,
  organ_id   uuid not null references organ,
  code       text not null,
  name       text not null,
  basis      text,
  active     boolean not null,
  revision   integer not null,
  changed_by uuid not null references account,
  changed_at timestamptz not null,
  unique (organ_id, code),
  unique (organ_id, id)
);
comment on column cause.basis is 'the law that is broken and the one that punishes it, as cited';

-- Whom the organ deals with. Numbers and telephones are kept as cipher text, found by a keyed digest, shown in part.
create table party (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  kind          text not null check (kind in ('person', 'organisation')),
  name          text not null,
  number_kind   text check (number_kind in ('residentId', 'creditCode', 'other')),
  number_cipher text,
  number_index  text,
  number_shown  text,
  phone_cipher  text,
  phone_index   text,
  phone_shown   text,
  address       text,
  revision      integer not null,
  created_by    uuid not null references account,
  created_at    timestamptz not null,
  changed_by    uuid not null references account,
  changed_at    timestamptz not null,
  unique (organ_id, id),
  unique (organ_id, number_index),
  check ((number_kind is null) = (number_cipher is null)),
  check ((number_cipher is null) = (number_index is null)),
  check ((phone_cipher is null) = (phone_index is null))
);
create index party_phone on party (organ_id, phone_index) where phone_index is not null;
create index party_name on party (organ_id, name text_pattern_ops);

-- Who takes part in a case, and as what. Whoever leaves stays on record with the reason.
create table case_party (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  case_id        uuid not null,
  party_id       uuid not null,
  role           text not null,
  represents     uuid references case_party,
  added_by       uuid not null references account,
  added_at       timestamptz not null,
  removed_by     uuid references account,
  removed_at     timestamptz,
  removed_reason text,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  foreign key (organ_id, party_id) references party (organ_id, id),
  check ((removed_at is null) = (removed_reason is null))
);
create unique index case_party_once on case_party (case_id, party_id, role) where removed_at is null;
create index case_party_of on case_party (party_id);

-- Each time somebody had a whole number shown, and why.
create table party_reveal (
  id       uuid primary key,
  organ_id uuid not null references organ,
  party_id uuid not null,
  case_id  uuid,
  reason   text not null,
  shown_by uuid not null references account,
  shown_at timestamptz not null,
  foreign key (organ_id, party_id) references party (organ_id, id)
);
create index party_reveal_of on party_reveal (party_id, shown_at);

-- The coded cause, where the case came from, and what makes it weigh more.
alter table enforcement_case
  add column cause_id uuid,
  add column source text check (source in ('complaint', 'inspection', 'transfer', 'superior', 'selfReport', 'other')),
  add column source_on date,
  add column source_note text,
  add column weights text[] not null default '{}',
  add foreign key (organ_id, cause_id) references cause (organ_id, id);

do $$
declare t text;
begin
  foreach t in array array['cause', 'party', 'case_party', 'party_reveal'] loop
    if t = 'party_reveal' then
      execute format('grant select, insert on %I to liuhen_app, liuhen_system', t);
      execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()', t || '_sealed', t);
      execute format('alter table %I enable always trigger %I', t, t || '_sealed');
    else
      execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
      execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
      execute format('alter table %I enable always trigger %I', t, t || '_kept');
    end if;
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
