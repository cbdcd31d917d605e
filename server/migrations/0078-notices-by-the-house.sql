-- A notice counts as served once its period is over; where nobody said so, the house did by itself.
alter table service_receipt add column by_house boolean not null default false;
