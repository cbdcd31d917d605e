-- What an organ decides about its working days: single days or a year's notice, proposed by one person and decided by
-- another. Those of the installation's own organ (scope 'house') hold for all organs, which may read them.
create table calendar_change (
  id              uuid primary key,
  organ_id        uuid not null references organ,
  scope           text not null check (scope in ('house', 'organ')),
  document_no     text not null,
  title           text not null,
  source          text not null,
  content         jsonb not null,
  supersedes      uuid references calendar_change,
  state           text not null check (state in ('proposed', 'approved', 'rejected')),
  proposed_by     uuid not null references account,
  proposed_name   text not null,
  proposed_at     timestamptz not null,
  decided_by      uuid references account,
  decided_name    text,
  decided_at      timestamptz,
  decision_reason text,
  check ((state = 'proposed') = (decided_at is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by <> proposed_by)
);
create index calendar_change_organ on calendar_change (organ_id, proposed_at desc);
-- The same proposal once more, while the first still waits, is an accident.
create unique index calendar_change_waiting on calendar_change (organ_id, document_no, md5(content::text)) where state = 'proposed';
create unique index calendar_superseded_once on calendar_change (supersedes) where state = 'approved';

-- What somebody must be told, and whether they have read it.
create table notice (
  id           uuid primary key,
  organ_id     uuid not null references organ,
  account_id   uuid not null references account,
  kind         text not null,
  subject_type text not null,
  subject_id   uuid not null,
  said         jsonb not null,
  at           timestamptz not null,
  read_at      timestamptz
);
create index notice_unread on notice (account_id, at desc) where read_at is null;

-- Which notices and changes decided the days of a count, null where no calendar was asked; and the due time before the
-- last judgement that moved it. Of duties judged before this, nobody noted the calendar.
alter table obligation add column calendar_version text default 'unknown', add column previous_due_before timestamptz;
alter table obligation alter column calendar_version drop default;
create index obligation_by_calendar on obligation (organ_id, subject_id)
  where discharged_at is null and judgement = 'judged' and calendar_version is not null;

do $$
declare t text;
begin
  foreach t in array array['calendar_change', 'notice'] loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
create policy house_wide on calendar_change for select to liuhen_app using (scope = 'house');
