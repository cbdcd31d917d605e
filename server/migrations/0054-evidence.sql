-- Evidence of a case: what it is, where it comes from, what it is to prove. A film can be an item of several cases.
create table evidence_item (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  case_id        uuid not null,
  number         integer not null,
  kind           text not null check (kind in ('documentary', 'physical', 'avMaterial', 'electronicData',
                   'testimony', 'partyStatement', 'expertOpinion', 'onSceneRecord')),
  form           text not null check (form in ('recording', 'clip', 'photo', 'object', 'electronicFile', 'document')),
  title          text not null,
  recording_id   uuid references recording,
  from_seconds   integer,
  to_seconds     integer,
  document_id    uuid,
  storage_place  text,
  quantity       text,
  source         text not null,
  provided_by    text,
  officer_ids    uuid[] not null,
  obtained_at    timestamptz not null,
  place          text not null,
  proves         text not null,
  revision       integer not null,
  entered_by     uuid not null references account,
  entered_at     timestamptz not null,
  changed_by     uuid not null references account,
  changed_at     timestamptz not null,
  excluded_at    timestamptz,
  exclude_reason text,
  withdrawn_at   timestamptz,
  withdraw_reason text,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  unique (case_id, number),
  unique (organ_id, id),
  check (from_seconds < to_seconds),
  check ((form = 'clip') = (from_seconds is not null and to_seconds is not null)),
  check ((excluded_at is null) = (exclude_reason is null)),
  check ((withdrawn_at is null) = (withdraw_reason is null))
);
create index evidence_item_recording on evidence_item (recording_id) where recording_id is not null;
comment on column evidence_item.number is 'number within the case, without gaps: what is withdrawn keeps its own';
comment on column evidence_item.excluded_at is 'since when it is left out as illegally obtained';

-- The explanatory note of an item (证据说明), in versions.
create table evidence_note (
  id         uuid primary key,
  organ_id   uuid not null references organ,
  item_id    uuid not null,
  version    integer not null,
  taken_by   text not null,
  taken_at   timestamptz not null,
  place      text not null,
  method     text,
  proves     text not null,
  transcript text,
  stated_by  uuid not null references account,
  stated_at  timestamptz not null,
  foreign key (organ_id, item_id) references evidence_item (organ_id, id),
  unique (item_id, version)
);

-- An item that passes from one hand to another: the giver says so, the receiver confirms or refuses.
create table evidence_transfer (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  item_id       uuid not null,
  given_by      uuid not null references account,
  given_at      timestamptz not null,
  to_account    uuid not null references account,
  storage_place text not null,
  reason        text not null,
  answered_at   timestamptz,
  received      boolean,
  remarks       text,
  foreign key (organ_id, item_id) references evidence_item (organ_id, id),
  check ((answered_at is null) = (received is null)),
  check (given_by <> to_account)
);
create unique index evidence_transfer_open on evidence_transfer (item_id) where answered_at is null;
create index evidence_transfer_item on evidence_transfer (item_id, given_at);
create index evidence_transfer_to on evidence_transfer (to_account) where answered_at is null;

-- What was registered, sealed or detained, as its list was signed.
create table goods_list (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  case_id        uuid not null,
  act_id         uuid not null references act,
  number         integer not null,
  measure        text not null check (measure in ('advanceRegistration', 'seal', 'detain')),
  urgent         boolean not null,
  party          text not null,
  place          text not null,
  taken_at       timestamptz not null,
  approved_by    text,
  approved_at    timestamptz,
  officer_ids    uuid[] not null,
  keeper_kind    text not null check (keeper_kind in ('organ', 'party', 'thirdParty')),
  keeper         text not null,
  keeping_place  text not null,
  signed_by      text,
  refused_reason text,
  witness        text,
  items          jsonb not null,
  step_id        uuid not null,
  entered_by     uuid not null references account,
  entered_at     timestamptz not null,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  unique (case_id, number),
  unique (organ_id, id)
);
create index goods_list_organ on goods_list (organ_id, taken_at desc, id desc);
create index goods_list_act on goods_list (act_id);

-- What became of it: what is not taken back by a later row holds.
create table goods_event (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  list_id        uuid not null,
  kind           text not null check (kind in ('reported', 'extended', 'tested', 'lifted', 'disposed', 'undone')),
  at             timestamptz not null,
  until          timestamptz,
  told_at        timestamptz,
  reason         text not null,
  approved_by    text,
  approved_at    timestamptz,
  source         text check (source in ('held', 'confiscated')),
  manner         text check (manner in ('returned', 'transferred', 'confiscated', 'destroyed', 'auctioned', 'seized', 'consumed')),
  lines          jsonb,
  receiver       text,
  receipt        text,
  officer_ids    uuid[] not null,
  recording_id   uuid references recording,
  undoes         uuid unique references goods_event,
  step_id        uuid,
  entered_by     uuid not null references account,
  entered_at     timestamptz not null,
  foreign key (organ_id, list_id) references goods_list (organ_id, id),
  check ((kind = 'disposed') = (manner is not null and lines is not null and source is not null)),
  check (kind = 'undone' or undoes is null)
);
create index goods_event_list on goods_event (list_id, entered_at, id);
comment on column goods_event.undoes is 'the event that is taken back; null in a row of kind undone: the list itself';

-- Where a party wants to be served, and whether by electronic means (送达地址确认书). The newest one holds.
create table service_address (
  id             uuid primary key,
  organ_id       uuid not null references organ,
  case_id        uuid not null,
  party          text not null,
  party_id       uuid,
  address        text not null,
  receiver       text,
  phone          text,
  consents       boolean not null,
  channel        text,
  account        text,
  signed_at      timestamptz not null,
  recording_id   uuid references recording,
  stated_by      uuid not null references account,
  stated_at      timestamptz not null,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  check (not consents or (channel is not null and account is not null))
);
create index service_address_case on service_address (case_id, stated_at);

-- One attempt to serve something on somebody.
create table service (
  id              uuid primary key,
  organ_id        uuid not null references organ,
  case_id         uuid not null,
  act_id          uuid references act,
  number          integer not null,
  subject         text not null check (subject in ('decision', 'hearingRights', 'hearingNotice', 'freezing', 'demand', 'other')),
  document        text not null,
  document_id     uuid,
  document_made_at timestamptz not null,
  party           text not null,
  party_id        uuid,
  manner          text not null check (manner in ('direct', 'retained', 'electronic', 'postal', 'entrusted', 'transferred', 'publicNotice')),
  at              timestamptz not null,
  place           text not null,
  officer_ids     uuid[] not null,
  witnesses       text[] not null,
  recording_ids   uuid[] not null,
  carrier         text,
  reason          text,
  address_id      uuid references service_address,
  step_id         uuid,
  entered_by      uuid not null references account,
  entered_at      timestamptz not null,
  foreign key (organ_id, case_id) references enforcement_case (organ_id, id),
  unique (case_id, number),
  unique (organ_id, id)
);
comment on column service.carrier is 'who carries it or what it can be traced by: postal number, organ or unit asked, system, place of the notice';
comment on column service.step_id is 'the step of an act that the posting of a notice entered';

-- How it ended. A later row replaces an earlier one.
create table service_receipt (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  service_id    uuid not null,
  outcome       text not null check (outcome in ('signed', 'left', 'arrived', 'deemed', 'refused', 'absent', 'returned', 'withdrawn')),
  at            timestamptz not null,
  receiver      text,
  relation      text,
  note          text,
  served_at     timestamptz,
  replaces      uuid unique references service_receipt,
  step_id       uuid,
  entered_by    uuid not null references account,
  entered_at    timestamptz not null,
  foreign key (organ_id, service_id) references service (organ_id, id)
);
create unique index service_receipt_first on service_receipt (service_id) where replaces is null;
comment on column service_receipt.served_at is 'when it counts as served; null where it does not';

do $$
declare t text;
begin
  foreach t in array array['evidence_item', 'evidence_transfer'] loop
    execute format('grant select, insert, update on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()', t || '_kept', t);
    execute format('alter table %I enable always trigger %I', t, t || '_kept');
  end loop;
  foreach t in array array['evidence_note', 'goods_list', 'goods_event', 'service_address', 'service', 'service_receipt'] loop
    execute format('grant select, insert on %I to liuhen_app, liuhen_system', t);
    execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()', t || '_sealed', t);
    execute format('alter table %I enable always trigger %I', t, t || '_sealed');
  end loop;
  foreach t in array array['evidence_item', 'evidence_note', 'evidence_transfer', 'goods_list', 'goods_event', 'service_address', 'service', 'service_receipt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organ on %I to liuhen_app using (organ_id = current_organ()) with check (organ_id = current_organ())', t);
    execute format('create policy whole_house on %I to liuhen_system using (true) with check (true)', t);
  end loop;
end $$;
