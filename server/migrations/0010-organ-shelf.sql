-- The shelf of the organ that asks, for search. Row-level security would have every row of the organ read before a
-- word is looked for, because `@@` is not leakproof and so may not go before the policy into an index. The view holds
-- the same condition as the policy, as one condition among the others: the word index and the order of the list serve.
-- It shows nothing where no organ is set.
create view organ_shelf as select * from recording_shelf where organ_id = current_organ();
grant select on organ_shelf to liuhen_app;
