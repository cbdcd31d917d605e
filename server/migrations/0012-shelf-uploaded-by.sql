-- Who brought a recording in: officers and assistants find what they uploaded also where it names somebody else or nobody.
alter table recording_shelf add column uploaded_by uuid references account;
update recording_shelf s set uploaded_by = r.uploaded_by from recording r where r.id = s.recording_id;
alter table recording_shelf alter column uploaded_by set not null;
create index shelf_uploader on recording_shelf (organ_id, uploaded_by, used_at desc, recording_id desc);
create or replace view organ_shelf as select * from recording_shelf where organ_id = current_organ();
