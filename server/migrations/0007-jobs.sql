-- Queueing belongs to the table owner; the application may only add, through this door, in its own transaction.
create function enqueue_job(name text, payload json, key text) returns void language sql security definer
  set search_path = pg_catalog, public
  as $$ select graphile_worker.add_job(name, payload, job_key := key, max_attempts := 5) $$;
revoke all on function enqueue_job from public;
grant execute on function enqueue_job to liuhen_app, liuhen_system;
