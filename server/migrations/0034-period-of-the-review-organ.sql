-- The review organ has periods of its own (行政复议法 art. 62), shown as those of a court are.
alter table obligation drop constraint obligation_whose_check;
alter table obligation add constraint obligation_whose_check
  check (whose in ('organ', 'party', 'court', 'police', 'reviewOrgan'));
