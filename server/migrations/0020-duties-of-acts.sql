-- A duty is told by its rule, and by a key where one rule binds an act several times (a period that began twice).
alter table obligation drop constraint obligation_duty_check;
alter table obligation drop constraint obligation_tier_check;
alter table obligation drop constraint obligation_judgement_check;
alter table obligation add constraint obligation_tier_check check (tier in ('local', 'parent', 'national'));
alter table obligation add constraint obligation_judgement_check
  check (judgement in ('judged', 'undetermined', 'noPackInForce', 'notApplicable', 'withdrawn'));
alter table obligation add column key text not null default '';
-- What is owed in words; null where the rule's own name says it.
alter table obligation add column what jsonb;
-- References that bear on the duty beside the one it rests on.
alter table obligation add column also jsonb not null default '[]';
-- Before this nothing is owed yet.
alter table obligation add column opens_at timestamptz;
alter table obligation add column parts jsonb not null default '[]';
-- Whose the duty is: a party's period is shown, never reproached to the organ.
alter table obligation add column whose text not null default 'organ' check (whose in ('organ', 'party', 'court', 'police'));
alter table obligation add column excused boolean not null default false;
-- SHA-256 over the judgement, so that judging again compares without reading it.
alter table obligation add column digest text;
do $$
declare c text;
begin
  select conname into c from pg_constraint
    where conrelid = 'obligation'::regclass and contype = 'u';
  execute format('alter table obligation drop constraint %I', c);
end $$;
alter table obligation add constraint obligation_once unique (subject_type, subject_id, duty, key, tier);
drop index obligation_open;
create index obligation_open on obligation (organ_id, due_before, id) where discharged_at is null and judgement = 'judged';
create index obligation_articles on obligation (organ_id, (citation->>'article')) where judgement <> 'withdrawn';
create index obligation_fingerprint on obligation (pack_fingerprint);
