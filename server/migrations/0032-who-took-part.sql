-- Nobody approves a list that they wrote or reviewed. Lists approved before this was asked stay as they are.
alter table matter_list add constraint matter_list_approver
  check (state <> 'approved' or not (approved_by = any(editor_ids) or approved_by = reviewed_by)) not valid;

-- An act counts its officers by what they are registered as; that stands once they are in one.
create function keep_kind_of_actors() returns trigger language plpgsql as $$
begin
  if exists (select from act where organ_id = new.organ_id and new.id = any(officer_ids)) then
    raise exception 'officer % is in an act: the kind stands', new.id
      using errcode = 'restrict_violation', constraint = 'officer_kind_stands';
  end if;
  return new;
end $$;
create trigger officer_kind_stands before update of kind on officer for each row
  when (old.kind <> new.kind) execute function keep_kind_of_actors();
alter table officer enable always trigger officer_kind_stands;
