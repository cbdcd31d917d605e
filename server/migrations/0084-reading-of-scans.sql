-- Text is read off scanned pages by a job: how far that is. Null for pages that were attached before.
alter table document_scan add column reading text
  check (reading in ('waiting', 'read', 'failed', 'noTool'));
create index document_scan_unread on document_scan (id) where reading in ('waiting', 'noTool');

-- Reading a page that lies in a closed volume adds nothing to it.
drop trigger document_scan_volume on document_scan;
create trigger document_scan_volume before insert or update of document_id, page, matched, fits, case_id, sha256 on document_scan
  for each row execute function refuse_in_closed_volume();
