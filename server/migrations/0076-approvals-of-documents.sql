-- An organ may have the documents of a matter approved before they are final. Nothing is asked for twice at once.
alter table approval_chain add column documents_first boolean not null default false;
create unique index approval_of_document on approval (subject_id) where state = 'open' and subject_type = 'document';
create index approval_of_subject on approval (subject_id, requested_at) where subject_type = 'document';
