-- The directory: who the ESS is here, as open data says, with the source of each thing said.

-- One reading of one file, or of the two of SIRENE. What it holds is shown first, and in force only once accepted.
CREATE TABLE directory_import (
  id uuid CONSTRAINT directory_import_pkey PRIMARY KEY,
  kind text NOT NULL CONSTRAINT directory_import_kind_is_known
    CHECK (kind IN ('sirene', 'geolocalisation', 'rna', 'ess-france', 'esus', 'siae', 'flores')),
  state text NOT NULL CONSTRAINT directory_import_state_is_known
    CHECK (state IN ('waiting', 'reading', 'ready', 'failed', 'discarded')),
  -- [{name, bytes, sha256, rows}], in the order they were given.
  files jsonb NOT NULL,
  producer text NOT NULL CONSTRAINT directory_import_has_a_producer CHECK (producer <> ''),
  licence text NOT NULL CONSTRAINT directory_import_has_a_licence CHECK (licence <> ''),
  url text,
  -- Of when the file is, as its producer says: « 2026-09-01 », « 2023 ».
  vintage text NOT NULL CONSTRAINT directory_import_is_dated CHECK (vintage <> ''),
  is_fictitious boolean NOT NULL,
  rows_read bigint NOT NULL CONSTRAINT directory_import_reads_rows CHECK (rows_read >= 0),
  rows_kept bigint NOT NULL CONSTRAINT directory_import_keeps_rows CHECK (rows_kept >= 0),
  -- {reason: count}: rows that cannot be understood. Those of elsewhere are no refusal.
  refused jsonb NOT NULL,
  -- Why it failed, in a sentence for the agent.
  problem text CONSTRAINT directory_import_failed_says_why CHECK (problem IS NOT NULL OR state <> 'failed'),
  -- Opaque; null: by the command line or the monthly job.
  asked_by uuid,
  asked_at timestamptz NOT NULL,
  read_at timestamptz,
  -- What it would change, counted and with examples, and after which choice that was true.
  difference jsonb,
  compared_after bigint
);
CREATE INDEX directory_import_by_kind ON directory_import (kind, asked_at DESC);
GRANT SELECT, INSERT, UPDATE ON directory_import TO {{app}};

-- What a file says of this territory, as it was read. The rows of the last three accepted are kept: one can go back.
CREATE TABLE directory_import_row (
  import_id uuid NOT NULL CONSTRAINT directory_import_row_is_of_an_import REFERENCES directory_import (id),
  part text NOT NULL CONSTRAINT directory_import_row_part_is_known
    CHECK (part IN ('unit', 'establishment', 'spare', 'total', 'point', 'association', 'member', 'figure')),
  key text NOT NULL,
  content jsonb NOT NULL,
  CONSTRAINT directory_import_row_pkey PRIMARY KEY (import_id, part, key)
);
GRANT SELECT, INSERT, DELETE ON directory_import_row TO {{app}};

-- A sample of what was refused, each with its line.
CREATE TABLE directory_import_refusal (
  import_id uuid NOT NULL CONSTRAINT directory_import_refusal_is_of_an_import REFERENCES directory_import (id),
  rank integer NOT NULL,
  file_name text NOT NULL,
  line bigint NOT NULL,
  reason text NOT NULL,
  -- The cell at fault, shortened.
  cell text NOT NULL CONSTRAINT directory_import_refusal_cell_is_short CHECK (length(cell) <= 40),
  CONSTRAINT directory_import_refusal_pkey PRIMARY KEY (import_id, rank)
);
GRANT SELECT, INSERT, DELETE ON directory_import_refusal TO {{app}};

-- Which import of each kind is in force: the last one chosen. Going back is a choice too.
CREATE TABLE directory_choice (
  id uuid CONSTRAINT directory_choice_pkey PRIMARY KEY,
  -- Grows: two choices of one instant keep their order.
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT directory_choice_rank_is_unique UNIQUE,
  kind text NOT NULL,
  import_id uuid NOT NULL CONSTRAINT directory_choice_is_of_an_import REFERENCES directory_import (id),
  rule_version text NOT NULL,
  decided_by uuid,
  decided_at timestamptz NOT NULL
);
CREATE INDEX directory_choice_by_kind ON directory_choice (kind, rank DESC);
CREATE TRIGGER directory_choice_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON directory_choice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE directory_choice IS 'append-only: which data was in force, and since when, stays known';
GRANT SELECT, INSERT ON directory_choice TO {{app}};

-- An organisation: known by its SIREN, or by its RNA number alone. Never deleted, others refer to it.
CREATE TABLE structure (
  id uuid CONSTRAINT structure_pkey PRIMARY KEY,
  -- Given once: shared links keep leading here when the name changes.
  slug text NOT NULL CONSTRAINT structure_slug_is_unique UNIQUE
    CONSTRAINT structure_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 100),
  siren text CONSTRAINT structure_siren_is_unique UNIQUE
    CONSTRAINT structure_siren_has_nine_digits CHECK (siren ~ '^[0-9]{9}$'),
  rna text CONSTRAINT structure_rna_is_unique UNIQUE
    CONSTRAINT structure_rna_reads_well CHECK (rna ~ '^W[0-9A-Z]{9}$'),
  CONSTRAINT structure_has_a_number
    CHECK (siren IS NOT NULL OR rna IS NOT NULL OR is_declared OR state IN ('absent', 'withdrawn')),
  title text NOT NULL,
  acronym text,
  -- What it does, as its source says; '' when none says it.
  purpose text NOT NULL,
  -- Words of its names without accents, for the search.
  search_key text NOT NULL,
  legal_category text CONSTRAINT structure_is_no_natural_person CHECK (legal_category <> '1000'),
  naf_rev2 text,
  naf_2025 text,
  -- Code of the Insee's size class, and the end of the year it is of.
  size_band text,
  size_band_year integer,
  created_on date,
  -- ceased: its source says it stopped. absent: its source no longer speaks of it. withdrawn: at its request.
  state text NOT NULL
    CONSTRAINT structure_state_is_known CHECK (state IN ('active', 'ceased', 'absent', 'withdrawn')),
  -- Its address is hidden by the Insee.
  is_partly_diffused boolean NOT NULL,
  sirene_flag text CONSTRAINT structure_flag_is_known CHECK (sirene_flag IN ('O', 'N')),
  commune_code text CONSTRAINT structure_commune_is_known REFERENCES commune (code),
  -- Null: outside the ESS, by the rule or by whom it was reviewed.
  family text,
  -- [{…}]: why it is in the ESS, in the words of the kernel's rule; sources too.
  reasons jsonb NOT NULL,
  sources jsonb NOT NULL,
  rule_version text NOT NULL,
  -- {field: {source, vintage, value?}}: where each thing said comes from.
  provenance jsonb NOT NULL,
  is_fictitious boolean NOT NULL,
  checked_at timestamptz NOT NULL,
  -- Told by its people, and read by an agent: no file speaks of it yet.
  is_declared boolean NOT NULL DEFAULT false
);
CREATE INDEX structure_by_family ON structure (family, state);
CREATE INDEX structure_by_commune ON structure (commune_code);
CREATE INDEX structure_by_search_key ON structure (search_key text_pattern_ops);
GRANT SELECT, INSERT, UPDATE ON structure TO {{app}};

CREATE TABLE establishment (
  siret text CONSTRAINT establishment_pkey PRIMARY KEY
    CONSTRAINT establishment_siret_has_fourteen_digits CHECK (siret ~ '^[0-9]{14}$'),
  structure_id uuid NOT NULL CONSTRAINT establishment_is_of_a_structure REFERENCES structure (id),
  is_seat boolean NOT NULL,
  -- Sign over the door; null when it has none.
  sign text,
  commune_code text NOT NULL CONSTRAINT establishment_commune_is_known REFERENCES commune (code),
  -- Null when the Insee hides it, with `is_partly_diffused`.
  street text,
  postcode text,
  naf_rev2 text,
  naf_2025 text,
  size_band text,
  size_band_year integer,
  -- At least one employee at the end of that year: classes NN, 00 and none are not.
  is_employer boolean NOT NULL,
  created_on date,
  closed_on date,
  state text NOT NULL CONSTRAINT establishment_state_is_known CHECK (state IN ('active', 'closed')),
  is_partly_diffused boolean NOT NULL,
  longitude double precision,
  latitude double precision,
  -- The Insee's: 11, 12 good; 21, 22 the street; 33 drawn by lot in the commune, never a point.
  point_quality text,
  CONSTRAINT establishment_point_is_whole CHECK ((longitude IS NULL) = (latitude IS NULL)),
  CONSTRAINT establishment_point_is_no_lot CHECK (longitude IS NULL OR point_quality <> '33'),
  CONSTRAINT establishment_hidden_has_no_point CHECK (longitude IS NULL OR NOT is_partly_diffused)
);
CREATE INDEX establishment_by_structure ON establishment (structure_id);
CREATE INDEX establishment_by_commune ON establishment (commune_code, state);
GRANT SELECT, INSERT, UPDATE, DELETE ON establishment TO {{app}};

-- All active establishments of the territory, ESS or not: what shares are shares of. Counts alone are kept.
CREATE TABLE establishment_total (
  commune_code text NOT NULL,
  -- First two digits of NAF rev. 2; '' when unknown.
  naf_division text NOT NULL,
  size_band text NOT NULL,
  establishments integer NOT NULL CONSTRAINT establishment_total_counts CHECK (establishments > 0),
  CONSTRAINT establishment_total_pkey PRIMARY KEY (commune_code, naf_division, size_band)
);
GRANT SELECT, INSERT, DELETE ON establishment_total TO {{app}};

-- Establishments of the ESS that opened and closed, by year: what a series is drawn from.
CREATE TABLE establishment_year (
  year integer NOT NULL,
  commune_code text NOT NULL,
  family text NOT NULL,
  opened integer NOT NULL,
  closed integer NOT NULL,
  CONSTRAINT establishment_year_pkey PRIMARY KEY (year, commune_code, family)
);
GRANT SELECT, INSERT, DELETE ON establishment_year TO {{app}};

-- Jobs and establishments of all sectors, as FLORES says; no value is « not published », never 0.
CREATE TABLE employment_figure (
  geo text NOT NULL,
  geo_kind text NOT NULL,
  activity text NOT NULL,
  size_class text NOT NULL,
  legal_form text NOT NULL,
  measure text NOT NULL,
  year text NOT NULL,
  status text NOT NULL,
  value numeric,
  CONSTRAINT employment_figure_pkey PRIMARY KEY (geo, geo_kind, activity, size_class, legal_form, measure, year)
);
GRANT SELECT, INSERT, DELETE ON employment_figure TO {{app}};

-- Label, accreditation, agreement, legal form: what the organisation is recognised as, from when to when, by which act.
CREATE TABLE structure_recognition (
  id uuid CONSTRAINT structure_recognition_pkey PRIMARY KEY,
  structure_id uuid NOT NULL CONSTRAINT structure_recognition_is_of_a_structure REFERENCES structure (id),
  kind text NOT NULL CONSTRAINT structure_recognition_kind_is_known
    CHECK (kind IN ('label', 'agrement', 'conventionnement', 'forme-juridique')),
  -- As « esus », « siae-aci », « scic », « identifiant-ess ».
  name text NOT NULL CONSTRAINT structure_recognition_is_named CHECK (name <> ''),
  -- A row is never changed: begun once more with other dates, ended, or void when it was recorded by mistake.
  event text NOT NULL CONSTRAINT structure_recognition_event_is_known CHECK (event IN ('begun', 'ended', 'void')),
  starts_on date,
  ends_on date,
  -- The decision, or the list it is read from with its vintage.
  source text NOT NULL CONSTRAINT structure_recognition_has_a_source CHECK (source <> ''),
  recorded_by uuid,
  recorded_at timestamptz NOT NULL,
  -- By which act it was given, as « decision:0198… »; and why an agent ends it or sets it right.
  decision text CONSTRAINT structure_recognition_decision_is_named CHECK (decision ~ '^[a-z-]+:[0-9A-Za-z-]+$'),
  reason text CONSTRAINT structure_recognition_reason_is_short CHECK (length(reason) BETWEEN 5 AND 500),
  CONSTRAINT structure_recognition_ends_after CHECK (recorded_by IS NULL OR ends_on >= starts_on)
);
CREATE INDEX structure_recognition_by_structure ON structure_recognition (structure_id, recorded_at);
CREATE TRIGGER structure_recognition_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON structure_recognition
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE structure_recognition IS 'append-only: what an organisation was recognised as stays known';
GRANT SELECT, INSERT ON structure_recognition TO {{app}};

-- Where sources disagree about an organisation: somebody looks, and says why in a sentence.
CREATE TABLE structure_conflict (
  id uuid CONSTRAINT structure_conflict_pkey PRIMARY KEY,
  structure_id uuid NOT NULL CONSTRAINT structure_conflict_is_of_a_structure REFERENCES structure (id),
  kind text NOT NULL,
  CONSTRAINT structure_conflict_is_once UNIQUE (structure_id, kind),
  -- What each source says, when it was first seen.
  details jsonb NOT NULL,
  seen_at timestamptz NOT NULL,
  -- Sources agree again: nothing to review.
  gone_at timestamptz,
  verdict text CONSTRAINT structure_conflict_verdict_is_known CHECK (verdict IN ('in', 'out', 'rule')),
  -- Where it belongs, for who is in by a person's word.
  verdict_family text,
  CONSTRAINT structure_conflict_in_has_a_family CHECK ((verdict IS NOT DISTINCT FROM 'in') = (verdict_family IS NOT NULL)),
  sentence text,
  settled_by uuid,
  settled_at timestamptz,
  CONSTRAINT structure_conflict_is_settled_with_words CHECK ((verdict IS NULL) = (settled_at IS NULL)
    AND (verdict IS NULL OR (sentence IS NOT NULL AND length(sentence) BETWEEN 5 AND 500)))
);
CREATE INDEX structure_conflict_waiting ON structure_conflict (seen_at) WHERE verdict IS NULL AND gone_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON structure_conflict TO {{app}};

-- Structures that asked not to be shown, by their numbers alone: no import brings them back. One row a number: a
-- structure may have an RNA number alone, or both. Who has no number is known by a keyed mark of its name and commune.
CREATE TABLE directory_withdrawal (
  siren text CONSTRAINT directory_withdrawal_siren_is_unique UNIQUE
    CONSTRAINT directory_withdrawal_siren_has_nine_digits CHECK (siren ~ '^[0-9]{9}$'),
  withdrawn_by uuid,
  withdrawn_at timestamptz NOT NULL,
  rna text CONSTRAINT directory_withdrawal_rna_is_unique UNIQUE
    CONSTRAINT directory_withdrawal_rna_reads_well CHECK (rna ~ '^W[0-9A-Z]{9}$'),
  name_mark bytea CONSTRAINT directory_withdrawal_name_mark_is_unique UNIQUE
    CONSTRAINT directory_withdrawal_name_mark_is_a_hash CHECK (octet_length(name_mark) = 32),
  -- Whose row it was, emptied since: who comes back does so under all its numbers.
  structure_id uuid CONSTRAINT directory_withdrawal_is_of_a_structure REFERENCES structure (id),
  CONSTRAINT directory_withdrawal_is_known_once CHECK (num_nonnulls(siren, rna, name_mark) = 1)
);
GRANT SELECT, INSERT, DELETE ON directory_withdrawal TO {{app}};

-- Public pages

-- Words as people write them: accents and endings do not count. Both extensions come with PostgreSQL, and are trusted:
-- whoever may create in the base may add them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION directory_french (COPY = french);
ALTER TEXT SEARCH CONFIGURATION directory_french
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

CREATE INDEX structure_by_words ON structure
  USING gin (to_tsvector('directory_french', title || ' ' || coalesce(acronym, '') || ' ' || purpose));
CREATE INDEX structure_by_likeness ON structure USING gin (search_key gin_trgm_ops);
-- What lists and their counts read: no row of the table is opened for them.
CREATE INDEX structure_listed ON structure (family, commune_code) INCLUDE (id, naf_rev2, size_band)
  WHERE family IS NOT NULL AND state = 'active';

-- Which sites may show the directory in a frame: one row at most.
CREATE TABLE directory_embedding (
  is_only boolean CONSTRAINT directory_embedding_pkey PRIMARY KEY
    CONSTRAINT directory_embedding_is_one CHECK (is_only),
  origins text[] NOT NULL
    CONSTRAINT directory_embedding_origins_are_few CHECK (cardinality(origins) <= 50)
);
GRANT SELECT, INSERT, UPDATE ON directory_embedding TO {{app}};

-- Claims

-- What the house decides about its directory: over the values of `claims/settings.ts`.
CREATE TABLE directory_setting (
  name text CONSTRAINT directory_setting_pkey PRIMARY KEY,
  value text NOT NULL CONSTRAINT directory_setting_value_is_short CHECK (length(value) <= 200)
);
GRANT SELECT, INSERT, UPDATE ON directory_setting TO {{app}};

-- A person says they speak for an organisation, and how that can be seen.
CREATE TABLE structure_claim (
  id uuid CONSTRAINT structure_claim_pkey PRIMARY KEY,
  structure_id uuid NOT NULL CONSTRAINT structure_claim_is_of_a_structure REFERENCES structure (id),
  person_id uuid NOT NULL CONSTRAINT structure_claim_is_by_a_person REFERENCES person (id),
  proof text NOT NULL CONSTRAINT structure_claim_proof_is_known CHECK (proof IN ('mail', 'document', 'agent')),
  -- What they do there, and what they tell the agents, in their own words.
  duty text NOT NULL CONSTRAINT structure_claim_duty_is_short CHECK (length(duty) BETWEEN 1 AND 120),
  words text NOT NULL CONSTRAINT structure_claim_words_are_short CHECK (length(words) <= 1000),
  state text NOT NULL CONSTRAINT structure_claim_state_is_known
    CHECK (state IN ('code-sent', 'waiting', 'asked', 'accepted', 'refused', 'withdrawn')),
  -- Of the organisation; emptied once the code came back, its domain stays.
  address text CONSTRAINT structure_claim_address_is_short CHECK (length(address) <= 254),
  domain text CONSTRAINT structure_claim_domain_is_short CHECK (length(domain) <= 253),
  domain_proven_at timestamptz,
  code_hash bytea CONSTRAINT structure_claim_code_is_a_hash CHECK (octet_length(code_hash) = 32),
  code_expires_at timestamptz,
  tries smallint NOT NULL CONSTRAINT structure_claim_tries_are_few CHECK (tries BETWEEN 0 AND 5),
  CONSTRAINT structure_claim_code_is_of_a_mail CHECK ((state = 'code-sent') = (code_hash IS NOT NULL)),
  -- The agent's question, or why it was refused or withdrawn.
  reason text CONSTRAINT structure_claim_reason_is_short CHECK (length(reason) BETWEEN 5 AND 500),
  CONSTRAINT structure_claim_no_is_told CHECK (reason IS NOT NULL OR state NOT IN ('asked', 'refused')),
  -- Reads the texts of others, where its label and the setting allow.
  is_ambassador boolean NOT NULL,
  CONSTRAINT structure_claim_ambassador_is_accepted CHECK (state = 'accepted' OR NOT is_ambassador),
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  -- Null: by the code alone, or by its person.
  decided_by uuid
);
CREATE UNIQUE INDEX structure_claim_is_open_once ON structure_claim (structure_id, person_id)
  WHERE state IN ('code-sent', 'waiting', 'asked', 'accepted');
CREATE INDEX structure_claim_by_person ON structure_claim (person_id);
CREATE INDEX structure_claim_waiting ON structure_claim (asked_at) WHERE state IN ('waiting', 'asked');
GRANT SELECT, INSERT, UPDATE, DELETE ON structure_claim TO {{app}};

-- What an organisation says of itself, each saving a row: drafts, what waits to be read, what is shown, what was.
CREATE TABLE structure_revision (
  id uuid CONSTRAINT structure_revision_pkey PRIMARY KEY,
  structure_id uuid NOT NULL CONSTRAINT structure_revision_is_of_a_structure REFERENCES structure (id),
  number integer NOT NULL CONSTRAINT structure_revision_counts_from_one CHECK (number >= 1),
  CONSTRAINT structure_revision_number_is_unique UNIQUE (structure_id, number),
  -- {presentation, activities, hours, telephone, email, website, access, offers, picture}: `OwnWords` of the model.
  content jsonb NOT NULL,
  state text NOT NULL CONSTRAINT structure_revision_state_is_known
    CHECK (state IN ('draft', 'waiting', 'asked', 'refused', 'published', 'replaced')),
  -- Null once they erased their account.
  person_id uuid CONSTRAINT structure_revision_is_by_a_person REFERENCES person (id),
  saved_at timestamptz NOT NULL,
  -- What who read it asks, or why they refused.
  reason text CONSTRAINT structure_revision_reason_is_short CHECK (length(reason) BETWEEN 5 AND 500),
  CONSTRAINT structure_revision_no_is_told CHECK (reason IS NOT NULL OR state NOT IN ('asked', 'refused')),
  -- Null while nobody of the house or of the ambassadors has read it, published or not.
  read_at timestamptz,
  read_by uuid
);
CREATE UNIQUE INDEX structure_revision_is_published_once ON structure_revision (structure_id) WHERE state = 'published';
CREATE UNIQUE INDEX structure_revision_is_in_hand_once ON structure_revision (structure_id)
  WHERE state IN ('draft', 'waiting', 'asked', 'refused');
CREATE INDEX structure_revision_unread ON structure_revision (saved_at)
  WHERE read_at IS NULL AND state IN ('waiting', 'published');
GRANT SELECT, INSERT, UPDATE, DELETE ON structure_revision TO {{app}};

-- An error anybody reports, or a request not to be shown: that one has 24 hours.
CREATE TABLE structure_report (
  id uuid CONSTRAINT structure_report_pkey PRIMARY KEY,
  structure_id uuid NOT NULL CONSTRAINT structure_report_is_of_a_structure REFERENCES structure (id),
  reference text NOT NULL CONSTRAINT structure_report_reference_is_unique UNIQUE
    CONSTRAINT structure_report_reference_reads_well CHECK (reference ~ '^[2-9A-Z]{4}-[2-9A-Z]{4}$'),
  kind text NOT NULL CONSTRAINT structure_report_kind_is_known
    CHECK (kind IN ('error', 'closed', 'not-ess', 'withdrawal', 'other')),
  -- Emptied a year after it came.
  body text NOT NULL CONSTRAINT structure_report_body_is_short CHECK (length(body) <= 2000),
  email text CONSTRAINT structure_report_email_is_short CHECK (length(email) <= 254),
  received_at timestamptz NOT NULL,
  due_at timestamptz CONSTRAINT structure_report_withdrawal_is_due CHECK ((due_at IS NOT NULL) = (kind = 'withdrawal')),
  answer text CONSTRAINT structure_report_answer_is_short CHECK (length(answer) BETWEEN 5 AND 1000),
  answered_at timestamptz,
  answered_by uuid,
  CONSTRAINT structure_report_answer_is_whole CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX structure_report_waiting ON structure_report (received_at) WHERE answered_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON structure_report TO {{app}};

-- When reports came from a network, known by a keyed hash alone: kept one hour, so that too many must wait.
CREATE TABLE directory_pace (
  id uuid CONSTRAINT directory_pace_pkey PRIMARY KEY,
  network bytea NOT NULL CONSTRAINT directory_pace_network_is_a_hash CHECK (octet_length(network) = 32),
  sent_at timestamptz NOT NULL
);
CREATE INDEX directory_pace_by_network ON directory_pace (network, sent_at);
GRANT SELECT, INSERT, DELETE ON directory_pace TO {{app}};

-- A structure Sirene does not know: an association with its RNA number alone, or one that is being created.
CREATE TABLE structure_declaration (
  id uuid CONSTRAINT structure_declaration_pkey PRIMARY KEY,
  person_id uuid CONSTRAINT structure_declaration_is_by_a_person REFERENCES person (id),
  title text NOT NULL CONSTRAINT structure_declaration_title_is_short CHECK (length(title) BETWEEN 2 AND 200),
  rna text CONSTRAINT structure_declaration_rna_reads_well CHECK (rna ~ '^W[0-9A-Z]{9}$'),
  siren text CONSTRAINT structure_declaration_siren_has_nine_digits CHECK (siren ~ '^[0-9]{9}$'),
  family text NOT NULL,
  commune_code text NOT NULL CONSTRAINT structure_declaration_commune_is_known REFERENCES commune (code),
  purpose text NOT NULL CONSTRAINT structure_declaration_purpose_is_short CHECK (length(purpose) BETWEEN 10 AND 1000),
  state text NOT NULL CONSTRAINT structure_declaration_state_is_known CHECK (state IN ('waiting', 'accepted', 'refused')),
  reason text CONSTRAINT structure_declaration_reason_is_short CHECK (length(reason) BETWEEN 5 AND 500),
  CONSTRAINT structure_declaration_no_is_told CHECK (reason IS NOT NULL OR state <> 'refused'),
  structure_id uuid CONSTRAINT structure_declaration_made_a_structure REFERENCES structure (id),
  CONSTRAINT structure_declaration_accepted_is_shown CHECK ((structure_id IS NOT NULL) = (state = 'accepted')),
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid
);
CREATE INDEX structure_declaration_waiting ON structure_declaration (asked_at) WHERE state = 'waiting';
GRANT SELECT, INSERT, UPDATE, DELETE ON structure_declaration TO {{app}};
