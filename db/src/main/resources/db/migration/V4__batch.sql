-- Spring Batch 6.0.4's own tables (org/springframework/batch/core/schema-postgresql.sql), unchanged but for the schema.
-- Writer: ingest, through Spring Batch's job repository. They hold offsets, counts and codes: messages are scrubbed.
set role sluice_owner;
set search_path = batch;

CREATE TABLE BATCH_JOB_INSTANCE (
  JOB_INSTANCE_ID BIGINT  NOT NULL PRIMARY KEY,
  VERSION BIGINT,
  JOB_NAME VARCHAR(100) NOT NULL,
  JOB_KEY VARCHAR(32) NOT NULL,
  constraint JOB_INST_UN unique (JOB_NAME, JOB_KEY)
) ;

CREATE TABLE BATCH_JOB_EXECUTION (
  JOB_EXECUTION_ID BIGINT  NOT NULL PRIMARY KEY,
  VERSION BIGINT,
  JOB_INSTANCE_ID BIGINT NOT NULL,
  CREATE_TIME TIMESTAMP NOT NULL,
  START_TIME TIMESTAMP DEFAULT NULL,
  END_TIME TIMESTAMP DEFAULT NULL,
  STATUS VARCHAR(10),
  EXIT_CODE VARCHAR(2500),
  EXIT_MESSAGE VARCHAR(2500),
  LAST_UPDATED TIMESTAMP,
  constraint JOB_INST_EXEC_FK foreign key (JOB_INSTANCE_ID)
  references BATCH_JOB_INSTANCE(JOB_INSTANCE_ID)
) ;

CREATE TABLE BATCH_JOB_EXECUTION_PARAMS (
  JOB_EXECUTION_ID BIGINT NOT NULL,
  PARAMETER_NAME VARCHAR(100) NOT NULL,
  PARAMETER_TYPE VARCHAR(100) NOT NULL,
  PARAMETER_VALUE VARCHAR(2500),
  IDENTIFYING CHAR(1) NOT NULL,
  constraint JOB_EXEC_PARAMS_FK foreign key (JOB_EXECUTION_ID)
  references BATCH_JOB_EXECUTION(JOB_EXECUTION_ID)
) ;

CREATE TABLE BATCH_STEP_EXECUTION (
  STEP_EXECUTION_ID BIGINT  NOT NULL PRIMARY KEY,
  VERSION BIGINT NOT NULL,
  STEP_NAME VARCHAR(100) NOT NULL,
  JOB_EXECUTION_ID BIGINT NOT NULL,
  CREATE_TIME TIMESTAMP NOT NULL,
  START_TIME TIMESTAMP DEFAULT NULL,
  END_TIME TIMESTAMP DEFAULT NULL,
  STATUS VARCHAR(10),
  COMMIT_COUNT BIGINT,
  READ_COUNT BIGINT,
  FILTER_COUNT BIGINT,
  WRITE_COUNT BIGINT,
  READ_SKIP_COUNT BIGINT,
  WRITE_SKIP_COUNT BIGINT,
  PROCESS_SKIP_COUNT BIGINT,
  ROLLBACK_COUNT BIGINT,
  EXIT_CODE VARCHAR(2500),
  EXIT_MESSAGE VARCHAR(2500),
  LAST_UPDATED TIMESTAMP,
  constraint JOB_EXEC_STEP_FK foreign key (JOB_EXECUTION_ID)
  references BATCH_JOB_EXECUTION(JOB_EXECUTION_ID)
) ;

CREATE TABLE BATCH_STEP_EXECUTION_CONTEXT (
  STEP_EXECUTION_ID BIGINT NOT NULL PRIMARY KEY,
  SHORT_CONTEXT VARCHAR(2500) NOT NULL,
  SERIALIZED_CONTEXT TEXT,
  constraint STEP_EXEC_CTX_FK foreign key (STEP_EXECUTION_ID)
  references BATCH_STEP_EXECUTION(STEP_EXECUTION_ID)
) ;

CREATE TABLE BATCH_JOB_EXECUTION_CONTEXT (
  JOB_EXECUTION_ID BIGINT NOT NULL PRIMARY KEY,
  SHORT_CONTEXT VARCHAR(2500) NOT NULL,
  SERIALIZED_CONTEXT TEXT,
  constraint JOB_EXEC_CTX_FK foreign key (JOB_EXECUTION_ID)
  references BATCH_JOB_EXECUTION(JOB_EXECUTION_ID)
) ;

CREATE SEQUENCE BATCH_STEP_EXECUTION_SEQ MAXVALUE 9223372036854775807 NO CYCLE;
CREATE SEQUENCE BATCH_JOB_EXECUTION_SEQ MAXVALUE 9223372036854775807 NO CYCLE;
CREATE SEQUENCE BATCH_JOB_INSTANCE_SEQ MAXVALUE 9223372036854775807 NO CYCLE;

create index batch_job_execution_instance on batch_job_execution (job_instance_id);
create index batch_step_execution_job on batch_step_execution (job_execution_id);
create index batch_job_execution_params_job on batch_job_execution_params (job_execution_id);

-- A result that comes back as a new document is recognised by what it says, whoever publishes it (promise 6).
create table sluice.result_lookup (
  result_id     uuid primary key references sluice.result,
  document_id   uuid not null references sluice.document,
  lookup_digest bytea not null,                      -- HMAC under LOOKUP of the result's bytes
  text_digest   bytea not null                       -- and of its text, however it is set
);
comment on table sluice.result_lookup is 'writer: ingest.';
create index result_lookup_digest on sluice.result_lookup (lookup_digest);
create index result_lookup_text on sluice.result_lookup (text_digest);

-- Where a node's recovery, the redispatch and the rerun plans look.
create index result_created on sluice.result (created_at);
create index batch_run on sluice.batch (run) where run <> '0';
create index quarantine_batch on sluice.quarantine (batch_id);

-- What an attempt is held to for as long as it is open, whatever is decided about it later.
alter table sluice.attempt
  add column min_sensitivity text not null default 'NONE',  -- it counts with at least this: its document's, raised by its origin
  add column keep_inside boolean not null default false;    -- a rerun of what was not let out before: it never goes outside

-- A message that Kafka will never take stands here for an operator, and holds up nothing behind it.
alter table sluice.outbox add column failed_reason text;

-- The route that a document had before it is run again, by one of its attempts. Only what this says is EXTERNAL may go
-- outside in a rerun: the newest decision cleared it, and the attempt was not itself a rerun that had to stay inside.
-- An attempt that failed on its way out may so be repeated, unless a call of it has no known outcome: somebody may have
-- the text, and showing it again is newly going out. One withheld as NEWLY_OUT stays inside, in every later rerun
-- too. That an earlier attempt went outside does not count: what was found or decided since is stricter.
create function sluice.route_before(document uuid, attempt_number integer) returns text
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select case when n.route = 'EXTERNAL'
               and (a.keep_inside or not n.cleared
                    or exists (select from dispatch x
                                where x.document_id = document and x.attempt = attempt_number
                                  and x.pool = 'EXTERNAL' and x.state in ('INTENT', 'UNKNOWN')))
              then 'WITHHELD' else n.route end
    from attempt a
    join decision n on n.document_id = a.document_id and n.attempt = a.attempt
   where a.document_id = document and a.attempt = attempt_number
   order by n.decided_at desc, n.decision_id desc limit 1
$$;
revoke all on function sluice.route_before(uuid, integer) from public;
grant execute on function sluice.route_before(uuid, integer) to sluice_ingest;
grant update (failed_reason) on sluice.outbox to sluice_ingest;

grant usage on schema batch to sluice_ingest;
grant select, insert, update, delete on all tables in schema batch to sluice_ingest;
grant usage, select on all sequences in schema batch to sluice_ingest;
grant select, insert on sluice.result_lookup to sluice_ingest;
grant select on sluice.result_lookup to sluice_operator;

reset search_path;
reset role;
