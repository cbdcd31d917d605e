-- What only the sequencer, the followers and the check write is theirs alone: a request appends entries, in its own
-- organ, and otherwise only reads the log. See docs/decisions/0007.
revoke insert on custody_leaf, custody_node, custody_checkpoint, log_key, verification from liuhen_app;
revoke all on custody_cursor from liuhen_app;
revoke delete on custody_pending from liuhen_app;
