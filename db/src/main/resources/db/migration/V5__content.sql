-- The content of documents, sealed: AES-256-GCM under a key of its owner (a document, a quarantined message or a
-- result), and that key wrapped under the compartment's wrapping key, which no database holds.
-- Restricted and cleared are two tables with two sets of grants, so that the external pool has nothing to ask for.
-- Rows are appended and never changed; they go only with their key, through the functions below.
set role sluice_owner;
set search_path = content;

create table restricted_key (
  owner        uuid primary key,
  wrapped      bytea,                                -- 64 bytes wrapped: the content key and the digests' salt
  created_at   timestamptz not null default now(),
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);
comment on table restricted_key is 'writer: db (ContentStore), for ingest and sovereign workers. A destroyed key stays as an empty row, so that it is never made anew.';

create table restricted (
  owner      uuid not null references restricted_key,
  kind       text not null check (kind in ('ORIGINAL', 'TEXT', 'TASK', 'NAME', 'MESSAGE', 'RESULT')),
  attempt    integer not null check (attempt >= 0),
  chunk      integer not null check (chunk >= 0),
  ciphertext bytea not null,
  primary key (owner, kind, attempt, chunk)
);
alter table restricted alter column ciphertext set storage external;
comment on table restricted is 'writer: db (ContentStore), for ingest and sovereign workers.';

create table cleared_key (
  owner      uuid primary key,
  wrapped    bytea not null,
  created_at timestamptz not null default now()
);
comment on table cleared_key is 'writer: db (ContentStore), for ingest and external workers. Goes when the clearance ends; another clearance makes another key.';

create table cleared (
  owner      uuid not null references cleared_key,
  kind       text not null check (kind in ('TEXT', 'TASK', 'RESULT')),
  attempt    integer not null check (attempt >= 0),
  chunk      integer not null check (chunk >= 0),
  ciphertext bytea not null,
  primary key (owner, kind, attempt, chunk)
);
alter table cleared alter column ciphertext set storage external;
comment on table cleared is 'writer: db (ContentStore), for ingest and external workers. Originals, names and raw messages are never among it.';

-- Destroys the key of a cleared copy and the copy with it.
create function destroy_cleared(content_owner uuid)
returns boolean
language plpgsql
security definer
set search_path = pg_catalog, content, pg_temp
as $$
begin
  if session_user = 'sluice_worker_external' and not exists (select from sluice.document d where d.document_id = content_owner) then
    raise exception 'a worker takes back the copy of a document, and destroys no result' using errcode = 'insufficient_privilege';
  end if;
  delete from content.cleared c where c.owner = content_owner;
  delete from content.cleared_key k where k.owner = content_owner;
  return found;
end
$$;
revoke all on function destroy_cleared(uuid) from public;

-- Destroys the key of an owner for good, and every copy of the content in either compartment.
create function destroy_restricted(content_owner uuid)
returns boolean
language plpgsql
security definer
set search_path = pg_catalog, content, pg_temp
as $$
begin
  perform content.destroy_cleared(content_owner);
  delete from content.restricted c where c.owner = content_owner;
  update content.restricted_key k set wrapped = null, destroyed_at = clock_timestamp()
   where k.owner = content_owner and k.destroyed_at is null;
  return found;
end
$$;
revoke all on function destroy_restricted(uuid) from public;

grant usage on schema content to sluice_ingest, sluice_worker_sovereign, sluice_worker_external, sluice_operator;

grant select, insert on restricted_key, restricted, cleared_key, cleared to sluice_ingest;
grant select, insert on restricted_key, restricted to sluice_worker_sovereign;
grant select, insert on cleared_key, cleared to sluice_worker_external;
-- The command line shows documents and results as the operator; without the wrapping keys these are ciphertext.
grant select on restricted_key, restricted, cleared_key, cleared to sluice_operator;

grant execute on function destroy_cleared(uuid) to sluice_ingest, sluice_worker_external;
grant execute on function destroy_restricted(uuid) to sluice_ingest;
