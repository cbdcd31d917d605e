-- What can be found by words: one row for each act, case, recording, document … , made by following the log and so
-- rebuilt at any time from its beginning. It is no record and is not sealed.
create table searchable (
  kind       text not null,
  subject_id uuid not null,
  organ_id   uuid not null references organ,
  parent_id  uuid,
  unit_id    uuid references unit,
  at         timestamptz not null,
  seen_by    uuid[],
  number     text,
  title      text not null,
  body       text not null,
  folded     text not null,
  grams      int[] not null,
  primary key (kind, subject_id)
);
comment on column searchable.parent_id is 'what is opened where the subject has no page of its own';
comment on column searchable.at is 'the time by which the newest come first';
comment on column searchable.seen_by is 'officers and accounts whose own it is; null where all who may see the kind see it';
comment on column searchable.folded is 'number, title and body as they are compared: words of a question are looked for here';
comment on column searchable.grams is 'what is in the index: pairs of signs, beginnings of words and numbers, organ, kind, day, month, unit, owners';

-- The order of the list. The words are in the one index below, with whose, of what kind and of what day a row is, so
-- that a stretch of time is read from it without the rows outside.
create index searchable_order on searchable (organ_id, kind, at desc, subject_id desc);
create index searchable_grams on searchable using gin (grams) with (gin_pending_list_limit = 1024);
-- Long texts lie apart, so that many rows are put in their order without reading them.
alter table searchable set (toast_tuple_target = 512);
-- Numbers do not compress, and statistics of them would have the planner guess where there is nothing to guess.
alter table searchable alter column grams set storage external;
alter table searchable alter column grams set statistics 0;
alter table searchable alter column folded set statistics 0;
alter table searchable alter column body set statistics 0;

-- As organ_shelf: the policy's condition among the others, so that the index of the words serves under it.
create view organ_searchable as select * from searchable where organ_id = current_organ();
grant select on organ_searchable to liuhen_app;

-- Requests read it; only the house, which follows the log, writes it.
grant select on searchable to liuhen_app;
grant select, insert, update on searchable to liuhen_system;
create trigger searchable_kept before delete or truncate on searchable for each statement execute function refuse_change();
alter table searchable enable always trigger searchable_kept;
alter table searchable enable row level security;
create policy own_organ on searchable to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on searchable to liuhen_system using (true) with check (true);
