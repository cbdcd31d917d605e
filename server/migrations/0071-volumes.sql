-- Last number of a volume given in an organ and year, as case_number.
create table volume_number (
  organ_id uuid not null references organ,
  year     integer not null,
  last     integer not null,
  primary key (organ_id, year)
);

-- A case filed as a volume (案卷). Each closing is a row; after the case was taken up anew it is filed again.
create table case_volume (
  id        uuid primary key,
  organ_id  uuid not null references organ,
  case_id   uuid not null,
  version   integer not null,
  number    text not null,
  -- Cover, catalogue, what was told: as they then were, with the digests of the files.
  content   jsonb not null,
  digest    text not null,
  note      text not null,
  filed_by  uuid not null references account,
  closed_at timestamptz not null,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  unique (case_id, version),
  unique (organ_id, number, version)
);

-- That somebody else checked it (检查人).
create table volume_check (
  id         uuid primary key,
  organ_id   uuid not null references organ,
  volume_id  uuid not null unique references case_volume,
  remarks    text not null,
  checked_by uuid not null references account,
  checked_at timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['volume_number', 'case_volume', 'volume_check'] loop
    if t = 'volume_number' then
      execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
      execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
      execute format('alter table %I enable always trigger %I', t, t || '_kept');
    else
      execute format('grant select, insert on %I to liuhen_app, liuhen_system', t);
      execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()', t || '_sealed', t);
      execute format('alter table %I enable always trigger %I', t, t || '_sealed');
    end if;
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;

-- Nothing is added to a volume that is closed, by whatever road: first the case is taken up anew.
create function volume_closed(one uuid) returns text language sql stable
  as $$ select v.number from case_volume v where v.case_id = one
        and not exists (select from case_move m where m.case_id = one and m.kind = 'reopen' and m.made_at > v.closed_at)
        order by v.version desc limit 1 $$;

create function refuse_in_closed_volume() returns trigger language plpgsql as $$
declare
  row jsonb := to_jsonb(new);
  closed text;
begin
  closed := volume_closed(coalesce((row ->> 'case_id')::uuid,
    (select case_id from act where id = (row ->> 'act_id')::uuid)));
  if closed is not null then
    raise exception 'volume % is closed', closed using errcode = 'LV001', detail = closed;
  end if;
  return new;
end $$;

do $$
declare t text;
begin
  foreach t in array array['act', 'act_step', 'evidence', 'case_item', 'case_party', 'evidence_item', 'goods_list', 'service', 'service_address'] loop
    execute format('create trigger %I before insert on %I for each row execute function refuse_in_closed_volume()', t || '_volume', t);
  end loop;
end $$;
-- Documents of a case whose volume is closed stay as they are.
create trigger document_volume before insert or update on document for each row execute function refuse_in_closed_volume();
create trigger evidence_item_change_volume before update on evidence_item for each row execute function refuse_in_closed_volume();
create trigger evidence_change_volume before update on evidence for each row execute function refuse_in_closed_volume();
