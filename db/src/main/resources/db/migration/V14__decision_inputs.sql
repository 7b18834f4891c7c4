-- What every decision was made from, as the policies saw it, so that it can be made again: by the same bundle to see that it
-- comes out the same, by another one to see what would change. No text and no value of a document: words that a bundle knows,
-- numbers, digests and ids.
set role sluice_owner;
set search_path = sluice;

alter table decision add column decided_in xid8;
alter table decision alter column decided_in set default pg_current_xact_id();
comment on column decision.decided_in is 'the transaction that decided; null before inputs were stored';

create table decision_input (
  decision_id uuid primary key references decision,
  inputs      bytea not null check (octet_length(inputs) <= 1048576),  -- canonical JSON (RFC 8785), UTF-8
  digest      bytea not null check (digest = sha256(inputs))
);
comment on table decision_input is 'writer: policy (DecisionStore), with the decision in one transaction. Never changed.';
create trigger append_only before update or delete or truncate on decision_input for each statement execute function refuse_change();

-- The elements of a JSON array as the canonical form writes them.
create function inputs_list(list jsonb) returns text
language sql immutable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select '[' || coalesce(string_agg(item::text, ',' order by place), '') || ']'
    from jsonb_array_elements(list) with ordinality as listed (item, place)
$$;

-- The one text that says what the inputs say: no other key, no key twice, no white space, nothing besides.
create function inputs_form(said jsonb) returns text
language sql immutable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select '{"anythingRead":' || (said -> 'anythingRead')::text
         || ',"bundle":' || (said -> 'bundle')::text
         || ',"categories":' || inputs_list(said -> 'categories')
         || ',"complete":' || (said -> 'complete')::text
         || ',"deadline":' || (said -> 'deadline')::text
         || ',"detectors":' || (said -> 'detectors')::text
         || ',"endpoints":[' || (select coalesce(string_agg('{"config":' || (one -> 'config')::text || ',"filled":' || (one -> 'filled')::text
                || ',"id":' || (one -> 'id')::text || ',"model":' || (one -> 'model')::text || '}', ',' order by place), '')
              from jsonb_array_elements(said -> 'endpoints') with ordinality as listed (one, place))
         || '],"exhaustiveness":' || (said -> 'exhaustiveness')::text
         || ',"jurisdiction":' || (said -> 'jurisdiction')::text
         || ',"maxCost":' || (said -> 'maxCost')::text
         || ',"minSensitivity":' || (said -> 'minSensitivity')::text
         || ',"moment":' || (said -> 'moment')::text
         || ',"operation":' || (said -> 'operation')::text
         || ',"purpose":' || (said -> 'purpose')::text
         || ',"residency":' || (said -> 'residency')::text
         || ',"task":' || (said -> 'task')::text
         || ',"tenant":' || (said -> 'tenant')::text
         || ',"textLength":' || (said -> 'textLength')::text
         || ',"unavailable":' || inputs_list(said -> 'unavailable')
         || ',"validity":' || case jsonb_typeof(said -> 'validity') when 'null' then 'null'
              else '{"atMost":' || inputs_list(said #> '{validity,atMost}') || ',"bundle":' || (said #> '{validity,bundle}')::text
                   || ',"day":' || (said #> '{validity,day}')::text || '}' end
         || ',"version":1}'
$$;

-- Whether a list holds known categories and nothing else.
create function inputs_categories(list jsonb) returns boolean
language sql immutable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select list <@ '["PHI","PII","PCI","FINANCIAL","CREDENTIALS","LEGAL_PRIVILEGED","EXPORT_CONTROLLED","CONFIDENTIAL","HEALTH_INFO"]'::jsonb
$$;

-- Inputs are of a decision of the same transaction and hold nothing that has no place in them. A worker's are, besides, what
-- the tables say of the document: there is no room in them for anything that it read. With the owner's rights, since nobody
-- but the operator reads inputs, and the external pool does not see every classification.
create function check_decision_input() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  said jsonb;
  made decision%rowtype;
  held boolean;
begin
  select * into made from decision d where d.decision_id = new.decision_id;
  if not found or made.decided_in is distinct from pg_current_xact_id()
     or worker_pool() is not null and made.decided_by is distinct from 'worker-' || lower(worker_pool()) then
    raise exception 'inputs are written with their own decision' using errcode = 'insufficient_privilege';
  end if;
  said := convert_from(new.inputs, 'UTF8')::jsonb;
  if (convert_to(inputs_form(said), 'UTF8') = new.inputs
      and said ->> 'bundle' = made.bundle_digest
      and jsonb_typeof(said -> 'anythingRead') = 'boolean'
      and jsonb_typeof(said -> 'complete') = 'boolean'
      and said ->> 'textLength' ~ '^[0-9]{1,18}$'
      and inputs_categories(said -> 'categories')
      and said ->> 'exhaustiveness' in ('EXHAUSTIVE', 'PARTIAL', 'DEGRADED', 'FAILED')
      and said ->> 'minSensitivity' in ('NONE', 'INTERNAL', 'CONFIDENTIAL', 'RESTRICTED')
      and said ->> 'operation' = 'chat'
      and coalesce(said ->> 'detectors', '') ~ '^[A-Za-z0-9.:-]{0,128}$'
      and said ->> 'moment' ~ '^[0-9-]{10,13}T[0-9:]{8}([.][0-9]{1,9})?Z$'
      and coalesce(said ->> 'deadline', '2000-01-01T00:00:00Z') ~ '^[0-9+-]{10,13}T[0-9:]{8}([.][0-9]{1,9})?Z$'
      and coalesce(said ->> 'maxCost', '0') ~ '^-?[0-9]{1,60}([.][0-9]{1,60})?$'
      and not exists (select from jsonb_array_elements_text(said -> 'unavailable') id where id !~ '^[a-z0-9][a-z0-9-]{0,62}$')
      and not exists (select from jsonb_array_elements(said -> 'endpoints') e
                       where (e ->> 'id' ~ '^[a-z0-9][a-z0-9-]{0,62}$' and e ->> 'config' ~ '^[0-9a-f]{64}$'
                              and jsonb_typeof(e -> 'filled') = 'boolean' and char_length(e ->> 'model') <= 300) is not true)
      and (jsonb_typeof(said -> 'validity') = 'null'
           or inputs_categories(said #> '{validity,atMost}') and said #>> '{validity,bundle}' ~ '^[0-9a-f]{0,64}$'
              and coalesce(said #>> '{validity,day}', '2000-01-01') ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
     ) is not true then
    raise exception 'inputs are in their canonical form and hold nothing besides' using errcode = 'insufficient_privilege';
  end if;
  if worker_pool() is null then
    return new;
  end if;
  select said ->> 'tenant' = d.tenant and said ->> 'task' = d.task and said ->> 'purpose' = d.purpose
         and said ->> 'jurisdiction' = d.jurisdiction and said ->> 'residency' = d.residency
         and (said ->> 'deadline')::timestamptz is not distinct from d.deadline
         and (said ->> 'maxCost')::numeric is not distinct from d.max_cost
         and (said -> 'complete')::boolean = coalesce(e.complete, false)
         and (said -> 'anythingRead')::boolean = coalesce(e.any_read, false)
         and (said ->> 'textLength')::bigint = coalesce(e.text_length, 0)
         and said ->> 'detectors' is not distinct from c.detectors
         and (said ->> 'exhaustiveness' = 'FAILED'
              or said ->> 'exhaustiveness' = c.exhaustiveness and said -> 'categories' @> to_jsonb(c.categories))
         and not exists (select from jsonb_array_elements(said -> 'endpoints') o
                          where o ->> 'model' !~ '^[A-Za-z0-9._:/@+=-]*$')
    into held
    from document d
    left join extraction e on e.document_id = d.document_id and e.attempt = made.attempt
    left join classification c on c.classification_id = made.classification_id
   where d.document_id = made.document_id;
  if held is not true then
    raise exception 'a worker decides on what is stored of the document' using errcode = 'insufficient_privilege';
  end if;
  return new;
exception when data_exception then
  raise exception 'inputs are in their canonical form and hold nothing besides' using errcode = 'insufficient_privilege';
end
$$;
revoke all on function check_decision_input() from public;
create trigger checked before insert on decision_input for each row execute function check_decision_input();

-- No decision without its inputs: looked at when the transaction ends, whatever the writer did before.
create function check_decision_whole() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  if not exists (select from decision_input i where i.decision_id = new.decision_id) then
    raise exception 'decision % has no inputs', new.decision_id using errcode = 'insufficient_privilege';
  end if;
  return null;
end
$$;
revoke all on function check_decision_whole() from public;
create constraint trigger whole after insert on decision deferrable initially deferred for each row
  when (session_user in ('sluice_ingest', 'sluice_worker_external', 'sluice_worker_sovereign')) execute function check_decision_whole();

grant insert (decision_id, inputs, digest) on decision_input to sluice_ingest, sluice_worker_sovereign, sluice_worker_external;
grant select on decision_input to sluice_operator;
