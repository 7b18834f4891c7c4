-- A message in quarantine can be run again once its cause is mended. The message, the row of its offset and why it was set
-- aside first stay as they are; each time it is run again appends what became of it.
set role sluice_owner;
set search_path = sluice;

-- A plan over messages of quarantine has a batch for each range that they came in, and no one batch of its own.
alter table rerun_plan alter column batch_id drop not null;

create table rerun_message (
  plan_id       uuid not null references rerun_plan,
  position      integer not null,
  quarantine_id uuid not null references quarantine,
  primary key (plan_id, position),
  unique (plan_id, quarantine_id)
);
comment on table rerun_message is 'writer: ingest. The frozen list of messages of quarantine that are run again.';

create table quarantine_outcome (
  quarantine_id uuid not null references quarantine,
  batch_id      uuid not null references batch,      -- the run that made it
  outcome       text not null check (outcome in ('DOCUMENT', 'DUPLICATE', 'CONFLICT', 'QUARANTINED')),
  reason        text,                                -- why it stays
  document_id   uuid references document,
  recorded_at   timestamptz not null default clock_timestamp(),
  primary key (quarantine_id, batch_id)
);
comment on table quarantine_outcome is 'writer: ingest. What became of a message of quarantine each time it was run again.';
-- It becomes a document once, whoever runs it again at the same time.
create unique index quarantine_taken on quarantine_outcome (quarantine_id) where outcome in ('DOCUMENT', 'DUPLICATE');
create index quarantine_outcome_batch on quarantine_outcome (batch_id);

-- Messages of quarantine as they stand: OPEN with the newest reason, or TAKEN as a document.
create view quarantined as
select q.quarantine_id, q.topic_key, s.name as topic, q.partition, q.record_offset, q.batch_id,
       case when t.quarantine_id is null then 'OPEN' else 'TAKEN' end as state,
       coalesce((select o.reason from quarantine_outcome o
                  where o.quarantine_id = q.quarantine_id and o.reason is not null
                  order by o.recorded_at desc limit 1), q.reason) as reason,
       q.reason as first_reason,
       (select count(*) from quarantine_outcome o where o.quarantine_id = q.quarantine_id) as reruns,
       t.document_id, q.received_at,
       (select max(o.recorded_at) from quarantine_outcome o where o.quarantine_id = q.quarantine_id) as rerun_at
  from quarantine q
  join source_topic s on s.topic_key = q.topic_key
  left join quarantine_outcome t on t.quarantine_id = q.quarantine_id and t.outcome in ('DOCUMENT', 'DUPLICATE');

grant select, insert on rerun_message, quarantine_outcome to sluice_ingest;
grant select on quarantined to sluice_ingest, sluice_operator;
grant select on rerun_message, quarantine_outcome to sluice_operator;
