-- What goes out of the house of a notice, by partner. Sent at least once; the notice's id tells a second time.
create table delivery (
  notice_id  uuid not null references notice,
  partner    text not null check (partner in ('webhook', 'mail')),
  organ_id   uuid not null references organ,
  state      text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts   integer not null default 0,
  next_at    timestamptz not null,
  last_error text,
  at         timestamptz not null,
  primary key (notice_id, partner)
);
create index delivery_waiting on delivery (partner, next_at) where state = 'waiting';

grant select, insert, update on delivery to liuhen_app, liuhen_system;
create trigger delivery_kept before delete or truncate on delivery for each statement execute function refuse_change();
alter table delivery enable always trigger delivery_kept;
alter table delivery enable row level security;
create policy own_organ on delivery to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ());
create policy whole_house on delivery to liuhen_system using (true) with check (true);
