-- Recordings whose hints disagree and that nobody has confirmed: the list of them, and their count on the workbench.
create index shelf_conflicts on recording_shelf (organ_id, used_at desc, recording_id desc) where conflicts > 0;
