-- What serving, evidence and goods name of the house is in the house, and of the same organ. Rows that were entered before
-- there was anything to choose from are left as they are.
alter table approval add unique (organ_id, id);
alter table service add foreign key (organ_id, document_id) references document (organ_id, id) not valid;
alter table service add foreign key (organ_id, party_id) references party (organ_id, id) not valid;
alter table service_address add foreign key (organ_id, party_id) references party (organ_id, id) not valid;
alter table evidence_item add foreign key (organ_id, document_id) references document (organ_id, id) not valid;
alter table goods_list add column party_id uuid, add column approval_id uuid;
alter table goods_list add foreign key (organ_id, party_id) references party (organ_id, id);
alter table goods_list add foreign key (organ_id, approval_id) references approval (organ_id, id);
alter table goods_event add column approval_id uuid;
alter table goods_event add foreign key (organ_id, approval_id) references approval (organ_id, id);
