-- An organ's list of matters to be filmed, in versions. One is worked on at a time; a version holds from its day until
-- the day before the next one's, so that no two can overlap and nothing has to be changed in the former.
create table matter_list (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  kind           text not null check (kind in ('avMatters', 'fullProcess')),
  state          text not null check (state in ('draft', 'review', 'approval', 'approved', 'withdrawn')),
  version        integer,
  revision       integer not null,
  title          text not null,
  matters        jsonb not null,
  publish        boolean not null,
  effective_from date,
  drafted_by     uuid not null references account,
  drafted_at     timestamptz not null,
  editor_ids     uuid[] not null,
  changed_by     uuid not null references account,
  changed_at     timestamptz not null,
  submitted_by   uuid references account,
  submitted_at   timestamptz,
  reviewed_by    uuid references account,
  reviewed_at    timestamptz,
  approved_by    uuid references account,
  approved_at    timestamptz,
  withdrawn_by   uuid references account,
  withdrawn_at   timestamptz,
  remarks        text,
  unique (organ_id, version),
  check ((approved_at is null) = (version is null)),
  check (state <> 'approved' or (version is not null and effective_from is not null and reviewed_at is not null)),
  check (state in ('draft', 'withdrawn') or not reviewed_by = any(editor_ids))
);
create unique index matter_list_open on matter_list (organ_id) where state in ('draft', 'review', 'approval');
create unique index matter_list_day on matter_list (organ_id, effective_from) where state = 'approved';

grant select, insert, update on matter_list to liuhen_app, liuhen_system;
create trigger matter_list_kept before delete or truncate on matter_list for each statement execute function refuse_change();
alter table matter_list enable always trigger matter_list_kept;
alter table matter_list enable row level security;
create policy own_organ on matter_list to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on matter_list to liuhen_system using (true) with check (true);
