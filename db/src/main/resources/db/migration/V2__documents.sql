-- What happens to a document, from the offset it arrived at to the result of its work.
-- Every table has one writer, named in its comment and in db/README.md. No column holds a value of a document,
-- a file name or an upstream id: those are sealed in schema content and found by keyed digest.
set role sluice_owner;
set search_path = sluice;

create table source_topic (
  topic_key  bigint generated always as identity primary key,
  cluster_id text not null,
  topic_id   text not null,
  name       text not null,
  unique (cluster_id, topic_id)
);
comment on table source_topic is 'writer: ingest. A topic made anew has another topic id and is another topic.';

create table batch (
  batch_id    uuid primary key,
  topic_key   bigint not null references source_topic,
  partition   integer not null,
  from_offset bigint not null,
  to_offset   bigint not null,                       -- exclusive
  run         text not null default '0',             -- '0', or the rerun plan's id
  state       text not null check (state in ('PLANNED', 'RUNNING', 'ENDED', 'FAILED')),
  reason      text,
  lease_owner uuid,
  lease_until timestamptz,
  fence       bigint not null default 0,             -- raised whenever another node takes the lease; a chunk commits only under its own
  planned_at  timestamptz not null default now(),
  ended_at    timestamptz,
  check (from_offset < to_offset),
  unique (topic_key, partition, from_offset, run)
);
comment on table batch is 'writer: ingest. A batch is an offset range.';
create index batch_open on batch (topic_key, partition) where state in ('PLANNED', 'RUNNING', 'FAILED');

create table document (
  document_id     uuid primary key,
  upstream_digest bytea not null unique,             -- HMAC under LOOKUP of source, NUL, id
  payload_digest  bytea not null,                    -- HMAC under LOOKUP of the raw bytes: duplicate or conflict
  topic_key       bigint not null references source_topic,
  partition       integer not null,
  record_offset   bigint not null,
  tenant          text not null,
  task            text not null,
  purpose         text not null,
  jurisdiction    text not null,
  residency       text not null,
  min_sensitivity text not null,
  deadline        timestamptz,
  max_cost        numeric,
  origin          uuid,                              -- the document whose result this is, when it is one of ours
  payload_bytes   bigint not null,
  received_at     timestamptz not null default now(),
  hold            boolean not null default false,
  erased_at       timestamptz
);
comment on table document is 'writer: ingest.';
create index document_payload on document (payload_digest);

create table document_subject (
  document_id    uuid not null references document,
  subject_digest bytea not null,                     -- HMAC under LOOKUP of the random subject token
  primary key (subject_digest, document_id)
);
comment on table document_subject is 'writer: ingest.';

create table offset_outcome (
  topic_key     bigint not null references source_topic,
  partition     integer not null,
  record_offset bigint not null,
  batch_id      uuid not null references batch,
  outcome       text not null check (outcome in ('DOCUMENT', 'DUPLICATE', 'CONFLICT', 'QUARANTINED', 'NO_RECORD', 'EXPIRED_UNREAD')),
  reason        text,
  document_id   uuid references document,
  quarantine_id uuid,
  recorded_at   timestamptz not null default now(),
  primary key (topic_key, partition, record_offset)
);
comment on table offset_outcome is 'writer: ingest. Each offset of an input topic ends in exactly one row.';
create index offset_outcome_batch on offset_outcome (batch_id);
create index offset_outcome_document on offset_outcome (document_id);

create table quarantine (
  quarantine_id uuid primary key,                    -- the raw message is sealed under this owner, kind MESSAGE
  topic_key     bigint not null references source_topic,
  partition     integer not null,
  record_offset bigint not null,
  batch_id      uuid not null references batch,
  reason        text not null,
  received_at   timestamptz not null default now()
);
comment on table quarantine is 'writer: ingest.';

create table attempt (
  document_id uuid not null references document,
  attempt     integer not null check (attempt >= 1),
  batch_id    uuid not null references batch,
  state       text not null check (state in ('RECEIVED', 'DECIDED', 'DISPATCHED', 'WAITING', 'IN_REVIEW',
                                             'COMPLETED', 'WITHHELD', 'FAILED', 'SUPERSEDED', 'ERASED')),
  reason      text,
  started_at  timestamptz not null default now(),
  changed_at  timestamptz not null default now(),
  ended_at    timestamptz,
  process_ms  bigint not null default 0,             -- extract, classify and decide
  primary key (document_id, attempt)
);
comment on table attempt is 'writer: ingest inserts; afterwards only move_attempt() changes a row.';
create index attempt_batch on attempt (batch_id);
create index attempt_open on attempt (state, changed_at) where ended_at is null;

create table extraction (
  document_id uuid not null,
  attempt     integer not null,
  media_type  text not null,
  complete    boolean not null,
  any_read    boolean not null,
  unread      text[] not null,
  parts       integer not null,
  coverage    jsonb not null,
  text_digest bytea not null,                        -- HMAC under the document's salt of the canonical text, UTF-8
  text_length bigint not null,                       -- code points
  extractor   text not null,
  took_ms     bigint not null,
  primary key (document_id, attempt),
  foreign key (document_id, attempt) references attempt
);
comment on table extraction is 'writer: ingest.';

create table classification (
  classification_id uuid primary key,
  document_id       uuid not null,
  attempt           integer not null,
  exhaustiveness    text not null check (exhaustiveness in ('EXHAUSTIVE', 'PARTIAL', 'DEGRADED', 'FAILED')),
  categories        text[] not null,
  degraded          text[] not null,
  findings          jsonb not null,                  -- type, letter, start, end (code points), confidence, recognizer, tier
  detectors         text not null,                   -- digest of the detector set
  digest            bytea not null,                  -- SHA-256 over the canonical form of this classification
  classified_at     timestamptz not null default now(),
  foreign key (document_id, attempt) references attempt
);
comment on table classification is 'writer: ingest.';
create index classification_document on classification (document_id, attempt, classified_at desc);

create table decision (
  decision_id       uuid primary key,
  document_id       uuid not null,
  attempt           integer not null,
  classification_id uuid references classification,
  route             text not null check (route in ('EXTERNAL', 'SOVEREIGN', 'WITHHELD')),
  cleared           boolean not null,
  reason            text not null,
  policies          text[] not null,
  bundle_digest     text not null,
  endpoints         text[] not null,                 -- permitted, in order of preference
  candidates        jsonb not null,                  -- each endpoint considered, the stage it fell at and why
  decided_by        text not null,
  decided_at        timestamptz not null default clock_timestamp(),
  foreign key (document_id, attempt) references attempt,
  check (not cleared or route = 'EXTERNAL')
);
comment on table decision is 'writer: policy (DecisionStore), in the transaction of ingest or of a worker.';
create index decision_document on decision (document_id, attempt, decided_at desc);

create table dispatch (
  dispatch_id    uuid primary key,
  document_id    uuid not null,
  attempt        integer not null,
  decision_id    uuid not null references decision,
  endpoint       text not null,
  endpoint_kind  text not null,
  pool           text not null check (pool in ('SOVEREIGN', 'EXTERNAL')),
  state          text not null check (state in ('INTENT', 'SUCCEEDED', 'FAILED', 'UNKNOWN', 'BLOCKED')),
  reason         text,
  request_digest bytea,                              -- HMAC under the document's salt of the exact bytes sent
  request_bytes  bigint,
  model_asked    text,
  model_answered text,
  input_tokens   bigint,
  output_tokens  bigint,
  intent_at      timestamptz not null default clock_timestamp(),
  ended_at       timestamptz,
  foreign key (document_id, attempt) references attempt
);
comment on table dispatch is 'writer: inference-workers; ingest ends as UNKNOWN what no worker will. A row in INTENT after a crash is a call whose outcome is unknown.';
create index dispatch_document on dispatch (document_id, attempt);
create index dispatch_open on dispatch (intent_at) where state = 'INTENT';
create index dispatch_refused on dispatch (ended_at) where pool = 'EXTERNAL' and state = 'FAILED';

create table result (
  result_id     uuid primary key,                    -- the output is sealed under this owner, kind RESULT
  document_id   uuid not null,
  attempt       integer not null,
  decision_id   uuid not null references decision,
  dispatch_id   uuid not null references dispatch,
  compartment   text not null check (compartment in ('RESTRICTED', 'CLEARED')),
  task          text not null,
  endpoint      text not null,
  model         text not null,
  partial       boolean not null,
  categories    text[] not null,                     -- the document's and those found in the output
  output_digest bytea not null,                      -- HMAC under the document's salt
  created_at    timestamptz not null default now(),
  foreign key (document_id, attempt) references attempt,
  unique (document_id, attempt)
);
comment on table result is 'writer: inference-workers. One stored result for each attempt.';

create table rerun_plan (
  plan_id      uuid primary key,
  batch_id     uuid not null references batch,       -- the batch whose documents are run again
  selector     text not null,
  reason       text not null,
  list_digest  text not null,
  items        integer not null,
  newly_out    integer not null,                     -- documents that the policy in force would newly let go outside
  state        text not null check (state in ('FROZEN', 'REFUSED', 'STARTED', 'ENDED')),
  requested_by text not null,
  created_at   timestamptz not null default now()
);
comment on table rerun_plan is 'writer: ingest.';

create table rerun_item (
  plan_id      uuid not null references rerun_plan,
  position     integer not null,
  document_id  uuid not null references document,
  from_attempt integer not null,
  old_route    text,
  new_route    text,
  primary key (plan_id, position)
);
comment on table rerun_item is 'writer: ingest. The frozen list: what is run again, and what was decided before.';

create table spent_claim (
  claim_id uuid primary key                          -- the name of a claim check of our own, whose document is stored
);
comment on table spent_claim is 'writer: ingest, in the chunk''s transaction. A row goes when its file is deleted.';

create table outbox (
  id           bigint generated always as identity primary key,
  topic        text not null,
  message_key  text not null,
  headers      jsonb not null,
  payload      bytea not null,
  created_at   timestamptz not null default now(),
  published_at timestamptz
);
comment on table outbox is 'writer: db (Outbox), in the transaction of ingest or of a worker. Ids, digests and signed clearances; never content.';
create index outbox_pending on outbox (id) where published_at is null;

-- Workers are held to their pool by their login, which a function that runs as the owner does not change. Everybody
-- else has none. Grants say which tables and columns; what follows says which rows.
create function worker_pool() returns text
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select case session_user when 'sluice_worker_external' then 'EXTERNAL' when 'sluice_worker_sovereign' then 'SOVEREIGN' end
$$;

-- Whether the newest decision of ingest lets the attempt go outside. What workers decided does not count here.
create function decided_outside(document uuid, attempt_number integer) returns boolean
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select coalesce((select d.route = 'EXTERNAL' and d.cleared from decision d
                    where d.document_id = document and d.attempt = attempt_number and d.decided_by not like 'worker-%'
                    order by d.decided_at desc, d.decision_id desc limit 1), false)
$$;

-- The only way to change an attempt. Returns whether the row was in one of the expected states and moved.
-- A terminal state never changes except to SUPERSEDED or ERASED, and ERASED never changes.
-- A worker supersedes nothing, ends as ERASED only what is erased, and outside moves only what may be there.
create function move_attempt(document uuid, attempt_number integer, expected text[], target text, why text)
returns boolean
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  terminal constant text[] := array['COMPLETED', 'WITHHELD', 'FAILED', 'SUPERSEDED', 'ERASED'];
  moved integer;
begin
  if expected && terminal and target not in ('SUPERSEDED', 'ERASED') or 'ERASED' = any (expected) then
    raise exception 'an ended attempt cannot move to %', target using errcode = 'check_violation';
  end if;
  if worker_pool() is not null
     and not (target in ('DISPATCHED', 'WAITING', 'COMPLETED', 'WITHHELD', 'FAILED')
              or target = 'ERASED' and exists (select from document d where d.document_id = document and d.erased_at is not null)) then
    raise exception 'a worker cannot move an attempt to %', target using errcode = 'insufficient_privilege';
  end if;
  if worker_pool() is not null and why !~ '^[A-Za-z0-9._:-]{1,80}$' then
    raise exception 'the reason of a move is a code' using errcode = 'insufficient_privilege';
  end if;
  if worker_pool() = 'EXTERNAL' and not decided_outside(document, attempt_number) then
    raise exception 'an attempt that may not go outside is not moved from there' using errcode = 'insufficient_privilege';
  end if;
  update attempt a
     set state = target, reason = why, changed_at = clock_timestamp(),
         ended_at = case when target = any (terminal) then clock_timestamp() end
   where a.document_id = document and a.attempt = attempt_number and a.state = any (expected);
  get diagnostics moved = row_count;
  return moved = 1;
end
$$;
revoke all on function move_attempt(uuid, integer, text[], text, text) from public;

create function check_worker_decision() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  strictness constant text[] := array['EXTERNAL', 'SOVEREIGN', 'WITHHELD'];
  newest decision%rowtype;
begin
  -- Whoever decides at the same time is waited for: a restriction under way is not overtaken.
  perform from attempt a where a.document_id = new.document_id and a.attempt = new.attempt for update;
  select * into newest from decision d where d.document_id = new.document_id and d.attempt = new.attempt
   order by d.decided_at desc, d.decision_id desc limit 1;
  if not found
     or new.decided_by <> 'worker-' || lower(worker_pool())
     or new.cleared and not newest.cleared
     or array_position(strictness, new.route) < array_position(strictness, newest.route)
     or not new.endpoints <@ newest.endpoints
     or worker_pool() = 'EXTERNAL' and not decided_outside(new.document_id, new.attempt) then
    raise exception 'a worker decides no looser than the newest decision' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger worker_decision before insert on decision for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign')) execute function check_worker_decision();

create function check_worker_dispatch() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  newest decision%rowtype;
begin
  if new.pool <> worker_pool() then
    raise exception 'a worker calls for its own pool' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'UPDATE' then
    if old.state <> 'INTENT' or new.state = 'INTENT' then
      raise exception 'a call ends once' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  perform from attempt a where a.document_id = new.document_id and a.attempt = new.attempt for update;
  select * into newest from decision d where d.document_id = new.document_id and d.attempt = new.attempt
   order by d.decided_at desc, d.decision_id desc limit 1;
  if not found
     or new.state <> 'INTENT'
     or new.decision_id <> newest.decision_id
     or not new.endpoint = any (newest.endpoints)
     or (new.endpoint_kind in ('IN_PROCESS', 'SELF_HOSTED')) <> (new.pool = 'SOVEREIGN')
     or new.pool = 'EXTERNAL' and not (newest.cleared and decided_outside(new.document_id, new.attempt)) then
    raise exception 'a call is begun under the newest decision, to an endpoint that it lists' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger worker_dispatch before insert or update on dispatch for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign')) execute function check_worker_dispatch();

create function check_worker_result() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  if (new.compartment = 'CLEARED') <> (worker_pool() = 'EXTERNAL')
     or not exists (select from dispatch d
                     where d.dispatch_id = new.dispatch_id and d.document_id = new.document_id and d.attempt = new.attempt
                       and d.decision_id = new.decision_id and d.endpoint = new.endpoint
                       and d.pool = worker_pool() and d.state = 'SUCCEEDED')
     or new.task <> (select d.task from document d where d.document_id = new.document_id)
     or new.model !~ '^[A-Za-z0-9._:/@+=-]{1,200}$'
     or octet_length(new.output_digest) <> 32 then
    raise exception 'a result comes of a call of its own pool that succeeded' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger worker_result before insert on result for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign')) execute function check_worker_result();

-- Workers publish ends of documents: outside of those that may be there, which may still end as withheld. Such a message
-- is, byte for byte, what the tables say: there is no room in it for anything that a worker read.
create function check_worker_message() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  said jsonb;
  document uuid;
  attempt_number integer;
  route_said text;
  outside boolean;
  payload text;
  head jsonb;
begin
  said := convert_from(new.payload, 'UTF8')::jsonb;
  document := new.message_key::uuid;
  attempt_number := (said ->> 'attempt')::integer;
  route_said := said ->> 'route';
  outside := decided_outside(document, attempt_number);
  select '{"state":"' || a.state || '","reason":"' || coalesce(a.reason, '') || '","route":' || coalesce('"' || route_said || '"', 'null')
           || ',"task":"' || d.task || '","output":null,"outputDigest":' || coalesce('"' || encode(r.output_digest, 'hex') || '"', 'null')
           || ',"partial":' || coalesce(r.partial, false)::text || ',"model":' || coalesce('"' || r.model || '"', 'null')
           || ',"endpoint":' || coalesce('"' || r.endpoint || '"', 'null') || ',"decisionId":"' || n.decision_id
           || '","attempt":' || a.attempt || ',"leaf":null}',
         jsonb_build_object(
           'ce_specversion', '1.0', 'ce_id', coalesce(r.result_id, n.decision_id), 'ce_source', 'urn:sluice',
           'ce_type', 'dev.sluice.document.ended.v1', 'ce_subject', a.document_id, 'content-type', 'application/json')
    into payload, head
    from attempt a
    join document d on d.document_id = a.document_id
    join decision n on n.document_id = a.document_id and n.attempt = a.attempt and n.decision_id = (said ->> 'decisionId')::uuid
    left join result r on r.document_id = a.document_id and r.attempt = a.attempt
   where a.document_id = document and a.attempt = attempt_number and a.ended_at is not null
     and (a.state = 'COMPLETED') = (r.result_id is not null) and (r.result_id is null or r.decision_id = n.decision_id);
  if not found
     or new.payload <> convert_to(payload, 'UTF8')
     or new.headers - 'ce_time' <> head
     or new.message_key <> document::text
     or route_said not in ('EXTERNAL', 'SOVEREIGN', 'WITHHELD')
     or new.topic <> (case route_said when 'EXTERNAL' then 'sluice.results.external' else 'sluice.results.sovereign' end)
     or not (outside and (new.topic = 'sluice.results.external' or said ->> 'state' = 'WITHHELD')
             or worker_pool() = 'SOVEREIGN' and new.topic = 'sluice.results.sovereign') then
    raise exception 'a worker publishes the ends of its own documents' using errcode = 'insufficient_privilege';
  end if;
  new.headers := head || jsonb_build_object('ce_time', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  return new;
exception when data_exception then
  raise exception 'a worker publishes the ends of its own documents' using errcode = 'insufficient_privilege';
end
$$;
create trigger worker_message before insert on outbox for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign')) execute function check_worker_message();

grant usage on schema sluice to sluice_ingest, sluice_worker_sovereign, sluice_worker_external, sluice_operator, sluice_verifier, sluice_officer;

grant select, insert on source_topic, batch, document, document_subject, offset_outcome, quarantine, attempt, extraction, classification,
  decision, rerun_plan, rerun_item, outbox to sluice_ingest;
grant select on dispatch, result to sluice_ingest;
grant update (state, reason, lease_owner, lease_until, fence, ended_at) on batch to sluice_ingest;
grant update (state) on rerun_plan to sluice_ingest;
-- Raised by a message that says more than the first one did; never lowered.
grant update (min_sensitivity) on document to sluice_ingest;
grant update (published_at) on outbox to sluice_ingest;
grant update (state, reason, ended_at) on dispatch to sluice_ingest;  -- a call whose worker is gone for good
grant delete on outbox to sluice_ingest;
grant select, insert, delete on spent_claim to sluice_ingest;

-- What was found in a document, and where, the external pool sees only of those that may be outside.
alter table extraction enable row level security;
alter table classification enable row level security;
create policy inside on extraction to sluice_ingest, sluice_worker_sovereign, sluice_operator, sluice_verifier using (true) with check (true);
create policy inside on classification to sluice_ingest, sluice_worker_sovereign, sluice_operator, sluice_verifier using (true) with check (true);
create policy outside on extraction for select to sluice_worker_external using (decided_outside(document_id, attempt));
create policy outside on classification for select to sluice_worker_external using (decided_outside(document_id, attempt));

-- Workers read what they need to decide again. FOR UPDATE on the attempt needs an update right: one harmless column.
grant select on document, attempt, extraction, classification, decision, dispatch, result to sluice_worker_sovereign, sluice_worker_external;
grant update (changed_at) on attempt to sluice_worker_sovereign, sluice_worker_external, sluice_ingest;
-- Which rows is said by the triggers above; times are the database's.
grant insert (decision_id, document_id, attempt, classification_id, route, cleared, reason, policies, bundle_digest, endpoints,
  candidates, decided_by) on decision to sluice_worker_sovereign, sluice_worker_external;
grant insert (dispatch_id, document_id, attempt, decision_id, endpoint, endpoint_kind, pool, state, request_digest,
  request_bytes, model_asked) on dispatch to sluice_worker_sovereign, sluice_worker_external;
grant insert (result_id, document_id, attempt, decision_id, dispatch_id, compartment, task, endpoint, model, partial,
  categories, output_digest) on result to sluice_worker_sovereign, sluice_worker_external;
grant insert (topic, message_key, headers, payload) on outbox to sluice_worker_sovereign, sluice_worker_external;
grant update (state, reason, model_answered, input_tokens, output_tokens, ended_at) on dispatch
  to sluice_worker_sovereign, sluice_worker_external;
grant execute on function move_attempt(uuid, integer, text[], text, text)
  to sluice_ingest, sluice_worker_sovereign, sluice_worker_external;

grant select on all tables in schema sluice to sluice_operator;
-- Completeness is checked against the audit log: the verifier counts ids and states, nothing else.
grant select on source_topic, batch, offset_outcome, attempt, decision, dispatch, result to sluice_verifier;
