-- A final document keeps the wording with which it was made: title and template. Whoever signs it after the house's own
-- wording was improved signs what was made final. Null for drafts, and for documents from before.
alter table document add column wording jsonb
  check (wording is null or (state <> 'draft' and wording ? 'title' and wording ? 'body'));
