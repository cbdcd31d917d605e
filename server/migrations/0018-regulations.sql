-- Texts of regulations that organs import, in versions. The file itself lies beside its row, which seals its digest.
create table regulation_text (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  pack_id       text not null,
  version       integer not null check (version > 0),
  file_name     text not null,
  format        text not null check (format in ('text', 'docx')),
  encoding      text,
  size          integer not null check (size between 1 and 1048576),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  parsed        jsonb not null,
  imported_by   uuid not null references account,
  imported_name text not null,
  imported_at   timestamptz not null,
  unique (organ_id, pack_id, version)
);

create table regulation_file (
  text_id  uuid primary key references regulation_text,
  organ_id uuid not null references organ,
  bytes    bytea not null
);

do $$
declare t text;
begin
  foreach t in array array['regulation_text', 'regulation_file'] loop
    execute format('grant select, insert on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()', t || '_sealed', t);
    execute format('alter table %I enable always trigger %I', t, t || '_sealed');
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
