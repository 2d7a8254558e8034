-- Grants: what was granted, to whom, under which rule, and when it was published.

-- Parameters: thresholds and ceilings. One that has no row has the value of the house (settings.ts), said « à vérifier ».
CREATE TABLE grant_setting (
  name text CONSTRAINT grant_setting_pkey PRIMARY KEY,
  value text NOT NULL CONSTRAINT grant_setting_value_is_short CHECK (length(value) BETWEEN 1 AND 200),
  -- Who says so: an article, a rule of the house.
  source text NOT NULL CONSTRAINT grant_setting_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  is_verified boolean NOT NULL,
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON grant_setting TO {{app}};

-- A file of past grants, read and kept aside until somebody accepts it.
CREATE TABLE grant_import (
  id uuid CONSTRAINT grant_import_pkey PRIMARY KEY,
  file_name text NOT NULL CONSTRAINT grant_import_file_name_is_short CHECK (length(file_name) BETWEEN 1 AND 200),
  -- Reading, then read; accepted or discarded by an act.
  state text NOT NULL CONSTRAINT grant_import_state_is_known CHECK (state IN ('read', 'accepted', 'discarded')),
  line_count integer NOT NULL CONSTRAINT grant_import_counts_lines CHECK (line_count >= 0),
  refused_count integer NOT NULL CONSTRAINT grant_import_counts_refused CHECK (refused_count BETWEEN 0 AND line_count),
  -- How many beneficiaries were new when it was accepted.
  added_count integer CONSTRAINT grant_import_counts_added CHECK (added_count >= 0),
  read_at timestamptz NOT NULL,
  settled_at timestamptz,
  CONSTRAINT grant_import_is_settled_once CHECK ((state = 'read') = (settled_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON grant_import TO {{app}};

-- Its good lines, as they were read: they go once the import is accepted or discarded.
CREATE TABLE grant_import_line (
  import_id uuid NOT NULL CONSTRAINT grant_import_line_is_of_an_import REFERENCES grant_import,
  line integer NOT NULL CONSTRAINT grant_import_line_counts_from_the_header CHECK (line > 1),
  CONSTRAINT grant_import_line_pkey PRIMARY KEY (import_id, line),
  -- The same for the lines of one convention: who grants, when, for what, how much.
  convention_key bytea NOT NULL CONSTRAINT grant_import_line_key_is_a_hash CHECK (octet_length(convention_key) = 32),
  authority_name text NOT NULL,
  authority_siret text NOT NULL,
  signed_on date NOT NULL,
  decision_reference text,
  beneficiary_name text NOT NULL,
  beneficiary_siret text,
  beneficiary_rna text,
  purpose text NOT NULL,
  total_cents bigint NOT NULL,
  nature text NOT NULL,
  conditions text NOT NULL,
  pays_from date NOT NULL,
  pays_until date,
  rae_id text,
  is_eu_notified boolean NOT NULL,
  share_millionths integer NOT NULL,
  scheme text
);
GRANT SELECT, INSERT, DELETE ON grant_import_line TO {{app}};

-- Its refused lines, the first ones: what was wrong, in the words of the validator.
CREATE TABLE grant_import_fault (
  import_id uuid NOT NULL CONSTRAINT grant_import_fault_is_of_an_import REFERENCES grant_import,
  position integer NOT NULL CONSTRAINT grant_import_fault_counts_from_one CHECK (position > 0),
  CONSTRAINT grant_import_fault_pkey PRIMARY KEY (import_id, position),
  line integer NOT NULL,
  -- Of the schema; null: the whole line.
  field text,
  -- What the cell held, cut.
  value text NOT NULL CONSTRAINT grant_import_fault_value_is_short CHECK (length(value) <= 200),
  sentence text NOT NULL CONSTRAINT grant_import_fault_sentence_is_short CHECK (length(sentence) BETWEEN 1 AND 1000)
);
GRANT SELECT, INSERT, DELETE ON grant_import_fault TO {{app}};

-- A grant, with or without a convention. Its object for the assembly is « grant:<id> » or that of its dossier.
CREATE TABLE grant_convention (
  id uuid CONSTRAINT grant_convention_pkey PRIMARY KEY,
  -- Ours by its identifier, an imported one by what its file says of it: the same line twice is one grant.
  natural_key bytea NOT NULL
    CONSTRAINT grant_convention_is_once UNIQUE
    CONSTRAINT grant_convention_key_is_a_hash CHECK (octet_length(natural_key) = 32),
  import_id uuid CONSTRAINT grant_convention_comes_from_an_import REFERENCES grant_import,
  authority_name text NOT NULL CONSTRAINT grant_convention_authority_is_named CHECK (length(authority_name) BETWEEN 1 AND 300),
  authority_siret text NOT NULL CONSTRAINT grant_convention_authority_siret_reads_well CHECK (authority_siret ~ '^[0-9]{14}$'),
  -- The day of the décision, or of the convention in a file that says no other.
  granted_on date NOT NULL,
  -- Null: no convention was signed.
  signed_on date,
  decision_id uuid CONSTRAINT grant_convention_follows_a_decision REFERENCES decision,
  decision_reference text CONSTRAINT grant_convention_decision_reference_is_short CHECK (length(decision_reference) BETWEEN 1 AND 500),
  purpose text NOT NULL CONSTRAINT grant_convention_purpose_is_short CHECK (length(purpose) BETWEEN 1 AND 256),
  nature text NOT NULL CONSTRAINT grant_convention_nature_is_known CHECK (nature IN ('cash', 'in-kind', 'both')),
  total_cents bigint NOT NULL CONSTRAINT grant_convention_is_not_negative CHECK (total_cents >= 0),
  -- Of which in kind; null: a file said « both » and not how much of each.
  in_kind_cents bigint,
  CONSTRAINT grant_convention_in_kind_is_within CHECK (CASE nature
    WHEN 'cash' THEN in_kind_cents = 0
    WHEN 'in-kind' THEN in_kind_cents = total_cents
    ELSE in_kind_cents IS NULL OR in_kind_cents BETWEEN 0 AND total_cents END),
  -- « unique », « échelonné », or words of one's own.
  conditions text NOT NULL CONSTRAINT grant_convention_conditions_are_short CHECK (length(conditions) BETWEEN 1 AND 256),
  pays_from date NOT NULL,
  pays_until date CONSTRAINT grant_convention_pays_forward CHECK (pays_until >= pays_from),
  rae_id text CONSTRAINT grant_convention_rae_is_short CHECK (length(rae_id) BETWEEN 1 AND 5),
  is_eu_notified boolean NOT NULL,
  scheme text CONSTRAINT grant_convention_scheme_is_short CHECK (length(scheme) BETWEEN 1 AND 200),
  -- The article and the competence; null in an imported one: its file does not say.
  legal_basis text CONSTRAINT grant_convention_legal_basis_is_short CHECK (length(legal_basis) BETWEEN 1 AND 500),
  payment_nature text CONSTRAINT grant_convention_payment_nature_is_known
    CHECK (payment_nature IN ('non-economic', 'sieg', 'economic')),
  -- Economic activity: what the legal service wrote (CGCT L1511-2, L1511-3).
  economic_basis text CONSTRAINT grant_convention_economic_basis_is_short CHECK (length(economic_basis) BETWEEN 1 AND 500),
  CONSTRAINT grant_convention_economic_activity_has_a_basis CHECK (payment_nature <> 'economic' OR economic_basis IS NOT NULL),
  CONSTRAINT grant_convention_of_ours_says_its_basis
    CHECK (import_id IS NOT NULL OR (legal_basis IS NOT NULL AND payment_nature IS NOT NULL)),
  -- Null: no de minimis aid.
  de_minimis text CONSTRAINT grant_convention_de_minimis_is_known CHECK (de_minimis IN ('general', 'sieg')),
  -- Where it is committed and paid (books); null: before the journal, or not yet.
  engagement_id uuid CONSTRAINT grant_convention_is_committed REFERENCES budget_engagement,
  published_at timestamptz,
  is_fictitious boolean NOT NULL,
  created_at timestamptz NOT NULL,
  -- Grows with each correction: two people who correct it at once are told.
  version integer NOT NULL DEFAULT 1 CONSTRAINT grant_convention_version_grows CHECK (version > 0)
);
CREATE UNIQUE INDEX grant_convention_by_engagement ON grant_convention (engagement_id);
CREATE INDEX grant_convention_by_day ON grant_convention (granted_on DESC, id);
CREATE INDEX grant_convention_published ON grant_convention (coalesce(signed_on, granted_on), id)
  WHERE published_at IS NOT NULL;
CREATE INDEX grant_convention_by_import ON grant_convention (import_id);
CREATE INDEX grant_convention_unpublished ON grant_convention (granted_on) WHERE published_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON grant_convention TO {{app}};

-- Who receives it, and which part. An entrepreneur who is a natural person is never published by name.
CREATE TABLE grant_beneficiary (
  convention_id uuid NOT NULL CONSTRAINT grant_beneficiary_is_of_a_convention REFERENCES grant_convention,
  position integer NOT NULL CONSTRAINT grant_beneficiary_counts_from_one CHECK (position > 0),
  CONSTRAINT grant_beneficiary_pkey PRIMARY KEY (convention_id, position),
  name text NOT NULL CONSTRAINT grant_beneficiary_is_named CHECK (length(name) BETWEEN 1 AND 300),
  siret text CONSTRAINT grant_beneficiary_siret_reads_well CHECK (siret ~ '^[0-9]{14}$'),
  rna text CONSTRAINT grant_beneficiary_rna_reads_well CHECK (rna ~ '^W[0-9][0-9A-Z][0-9]{7}$'),
  CONSTRAINT grant_beneficiary_has_a_number CHECK (siret IS NOT NULL OR rna IS NOT NULL),
  -- The SIREN, else the RNA: what the counters add by.
  body text NOT NULL GENERATED ALWAYS AS (COALESCE(left(siret, 9), rna)) STORED,
  is_natural_person boolean NOT NULL,
  -- Of the total, in millionths: those of a convention of ours add up to 1 000 000.
  share_millionths integer NOT NULL CONSTRAINT grant_beneficiary_share_is_a_part CHECK (share_millionths BETWEEN 10000 AND 1000000),
  CONSTRAINT grant_beneficiary_is_once UNIQUE NULLS NOT DISTINCT (convention_id, siret, rna)
);
CREATE INDEX grant_beneficiary_by_body ON grant_beneficiary (body);
GRANT SELECT, INSERT, UPDATE, DELETE ON grant_beneficiary TO {{app}};

-- De minimis aid others gave, as its beneficiary declared it.
CREATE TABLE grant_de_minimis_declared (
  id uuid CONSTRAINT grant_de_minimis_declared_pkey PRIMARY KEY,
  siren text NOT NULL CONSTRAINT grant_de_minimis_declared_siren_reads_well CHECK (siren ~ '^[0-9]{9}$'),
  regime text NOT NULL CONSTRAINT grant_de_minimis_declared_regime_is_known CHECK (regime IN ('general', 'sieg')),
  granted_on date NOT NULL,
  granted_by text NOT NULL CONSTRAINT grant_de_minimis_declared_giver_is_named CHECK (length(granted_by) BETWEEN 1 AND 200),
  amount_cents bigint NOT NULL CONSTRAINT grant_de_minimis_declared_is_positive CHECK (amount_cents > 0),
  created_at timestamptz NOT NULL
);
CREATE INDEX grant_de_minimis_declared_by_siren ON grant_de_minimis_declared (siren);
GRANT SELECT, INSERT, DELETE ON grant_de_minimis_declared TO {{app}};

-- Enterprises that are one: « entreprise unique » of the regulations. The ceiling is for all of them together.
CREATE TABLE grant_single_undertaking (
  siren text
    CONSTRAINT grant_single_undertaking_pkey PRIMARY KEY
    CONSTRAINT grant_single_undertaking_siren_reads_well CHECK (siren ~ '^[0-9]{9}$'),
  head_siren text NOT NULL CONSTRAINT grant_single_undertaking_head_reads_well CHECK (head_siren ~ '^[0-9]{9}$'),
  source text NOT NULL CONSTRAINT grant_single_undertaking_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON grant_single_undertaking TO {{app}};
