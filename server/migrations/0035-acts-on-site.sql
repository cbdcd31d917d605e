-- What the law asks of those who take part: since when a certificate holds, who issued it, whether its holder is on the
-- official establishment, and what makes an assistant one. Certificates that were replaced stay, for acts of their time.
alter table officer add column certificate_valid_from date;
alter table officer add column certificate_issuer text;
alter table officer add column established boolean;
alter table officer add column assist_qualification text;
alter table officer add column earlier_certificates jsonb not null default '[]';
comment on column officer.established is 'on the official establishment (在编); null where it was not entered';
comment on column officer.assist_qualification is 'the qualification to assist (协助执法资格) as its paper names it';

-- Whether the act was planned, where it was, who took part as the register then had it, and why it was entered although
-- somebody may not take part.
alter table act add column planned boolean not null default false;
alter table act add column plan_note text;
alter table act add column latitude double precision check (latitude between -90 and 90);
alter table act add column longitude double precision check (longitude between -180 and 180);
alter table act add column people jsonb;
alter table act add column despite text;
alter table act add column revision integer not null default 1;
alter table act add column changed_by uuid references account;
alter table act add column changed_at timestamptz;
alter table act add constraint act_position check ((latitude is null) = (longitude is null));
comment on column act.latitude is 'WGS-84, degrees';
comment on column act.people is 'who took part, as the register had it when the act was last entered; null in acts of before';
comment on column act.despite is 'why it was entered although somebody may not take part';

-- A second of a film at which a step can be seen or heard.
alter table act_step add column media_recording uuid references recording;
alter table act_step add column media_second double precision check (media_second >= 0);
alter table act_step add constraint act_step_media check ((media_recording is null) = (media_second is null));

-- Recusal (回避) of an officer from an act or from all later acts of a case. It is raised, and decided once.
create table recusal (
  id              uuid primary key,
  organ_id        uuid not null references organ,
  case_id         uuid,
  act_id          uuid references act,
  officer_id      uuid not null references officer,
  raised_by       text not null check (raised_by in ('party', 'officer', 'ordered')),
  applicant       text,
  ground          text not null check (ground in ('relative', 'interest', 'other')),
  reason          text not null,
  raised_at       timestamptz not null,
  entered_by      uuid not null references account,
  entered_at      timestamptz not null,
  decision        text check (decision in ('granted', 'refused')),
  decided_by      uuid references account,
  decided_at      timestamptz,
  decision_reason text,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  check (num_nonnulls(case_id, act_id) = 1),
  check (num_nonnulls(decision, decided_by, decided_at) in (0, 3)),
  check (decided_at >= raised_at)
);
create unique index recusal_of_case on recusal (case_id, officer_id) where decision is distinct from 'refused' and case_id is not null;
create unique index recusal_of_act on recusal (act_id, officer_id) where decision is distinct from 'refused' and act_id is not null;

grant select, insert, update on recusal to liuhen_app, liuhen_system;
create trigger recusal_kept before delete or truncate on recusal for each statement execute function refuse_change();
alter table recusal enable always trigger recusal_kept;
-- What was raised stands as it was entered, and a decision is said once.
create function keep_recusal() returns trigger language plpgsql as $$
begin
  if old.decision is not null
    or (to_jsonb(new) - array['decision', 'decided_by', 'decided_at', 'decision_reason'])
       <> (to_jsonb(old) - array['decision', 'decided_by', 'decided_at', 'decision_reason']) then
    raise exception 'recusal %: what was raised and decided stands', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recusal_stands before update on recusal for each row execute function keep_recusal();
alter table recusal enable always trigger recusal_stands;
alter table recusal enable row level security;
create policy own_organ on recusal to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on recusal to liuhen_system using (true) with check (true);
