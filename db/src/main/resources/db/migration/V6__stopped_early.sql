-- For what a classification counts that stopped early, or in which an allow entry of a bundle held. Under another bundle,
-- or on another day, the document is doubtful and has every category that it might have.
set role sluice_owner;
set search_path = sluice;

alter table classification
  add column bundle_digest text,                     -- the only bundle under which it counts; null: any
  add column holds_on date,                          -- the only day (UTC) on which it counts; null: any
  add column at_most text[],                         -- categories if nothing were suppressed and every detector had run
  add constraint counts_for check ((bundle_digest is null) = (at_most is null));
