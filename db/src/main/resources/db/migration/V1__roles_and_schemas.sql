-- Roles are made once per server and shared by its databases, so each is made only where it is missing.
-- Passwords are not part of a migration: Database.migrate() sets them from the secrets folder.
do $$
declare
  role_name text;
begin
  if not exists (select from pg_roles where rolname = 'sluice_owner') then
    create role sluice_owner nologin;
  end if;
  foreach role_name in array array['sluice_migrator', 'sluice_ingest', 'sluice_worker_sovereign', 'sluice_worker_external',
                                   'sluice_sequencer', 'sluice_verifier', 'sluice_officer', 'sluice_operator'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login noinherit', role_name);
    end if;
    -- One idle transaction stops the sequencer's watermark, so nobody may hold one open.
    execute format('alter role %I set idle_in_transaction_session_timeout = ''60s''', role_name);
  end loop;
end
$$;

-- Objects belong to a role that nobody can log in as; the migrator acts for it.
do $$
begin
  execute format('grant sluice_owner to %I', current_user);
exception when others then
  if not pg_has_role(current_user, 'sluice_owner', 'member') then
    raise;
  end if;
end
$$;

revoke all on schema public from public;

create schema sluice authorization sluice_owner;
create schema content authorization sluice_owner;
create schema audit authorization sluice_owner;
create schema batch authorization sluice_owner;
