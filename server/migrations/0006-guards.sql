-- Two roles share each connection: liuhen_app sees one organ, liuhen_system (jobs, sequencer, doctor) sees all.
-- Neither owns a table, so neither can lift the guards below.
do $$
begin
  if not exists (select from pg_roles where rolname = 'liuhen_app') then create role liuhen_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'liuhen_system') then create role liuhen_system nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
grant liuhen_app to current_user;
grant liuhen_system to current_user;
grant usage on schema public to liuhen_app, liuhen_system;

create function current_organ() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('liuhen.organ', true), '')::uuid $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'sealed table %: % is refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

do $$
declare
  t text;
  insert_only text[] := array['custody_entry', 'custody_payload', 'custody_leaf', 'custody_node', 'custody_checkpoint',
    'recording', 'attribution', 'handover', 'return_claim', 'sign_in_attempt'];
  changeable text[] := array['custody_cursor', 'organ', 'unit', 'officer', 'account', 'account_secret', 'session',
    'session_token', 'device_model', 'device', 'upload', 'derivative', 'derivative_progress', 'recording_shelf',
    'act', 'act_number', 'act_search', 'evidence', 'obligation'];
begin
  foreach t in array insert_only loop
    execute format('grant select, insert on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()', t || '_sealed', t);
    execute format('alter table %I enable always trigger %I', t, t || '_sealed');
  end loop;
  foreach t in array changeable loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
  end loop;
end $$;
grant select, insert, delete on custody_pending to liuhen_app, liuhen_system;

-- Row-level security: an organ's rows are visible to that organ only, whatever a query forgets. No organ set: nothing.
do $$
declare t text;
begin
  for t in
    select c.table_name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'organ_id' and c.table_name <> 'custody_entry'
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
alter table organ enable row level security;
create policy own_organ on organ to liuhen_app using (id = current_organ()) with check (false);
create policy whole_house on organ to liuhen_system using (true) with check (true);
alter table sign_in_attempt enable row level security;
create policy whole_house on sign_in_attempt to liuhen_system using (true) with check (true);
-- An administrator who unlocks an account notes it there, and can read nothing.
create policy note_only on sign_in_attempt for insert to liuhen_app with check (true);

-- Entries hold no personal content, but whose acts they record is nobody else's business.
alter table custody_entry enable row level security;
create policy own_organ on custody_entry to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on custody_entry to liuhen_system using (true) with check (true);
