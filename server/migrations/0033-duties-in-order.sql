-- The list of duties in its order, whatever their state: done ones outnumber the open, which have an index of their own.
create index obligation_in_order on obligation (organ_id, due_before, id) where judgement <> 'withdrawn';
-- The same of those done late, which are few among the done.
create index obligation_late_in_order on obligation (organ_id, due_before, id)
  where judgement = 'judged' and discharged_at >= due_before;
