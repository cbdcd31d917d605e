-- Nobody approves a list that they wrote or reviewed. Lists approved before this was asked stay as they are.
alter table matter_list add constraint matter_list_approver
  check (state <> 'approved' or not (approved_by = any(editor_ids) or approved_by = reviewed_by)) not valid;
