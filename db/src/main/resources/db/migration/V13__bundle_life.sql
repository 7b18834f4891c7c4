-- The life of a policy bundle: drafted, checked, approved by another person than its author, in force from a time, retired.
-- The rules stand here, whatever a program asks for: a document goes outside under the bundle in force and no other.
set role sluice_owner;
set search_path = sluice;

create table registered_person (
  person_id     uuid primary key default gen_random_uuid(),
  name          text not null check (name ~ '^[A-Za-z0-9._@+=-]{1,100}$'),
  role          text not null check (role in ('ADMINISTRATOR', 'AUTHOR', 'APPROVER', 'OPERATOR')),
  salt          bytea not null check (octet_length(salt) >= 16),
  token_hash    bytea not null check (octet_length(token_hash) = 32),
  registered_by text not null,
  registered_at timestamptz not null default clock_timestamp(),
  revoked_by    text,
  revoked_at    timestamptz,
  check ((revoked_by is null) = (revoked_at is null))
);
comment on table registered_person is 'writer: register_person() and revoke_person(). Who may act, by a token of which only SHA-256(salt, token) is kept.';
create unique index registered_person_once on registered_person (person(name), role) where revoked_at is null;

create table policy_bundle (
  digest   text primary key,
  position bigint generated always as identity unique,
  name     text not null,
  version  text not null,
  author   text not null,
  content  jsonb not null,
  added_at timestamptz not null default clock_timestamp()
);
comment on table policy_bundle is 'writer: add_policy() and register_release(). Its files by their path; never changed.';
comment on column policy_bundle.position is 'a later one was registered later';
comment on column policy_bundle.author is 'who registered it: a person, or release for one that ships with the product';

create table policy_proof (
  proof_id      bigint generated always as identity primary key,
  bundle_digest text not null references policy_bundle,
  proof_digest  text not null,
  proved        boolean not null,
  report        text not null,                       -- canonical JSON
  made_by       text not null,
  made_at       timestamptz not null default clock_timestamp()
);
comment on table policy_proof is 'writer: add_policy() and register_release(). The newest counts; never changed.';
create index policy_proof_bundle on policy_proof (bundle_digest, proof_id desc);

create table policy_step (
  step_id        bigint generated always as identity primary key,
  bundle_digest  text not null references policy_bundle,
  step           text not null check (step in ('DRAFTED', 'CHECKED', 'APPROVED', 'ACTIVATED', 'RETIRED')),
  person         text not null,
  authentication text not null,
  reason         text,
  proof_digest   text,                               -- what was seen by whoever checked or approved
  active_from    timestamptz,
  event_id       uuid not null,
  taken_at       timestamptz not null default clock_timestamp(),
  check ((step = 'ACTIVATED') = (active_from is not null))
);
comment on table policy_step is 'writer: the functions of this migration, each with its audit event. Never changed.';
create index policy_step_activated on policy_step (active_from desc, step_id desc) where step = 'ACTIVATED';
create index policy_step_bundle on policy_step (bundle_digest, step_id);

create trigger append_only before update or delete or truncate on policy_bundle for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on policy_proof for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on policy_step for each statement execute function refuse_change();
create trigger append_only before delete or truncate on registered_person for each statement execute function refuse_change();

create function check_person_change() returns trigger
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  if old.revoked_at is not null or new.revoked_at is null
     or (new.person_id, new.name, new.role, new.salt, new.token_hash, new.registered_by, new.registered_at)
        is distinct from (old.person_id, old.name, old.role, old.salt, old.token_hash, old.registered_by, old.registered_at) then
    raise exception 'a person is revoked once and not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger revoked_once before update on registered_person for each row execute function check_person_change();

-- The person of a role who holds this token; null for nobody.
create function person_by_token(token text, needed text) returns text
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select p.name from registered_person p
   where p.role = needed and p.revoked_at is null and p.token_hash = sha256(p.salt || convert_to(token, 'UTF8'))
   limit 1
$$;

-- Whether a token is asked for: from the first person of the role on, and not less when that one is revoked.
create function token_needed(needed text) returns boolean
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select exists (select from registered_person p where p.role = needed)
$$;

-- SHA-256 over the paths of a bundle's files and the digests of their texts, as every decision names it.
create function policy_digest(content jsonb) returns text
language sql immutable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select encode(sha256(convert_to('{' || string_agg('"' || f.key || '":"' || encode(sha256(convert_to(f.value, 'UTF8')), 'hex') || '"', ','
                                                    order by f.key collate "C") || '}', 'UTF8')), 'hex')
    from jsonb_each_text(content) f
$$;

-- The digest of the bundle that decides at a time; null where none does.
create function policy_in_force(moment timestamptz default clock_timestamp()) returns text
language sql stable
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
  select a.bundle_digest from policy_step a
   where a.step = 'ACTIVATED' and a.active_from <= moment
     and not exists (select from policy_step r
                      where r.bundle_digest = a.bundle_digest and r.step = 'RETIRED' and r.taken_at <= moment)
   order by a.active_from desc, a.step_id desc limit 1
$$;

-- Whether another person than its author approved it as it is proved now, and nobody retired it.
create function policy_approved(bundle text) returns boolean
language sql stable
set search_path = pg_catalog, sluice, pg_temp
as $$
  select exists (
    select from policy_bundle b
      join lateral (select p.proof_digest, p.proved from policy_proof p
                     where p.bundle_digest = b.digest order by p.proof_id desc limit 1) newest on newest.proved
      join policy_step s on s.bundle_digest = b.digest and s.step = 'APPROVED' and s.proof_digest = newest.proof_digest
     where b.digest = bundle and policy_digest(b.content) = b.digest
       and (b.author = 'release' and s.authentication = 'release' or not same_person(s.person, b.author))
       and not exists (select from policy_step r where r.bundle_digest = b.digest and r.step = 'RETIRED'))
$$;

-- One step with its event, in the transaction of the caller.
create function take_policy_step(bundle text, taken text, kind text, who text, how text, why text, proof text, since timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  event uuid;
begin
  if why !~ '^[A-Za-z0-9._:/@+=-]{1,100}$' then
    raise exception 'a reason is a code' using errcode = 'invalid_parameter_value';
  end if;
  event := audit.write_event(kind, 'SUCCESS', why, 'user', who, how,
    '{"bundle":"' || bundle || '"' || coalesce(',"from":"' || to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', '')
    || ',"login":"' || audit.login() || '"' || coalesce(',"proof":"' || proof || '"', '') || ',"step":"' || taken || '"}');
  insert into policy_step (bundle_digest, step, person, authentication, reason, proof_digest, active_from, event_id)
  values (bundle, taken, who, how, why, proof, since, event);
end
$$;

create function refuse_policy_step(verdict text, asked text, bundle text, actor_id text) returns text
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  perform audit.write_event('policy.refused', 'REFUSED', verdict, 'user', actor_id, 'local',
    '{"asked":"' || asked || '","bundle":"' || case when bundle ~ '^[0-9a-f]{64}$' then bundle else 'unnamed' end
    || '","login":"' || audit.login() || '"}');
  return verdict;
end
$$;

-- What steps wait for each other on, and decisions on them: shared by whoever lets a document out.
create function lock_policy() returns void
language sql
set search_path = pg_catalog, sluice, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended('sluice.policy', 0))
$$;

-- Its files and its proof, kept once. The digest is computed here, and the report says itself what it is about.
create function keep_policy(content jsonb, report text, who text, how text) returns text
language plpgsql
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  identity text := policy_digest(content);
  proof text := encode(sha256(convert_to(report, 'UTF8')), 'hex');
  said jsonb := report::jsonb;
  holds boolean := coalesce((said ->> 'proved')::boolean, false);
begin
  if identity is null or exists (select from jsonb_each(content) f
                                  where f.key !~ '^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$' or jsonb_typeof(f.value) <> 'string') then
    raise exception 'a bundle is files by their path' using errcode = 'invalid_parameter_value';
  end if;
  if (said #>> '{bundle,digest}' = identity and said #>> '{bundle,name}' ~ '^[a-z0-9][a-z0-9-]{0,62}$'
      and length(said #>> '{bundle,version}') <= 200) is not true then
    raise exception 'the report is about another bundle' using errcode = 'invalid_parameter_value';
  end if;
  if (select p.proof_digest from policy_proof p where p.bundle_digest = identity order by p.proof_id desc limit 1) = proof then
    return 'ADDED_BEFORE';
  end if;
  if not exists (select from policy_bundle b where b.digest = identity) then
    insert into policy_bundle (digest, name, version, author, content)
    values (identity, said #>> '{bundle,name}', said #>> '{bundle,version}', who, keep_policy.content);
    perform take_policy_step(identity, 'DRAFTED', 'policy.added', who, how, null, null, null);
  end if;
  insert into policy_proof (bundle_digest, proof_digest, proved, report, made_by)
  values (identity, proof, holds, keep_policy.report, who);
  if not holds then
    perform audit.write_event('policy.checked', 'FAILURE', 'NOT_PROVED', 'user', who, how,
      '{"bundle":"' || identity || '","login":"' || audit.login() || '","proof":"' || proof || '","step":"CHECKED"}');
    return 'NOT_PROVED';
  end if;
  perform take_policy_step(identity, 'CHECKED', 'policy.checked', who, how, null, proof, null);
  return 'CHECKED';
end
$$;

-- Registers a bundle by its author.
create function add_policy(content jsonb, report text, actor_id text, token text) returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  who text;
begin
  perform lock_policy();
  who := person_by_token(token, 'AUTHOR');
  if who is null then
    return refuse_policy_step('NOT_AUTHENTICATED', 'ADD', policy_digest(content), actor_id);
  end if;
  return keep_policy(content, report, who, 'token');
end
$$;

-- Approves a bundle by the proof that the approver made or read: another person than its author.
create function approve_policy(bundle text, seen text, why text, actor_id text, token text) returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  who text;
  whose text;
  newest policy_proof%rowtype;
  verdict text;
begin
  perform lock_policy();
  who := person_by_token(token, 'APPROVER');
  select b.author into whose from policy_bundle b where b.digest = bundle;
  select * into newest from policy_proof p where p.bundle_digest = bundle order by p.proof_id desc limit 1;
  verdict := case
    when who is null then 'NOT_AUTHENTICATED'
    when whose is null then 'NO_SUCH_BUNDLE'
    when exists (select from policy_step r where r.bundle_digest = bundle and r.step = 'RETIRED') then 'RETIRED_BEFORE'
    when newest.proved is not true then 'NOT_PROVED'
    when newest.proof_digest is distinct from seen then 'PROOF_CHANGED'
    when same_person(who, whose) or same_person(who, newest.made_by) then 'SAME_PERSON'
    when policy_approved(bundle) then 'APPROVED_BEFORE'
    else 'APPROVED' end;
  if verdict <> 'APPROVED' then
    return refuse_policy_step(verdict, 'APPROVE', bundle, actor_id);
  end if;
  perform take_policy_step(bundle, 'APPROVED', 'policy.approved', who, 'token', why, seen, null);
  return verdict;
end
$$;

-- Puts an approved bundle in force, from now or a later time; rolling back is the same with one that was in force before.
create function activate_policy(bundle text, since timestamptz, rolling_back boolean, why text, actor_id text, token text) returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
set lock_timeout = '60s'
as $$
declare
  who text;
  at timestamptz;
  verdict text;
begin
  perform lock_policy();
  who := person_by_token(token, 'OPERATOR');
  at := clock_timestamp();
  verdict := case
    when who is null then 'NOT_AUTHENTICATED'
    when not exists (select from policy_bundle b where b.digest = bundle) then 'NO_SUCH_BUNDLE'
    when exists (select from policy_step r where r.bundle_digest = bundle and r.step = 'RETIRED') then 'RETIRED_BEFORE'
    when not policy_approved(bundle) then 'NOT_APPROVED'
    when since < at or not isfinite(since) then 'IN_THE_PAST'
    when since > at + interval '1 year' then 'TOO_FAR_OFF'
    when rolling_back and not exists (select from policy_step a where a.bundle_digest = bundle and a.step = 'ACTIVATED'
                                         and a.active_from <= at) then 'NEVER_IN_FORCE'
    when policy_in_force(coalesce(since, at)) = bundle then 'IN_FORCE_BEFORE'
    else 'ACTIVATED' end;
  if verdict <> 'ACTIVATED' then
    return refuse_policy_step(verdict, case when rolling_back then 'ROLL_BACK' else 'ACTIVATE' end, bundle, actor_id);
  end if;
  perform take_policy_step(bundle, 'ACTIVATED', case when rolling_back then 'policy.rolled-back' else 'policy.activated' end,
                           who, 'token', why, null, coalesce(since, at));
  return verdict;
end
$$;

-- Retires a bundle for good. Not the one in force: another one takes its place first.
create function retire_policy(bundle text, why text, actor_id text, token text) returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
set lock_timeout = '60s'
as $$
declare
  who text;
  verdict text;
begin
  perform lock_policy();
  who := person_by_token(token, 'OPERATOR');
  verdict := case
    when who is null then 'NOT_AUTHENTICATED'
    when not exists (select from policy_bundle b where b.digest = bundle) then 'NO_SUCH_BUNDLE'
    when exists (select from policy_step r where r.bundle_digest = bundle and r.step = 'RETIRED') then 'RETIRED_BEFORE'
    when policy_in_force() = bundle then 'IN_FORCE'
    else 'RETIRED' end;
  if verdict <> 'RETIRED' then
    return refuse_policy_step(verdict, 'RETIRE', bundle, actor_id);
  end if;
  perform take_policy_step(bundle, 'RETIRED', 'policy.retired', who, 'token', why, null, null);
  return verdict;
end
$$;

-- What ships with the product is registered by whoever migrates: author and approver are the release, which the log says.
create function register_release(content jsonb, report text) returns boolean
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  identity text := policy_digest(content);
begin
  perform lock_policy();
  if exists (select from policy_bundle b where b.digest = identity) then
    return false;
  end if;
  if keep_policy(content, report, 'release', 'release') <> 'CHECKED' then
    raise exception 'the bundle of a release is not proved' using errcode = 'check_violation';
  end if;
  perform take_policy_step(identity, 'APPROVED', 'policy.approved', 'release', 'release', null,
                           encode(sha256(convert_to(report, 'UTF8')), 'hex'), null);
  return true;
end
$$;

-- The first bundle in force, and a newer release of it as long as no person has put any in force.
create function put_release_in_force(bundle text) returns boolean
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
begin
  perform lock_policy();
  if not exists (select from policy_bundle b where b.digest = bundle and b.author = 'release') or not policy_approved(bundle)
     or exists (select from policy_step s where s.step = 'ACTIVATED' and s.authentication <> 'release')
     or exists (select from policy_step s join policy_bundle b on b.digest = s.bundle_digest
                 where s.step = 'ACTIVATED'
                   and (b.name <> (select n.name from policy_bundle n where n.digest = bundle)
                        or b.position >= (select n.position from policy_bundle n where n.digest = bundle))) then
    return false;
  end if;
  perform take_policy_step(bundle, 'ACTIVATED', 'policy.activated', 'release', 'release', null, null, clock_timestamp());
  return true;
end
$$;

create function register_person(new_name text, new_role text, new_salt bytea, new_hash bytea, actor_id text, token text) returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  first boolean;
  who text;
  verdict text;
begin
  if (new_name ~ '^[A-Za-z0-9._@+=-]{1,100}$' and new_role in ('ADMINISTRATOR', 'AUTHOR', 'APPROVER', 'OPERATOR')) is not true
     or person(new_name) in ('', 'release') then
    raise exception 'a person is a login and a role' using errcode = 'invalid_parameter_value';
  end if;
  perform lock_policy();
  first := not token_needed('ADMINISTRATOR');
  who := case when first then register_person.actor_id else person_by_token(token, 'ADMINISTRATOR') end;
  verdict := case
    when first and new_role <> 'ADMINISTRATOR' then 'ADMINISTRATOR_FIRST'
    when who is null then 'NOT_AUTHENTICATED'
    when exists (select from registered_person p where same_person(p.name, new_name) and p.revoked_at is null
                    and (p.role = 'ADMINISTRATOR') <> (new_role = 'ADMINISTRATOR')) then 'SAME_PERSON'
    when exists (select from registered_person p where same_person(p.name, new_name) and p.role = new_role
                    and p.revoked_at is null) then 'REGISTERED_BEFORE'
    else 'REGISTERED' end;
  if verdict = 'REGISTERED' then
    insert into registered_person (name, role, salt, token_hash, registered_by) values (new_name, new_role, new_salt, new_hash, who);
  end if;
  perform audit.write_event(case verdict when 'REGISTERED' then 'person.registered' else 'person.refused' end,
    case verdict when 'REGISTERED' then 'SUCCESS' else 'REFUSED' end, case verdict when 'REGISTERED' then null else verdict end,
    'user', coalesce(who, actor_id), case when first or who is null then 'local' else 'token' end,
    '{"login":"' || audit.login() || '","person":"' || new_name || '","role":"' || new_role || '"}');
  return verdict;
end
$$;

create function revoke_person(old_name text, old_role text, actor_id text, token text) returns text
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  who text;
  verdict text;
begin
  if (old_name ~ '^[A-Za-z0-9._@+=-]{1,100}$' and old_role ~ '^[A-Z]{1,20}$') is not true then
    raise exception 'a person is a login and a role' using errcode = 'invalid_parameter_value';
  end if;
  perform lock_policy();
  who := person_by_token(token, 'ADMINISTRATOR');
  verdict := case
    when who is null then 'NOT_AUTHENTICATED'
    when not exists (select from registered_person p where p.name = old_name and p.role = old_role and p.revoked_at is null)
      then 'NO_SUCH_PERSON'
    when old_role = 'ADMINISTRATOR' and same_person(who, old_name) then 'SAME_PERSON'
    else 'REVOKED' end;
  if verdict = 'REVOKED' then
    update registered_person p set revoked_at = clock_timestamp(), revoked_by = who
     where p.name = old_name and p.role = old_role and p.revoked_at is null;
  end if;
  perform audit.write_event(case verdict when 'REVOKED' then 'person.revoked' else 'person.refused' end,
    case verdict when 'REVOKED' then 'SUCCESS' else 'REFUSED' end, case verdict when 'REVOKED' then null else verdict end,
    'user', coalesce(who, actor_id), case when who is null then 'local' else 'token' end,
    '{"login":"' || audit.login() || '","person":"' || old_name || '","role":"' || old_role || '"}');
  return verdict;
end
$$;

-- Whoever lets a document out does so under the bundle in force, and an activation waits for those under way: when it is
-- committed, none follows under the bundle before. The failure is one of a moment: decided again it goes the way of the new one.
create function check_bundle_in_force() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, sluice, pg_temp
as $$
declare
  decided_under text;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a document is let out in a transaction that sees what others commit' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('sluice.policy', 0));
  if tg_table_name = 'decision' then
    decided_under := new.bundle_digest;
  else
    select d.bundle_digest into decided_under from decision d where d.decision_id = new.decision_id;
  end if;
  if decided_under is distinct from policy_in_force() or decided_under is null then
    raise exception 'a document goes outside under the bundle in force only' using errcode = 'serialization_failure';
  end if;
  return new;
end
$$;
create trigger bundle_in_force before insert on decision for each row
  when (new.route = 'EXTERNAL' or new.cleared) execute function check_bundle_in_force();
create trigger bundle_in_force before insert on dispatch for each row
  when (new.pool = 'EXTERNAL') execute function check_bundle_in_force();

revoke all on function person_by_token(text, text), token_needed(text), policy_approved(text), policy_in_force(timestamptz),
  take_policy_step(text, text, text, text, text, text, text, timestamptz), refuse_policy_step(text, text, text, text), lock_policy(),
  keep_policy(jsonb, text, text, text), add_policy(jsonb, text, text, text), approve_policy(text, text, text, text, text),
  activate_policy(text, timestamptz, boolean, text, text, text), retire_policy(text, text, text, text),
  register_release(jsonb, text), put_release_in_force(text), register_person(text, text, bytea, bytea, text, text),
  revoke_person(text, text, text, text), check_bundle_in_force() from public;

grant execute on function add_policy(jsonb, text, text, text), approve_policy(text, text, text, text, text),
  activate_policy(text, timestamptz, boolean, text, text, text), retire_policy(text, text, text, text),
  register_person(text, text, bytea, bytea, text, text), revoke_person(text, text, text, text) to sluice_operator;
grant execute on function policy_in_force(timestamptz)
  to sluice_ingest, sluice_worker_sovereign, sluice_worker_external, sluice_operator, sluice_officer;
grant select on policy_bundle, policy_proof, policy_step to sluice_ingest, sluice_operator, sluice_officer;
grant select (person_id, name, role, registered_by, registered_at, revoked_by, revoked_at) on registered_person to sluice_operator;

reset role;
