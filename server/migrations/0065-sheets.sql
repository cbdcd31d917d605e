-- Lists that left the house as sheets: who had which rows written out, and how many. Begun before the first byte goes out.
create table sheet_export (
  id        uuid primary key,
  organ_id  uuid not null references organ,
  list      text not null,
  filter    jsonb not null,
  format    text not null check (format in ('xlsx', 'csv')),
  language  text not null check (language in ('zh', 'en')),
  by        uuid not null references account,
  at        timestamptz not null,
  -- Null while it is being written, and for ever when the server stopped meanwhile.
  ended_at  timestamptz,
  rows      integer,
  sha256    text,
  complete  boolean,
  check ((ended_at is null) = (rows is null) and (ended_at is null) = (complete is null)),
  check (complete is distinct from true or sha256 is not null)
);
create index sheet_export_organ on sheet_export (organ_id, at desc);

-- Files from which people or cases are imported, each as a whole or not at all. The bytes lie in the vault.
create table sheet_import (
  id         uuid primary key,
  organ_id   uuid not null references organ,
  kind       text not null check (kind in ('people', 'cases')),
  file_name  text not null,
  sha256     text not null,
  size       bigint not null,
  mapping    jsonb not null,
  rows       integer not null,
  state      text not null check (state in ('waiting', 'done', 'refused')),
  -- What was made, by kind; null until it is done.
  made       jsonb,
  -- The faulty cells of a file that was refused when its turn came.
  faults     jsonb,
  started_by uuid not null references account,
  started_at timestamptz not null,
  ended_at   timestamptz,
  check ((state = 'waiting') = (ended_at is null)),
  check ((state = 'done') = (made is not null)),
  check ((state = 'refused') = (faults is not null))
);
-- The same file is not imported twice, also when it comes twice at once.
create unique index sheet_import_once on sheet_import (organ_id, kind, sha256) where state <> 'refused';
create index sheet_import_organ on sheet_import (organ_id, started_at desc);

-- How far an import is; no record, so it is not sealed.
create table sheet_import_progress (
  import_id uuid primary key references sheet_import,
  organ_id  uuid not null references organ,
  done      integer not null
);

do $$
declare t text;
begin
  foreach t in array array['sheet_export', 'sheet_import', 'sheet_import_progress'] loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
