-- What the territory gives by: schemes, their editions, the forms they ask for, the dossiers that answer them.

-- A scheme (dispositif): what it is for, on which ground. It lasts; its editions come and go.
CREATE TABLE scheme (
  id uuid CONSTRAINT scheme_pkey PRIMARY KEY,
  slug text NOT NULL
    CONSTRAINT scheme_slug_is_unique UNIQUE
    CONSTRAINT scheme_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
  title text NOT NULL CONSTRAINT scheme_is_named CHECK (length(title) BETWEEN 1 AND 120),
  purpose text NOT NULL CONSTRAINT scheme_purpose_is_short CHECK (length(purpose) BETWEEN 1 AND 600),
  kind text NOT NULL CONSTRAINT scheme_kind_is_known CHECK (kind IN ('participatory', 'call', 'aid')),
  -- The article and the competence.
  legal_basis text NOT NULL CONSTRAINT scheme_legal_basis_is_short CHECK (length(legal_basis) BETWEEN 1 AND 500),
  payment_nature text NOT NULL CONSTRAINT scheme_payment_nature_is_known
    CHECK (payment_nature IN ('non-economic', 'sieg', 'economic')),
  -- Economic activity: what the legal service wrote (CGCT L1511-2, L1511-3); a dossier waits until it has.
  economic_basis text CONSTRAINT scheme_economic_basis_is_short CHECK (length(economic_basis) BETWEEN 1 AND 500),
  -- Null: no de minimis aid.
  de_minimis text CONSTRAINT scheme_de_minimis_is_known CHECK (de_minimis IN ('general', 'sieg')),
  is_fictitious boolean NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1 CONSTRAINT scheme_version_grows CHECK (version > 0)
);
GRANT SELECT, INSERT, UPDATE ON scheme TO {{app}};

-- One time a scheme is opened. Its rules are frozen once it is published; its windows move by an act that is kept.
CREATE TABLE scheme_edition (
  id uuid CONSTRAINT scheme_edition_pkey PRIMARY KEY,
  scheme_id uuid NOT NULL CONSTRAINT scheme_edition_is_of_a_scheme REFERENCES scheme,
  slug text NOT NULL
    CONSTRAINT scheme_edition_slug_is_unique UNIQUE
    CONSTRAINT scheme_edition_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
  title text NOT NULL CONSTRAINT scheme_edition_is_named CHECK (length(title) BETWEEN 1 AND 120),
  -- Canonical JSON: `EditionRules` of schemes/model.ts.
  rules text NOT NULL CONSTRAINT scheme_edition_rules_are_json CHECK (rules::jsonb IS NOT NULL),
  -- The deliberation that adopted its règlement; a participatory one is not published without.
  decision_id uuid CONSTRAINT scheme_edition_follows_a_decision REFERENCES decision,
  -- SHA-256 of the règlement as a file, as it was adopted.
  regulation_hash bytea CONSTRAINT scheme_edition_regulation_is_hashed CHECK (octet_length(regulation_hash) = 32),
  -- Numbers its dossiers: « BC27 » gives BC27-0001.
  prefix text NOT NULL
    CONSTRAINT scheme_edition_prefix_is_unique UNIQUE
    CONSTRAINT scheme_edition_prefix_reads_well CHECK (prefix ~ '^[A-Z][A-Z0-9]{1,7}$'),
  last_number integer NOT NULL DEFAULT 0 CONSTRAINT scheme_edition_counts_dossiers CHECK (last_number >= 0),
  asked_by uuid,
  published_by uuid CONSTRAINT scheme_edition_took_two_people CHECK (published_by <> asked_by),
  published_at timestamptz,
  -- Of its rules, as they were published.
  fingerprint text CONSTRAINT scheme_edition_is_what_was_read
    CHECK (fingerprint = encode(sha256(convert_to(rules, 'UTF8')), 'hex')),
  CONSTRAINT scheme_edition_is_published_whole CHECK ((published_at IS NULL) = (fingerprint IS NULL)
    AND (published_at IS NULL) = (published_by IS NULL)),
  is_fictitious boolean NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1 CONSTRAINT scheme_edition_version_grows CHECK (version > 0)
);
CREATE INDEX scheme_edition_by_scheme ON scheme_edition (scheme_id, created_at);
GRANT SELECT, INSERT, UPDATE ON scheme_edition TO {{app}};

-- Frozen: from its publication the database itself refuses another rule.
CREATE FUNCTION refuse_other_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL AND (NEW.rules, NEW.prefix, NEW.fingerprint, NEW.published_at, NEW.decision_id,
      NEW.regulation_hash, NEW.scheme_id) IS DISTINCT FROM (OLD.rules, OLD.prefix, OLD.fingerprint, OLD.published_at,
      OLD.decision_id, OLD.regulation_hash, OLD.scheme_id) THEN
    RAISE EXCEPTION 'the rules of a published edition are frozen' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scheme_edition_rules_are_frozen BEFORE UPDATE ON scheme_edition
  FOR EACH ROW EXECUTE FUNCTION refuse_other_rules();

-- When each of its stages is open, the end excluded. Windows may overlap.
CREATE TABLE scheme_window (
  edition_id uuid NOT NULL CONSTRAINT scheme_window_is_of_an_edition REFERENCES scheme_edition ON DELETE CASCADE,
  stage text NOT NULL CONSTRAINT scheme_window_stage_is_known CHECK (stage IN
    ('ideas', 'workshops', 'filing', 'instruction', 'committee', 'campaign', 'vote', 'decision', 'execution')),
  CONSTRAINT scheme_window_pkey PRIMARY KEY (edition_id, stage),
  opens_at timestamptz NOT NULL,
  -- Null: open until somebody closes it.
  closes_at timestamptz CONSTRAINT scheme_window_closes_after_opening CHECK (closes_at > opens_at)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON scheme_window TO {{app}};

-- A window of a published edition that was moved, by whom, with its reason (scheme_words).
CREATE TABLE scheme_window_move (
  id uuid CONSTRAINT scheme_window_move_pkey PRIMARY KEY,
  edition_id uuid NOT NULL,
  stage text NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  opens_at timestamptz NOT NULL,
  closes_at timestamptz,
  moved_by uuid NOT NULL,
  moved_at timestamptz NOT NULL
);
CREATE INDEX scheme_window_move_by_edition ON scheme_window_move (edition_id, moved_at);
CREATE TRIGGER scheme_window_move_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON scheme_window_move
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE scheme_window_move IS 'append-only: that a date was moved stays known';
GRANT SELECT, INSERT ON scheme_window_move TO {{app}};

-- A form of an edition, as agents compose it: the dossier, the report.
CREATE TABLE scheme_form (
  id uuid CONSTRAINT scheme_form_pkey PRIMARY KEY,
  edition_id uuid NOT NULL CONSTRAINT scheme_form_is_of_an_edition REFERENCES scheme_edition,
  purpose text NOT NULL CONSTRAINT scheme_form_purpose_is_known CHECK (purpose IN ('application', 'report')),
  CONSTRAINT scheme_form_is_once UNIQUE (edition_id, purpose),
  -- Canonical JSON: `FormDefinition` of the kernel.
  draft text NOT NULL CONSTRAINT scheme_form_draft_is_json CHECK (draft::jsonb IS NOT NULL),
  -- What a page was read at.
  version integer NOT NULL DEFAULT 1 CONSTRAINT scheme_form_version_grows CHECK (version > 0)
);
GRANT SELECT, INSERT, UPDATE ON scheme_form TO {{app}};

-- A form as it was live. A change is a new version; open dossiers are brought to it.
CREATE TABLE scheme_form_version (
  form_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT scheme_form_version_counts_from_one CHECK (number > 0),
  CONSTRAINT scheme_form_version_pkey PRIMARY KEY (form_id, number),
  content text NOT NULL,
  fingerprint text NOT NULL
    CONSTRAINT scheme_form_version_is_what_was_read CHECK (fingerprint = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  published_by uuid NOT NULL,
  published_at timestamptz NOT NULL
);
CREATE TRIGGER scheme_form_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON scheme_form_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE scheme_form_version IS 'append-only: what was asked can be read again, as it was asked';
GRANT SELECT, INSERT ON scheme_form_version TO {{app}};

-- One application of one project to one edition. Those who write it are the team of the project.
CREATE TABLE dossier (
  id uuid CONSTRAINT dossier_pkey PRIMARY KEY,
  edition_id uuid NOT NULL CONSTRAINT dossier_is_of_an_edition REFERENCES scheme_edition,
  project_id uuid NOT NULL CONSTRAINT dossier_is_of_a_project REFERENCES project,
  -- « BC27-0042 », given as it is begun and never again.
  number text NOT NULL
    CONSTRAINT dossier_number_is_unique UNIQUE
    CONSTRAINT dossier_number_reads_well CHECK (number ~ '^[A-Z][A-Z0-9]{1,7}-[0-9]{4,6}$'),
  -- Version of the form its answers are read by.
  form_version integer NOT NULL CONSTRAINT dossier_form_version_counts CHECK (form_version > 0),
  -- The last version whose changes its team was shown.
  seen_version integer NOT NULL CONSTRAINT dossier_seen_version_counts CHECK (seen_version > 0),
  -- The agent who typed it in for somebody; null: its team writes it.
  typed_by uuid,
  is_fictitious boolean NOT NULL,
  begun_at timestamptz NOT NULL
);
CREATE INDEX dossier_by_edition ON dossier (edition_id, begun_at);
CREATE INDEX dossier_by_project ON dossier (project_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier TO {{app}};

-- What was written, question by question, as it was typed: a draft keeps what cannot be read yet.
CREATE TABLE dossier_answer (
  dossier_id uuid NOT NULL CONSTRAINT dossier_answer_is_of_a_dossier REFERENCES dossier ON DELETE CASCADE,
  section text NOT NULL,
  entry text NOT NULL CONSTRAINT dossier_answer_entry_is_short CHECK (length(entry) BETWEEN 1 AND 40),
  field text NOT NULL,
  CONSTRAINT dossier_answer_pkey PRIMARY KEY (dossier_id, section, entry, field),
  texts text[] NOT NULL CONSTRAINT dossier_answer_is_bounded
    CHECK (cardinality(texts) <= 200 AND length(array_to_string(texts, '')) <= 200000),
  -- What a page was read at: two people who write at once are told, question by question.
  version integer NOT NULL CONSTRAINT dossier_answer_version_grows CHECK (version > 0),
  -- Null: brought from an earlier dossier of the organisation.
  written_by uuid,
  written_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier_answer TO {{app}};

-- Entries of the pages that repeat, in their order.
CREATE TABLE dossier_entry (
  dossier_id uuid NOT NULL CONSTRAINT dossier_entry_is_of_a_dossier REFERENCES dossier ON DELETE CASCADE,
  section text NOT NULL,
  entry text NOT NULL,
  CONSTRAINT dossier_entry_pkey PRIMARY KEY (dossier_id, section, entry),
  position integer NOT NULL CONSTRAINT dossier_entry_counts_from_one CHECK (position > 0)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier_entry TO {{app}};

-- A dossier as it was filed: what is instructed, whatever is written afterwards.
CREATE TABLE dossier_filing (
  id uuid CONSTRAINT dossier_filing_pkey PRIMARY KEY,
  dossier_id uuid NOT NULL CONSTRAINT dossier_filing_is_of_a_dossier REFERENCES dossier ON DELETE CASCADE,
  number integer NOT NULL CONSTRAINT dossier_filing_counts_from_one CHECK (number > 0),
  CONSTRAINT dossier_filing_is_once UNIQUE (dossier_id, number),
  form_version integer NOT NULL,
  -- Canonical JSON: `Answers` of the kernel.
  content text NOT NULL CONSTRAINT dossier_filing_is_json CHECK (content::jsonb IS NOT NULL),
  filed_by uuid NOT NULL,
  filed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON dossier_filing TO {{app}};

-- What happened to a dossier, in its order: its state is read from here (schemes/story.ts).
CREATE TABLE dossier_fact (
  id uuid CONSTRAINT dossier_fact_pkey PRIMARY KEY,
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT dossier_fact_rank_is_unique UNIQUE,
  dossier_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT dossier_fact_kind_is_known CHECK (kind IN ('begun', 'filed', 'pieces-asked', 'pieces-received',
    'correction-asked', 'corrected', 'completed', 'admitted', 'not-admitted', 'assigned', 'opinion-asked', 'opinion-given',
    'advised', 'granted', 'refused', 'withdrawn', 'reopened', 'closed')),
  -- What it is about, as « filing:0198… », « person:0198… »; null: the dossier itself.
  object text CONSTRAINT dossier_fact_object_is_opaque CHECK (object ~ '^[a-z-]+:[0-9a-f-]{36}$'),
  -- By which day somebody must answer.
  due_on date,
  done_by uuid NOT NULL,
  happened_at timestamptz NOT NULL
);
CREATE INDEX dossier_fact_by_dossier ON dossier_fact (dossier_id, rank);
CREATE TRIGGER dossier_fact_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_fact
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE dossier_fact IS 'append-only: what happened to a dossier is not rewritten';
GRANT SELECT, INSERT ON dossier_fact TO {{app}};

-- The words that go with a fact, or that agents keep among themselves. Communicable once decided (CRPA L311-2): the form says so.
CREATE TABLE dossier_words (
  id uuid CONSTRAINT dossier_words_pkey PRIMARY KEY,
  dossier_id uuid NOT NULL CONSTRAINT dossier_words_are_of_a_dossier REFERENCES dossier ON DELETE CASCADE,
  -- Null: a note that goes with no fact.
  fact_id uuid,
  reader text NOT NULL CONSTRAINT dossier_words_reader_is_known CHECK (reader IN ('applicant', 'desk')),
  words text NOT NULL CONSTRAINT dossier_words_are_bounded CHECK (length(words) BETWEEN 1 AND 8000),
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL
);
CREATE INDEX dossier_words_by_dossier ON dossier_words (dossier_id, written_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier_words TO {{app}};

-- The questions a correction or missing pieces are asked for: those alone may be written again.
CREATE TABLE dossier_asked_part (
  fact_id uuid NOT NULL,
  dossier_id uuid NOT NULL CONSTRAINT dossier_asked_part_is_of_a_dossier REFERENCES dossier ON DELETE CASCADE,
  section text NOT NULL,
  field text NOT NULL,
  CONSTRAINT dossier_asked_part_pkey PRIMARY KEY (fact_id, section, field)
);
GRANT SELECT, INSERT, DELETE ON dossier_asked_part TO {{app}};

-- What an organisation has said once (« dites-le-nous une fois »), proposed again in its next dossiers.
CREATE TABLE applicant_answer (
  -- The SIREN, else the RNA.
  body text NOT NULL CONSTRAINT applicant_answer_body_reads_well CHECK (body ~ '^([0-9]{9}|W[0-9][0-9A-Z][0-9]{7})$'),
  name text NOT NULL CONSTRAINT applicant_answer_name_reads_well CHECK (name ~ '^[a-z0-9-]{1,60}$'),
  CONSTRAINT applicant_answer_pkey PRIMARY KEY (body, name),
  texts text[] NOT NULL,
  -- From which dossier it was kept last.
  dossier_id uuid CONSTRAINT applicant_answer_comes_from_a_dossier REFERENCES dossier ON DELETE SET NULL,
  kept_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON applicant_answer TO {{app}};
