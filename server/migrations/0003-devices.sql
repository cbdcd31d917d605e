create table device_model (
  id            uuid primary key,
  organ_id      uuid not null references organ,
  name          text not null,
  maker         text not null,
  name_patterns text[] not null,
  unique (organ_id, name)
);

create table device (
  id                   uuid primary key,
  organ_id             uuid not null references organ,
  device_no            text not null,
  model_id             uuid not null references device_model,
  unit_id              uuid not null references unit,
  holder_id            uuid references officer,
  clock_offset_seconds integer not null default 0,
  in_use               boolean not null default true,
  unique (organ_id, device_no)
);
comment on column device.clock_offset_seconds is 'device clock minus true time';
