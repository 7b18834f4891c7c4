-- A document that ends the process that reads it is not read again and again.
set role sluice_owner;
set search_path = sluice;

alter table extraction
  add column kills integer not null default 0 check (kills >= 0),
  add column limits text;
comment on column extraction.kills is 'child processes that the document ended, in this and earlier attempts read by the same extractor under the same limits';
comment on column extraction.limits is 'digest of the limits that it was read under; null: read before this was noted';

alter table rerun_plan add column retry_crashed boolean not null default false;
comment on column rerun_plan.retry_crashed is 'whether documents that ended child processes are read again all the same';
