-- What would not end by itself: a batch over which nodes end, a log that was cut, a plan that waits for a store.
set role sluice_owner;
set search_path = sluice;

alter table batch
  add column losses integer not null default 0 check (losses >= 0),
  add column alone bigint;
comment on column batch.losses is 'how often in a row, since its last chunk, a node left it without a word';
comment on column batch.alone is 'offset, or position in a plan, of the item that is under way alone, or was when the node ended';
grant update (losses, alone) on batch to sluice_ingest;

-- From the cut on, a log is read as another one: its offsets stand for other records.
create table log_cut (
  topic_key     bigint primary key references source_topic,  -- what the partition is read as since
  cut_topic_key bigint not null references source_topic,     -- what it was read as before
  partition     integer not null,
  log_end       bigint not null,                             -- where the log ended when it was found
  planned_to    bigint not null,                             -- up to which it was planned before
  found_at      timestamptz not null default clock_timestamp(),
  unique (cut_topic_key, partition)
);
comment on table log_cut is 'writer: ingest. A partition whose log ended below what was planned, under the same topic id.';
grant select, insert on log_cut to sluice_ingest;
grant select on log_cut to sluice_operator, sluice_verifier;

alter table rerun_plan drop constraint rerun_plan_state_check;
alter table rerun_plan add constraint rerun_plan_state_check
  check (state in ('FROZEN', 'REFUSED', 'STARTED', 'ENDED', 'CANCELLED'));
