-- Rerun plans over any selection of documents: throttled, paused and stopped, and approved by a second person where
-- something would newly go out or the plan is large. What may newly go out is checked here, whatever a program asks for.
set role sluice_owner;
set search_path = sluice;

alter table rerun_plan
  drop constraint rerun_plan_state_check,
  add constraint rerun_plan_state_check
    check (state in ('FROZEN', 'REFUSED', 'STARTED', 'PAUSED', 'STOPPED', 'ENDED', 'CANCELLED')),
  alter column reason drop not null,
  add column policy_mode text not null default 'ACTIVE' check (policy_mode in ('ACTIVE', 'ORIGINAL')),
  add column bundle_digest text,                     -- the bundle that decided while the list was frozen
  add column selection jsonb,
  add column left_out jsonb not null default '{}',
  add column rate integer check (rate > 0),
  add column next_at timestamptz,
  add column four_eyes_above integer not null default 1000 check (four_eyes_above between 0 and 1000),
  add column frozen_in xid8 not null default pg_current_xact_id(),
  add column started_at timestamptz,
  add column ended_at timestamptz;
comment on column rerun_plan.policy_mode is 'ORIGINAL: only documents that bundle_digest decided before, run by a node with that bundle only';
comment on column rerun_plan.left_out is 'documents that were chosen and left out, counted by reason: ANOTHER_BUNDLE, IN_REVIEW, REJECTED';
comment on column rerun_plan.rate is 'documents a minute, over all batches of the plan; null: as fast as it goes';
comment on column rerun_plan.next_at is 'when the next chunk may begin';
comment on column rerun_plan.frozen_in is 'the transaction that froze the list; nothing is added to it later';

alter table rerun_item
  add column from_state text,
  add column from_reason text,
  add column failure_class text,
  add column endpoints text[] not null default '{}';
comment on column rerun_item.endpoints is 'who outside would newly get it, each as "slot@digest=host=model": the digest is over all that fills the slot';
create unique index rerun_item_document on rerun_item (plan_id, document_id);

create table rerun_approval (
  plan_id        uuid primary key references rerun_plan,
  list_digest    text not null,
  reason         text not null,
  approved_by    text not null,
  authentication text not null,
  approved_at    timestamptz not null default clock_timestamp()
);
comment on table rerun_approval is 'writer: approve_rerun(). Who let a plan newly send documents outside, or run at all. Never changed.';

alter table attempt add column released_by uuid references rerun_plan;
comment on column attempt.released_by is 'the approved plan by which it may newly go outside; set by the database';
alter table attempt add column begun_in xid8 not null default pg_current_xact_id();
comment on column attempt.begun_in is 'the transaction that inserted it: the only one that decides about what it inserts as ended';

-- A login in the one form by which two spellings are the same person: case, width, a domain before or behind it and
-- punctuation do not make another one. What is left over in doubt counts as the same.
create function person(actor text) returns text
language plpgsql immutable
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  plain text := actor;
  letters text;
begin
  if actor ~ '^hex:([0-9a-f]{2})+$' then
    begin
      plain := convert_from(decode(substr(actor, 5), 'hex'), 'UTF8');
    exception when others then
      plain := actor;
    end;
  end if;
  plain := lower(normalize(plain, NFKC));
  plain := regexp_replace(plain, '^.*[\\/:]', '');
  plain := regexp_replace(plain, '@.*$', '');
  letters := regexp_replace(plain, '[^a-z0-9]', '', 'g');
  return case when letters = '' then plain else letters end;
end
$$;

create function same_person(one text, other text) returns boolean
language sql immutable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select coalesce(person(one) = person(other) or person(one) = '' or person(other) = '', true)
$$;

-- SHA-256 over the list: document, attempt, old and new route, and who would newly get it, a line each, in order.
create function rerun_list(plan uuid) returns text
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select encode(sha256(convert_to(coalesce(string_agg(
           i.document_id || ' ' || i.from_attempt || ' ' || coalesce(i.old_route, 'NONE') || ' ' || coalesce(i.new_route, 'NONE')
             || case when cardinality(i.endpoints) = 0 then '' else ' ' || array_to_string(i.endpoints, ',') end || E'\n',
           '' order by i.position), ''), 'UTF8')), 'hex')
    from rerun_item i where i.plan_id = plan
$$;

-- Who outside was approved for an item of a list, each as "slot@digest".
create function item_endpoints(plan uuid, document uuid, attempt_number integer) returns text[]
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select array(select split_part(e, '=', 1) from rerun_item i, unnest(i.endpoints) e
                where i.plan_id = plan and i.document_id = document and i.from_attempt = attempt_number)
$$;

-- Who outside would newly get documents of a list, in words.
create function rerun_endpoints(plan uuid) returns text[]
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select array(select distinct e from rerun_item i, unnest(i.endpoints) e where i.plan_id = plan order by e)
$$;

-- Whether a second person is needed: something would newly go out, or the list is long. Counted, not believed.
create function rerun_needs_approval(plan uuid) returns boolean
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select exists (select from rerun_item i
                  where i.plan_id = plan and i.new_route = 'EXTERNAL' and i.old_route is distinct from 'EXTERNAL')
      or (select count(*) from rerun_item i where i.plan_id = plan)
         > (select p.four_eyes_above from rerun_plan p where p.plan_id = plan)
$$;

create function rerun_approved(plan uuid) returns boolean
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select exists (select from rerun_approval a join rerun_plan p on p.plan_id = a.plan_id
                  where p.plan_id = plan and a.list_digest = p.list_digest and not same_person(a.approved_by, p.requested_by))
$$;

-- Whether an approved plan lets a document out that was inside: as the second person saw it, and nothing was found out since.
create function rerun_releases(plan uuid, document uuid, attempt_number integer) returns boolean
language plpgsql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  return exists (
    select from rerun_item i join rerun_approval a on a.plan_id = i.plan_id
     where i.plan_id = plan and i.document_id = document and i.from_attempt = attempt_number
       and i.new_route = 'EXTERNAL' and i.old_route is distinct from 'EXTERNAL'
       and not exists (select from review_act r
                        where r.document_id = document and r.attempt = attempt_number and r.decided_at >= a.approved_at)
       and not exists (select from dispatch x
                        where x.document_id = document and x.attempt = attempt_number and x.pool = 'EXTERNAL'
                          and x.state in ('INTENT', 'UNKNOWN') and x.intent_at >= a.approved_at));
end
$$;

create function check_rerun_plan() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'FROZEN' then
      raise exception 'a rerun plan begins frozen' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.reason is distinct from old.reason and old.state <> 'FROZEN' then
    raise exception 'the reason of a rerun is given once' using errcode = 'check_violation';
  end if;
  if new.state = old.state then
    return new;
  end if;
  if not old.state || '>' || new.state = any (array['FROZEN>STARTED', 'FROZEN>REFUSED', 'FROZEN>STOPPED', 'STARTED>PAUSED',
       'STARTED>STOPPED', 'STARTED>ENDED', 'PAUSED>STARTED', 'PAUSED>STOPPED', 'FROZEN>CANCELLED', 'STARTED>CANCELLED', 'PAUSED>CANCELLED']) then
    raise exception 'a rerun plan does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state = 'FROZEN' and new.state = 'STARTED' and new.selector <> 'QUARANTINED' then
    if new.reason is null then
      raise exception 'a rerun is started for a reason' using errcode = 'check_violation';
    end if;
    if rerun_list(new.plan_id) <> new.list_digest then
      raise exception 'the list of rerun plan % is not the one that was frozen', new.plan_id using errcode = 'check_violation';
    end if;
    if rerun_needs_approval(new.plan_id) and not rerun_approved(new.plan_id) then
      raise exception 'rerun plan % needs the approval of another person', new.plan_id using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end
$$;
create trigger rerun_plan_moves before insert or update on rerun_plan for each row execute function check_rerun_plan();

create function check_rerun_item() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  if not exists (select from rerun_plan p
                  where p.plan_id = new.plan_id and p.state = 'FROZEN' and p.frozen_in = pg_current_xact_id()) then
    raise exception 'nothing is added to a list that is frozen' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger frozen before insert on rerun_item for each row execute function check_rerun_item();

-- A new attempt at a document that is there: not of one that is held or erased, not past a person who has still to look at it
-- or who said no, not for a plan that does not run, and not free to go outside unless the document was let out before or a second person approved exactly that.
create function check_new_attempt() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  barred boolean;
  plan rerun_plan%rowtype;
begin
  new.released_by := null;
  select d.hold or d.erased_at is not null into barred from document d where d.document_id = new.document_id for share;
  if barred then
    raise exception 'document % is held or erased and not run again', new.document_id using errcode = 'insufficient_privilege';
  end if;
  if review_bars(new.document_id) is not null then
    raise exception 'document % is in review or was rejected, and not run again', new.document_id using errcode = 'insufficient_privilege';
  end if;
  select p.* into plan from batch b join rerun_plan p on p.plan_id = case when b.run <> '0' then b.run::uuid end
   where b.batch_id = new.batch_id for share of p;
  if plan.plan_id is not null and plan.state <> 'STARTED' then
    raise exception 'rerun plan % does not run', plan.plan_id using errcode = 'insufficient_privilege';
  end if;
  if new.keep_inside or route_before(new.document_id, new.attempt - 1) is not distinct from 'EXTERNAL' then
    return new;
  end if;
  if plan.plan_id is null or not rerun_approved(plan.plan_id)
     or not rerun_releases(plan.plan_id, new.document_id, new.attempt - 1) then
    raise exception 'a document that was kept inside goes outside by an approved plan only' using errcode = 'insufficient_privilege';
  end if;
  new.released_by := plan.plan_id;
  return new;
end
$$;
create trigger new_attempt before insert on attempt for each row
  when (new.attempt > 1 and session_user = 'sluice_ingest') execute function check_new_attempt();

-- Whether going outside is new for an attempt that is there, so that a second person has to approve it: the newest decision
-- of another bundle kept it inside. What a plan let out goes outside as was approved, under that bundle, to nobody but those
-- who were named (as "slot@digest"), and from the first decision on: one that kept it inside since has seen what the second
-- person had not.
create function newly_out(document uuid, attempt_number integer, bundle text, outside text[]) returns boolean
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select coalesce((select d.route <> 'EXTERNAL' from decision d
                    where d.document_id = document and d.attempt = attempt_number and d.bundle_digest <> bundle
                    order by d.decided_at desc, d.decision_id desc limit 1), false)
      or exists (select from attempt a join rerun_plan p on p.plan_id = a.released_by
                  where a.document_id = document and a.attempt = attempt_number
                    and (p.bundle_digest is distinct from bundle
                         or not outside <@ item_endpoints(p.plan_id, document, attempt_number - 1)
                         or exists (select from decision d
                                     where d.document_id = document and d.attempt = attempt_number and d.route <> 'EXTERNAL')))
$$;
revoke all on function newly_out(uuid, integer, text, text[]) from public;
grant execute on function newly_out(uuid, integer, text, text[]) to sluice_ingest;

-- A bundle does not let out what another one kept inside, whatever a node asks for, and nothing is decided about what has
-- ended: the next attempt goes by the newest decision. Workers are held to the newest decision of ingest by
-- check_worker_decision.
create function check_new_decision() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  subject attempt%rowtype;
  outside text[];
begin
  -- Whoever moves it at the same time is waited for.
  select * into subject from attempt a where a.document_id = new.document_id and a.attempt = new.attempt for update;
  if (subject.ended_at is not null or subject.state in ('COMPLETED', 'WITHHELD', 'FAILED', 'SUPERSEDED', 'ERASED'))
     and (subject.begun_in <> pg_current_xact_id()
          or exists (select from decision d where d.document_id = new.document_id and d.attempt = new.attempt)) then
    raise exception 'nothing is decided about an attempt that has ended' using errcode = 'insufficient_privilege';
  end if;
  if session_user <> 'sluice_ingest' then
    return new;
  end if;
  new.decided_at := clock_timestamp();
  outside := array(
    select e || '@' || coalesce(c ->> 'config', '') from unnest(new.endpoints) e
      left join jsonb_array_elements(new.candidates) c on c ->> 'endpoint' = e
     where coalesce(c ->> 'kind', '') not in ('IN_PROCESS', 'SELF_HOSTED'));
  if new.route = 'EXTERNAL' and not subject.keep_inside
     and newly_out(new.document_id, new.attempt, new.bundle_digest, outside) then
    raise exception 'what was kept inside goes outside by an approved plan only' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger new_decision before insert on decision for each row
  when (session_user in ('sluice_ingest', 'sluice_worker_external', 'sluice_worker_sovereign')) execute function check_new_decision();

-- An attempt that is kept inside is nothing to the external pool, whatever is decided about it.
create or replace function decided_outside(document uuid, attempt_number integer) returns boolean
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select coalesce((select d.route = 'EXTERNAL' and d.cleared and not a.keep_inside
                     from decision d join attempt a on a.document_id = d.document_id and a.attempt = d.attempt
                    where d.document_id = document and d.attempt = attempt_number and d.decided_by not like 'worker-%'
                    order by d.decided_at desc, d.decision_id desc limit 1), false)
$$;

-- Approves a plan as it was seen: another person than the one who asked for it. Says what came of it, and records that.
-- As soon as an approver is registered, who approves is who holds the token, whatever the program says.
create function approve_rerun(plan uuid, seen text, why text, actor_kind text, actor_id text, actor_authentication text,
                              token text default null)
returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  asked rerun_plan%rowtype;
  by_token boolean := token is not null or token_needed('APPROVER');
  who text := case when by_token then person_by_token(token, 'APPROVER') else actor_id end;
  how text := case when by_token and who is not null then 'token' else actor_authentication end;
  verdict text;
begin
  if (why ~ '^[A-Za-z0-9._:/@+=-]{1,100}$' and actor_kind = 'user') is not true then
    raise exception 'a person approves, for a reason that is a code' using errcode = 'invalid_parameter_value';
  end if;
  select * into asked from rerun_plan p where p.plan_id = plan for update;
  if not found then
    return 'NO_SUCH_PLAN';
  end if;
  verdict := case
    when who is null then 'NOT_AUTHENTICATED'
    when asked.state <> 'FROZEN' then 'NOT_FROZEN'
    when asked.list_digest is distinct from seen or rerun_list(plan) <> asked.list_digest then 'LIST_CHANGED'
    when exists (select from rerun_approval a where a.plan_id = plan) then 'APPROVED_BEFORE'
    when same_person(who, asked.requested_by) then 'SAME_PERSON'
    else 'APPROVED' end;
  if verdict = 'APPROVED' then
    insert into rerun_approval (plan_id, list_digest, reason, approved_by, authentication)
    values (plan, asked.list_digest, why, who, how);
  end if;
  perform audit.write_event(
    case verdict when 'APPROVED' then 'rerun.approved' else 'rerun.refused' end,
    case verdict when 'APPROVED' then 'SUCCESS' else 'REFUSED' end,
    case verdict when 'APPROVED' then why else verdict end,
    actor_kind, coalesce(who, actor_id), how,
    '{"endpoints":[' || coalesce('"' || nullif(array_to_string(rerun_endpoints(plan), '","'), '') || '"', '') || '],"items":' || asked.items || ',"list":"' || asked.list_digest || '","login":"' || audit.login()
    || '","newlyOut":' || asked.newly_out || ',"plan":"' || plan || '"}');
  return verdict;
end
$$;
revoke all on function approve_rerun(uuid, text, text, text, text, text, text) from public;
grant execute on function approve_rerun(uuid, text, text, text, text, text, text) to sluice_operator;

create function refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'sluice.% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete or truncate on rerun_approval for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on rerun_item for each statement execute function refuse_change();

revoke insert on rerun_plan from sluice_ingest;
grant insert (plan_id, batch_id, selector, reason, list_digest, items, newly_out, state, requested_by, retry_crashed, policy_mode,
  bundle_digest, selection, left_out, four_eyes_above) on rerun_plan to sluice_ingest;
grant update (state, reason, rate, next_at, started_at, ended_at) on rerun_plan to sluice_ingest;
revoke insert on attempt from sluice_ingest;
grant insert (document_id, attempt, batch_id, state, reason, started_at, changed_at, ended_at, process_ms, min_sensitivity,
  keep_inside) on attempt to sluice_ingest;
grant select on rerun_approval to sluice_ingest, sluice_operator;

-- What a person has to look at: attempts in the state IN_REVIEW, and what became of them. Approving lets an attempt go on
-- inside and nowhere else: it is raised to restricted and kept inside by the same statement that records who approved.
create table review (
  document_id uuid not null,
  attempt     integer not null,
  round       integer not null default 1,            -- set by the database: how often a person is asked about the attempt
  reason      text not null,
  policies    text[] not null default '{}',          -- those that ask, where policies do
  opened_at   timestamptz not null default clock_timestamp(),
  primary key (document_id, attempt, round),
  foreign key (document_id, attempt) references attempt
);
comment on table review is 'writer: ingest, in the transaction that puts the attempt into review. Never changed.';

create table review_act (
  document_id    uuid not null,
  attempt        integer not null,
  round          integer not null,
  verdict        text not null check (verdict in ('APPROVED', 'REJECTED')),
  reason         text not null,
  decided_by     text not null,
  authentication text not null,
  decided_at     timestamptz not null default clock_timestamp(),
  primary key (document_id, attempt, round),
  foreign key (document_id, attempt) references attempt
);
comment on table review_act is 'writer: decide_review(). What a person decided; ingest carries it out. Never changed.';
create trigger append_only before update or delete or truncate on review for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_act for each statement execute function refuse_change();

grant select, insert on review to sluice_ingest;
grant select on review_act to sluice_ingest;
grant select on review, review_act to sluice_operator;

-- What a person said when one was asked last about an attempt: null while nobody has. No is said for good.
create function review_verdict(document uuid, attempt_number integer) returns text
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select case
    when exists (select from review_act r
                  where r.document_id = document and r.attempt = attempt_number and r.verdict = 'REJECTED') then 'REJECTED'
    else (select r.verdict from review_act r
           where r.document_id = document and r.attempt = attempt_number
             and r.round = (select max(v.round) from review v where v.document_id = document and v.attempt = attempt_number))
  end
$$;

-- The policies that a person was asked for and let the attempt go on. With the owner's rights, since workers read no reviews.
create function reviewed(document uuid, attempt_number integer) returns text[]
language sql stable
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
  select array(select distinct p from review v
                 join review_act r on r.document_id = v.document_id and r.attempt = v.attempt and r.round = v.round, unnest(v.policies) p
                where v.document_id = document and v.attempt = attempt_number and r.verdict = 'APPROVED')
$$;
revoke all on function reviewed(uuid, integer) from public;
grant execute on function reviewed(uuid, integer) to sluice_ingest, sluice_worker_sovereign, sluice_worker_external;

create function check_review() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  select coalesce(max(v.round), 0) + 1 into new.round from review v where v.document_id = new.document_id and v.attempt = new.attempt;
  if new.round > 1 and review_verdict(new.document_id, new.attempt) is distinct from 'APPROVED' then
    raise exception 'a person is asked once more when what was asked before was approved' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger in_turn before insert on review for each row execute function check_review();

-- Why a document is not run again: a person has still to look at it, or said no.
create function review_bars(document uuid) returns text
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select case
    when exists (select from review_act r where r.document_id = document and r.verdict = 'REJECTED') then 'REJECTED'
    when exists (select from attempt a where a.document_id = document and a.state = 'IN_REVIEW')
      or exists (select from review v
                  where v.document_id = document
                    and review_verdict(v.document_id, v.attempt) is null) then 'IN_REVIEW'
  end
$$;

-- Whether the answer of a call comes too late: a person was asked about the attempt since it began, or said no. With the
-- owner's rights, since workers read no reviews.
create function review_overtook(call uuid) returns boolean
language sql stable
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
  select exists (
    select from dispatch d join attempt a on a.document_id = d.document_id and a.attempt = d.attempt
     where d.dispatch_id = call
       and (a.state = 'IN_REVIEW'
            or exists (select from review v
                        where v.document_id = d.document_id and v.attempt = d.attempt and v.opened_at >= d.intent_at)
            or exists (select from review_act r
                        where r.document_id = d.document_id and r.attempt = d.attempt and r.verdict = 'REJECTED')))
$$;
revoke all on function review_overtook(uuid) from public;
grant execute on function review_overtook(uuid) to sluice_worker_sovereign, sluice_worker_external;

create function check_result_before_review() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  -- Whoever puts it into review at the same time is waited for.
  perform from attempt a where a.document_id = new.document_id and a.attempt = new.attempt for update;
  if review_overtook(new.dispatch_id) then
    raise exception 'what a person was asked about is not completed by an earlier call' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger result_before_review before insert on result for each row
  when (session_user in ('sluice_worker_external', 'sluice_worker_sovereign')) execute function check_result_before_review();

-- An event about an attempt, in the form of write_event.
create function audit.write_event_about(document uuid, attempt_number integer, batch uuid, tenant_name text, kind text, why text,
                                        actor_kind text, actor_id text, actor_authentication text, detail text)
returns uuid
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  identifier constant text := '^[A-Za-z0-9._:/@+=-]{1,200}$';
  at timestamptz := clock_timestamp();
  at_text text := to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  id uuid := encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
               substring(int8send(floor(extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
begin
  if (actor_kind ~ identifier and actor_id ~ identifier and actor_authentication ~ identifier and why ~ identifier
      and tenant_name ~ identifier) is not true then
    raise exception 'an event is made of identifiers' using errcode = 'invalid_parameter_value';
  end if;
  insert into audit.event (event_id, type, outcome, occurred_at, recorded_at, document_id, attempt, batch_id, tenant, body)
  values (id, kind, 'SUCCESS', at, at, document, attempt_number, batch, tenant_name, convert_to(
    '{"actor":{"authentication":"' || actor_authentication || '","id":"' || actor_id || '","kind":"' || actor_kind || '"}'
    || ',"attempt":' || attempt_number || ',"batchId":"' || batch || '","detail":' || detail || ',"documentId":"' || document
    || '","eventId":"' || id || '","occurredAt":"' || at_text || '","outcome":"SUCCESS","reason":"' || why
    || '","recordedAt":"' || at_text || '","schema":1,"tenant":"' || tenant_name || '","type":"' || kind || '"}', 'UTF8'));
  return id;
end
$$;
revoke all on function audit.write_event_about(uuid, integer, uuid, text, text, text, text, text, text, text) from public;

-- What a person decides about the newest attempt at a document: one that is in review, or, to end it, one that no endpoint
-- is eligible for. Says what came of it; the event stands or falls with it.
create function decide_review(document uuid, verdict text, why text, actor_kind text, actor_id text, actor_authentication text,
                              token text default null)
returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  newest attempt%rowtype;
  whose document%rowtype;
  asked integer;
  by_token boolean := token is not null or token_needed('APPROVER');
  who text := case when by_token then person_by_token(token, 'APPROVER') else actor_id end;
  how text := case when by_token then 'token' else actor_authentication end;
begin
  if (verdict in ('APPROVED', 'REJECTED') and why ~ '^[A-Za-z0-9._:/@+=-]{1,100}$' and actor_kind = 'user') is not true then
    raise exception 'a person approves or rejects, for a reason that is a code' using errcode = 'invalid_parameter_value';
  end if;
  if who is null then
    perform audit.write_event('review.refused', 'REFUSED', 'NOT_AUTHENTICATED', actor_kind, actor_id, actor_authentication,
      '{"about":"' || document || '","login":"' || audit.login() || '"}');
    return 'NOT_AUTHENTICATED';
  end if;
  select * into newest from attempt a where a.document_id = document order by a.attempt desc limit 1 for update;
  select * into whose from document d where d.document_id = document;
  if newest.document_id is null then
    return 'NO_SUCH_DOCUMENT';
  end if;
  -- What waits for an endpoint was not asked about, and is ended all the same.
  select coalesce(max(v.round), 0) + case newest.state when 'WAITING' then 1 else 0 end into asked
    from review v where v.document_id = document and v.attempt = newest.attempt;
  if exists (select from review_act r where r.document_id = document and r.attempt = newest.attempt
              and (r.round = asked or r.verdict = 'REJECTED')) then
    return 'DECIDED_BEFORE';
  end if;
  if whose.erased_at is not null or whose.hold
     or (newest.state = 'IN_REVIEW'
         or verdict = 'REJECTED' and newest.state = 'WAITING' and newest.reason = 'NO_ELIGIBLE_ENDPOINT') is not true then
    return 'NOT_IN_REVIEW';
  end if;
  insert into review_act (document_id, attempt, round, verdict, reason, decided_by, authentication)
  values (document, newest.attempt, asked, decide_review.verdict, why, who, how);
  if verdict = 'APPROVED' then
    update attempt a set keep_inside = true, min_sensitivity = 'RESTRICTED'
     where a.document_id = document and a.attempt = newest.attempt;
  end if;
  perform audit.write_event_about(document, newest.attempt, newest.batch_id, whose.tenant,
    case verdict when 'APPROVED' then 'review.approved' else 'review.rejected' end, why,
    actor_kind, who, how,
    '{"login":"' || audit.login() || '","review":"' || coalesce(newest.reason, 'NONE') || '"}');
  return verdict;
end
$$;
revoke all on function decide_review(uuid, text, text, text, text, text, text) from public;
grant execute on function decide_review(uuid, text, text, text, text, text, text) to sluice_operator;

-- A rerun does not go round a review: what was in one was not let out before.
create or replace function route_before(document uuid, attempt_number integer) returns text
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select case when n.route = 'EXTERNAL'
               and (a.keep_inside or not n.cleared
                    or exists (select from dispatch x
                                where x.document_id = document and x.attempt = attempt_number
                                  and x.pool = 'EXTERNAL' and x.state in ('INTENT', 'UNKNOWN'))
                    or exists (select from review v where v.document_id = document and v.attempt = attempt_number)
                    or exists (select from review_act r where r.document_id = document and r.attempt = attempt_number))
              then 'WITHHELD' else n.route end
    from attempt a
    join decision n on n.document_id = a.document_id and n.attempt = a.attempt
   where a.document_id = document and a.attempt = attempt_number
   order by n.decided_at desc, n.decision_id desc limit 1
$$;

-- As before, and: what is in review leaves it only as a person decided, and never by a worker.
create or replace function move_attempt(document uuid, attempt_number integer, expected text[], target text, why text)
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
  if 'IN_REVIEW' = any (expected) and target not in ('ERASED', 'IN_REVIEW')
     and exists (select from attempt a where a.document_id = document and a.attempt = attempt_number and a.state = 'IN_REVIEW')
     and (worker_pool() is not null
          or not coalesce(case review_verdict(document, attempt_number) when 'APPROVED' then true
                                                                        when 'REJECTED' then target = 'WITHHELD' end, false)) then
    raise exception 'what is in review goes on when a person approved it, and ends withheld when one rejected it'
      using errcode = 'insufficient_privilege';
  end if;
  update attempt a
     set state = target, reason = why, changed_at = clock_timestamp(),
         ended_at = case when target = any (terminal) then clock_timestamp() end
   where a.document_id = document and a.attempt = attempt_number and a.state = any (expected);
  get diagnostics moved = row_count;
  return moved = 1;
end
$$;
