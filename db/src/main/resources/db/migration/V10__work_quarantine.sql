-- What comes on a work topic and no worker can work on: no work item, or one whose clearance opens nothing. It is set aside
-- with its place and a reason, so that an operator sees it. Its bytes are not kept: what is ours holds ids and a clearance,
-- and what is not ours stays in the topic as long as that keeps it.
set role sluice_owner;
set search_path = sluice;

create table work_quarantine (
  quarantine_id uuid primary key,
  pool          text not null check (pool in ('SOVEREIGN', 'EXTERNAL')),
  topic         text not null,
  partition     integer not null,
  record_offset bigint not null,
  written_ms    bigint not null,                     -- the record's own time: with its place, a second delivery is the same row
  bytes         bigint not null,                     -- -1: a record without a value
  reason        text not null,
  received_at   timestamptz not null default clock_timestamp(),
  unique (pool, topic, partition, record_offset, written_ms)
);
comment on table work_quarantine is 'writer: inference-workers. Records of work topics that nobody can work on; never their content.';

create function check_worker_quarantine() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  if new.pool <> worker_pool() or new.reason !~ '^[A-Z][A-Z0-9_]{0,79}$' or new.topic !~ '^[A-Za-z0-9._-]{1,249}$' then
    raise exception 'a worker sets aside what came on a topic of its pool, for a reason that is a code'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger worker_quarantine before insert on work_quarantine for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign')) execute function check_worker_quarantine();

-- The quarantine topic is told: byte for byte what the table says, as with the ends of documents.
create function check_worker_quarantine_message() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  aside work_quarantine%rowtype;
  head jsonb;
begin
  select * into aside from work_quarantine q where q.quarantine_id = new.message_key::uuid and q.pool = worker_pool();
  head := jsonb_build_object(
    'ce_specversion', '1.0', 'ce_id', aside.quarantine_id, 'ce_source', 'urn:sluice',
    'ce_type', 'dev.sluice.document.ended.v1', 'ce_subject', aside.quarantine_id, 'content-type', 'application/json');
  if aside.quarantine_id is null
     or new.message_key <> aside.quarantine_id::text
     or new.headers - 'ce_time' <> head
     or new.payload <> convert_to('{"state":"QUARANTINED","reason":"' || aside.reason || '","route":null,"task":null,"output":null'
          || ',"outputDigest":null,"partial":false,"model":null,"endpoint":null,"decisionId":null,"attempt":0,"leaf":null}', 'UTF8') then
    raise exception 'a worker tells of what it set aside' using errcode = 'insufficient_privilege';
  end if;
  new.headers := head || jsonb_build_object('ce_time', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  return new;
exception when data_exception then
  raise exception 'a worker tells of what it set aside' using errcode = 'insufficient_privilege';
end
$$;
drop trigger worker_message on outbox;
create trigger worker_message before insert on outbox for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign') and new.topic <> 'sluice.quarantine')
  execute function check_worker_message();
create trigger worker_quarantine_message before insert on outbox for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign') and new.topic = 'sluice.quarantine')
  execute function check_worker_quarantine_message();

grant insert (quarantine_id, pool, topic, partition, record_offset, written_ms, bytes, reason) on work_quarantine
  to sluice_worker_sovereign, sluice_worker_external;
grant select on work_quarantine to sluice_worker_sovereign, sluice_worker_external, sluice_operator;

-- Whether the last calls of an endpoint outside reached it.
create index dispatch_outside on dispatch (endpoint, ended_at desc)
  where pool = 'EXTERNAL' and state in ('SUCCEEDED', 'FAILED', 'UNKNOWN');
