-- What a machine of the bureau sent to be published: kept until the count is over, then gone. No name, no sealed ballot.
CREATE TABLE opening_sent (
  poll_id uuid CONSTRAINT opening_sent_pkey PRIMARY KEY CONSTRAINT opening_sent_is_of_a_poll REFERENCES sealed_poll_manifest,
  -- Changes with each sending: who counted another one starts again.
  id uuid NOT NULL CONSTRAINT opening_sent_id_is_unique UNIQUE,
  -- What was opened, as `openAll` gives it, gzipped.
  packed bytea NOT NULL,
  sent_by uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  -- Why it was not published; null: it is being counted.
  refusal text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON opening_sent TO {{app}};

-- What must be known before anything of a vote is destroyed. References and days, no name.
CREATE TABLE destruction_terms (
  poll_id uuid CONSTRAINT destruction_terms_pkey PRIMARY KEY
    CONSTRAINT destruction_terms_is_of_a_poll REFERENCES sealed_poll_manifest,
  management_table text NOT NULL CONSTRAINT destruction_terms_management_table_is_written CHECK (management_table <> ''),
  archives_visa text NOT NULL CONSTRAINT destruction_terms_archives_visa_is_written CHECK (archives_visa <> ''),
  -- The appeal period, in days after the result, and the text it comes from.
  appeal_days integer NOT NULL CONSTRAINT destruction_terms_appeal_days_are_some CHECK (appeal_days BETWEEN 1 AND 3660),
  appeal_source text NOT NULL CONSTRAINT destruction_terms_appeal_source_is_written CHECK (appeal_source <> ''),
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON destruction_terms TO {{app}};

-- An appeal, a complaint: while one stands, nothing of that vote is destroyed.
CREATE TABLE vote_contestation (
  id uuid CONSTRAINT vote_contestation_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT vote_contestation_is_of_a_poll REFERENCES sealed_poll_manifest,
  -- Its number at the court or in the house, without a name.
  reference text NOT NULL CONSTRAINT vote_contestation_reference_is_written CHECK (reference <> ''),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  lifted_by uuid,
  lifted_at timestamptz,
  lifted_because text,
  CONSTRAINT vote_contestation_is_lifted_whole
    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL) AND (lifted_by IS NULL) = (lifted_because IS NULL))
);
CREATE INDEX vote_contestation_by_poll ON vote_contestation (poll_id);
GRANT SELECT, INSERT, UPDATE ON vote_contestation TO {{app}};

-- What somebody says is destroyed, or should be; another person confirms. Typed lines stay here and in the certificate.
CREATE TABLE destruction_proposal (
  id uuid CONSTRAINT destruction_proposal_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT destruction_proposal_is_of_a_poll REFERENCES sealed_poll_manifest,
  what text NOT NULL CONSTRAINT destruction_proposal_what_is_known CHECK (what IN ('roll', 'shares', 'pepper', 'backups')),
  -- As sealed/after/model.ts reads it.
  statement jsonb NOT NULL,
  proposed_by uuid NOT NULL,
  proposing_seat text NOT NULL,
  proposed_at timestamptz NOT NULL,
  CONSTRAINT destruction_proposal_is_one_a_thing UNIQUE (poll_id, what)
);
GRANT SELECT, INSERT, DELETE ON destruction_proposal TO {{app}};

CREATE TABLE vote_destruction (
  poll_id uuid NOT NULL,
  what text NOT NULL CONSTRAINT vote_destruction_what_is_known
    CHECK (what IN ('link', 'roll', 'shares', 'pepper', 'backups')),
  -- The leaf `destruction` that says so to everybody, and the certificate's SHA-256 that it holds.
  leaf_index bigint NOT NULL,
  record bytea NOT NULL CONSTRAINT vote_destruction_record_is_a_hash CHECK (octet_length(record) = 32),
  proposed_by uuid NOT NULL,
  -- Null for the link: the service drops it as it publishes the result.
  confirmed_by uuid CONSTRAINT vote_destruction_is_of_two_people CHECK (confirmed_by <> proposed_by),
  destroyed_at timestamptz NOT NULL,
  CONSTRAINT vote_destruction_pkey PRIMARY KEY (poll_id, what),
  CONSTRAINT vote_destruction_is_said_by_a_leaf FOREIGN KEY (poll_id, leaf_index) REFERENCES log_leaf (poll_id, index),
  CONSTRAINT vote_destruction_is_confirmed CHECK ((what = 'link') = (confirmed_by IS NULL))
);
CREATE TRIGGER vote_destruction_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vote_destruction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE vote_destruction IS 'append-only: what is destroyed does not come back';
GRANT SELECT, INSERT ON vote_destruction TO {{app}};

-- The certificate of each destruction, a PDF, byte for byte: a public file of the vote.
CREATE TABLE destruction_certificate (
  poll_id uuid NOT NULL,
  what text NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT destruction_certificate_pkey PRIMARY KEY (poll_id, what),
  CONSTRAINT destruction_certificate_is_of_a_destruction FOREIGN KEY (poll_id, what) REFERENCES vote_destruction
);
GRANT SELECT, INSERT ON destruction_certificate TO {{app}};
