-- A case (案件): what several acts serve. Its number is the system's; the organ's own file number stands beside it.
create table enforcement_case (
  id          uuid primary key,
  organ_id    uuid not null references organ,
  number      text not null,
  own_number  text,
  cause       text not null,
  party       text,
  unit_id     uuid not null references unit,
  officer_ids uuid[] not null,
  procedure   text not null check (procedure in ('summary', 'ordinary')),
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  created_by  uuid not null references account,
  created_at  timestamptz not null,
  -- Counts the changes, so that of two people who change at once the second is told what the first did.
  revision    integer not null,
  changed_by  uuid not null references account,
  changed_at  timestamptz not null,
  unique (organ_id, number),
  unique (organ_id, own_number),
  unique (organ_id, id),
  check (closed_at >= opened_at)
);
create index enforcement_case_organ on enforcement_case (organ_id, opened_at desc, id desc);
comment on column enforcement_case.own_number is 'number under which the organ itself files the case';

-- Last number given in an organ and year, as act_number.
create table case_number (
  organ_id uuid not null references organ,
  year     integer not null,
  last     integer not null,
  primary key (organ_id, year)
);

create table case_search (
  case_id  uuid primary key references enforcement_case,
  organ_id uuid not null references organ,
  search   tsvector not null
);
create index case_search_words on case_search using gin (search);

-- Both columns: an act serves a case of its own organ only, whoever writes the row.
alter table act add column case_id uuid;
alter table act add constraint act_case foreign key (organ_id, case_id) references enforcement_case (organ_id, id);
create index act_of_case on act (case_id) where case_id is not null;

do $$
declare t text;
begin
  foreach t in array array['enforcement_case', 'case_number', 'case_search'] loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
