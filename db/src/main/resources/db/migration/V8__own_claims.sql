-- A claim check of our own is known by its source and its folder, and deleted by the node whose they are.
set role sluice_owner;
set search_path = sluice;

alter table spent_claim add column source text;      -- whose command line made it: a data folder's id; null: noted before
comment on table spent_claim is 'writer: ingest, in the chunk''s transaction. A row goes when its file is deleted.';
