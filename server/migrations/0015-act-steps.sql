-- What the law asks of an act beside its kind, and the steps that people enter about it.
alter table act add column circumstances text[] not null default '{}';
alter table act add column procedure text check (procedure in ('summary', 'ordinary'));

-- One statement about an act. A correction or withdrawal is a further row that names the one it replaces; no row is
-- replaced twice, so of two people who correct one statement at once one is told that the other was first.
create table act_step (
  id        uuid primary key,
  organ_id  uuid not null references organ,
  act_id    uuid not null references act,
  kind      text not null,
  at        timestamptz not null,
  until     timestamptz,
  detail    jsonb not null,
  replaces  uuid unique references act_step,
  withdrawn boolean not null,
  reason    text,
  stated_by uuid not null references account,
  stated_at timestamptz not null,
  check (until >= at),
  check ((replaces is null) = (reason is null)),
  check (not withdrawn or replaces is not null)
);
create index act_step_act on act_step (act_id, stated_at, id);
comment on column act_step.reason is 'why a statement was corrected or withdrawn';

grant select, insert on act_step to liuhen_app, liuhen_system;
create trigger act_step_sealed before update or delete or truncate on act_step for each statement execute function refuse_change();
alter table act_step enable always trigger act_step_sealed;
alter table act_step enable row level security;
create policy own_organ on act_step to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on act_step to liuhen_system using (true) with check (true);
