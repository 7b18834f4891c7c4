-- The audit log: events as canonical bytes, the tree over them, and the only ways in and out.
-- Writers insert and can do nothing else; the sequencer adds leaves; officers read through a function that records it.
-- What a database can do against its own superuser is little: the evidence is the signed checkpoint held outside.
set role sluice_owner;

create sequence audit.event_seq;

create table audit.event (
  seq         bigint not null default nextval('audit.event_seq'),
  xid         xid8 not null default pg_current_xact_id(),          -- the sequencer reads behind the oldest running one
  arrived_at  timestamptz not null default clock_timestamp(),      -- by this server's clock; writers cannot set it
  event_id    uuid not null,
  type        text not null,
  outcome     text not null check (outcome in ('SUCCESS', 'FAILURE', 'REFUSED')),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  document_id uuid,
  attempt     integer,
  batch_id    uuid,
  tenant      text,
  endpoint    text,
  body        bytea not null check (octet_length(body) between 2 and 65535),
  primary key (recorded_at, seq)
) partition by range (recorded_at);
comment on table audit.event is
  'writer: every part, through AuditLog. body holds RFC 8785 bytes and is what the leaf commits to; the other columns repeat parts of it for queries, and the verifier compares them.';
comment on column audit.event.recorded_at is 'part of the body; the log is partitioned by it';
create index event_order on audit.event (xid, seq);
create index event_id on audit.event (event_id);
create index event_document on audit.event (document_id) where document_id is not null;
create index event_batch on audit.event (batch_id) where batch_id is not null;
create index event_endpoint on audit.event (endpoint, recorded_at) where endpoint is not null;

-- Takes what no month takes, so that an insert never fails for want of a partition.
create table audit.event_default partition of audit.event default;

create table audit.leaf (
  leaf_index  bigint primary key check (leaf_index >= 0),
  seq         bigint not null unique,
  recorded_at timestamptz not null,
  event_id    uuid not null,
  hash        bytea not null check (octet_length(hash) = 32)
);
comment on table audit.leaf is 'writer: sequencer. Dense from 0; hash is the RFC 6962 leaf hash of the event''s body.';
create index leaf_event on audit.leaf (event_id);

create table audit.tile (
  level      integer not null check (level >= 0),
  tile_index bigint not null check (tile_index >= 0),
  hashes     bytea not null check (octet_length(hashes) = 8192),
  primary key (level, tile_index)
);
comment on table audit.tile is 'writer: sequencer. Full tiles in the layout of C2SP tlog-tiles: 256 hashes side by side.';

create table audit.tile_edge (
  level      integer primary key check (level >= 0),
  tile_index bigint not null check (tile_index >= 0),
  hashes     bytea not null check (octet_length(hashes) % 32 = 0 and octet_length(hashes) < 8192)
);
comment on table audit.tile_edge is 'writer: sequencer. The tile of each level that is not full yet: the right edge of the tree.';

create table audit.checkpoint (
  size      bigint primary key check (size >= 0),
  root      bytea not null check (octet_length(root) = 32),
  mark_xid  xid8 not null,
  mark_seq  bigint not null,
  note      text not null,
  signed_at timestamptz not null default clock_timestamp()
);
comment on table audit.checkpoint is 'writer: sequencer. Every signed checkpoint, and the last event it covers in the order (xid, seq).';

create table audit.alarm (
  alarm_id      bigint generated always as identity primary key,
  raised_at     timestamptz not null default clock_timestamp(),
  kind          text not null,
  database_size bigint not null,
  outside_size  bigint not null
);
comment on table audit.alarm is 'writer: sequencer. Why it refused to sign.';

create table audit.officer (
  actor_id       text not null,                                    -- '*': everybody so authenticated
  authentication text not null,
  granted_by     text not null,
  granted_at     timestamptz not null default clock_timestamp(),
  revoked_at     timestamptz,
  primary key (actor_id, authentication, granted_at)
);
comment on table audit.officer is 'writer: grant_officer() and revoke_officer(). Who may ask the log.';
-- A login of this machine that can read the officer's database password is an officer, until the operator revokes this row.
insert into audit.officer (actor_id, authentication, granted_by) values ('*', 'local', 'installation');

-- Append-only, also against a role that was given too much by mistake.
create function audit.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'audit.% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete on audit.event for each row execute function audit.refuse_change();
-- Unlike row triggers, truncate triggers are not inherited by partitions.
create trigger no_truncate before truncate on audit.event for each statement execute function audit.refuse_change();
create trigger no_truncate before truncate on audit.event_default for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.leaf for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.tile for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.checkpoint for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.alarm for each statement execute function audit.refuse_change();
create trigger no_delete before delete or truncate on audit.tile_edge for each statement execute function audit.refuse_change();
create trigger no_delete before delete or truncate on audit.officer for each statement execute function audit.refuse_change();

-- An event's body is one JSON object of identifiers, and its columns repeat what it says: whatever else a writer's login
-- inserts is refused here, since nothing could take it out again. A worker signs with its own name and writes of its own
-- acts only. The time is now, so that no row stands in the way of a month to come.
create function audit.check_event() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  worker constant text := case session_user when 'sluice_worker_external' then 'worker-external'
                                            when 'sluice_worker_sovereign' then 'worker-sovereign' end;
  said jsonb;
begin
  said := convert_from(new.body, 'UTF8')::jsonb;
  if (convert_from(new.body, 'UTF8') ~ '^[{][]A-Za-z0-9*._:/@+=",{}[-]+$'
      and said ->> 'eventId' = new.event_id::text
      and said ->> 'type' = new.type
      and said ->> 'outcome' = new.outcome
      and (said ->> 'occurredAt')::timestamptz = new.occurred_at
      and (said ->> 'recordedAt')::timestamptz = new.recorded_at
      and said ->> 'documentId' is not distinct from new.document_id::text
      and said ->> 'attempt' is not distinct from new.attempt::text
      and said ->> 'batchId' is not distinct from new.batch_id::text
      and said ->> 'tenant' is not distinct from new.tenant
      and said #>> '{detail,endpoint}' is not distinct from new.endpoint
      and new.recorded_at between clock_timestamp() - interval '1 hour' and clock_timestamp() + interval '5 minutes') is not true then
    raise exception 'an event is what its body says, and is recorded now' using errcode = 'insufficient_privilege';
  end if;
  if worker is not null and
     (said -> 'actor' = jsonb_build_object('kind', 'system', 'id', worker, 'authentication', 'internal')
      and new.type in ('policy.evaluated', 'dispatch.intent', 'dispatch.succeeded', 'dispatch.failed', 'dispatch.blocked',
                       'dispatch.unknown', 'result.published', 'boundary.violation', 'document.ended',
                       'document.withheld')) is not true then
    raise exception 'a worker records its own acts' using errcode = 'insufficient_privilege';
  end if;
  return new;
exception when data_exception then
  raise exception 'an event is what its body says, and is recorded now' using errcode = 'insufficient_privilege';
end
$$;
create trigger checked before insert on audit.event for each row execute function audit.check_event();

-- Makes this month's partition and those of the months ahead; answers how many were made. A month that already has
-- rows in the default partition stays there: moving them would need a delete.
create function audit.ensure_partitions(months_ahead integer) returns integer
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '3s'
as $$
declare
  first_day timestamp := date_trunc('month', now() at time zone 'UTC');
  since timestamptz;
  until timestamptz;
  partition_name text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('sluice.audit.partitions', 0));
  for i in 0 .. least(greatest(months_ahead, 0), 24) loop
    since := (first_day + make_interval(months => i)) at time zone 'UTC';
    until := (first_day + make_interval(months => i + 1)) at time zone 'UTC';
    partition_name := 'event_' || to_char(first_day + make_interval(months => i), 'YYYY_MM');
    continue when to_regclass(format('audit.%I', partition_name)) is not null;
    continue when exists (select from audit.event_default d where d.recorded_at >= since and d.recorded_at < until);
    execute format('create table audit.%I (like audit.event including defaults including constraints including indexes)', partition_name);
    execute format('create trigger no_truncate before truncate on audit.%I for each statement execute function audit.refuse_change()', partition_name);
    execute format('alter table audit.event attach partition audit.%I for values from (%L) to (%L)', partition_name, since, until);
    made := made + 1;
  end loop;
  return made;
end
$$;

-- How long the oldest event without a leaf has waited, in milliseconds; 0 when there is none. Looks at the first ten
-- thousand of them: enough to be right whenever the answer is near any limit. On a server whose transaction numbers are
-- behind the log's (restored from a dump) nothing new can be seen as waiting, so the answer is the longest there is.
create function audit.oldest_unsequenced_ms() returns bigint
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
  with newest as (
    select c.mark_xid, c.mark_seq from audit.checkpoint c order by c.size desc limit 1
  ), mark as (
    select coalesce((select mark_xid from newest), '0'::xid8) as xid, coalesce((select mark_seq from newest), 0) as seq
  )
  select case
           when pg_snapshot_xmax(pg_current_snapshot()) <= (select mark.xid from mark) then 9000000000000
           else coalesce((
             select greatest(0, ceil(extract(epoch from clock_timestamp() - min(waiting.arrived_at)) * 1000))
               from (select e.arrived_at
                       from audit.event e
                      where (e.xid, e.seq) > ((select mark.xid from mark), (select mark.seq from mark))
                      order by e.xid, e.seq
                      limit 10000) waiting), 0)
         end::bigint
$$;

-- The leaf of an event under a signed checkpoint; null while it has none.
create function audit.leaf_of(event uuid) returns bigint
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
  select min(l.leaf_index) from audit.leaf l where l.event_id = event
$$;

-- The database user behind the connection, fit for an event.
create function audit.login() returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
  select case when session_user ~ '^[A-Za-z0-9._-]{1,63}$' then session_user::text else 'unnamed' end
$$;

-- Writes an event about the log itself. The body is put together in RFC 8785 form: keys in order, no space, and every
-- string is checked to need no escape.
create function audit.write_event(kind text, result text, why text, actor_kind text, actor_id text, actor_authentication text, detail text)
returns uuid
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  identifier constant text := '^[A-Za-z0-9._:/@+=-]{1,200}$';
  at timestamptz := clock_timestamp();
  at_text text := to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  -- UUIDv7: 48 bits of milliseconds over a random UUIDv4, then the version's bits.
  id uuid := encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
               substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
begin
  if (actor_kind ~ identifier and actor_id ~ identifier and actor_authentication ~ identifier) is not true then
    raise exception 'the actor is not made of identifiers' using errcode = 'invalid_parameter_value';
  end if;
  insert into audit.event (event_id, type, outcome, occurred_at, recorded_at, body)
  values (id, kind, result, at, at, convert_to(
    '{"actor":{"authentication":"' || actor_authentication || '","id":"' || actor_id || '","kind":"' || actor_kind || '"}'
    || ',"detail":' || detail
    || ',"eventId":"' || id || '","occurredAt":"' || at_text || '","outcome":"' || result || '"'
    || coalesce(',"reason":"' || why || '"', '')
    || ',"recordedAt":"' || at_text || '","schema":1,"type":"' || kind || '"}', 'UTF8'));
  return id;
end
$$;

-- The rows that a question finds, for the two functions below.
create function audit.found(question text, key text, since timestamptz, until timestamptz, most integer)
returns table (leaf_index bigint, event_id uuid, recorded_at timestamptz, type text, body text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query execute
    'select l.leaf_index, e.event_id, e.recorded_at, e.type, convert_from(e.body, ''UTF8'')
       from audit.event e
       left join audit.leaf l on l.seq = e.seq and l.recorded_at = e.recorded_at and l.event_id = e.event_id
      where e.recorded_at >= $2 and e.recorded_at < $3 and ' ||
    case question
      when 'document' then 'e.document_id = $1::uuid'
      when 'subject' then 'e.document_id in (select s.document_id from sluice.document_subject s where s.subject_digest = decode($1, ''hex''))'
      when 'batch' then 'e.batch_id = $1::uuid'
      when 'endpoint' then 'e.endpoint = $1'
      when 'event' then 'e.event_id = $1::uuid'
      when 'time' then 'true'
    end ||
    ' order by e.recorded_at, e.seq limit $4'
    using key, since, until, most;
end
$$;

-- The one way for an officer to read, in two steps: a question is asked and committed, and then answered. Who asked, what,
-- and how many rows there are to give is written by the first, so that no read can be taken back with its record. Null is
-- a refusal, which is written too.
create function audit.ask(actor_kind text, actor_id text, actor_authentication text,
                          question text, key text, since timestamptz, until timestamptz, most integer)
returns uuid
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  given bigint;
  asked text;
begin
  if key is null or key !~ '^[A-Za-z0-9._:/@+=-]{1,200}$' then
    raise exception 'the key of a question is an identifier' using errcode = 'invalid_parameter_value';
  end if;
  if question is null or question not in ('document', 'subject', 'batch', 'endpoint', 'time', 'event') then
    raise exception 'no such question' using errcode = 'invalid_parameter_value';
  end if;
  if since is null or until is null or not isfinite(since) or not isfinite(until) or most is null or most < 1 then
    raise exception 'a question has a beginning, an end and a limit of at least 1' using errcode = 'invalid_parameter_value';
  end if;
  asked := '"key":"' || key || '","login":"' || audit.login() || '","most":' || most || ',"question":"' || question || '"';
  if not exists (select from audit.officer o
                  where o.actor_id in (ask.actor_id, '*') and o.authentication = ask.actor_authentication
                    and o.revoked_at is null) then
    perform audit.write_event('audit.queried', 'REFUSED', 'NOT_AN_OFFICER', ask.actor_kind, ask.actor_id,
                              ask.actor_authentication, '{' || asked || '}');
    return null;
  end if;
  select count(*) into given from audit.found(question, key, since, until, most);
  return audit.write_event('audit.queried', 'SUCCESS', null, ask.actor_kind, ask.actor_id, ask.actor_authentication,
                           '{' || asked || ',"rows":' || given
                           || ',"since":"' || to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                           || '","until":"' || to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}');
end
$$;

-- The answer to a question that was asked by the same login within the last minute and is committed: what was recorded
-- before it was asked.
create function audit.answer(question_id uuid)
returns table (leaf_index bigint, event_id uuid, recorded_at timestamptz, type text, body text)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  asked jsonb;
  asked_at timestamptz;
begin
  select convert_from(e.body, 'UTF8')::jsonb -> 'detail', e.recorded_at into asked, asked_at
    from audit.event e
   where e.event_id = question_id and e.type = 'audit.queried' and e.outcome = 'SUCCESS'
     and e.xid is distinct from pg_current_xact_id_if_assigned()
     and e.arrived_at > clock_timestamp() - interval '1 minute';
  if asked ->> 'login' is distinct from session_user::text then
    raise exception 'a question is asked, committed and then answered' using errcode = 'insufficient_privilege';
  end if;
  return query select f.leaf_index, f.event_id, f.recorded_at, f.type, f.body
                 from audit.found(asked ->> 'question', asked ->> 'key', (asked ->> 'since')::timestamptz,
                                  least((asked ->> 'until')::timestamptz, asked_at), (asked ->> 'most')::integer) f;
end
$$;

create function audit.grant_officer(actor_kind text, actor_id text, actor_authentication text, officer_id text, officer_authentication text)
returns void
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if officer_id !~ '^([A-Za-z0-9._:/@+=-]{1,200}|[*])$' or officer_authentication !~ '^[A-Za-z0-9._:/@+=-]{1,200}$' then
    raise exception 'an officer is named by identifiers' using errcode = 'invalid_parameter_value';
  end if;
  insert into audit.officer (actor_id, authentication, granted_by)
  values (grant_officer.officer_id, grant_officer.officer_authentication, grant_officer.actor_id);
  perform audit.write_event('role.granted', 'SUCCESS', null, actor_kind, actor_id, actor_authentication,
    '{"authentication":"' || officer_authentication || '","login":"' || audit.login() || '","officer":"' || officer_id || '","role":"officer"}');
end
$$;

create function audit.revoke_officer(actor_kind text, actor_id text, actor_authentication text, officer_id text, officer_authentication text)
returns boolean
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  changed integer;
begin
  update audit.officer o set revoked_at = clock_timestamp()
   where o.actor_id = revoke_officer.officer_id and o.authentication = revoke_officer.officer_authentication and o.revoked_at is null;
  get diagnostics changed = row_count;
  if changed = 0 then
    return false;
  end if;
  perform audit.write_event('role.revoked', 'SUCCESS', null, actor_kind, actor_id, actor_authentication,
    '{"authentication":"' || officer_authentication || '","login":"' || audit.login() || '","officer":"' || officer_id || '","role":"officer"}');
  return true;
end
$$;

revoke all on all functions in schema audit from public;

grant usage on schema audit to sluice_ingest, sluice_worker_sovereign, sluice_worker_external, sluice_operator,
  sluice_sequencer, sluice_verifier, sluice_officer;

grant insert (event_id, type, outcome, occurred_at, recorded_at, document_id, attempt, batch_id, tenant, endpoint, body) on audit.event
  to sluice_ingest, sluice_worker_sovereign, sluice_worker_external, sluice_operator, sluice_sequencer, sluice_verifier;
grant usage on sequence audit.event_seq
  to sluice_ingest, sluice_worker_sovereign, sluice_worker_external, sluice_operator, sluice_sequencer, sluice_verifier;
grant execute on function audit.oldest_unsequenced_ms(), audit.leaf_of(uuid)
  to sluice_ingest, sluice_worker_sovereign, sluice_worker_external, sluice_operator, sluice_sequencer, sluice_verifier;

grant select on audit.event, audit.leaf, audit.tile, audit.tile_edge, audit.checkpoint, audit.alarm to sluice_sequencer, sluice_verifier;
grant insert on audit.leaf, audit.tile, audit.tile_edge, audit.checkpoint, audit.alarm to sluice_sequencer;
grant update on audit.tile_edge to sluice_sequencer;
grant execute on function audit.ensure_partitions(integer) to sluice_sequencer;

grant select on audit.checkpoint, audit.alarm to sluice_operator;
grant execute on function audit.grant_officer(text, text, text, text, text), audit.revoke_officer(text, text, text, text, text) to sluice_operator;
grant execute on function audit.ask(text, text, text, text, text, timestamptz, timestamptz, integer), audit.answer(uuid) to sluice_officer;

-- As the owner, still without an event in any table: this month and the next three.
select audit.ensure_partitions(3);

reset role;
