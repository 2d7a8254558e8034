-- What the finance tool says beside our own journal, the preparation of the next budget, and the posts of each year.

-- Mirror of the finance tool

-- Which column holds what, in the exports of one tool: chosen once, used each month.
CREATE TABLE budget_mirror_mapping (
  id uuid CONSTRAINT budget_mirror_mapping_pkey PRIMARY KEY,
  name text NOT NULL
    CONSTRAINT budget_mirror_mapping_name_is_unique UNIQUE
    CONSTRAINT budget_mirror_mapping_name_is_short CHECK (length(name) BETWEEN 1 AND 80),
  columns jsonb NOT NULL,
  fixed_kind text CONSTRAINT budget_mirror_mapping_kind_is_known CHECK (fixed_kind IN ('engaged', 'mandated', 'paid')),
  fixed_year integer CONSTRAINT budget_mirror_mapping_year_reads_well CHECK (fixed_year BETWEEN 1990 AND 2200),
  saved_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON budget_mirror_mapping TO {{app}};

-- One reading of one file: sent, read (a dry run), then accepted or set aside.
CREATE TABLE budget_mirror_import (
  id uuid CONSTRAINT budget_mirror_import_pkey PRIMARY KEY,
  file_name text NOT NULL CONSTRAINT budget_mirror_import_name_is_short CHECK (length(file_name) BETWEEN 1 AND 200),
  sha256 text NOT NULL CONSTRAINT budget_mirror_import_is_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  headers text[] NOT NULL,
  -- As it came, natural persons included: it goes as soon as the file is read or set aside, at the latest the next day.
  content bytea CONSTRAINT budget_mirror_import_is_small CHECK (octet_length(content) <= 5000000),
  state text NOT NULL
    CONSTRAINT budget_mirror_import_state_is_known CHECK (state IN ('sent', 'read', 'accepted', 'discarded')),
  sent_by uuid CONSTRAINT budget_mirror_import_is_sent_by_a_person REFERENCES person,
  sent_at timestamptz NOT NULL,
  read_at timestamptz,
  settled_by uuid CONSTRAINT budget_mirror_import_is_settled_by_a_person REFERENCES person,
  settled_at timestamptz,
  new_count integer NOT NULL DEFAULT 0,
  same_count integer NOT NULL DEFAULT 0,
  different_count integer NOT NULL DEFAULT 0,
  refused_count integer NOT NULL DEFAULT 0,
  CONSTRAINT budget_mirror_import_forgets_its_file CHECK (state = 'sent' OR content IS NULL),
  CONSTRAINT budget_mirror_import_is_read_first CHECK (state IN ('sent', 'discarded') OR read_at IS NOT NULL),
  CONSTRAINT budget_mirror_import_is_settled CHECK ((settled_at IS NOT NULL) = (state IN ('accepted', 'discarded')))
);
CREATE INDEX budget_mirror_import_by_moment ON budget_mirror_import (sent_at);
GRANT SELECT, INSERT, UPDATE ON budget_mirror_import TO {{app}};

-- Lines of a file as they were read, beside what was known then. Of a beneficiary without SIRET, who may be a natural person,
-- neither name nor words are here.
CREATE TABLE budget_mirror_row (
  import_id uuid NOT NULL CONSTRAINT budget_mirror_row_is_of_an_import REFERENCES budget_mirror_import,
  number integer NOT NULL CONSTRAINT budget_mirror_row_comes_after_the_headers CHECK (number > 1),
  CONSTRAINT budget_mirror_row_pkey PRIMARY KEY (import_id, number),
  outcome text NOT NULL
    CONSTRAINT budget_mirror_row_outcome_is_known CHECK (outcome IN ('new', 'same', 'different', 'refused')),
  kind text CONSTRAINT budget_mirror_row_kind_is_known CHECK (kind IN ('engaged', 'mandated', 'paid')),
  year integer,
  reference text,
  line_code text,
  amount_cents bigint CONSTRAINT budget_mirror_row_is_positive CHECK (amount_cents > 0),
  dated_on date,
  siret text CONSTRAINT budget_mirror_row_siret_reads_well CHECK (siret ~ '^[0-9]{14}$'),
  label text,
  before jsonb,
  faults text[] NOT NULL,
  CONSTRAINT budget_mirror_row_is_read_or_refused CHECK ((outcome = 'refused') = (cardinality(faults) > 0)),
  CONSTRAINT budget_mirror_row_is_whole
    CHECK (outcome = 'refused' OR num_nulls(kind, year, reference, line_code, amount_cents, dated_on) = 0),
  CONSTRAINT budget_mirror_row_names_nobody CHECK (siret IS NOT NULL OR label IS NULL),
  -- A piece stands once in a file.
  CONSTRAINT budget_mirror_row_is_once UNIQUE (import_id, kind, year, reference)
);
CREATE INDEX budget_mirror_row_by_outcome ON budget_mirror_row (import_id, outcome, number);
GRANT SELECT, INSERT ON budget_mirror_row TO {{app}};

-- What the finance tool says now, as accepted. What it said before is in the rows of earlier files.
CREATE TABLE budget_mirror_entry (
  kind text NOT NULL CONSTRAINT budget_mirror_entry_kind_is_known CHECK (kind IN ('engaged', 'mandated', 'paid')),
  year integer NOT NULL CONSTRAINT budget_mirror_entry_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  reference text NOT NULL
    CONSTRAINT budget_mirror_entry_reference_is_short CHECK (length(reference) BETWEEN 1 AND 60),
  CONSTRAINT budget_mirror_entry_pkey PRIMARY KEY (kind, year, reference),
  line_code text NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT budget_mirror_entry_is_positive CHECK (amount_cents > 0),
  dated_on date NOT NULL,
  siret text CONSTRAINT budget_mirror_entry_siret_reads_well CHECK (siret ~ '^[0-9]{14}$'),
  label text,
  import_id uuid NOT NULL CONSTRAINT budget_mirror_entry_is_of_an_import REFERENCES budget_mirror_import,
  CONSTRAINT budget_mirror_entry_names_nobody CHECK (siret IS NOT NULL OR label IS NULL)
);
CREATE INDEX budget_mirror_entry_by_line ON budget_mirror_entry (year, line_code, kind);
GRANT SELECT, INSERT, UPDATE ON budget_mirror_entry TO {{app}};

-- Why the tool and our journal differ on a line; it holds while both sums stay the same.
CREATE TABLE budget_mirror_explanation (
  id uuid CONSTRAINT budget_mirror_explanation_pkey PRIMARY KEY,
  year integer NOT NULL,
  line_code text NOT NULL,
  kind text NOT NULL CONSTRAINT budget_mirror_explanation_kind_is_known CHECK (kind IN ('engaged', 'mandated', 'paid')),
  ours_cents bigint NOT NULL,
  theirs_cents bigint NOT NULL,
  words text NOT NULL CONSTRAINT budget_mirror_explanation_is_short CHECK (length(words) BETWEEN 1 AND 500),
  explained_by uuid CONSTRAINT budget_mirror_explanation_is_by_a_person REFERENCES person,
  explained_at timestamptz NOT NULL,
  CONSTRAINT budget_mirror_explanation_is_of_a_gap CHECK (ours_cents <> theirs_cents)
);
CREATE INDEX budget_mirror_explanation_by_line ON budget_mirror_explanation (year, line_code, kind, explained_at);
GRANT SELECT, INSERT ON budget_mirror_explanation TO {{app}};

-- Preparation of the next budget

-- Who looks at demands, from the first to the last: a setting, replaced as a whole.
CREATE TABLE budget_level (
  rank integer CONSTRAINT budget_level_pkey PRIMARY KEY CONSTRAINT budget_level_counts_from_one CHECK (rank > 0),
  name text NOT NULL CONSTRAINT budget_level_name_is_short CHECK (length(name) BETWEEN 1 AND 60),
  roles text[] NOT NULL CONSTRAINT budget_level_has_somebody CHECK (cardinality(roles) > 0)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_level TO {{app}};

CREATE TABLE budget_campaign (
  id uuid CONSTRAINT budget_campaign_pkey PRIMARY KEY,
  year integer NOT NULL
    CONSTRAINT budget_campaign_is_once_a_year UNIQUE
    CONSTRAINT budget_campaign_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  opens_on date NOT NULL,
  closes_on date NOT NULL,
  opened_by uuid CONSTRAINT budget_campaign_is_opened_by_a_person REFERENCES person,
  -- The BP its demands became, proposed and not decided.
  stage_id uuid CONSTRAINT budget_campaign_becomes_a_stage REFERENCES budget_stage,
  proposed_at timestamptz,
  CONSTRAINT budget_campaign_ends_after_it_starts CHECK (closes_on >= opens_on),
  CONSTRAINT budget_campaign_is_proposed_with_its_stage CHECK ((stage_id IS NULL) = (proposed_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON budget_campaign TO {{app}};

-- What is asked for one line.
CREATE TABLE budget_demand (
  id uuid CONSTRAINT budget_demand_pkey PRIMARY KEY,
  campaign_id uuid NOT NULL CONSTRAINT budget_demand_is_of_a_campaign REFERENCES budget_campaign,
  line_code text NOT NULL CONSTRAINT budget_demand_line_is_short CHECK (length(line_code) BETWEEN 1 AND 60),
  version integer NOT NULL CONSTRAINT budget_demand_version_grows CHECK (version > 0),
  CONSTRAINT budget_demand_is_once_a_line UNIQUE (campaign_id, line_code)
);
GRANT SELECT, INSERT, UPDATE ON budget_demand TO {{app}};

-- What each level said of it, one row a time: nothing said before is lost.
CREATE TABLE budget_demand_step (
  id uuid CONSTRAINT budget_demand_step_pkey PRIMARY KEY,
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT budget_demand_step_rank_is_unique UNIQUE,
  demand_id uuid NOT NULL CONSTRAINT budget_demand_step_is_of_a_demand REFERENCES budget_demand,
  level integer NOT NULL CONSTRAINT budget_demand_step_level_counts_from_one CHECK (level > 0),
  -- AE or AP: the sum of the years. Null: one year only.
  commitment_cents bigint CONSTRAINT budget_demand_step_commitment_is_not_negative CHECK (commitment_cents >= 0),
  taken_by uuid CONSTRAINT budget_demand_step_is_by_a_person REFERENCES person,
  taken_at timestamptz NOT NULL
);
CREATE INDEX budget_demand_step_by_demand ON budget_demand_step (demand_id, rank);
COMMENT ON TABLE budget_demand_step IS 'append-only: each arbitration stays beside the ones before';
CREATE TRIGGER budget_demand_step_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_demand_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON budget_demand_step TO {{app}};

-- CP of each year, or the receipts expected.
CREATE TABLE budget_demand_year (
  step_id uuid NOT NULL CONSTRAINT budget_demand_year_is_of_a_step REFERENCES budget_demand_step,
  year integer NOT NULL CONSTRAINT budget_demand_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  CONSTRAINT budget_demand_year_pkey PRIMARY KEY (step_id, year),
  amount_cents bigint NOT NULL CONSTRAINT budget_demand_year_is_not_negative CHECK (amount_cents >= 0)
);
COMMENT ON TABLE budget_demand_year IS 'append-only: the amounts of an arbitration stay with it';
CREATE TRIGGER budget_demand_year_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_demand_year
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON budget_demand_year TO {{app}};

-- Why: words can be corrected.
CREATE TABLE budget_demand_reason (
  step_id uuid
    CONSTRAINT budget_demand_reason_pkey PRIMARY KEY
    CONSTRAINT budget_demand_reason_is_of_a_step REFERENCES budget_demand_step,
  reason text NOT NULL CONSTRAINT budget_demand_reason_is_short CHECK (length(reason) BETWEEN 1 AND 1000)
);
GRANT SELECT, INSERT, UPDATE ON budget_demand_reason TO {{app}};

-- Human means

-- Agents of a year by kind, in full-time equivalents: 400 hundredths for four. Never without its source.
CREATE TABLE budget_post (
  id uuid CONSTRAINT budget_post_pkey PRIMARY KEY,
  year integer NOT NULL CONSTRAINT budget_post_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  kind text NOT NULL CONSTRAINT budget_post_kind_is_short CHECK (length(kind) BETWEEN 1 AND 80),
  CONSTRAINT budget_post_is_once UNIQUE (year, kind),
  full_time_hundredths integer NOT NULL CONSTRAINT budget_post_is_positive CHECK (full_time_hundredths > 0),
  source text NOT NULL CONSTRAINT budget_post_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  source_url text CONSTRAINT budget_post_source_is_an_address CHECK (source_url ~ '^https?://'),
  is_fictitious boolean NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON budget_post TO {{app}};
