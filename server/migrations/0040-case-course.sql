-- The act that carries the steps of a case's procedure: one for each case, made when it is filed.
create unique index act_of_procedure on act (case_id) where type = 'caseProcedure';

-- One move of a case (立案、调查终结、送审、决定 …). What a case stands at follows from its moves alone.
create table case_move (
  id          uuid primary key,
  organ_id    uuid not null references organ,
  case_id     uuid not null,
  place       integer not null,
  kind        text not null,
  from_state  text not null,
  to_state    text not null,
  at          timestamptz not null,
  detail      jsonb not null,
  step_ids    uuid[] not null,
  approval_id uuid,
  made_by     uuid not null references account,
  made_at     timestamptz not null,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  unique (case_id, place)
);
comment on column case_move.step_ids is 'the steps that it entered into acts';

-- Who has the word on a matter, one after another. An organ that has set none has its head approve.
create table approval_chain (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  matter        text not null,
  steps         jsonb not null,
  review_always boolean not null,
  revision      integer not null,
  changed_by    uuid not null references account,
  changed_at    timestamptz not null,
  unique (organ_id, matter)
);

-- Something that waits for approval, with the chain as it was then and what each said.
create table approval (
  id           uuid primary key,
  organ_id     uuid not null references organ,
  matter       text not null,
  case_id      uuid not null,
  subject_type text not null check (subject_type in ('move', 'document')),
  subject_id   uuid not null,
  title        text not null,
  content      jsonb not null,
  opinion      text not null,
  steps        jsonb not null,
  words        jsonb not null,
  state        text not null check (state in ('open', 'approved', 'returned', 'withdrawn')),
  revision     integer not null,
  requested_by uuid not null references account,
  requested_at timestamptz not null,
  changed_by   uuid not null references account,
  changed_at   timestamptz not null,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id)
);
create index approval_of_case on approval (case_id, requested_at);
create index approval_open on approval (organ_id, requested_at) where state = 'open';
create unique index approval_once on approval (case_id, matter, subject_type) where state = 'open' and subject_type = 'move' and matter not in ('measure', 'measureExtension', 'registration');

do $$
declare t text;
begin
  foreach t in array array['case_move', 'approval_chain', 'approval'] loop
    if t = 'case_move' then
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
