-- Who was told of a duty that comes due, and how far ahead. A lead in hours before the due time; 0 when it passed; below 0
-- the organ's heads, so long after. Whoever was told for one due time is not told again for it; a moved one counts anew.
create table reminder (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  obligation_id uuid not null references obligation,
  -- Null: there was nobody to tell.
  account_id    uuid references account,
  notice_id     uuid references notice,
  lead          integer not null,
  due_before    timestamptz not null,
  at            timestamptz not null,
  unique nulls not distinct (obligation_id, account_id, lead, due_before),
  check ((account_id is null) = (notice_id is null))
);
create index obligation_coming on obligation (due_before)
  where discharged_at is null and judgement = 'judged' and whose = 'organ' and duty <> 'keeping' and not excused;

do $$
declare t text;
begin
  foreach t in array array['reminder'] loop
    execute format('grant select, insert on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()', t || '_sealed', t);
    execute format('alter table %I enable always trigger %I', t, t || '_sealed');
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
