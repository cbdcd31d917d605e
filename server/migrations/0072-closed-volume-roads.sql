-- What hangs on a list, a service, an item or a document belongs to the case of that; an act that changes its case belongs
-- to both. A physical item may still pass from hand to hand: where it lies is no part of the volume.
create or replace function refuse_in_closed_volume() returns trigger language plpgsql as $$
declare
  row jsonb := to_jsonb(new);
  closed text;
begin
  select volume_closed(c.case_id) into closed from (
    select (row ->> 'case_id')::uuid as case_id
    union select (to_jsonb(old) ->> 'case_id')::uuid
    union select a.case_id from act a where a.id = (row ->> 'act_id')::uuid
    union select l.case_id from goods_list l where l.id = (row ->> 'list_id')::uuid
    union select s.case_id from service s where s.id = (row ->> 'service_id')::uuid
    union select i.case_id from evidence_item i where i.id = (row ->> 'item_id')::uuid
    union select coalesce(d.case_id, a.case_id) from document d left join act a on a.id = d.act_id
      where d.id = (row ->> 'document_id')::uuid
  ) c where volume_closed(c.case_id) is not null limit 1;
  if closed is not null then
    raise exception 'volume % is closed', closed using errcode = 'LV001', detail = closed;
  end if;
  return new;
end $$;

do $$
declare t text;
begin
  foreach t in array array['goods_event', 'service_receipt', 'evidence_note', 'document_version', 'document_signature'] loop
    execute format('create trigger %I before insert on %I for each row execute function refuse_in_closed_volume()', t || '_volume', t);
  end loop;
end $$;
create trigger act_change_volume before update of case_id, type, cause, party, place, unit_id, officer_ids, started_at, ended_at, filmed, circumstances, procedure
  on act for each row execute function refuse_in_closed_volume();
create trigger case_party_change_volume before update on case_party for each row execute function refuse_in_closed_volume();
create trigger document_scan_volume before insert or update on document_scan for each row execute function refuse_in_closed_volume();
