-- 0020-directory-pages

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
-- What an agent records of a recognition: by which decision, and why a row is ended or set right.
ALTER TABLE structure_recognition
  ADD COLUMN decision text CONSTRAINT structure_recognition_decision_is_named CHECK (decision ~ '^[a-z-]+:[0-9A-Za-z-]+$'),
  ADD COLUMN reason text CONSTRAINT structure_recognition_reason_is_short CHECK (length(reason) BETWEEN 5 AND 500),
  DROP CONSTRAINT structure_recognition_event_is_known,
  ADD CONSTRAINT structure_recognition_event_is_known CHECK (event IN ('begun', 'ended', 'void')),
  ADD CONSTRAINT structure_recognition_ends_after CHECK (recorded_by IS NULL OR ends_on >= starts_on);

-- Told by its people, and read by an agent: no file speaks of it yet.
ALTER TABLE structure
  ADD COLUMN is_declared boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT structure_has_a_number,
  ADD CONSTRAINT structure_has_a_number
    CHECK (siren IS NOT NULL OR rna IS NOT NULL OR is_declared OR state IN ('absent', 'withdrawn'));

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

-- One row a number: a structure may have an RNA number alone, or both.
ALTER TABLE directory_withdrawal
  DROP CONSTRAINT directory_withdrawal_pkey,
  ALTER COLUMN siren DROP NOT NULL,
  ADD CONSTRAINT directory_withdrawal_siren_is_unique UNIQUE (siren),
  ADD COLUMN rna text CONSTRAINT directory_withdrawal_rna_is_unique UNIQUE
    CONSTRAINT directory_withdrawal_rna_reads_well CHECK (rna ~ '^W[0-9A-Z]{9}$'),
  ADD CONSTRAINT directory_withdrawal_has_one_number CHECK (num_nonnulls(siren, rna) = 1);
