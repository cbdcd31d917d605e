-- Why a duty was missed, as somebody explains it, and what those who decide said one after the other. An explanation
-- that was refused or withdrawn stays; another one is a further version.
create table excuse (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  obligation_id uuid not null references obligation,
  version       integer not null,
  kind          text not null check (kind in ('continuous', 'offsite', 'remote', 'other')),
  ground        text not null,
  note          text,
  recording_ids uuid[] not null,
  -- Offices that decide, in their order, as the law of the day named them when the explanation was given.
  steps         text[] not null check (cardinality(steps) > 0),
  decisions     jsonb not null default '[]',
  state         text not null check (state in ('stated', 'accepted', 'refused', 'withdrawn')),
  -- Role that decides next; null once nothing is left to decide.
  awaits        text,
  stated_by     uuid not null references account,
  stated_at     timestamptz not null,
  settled_at    timestamptz,
  unique (obligation_id, version),
  check (cardinality(recording_ids) > 0 or length(note) >= 10),
  check (jsonb_array_length(decisions) <= cardinality(steps)),
  check ((state = 'stated') = (awaits is not null)),
  check ((state = 'stated') = (settled_at is null))
);
-- One explanation of a duty at a time: it waits, or it was accepted.
create unique index excuse_standing on excuse (obligation_id) where state in ('stated', 'accepted');
create index excuse_waiting on excuse (organ_id, awaits, stated_at) where awaits is not null;

do $$
declare t text;
begin
  foreach t in array array['excuse'] loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
