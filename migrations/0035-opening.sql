-- Somebody proposes to close a vote; another person confirms, and the leaf `close` is written.
CREATE TABLE close_proposal (
  poll_id uuid CONSTRAINT close_proposal_pkey PRIMARY KEY
    CONSTRAINT close_proposal_is_of_a_poll REFERENCES sealed_poll_manifest,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON close_proposal TO {{app}};

CREATE TABLE poll_close (
  poll_id uuid CONSTRAINT poll_close_pkey PRIMARY KEY CONSTRAINT poll_close_is_of_a_poll REFERENCES sealed_poll_manifest,
  proposed_by uuid NOT NULL,
  confirmed_by uuid NOT NULL,
  closed_at timestamptz NOT NULL,
  CONSTRAINT poll_close_is_of_two_people CHECK (proposed_by <> confirmed_by)
);
CREATE TRIGGER poll_close_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_close
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE poll_close IS 'append-only: a vote is closed once';
GRANT SELECT, INSERT ON poll_close TO {{app}};

-- The hash that a machine of the bureau found by opening everything by itself. The last one of each person holds.
CREATE TABLE opening_comparison (
  id uuid CONSTRAINT opening_comparison_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT opening_comparison_is_of_a_poll REFERENCES sealed_poll_manifest,
  -- SHA-256 of what was opened, as the leaf `opening` says it.
  opened bytea NOT NULL CONSTRAINT opening_comparison_is_a_hash CHECK (octet_length(opened) = 32),
  compared_by uuid NOT NULL,
  compared_at timestamptz NOT NULL
);
CREATE INDEX opening_comparison_by_poll ON opening_comparison (poll_id, compared_by, compared_at DESC);
CREATE TRIGGER opening_comparison_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON opening_comparison
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE opening_comparison IS 'append-only: what a machine found, it found';
GRANT SELECT, INSERT ON opening_comparison TO {{app}};

-- The files that the leaf `result` names, byte for byte: those of the public bundle but the log's own.
CREATE TABLE vote_file (
  poll_id uuid NOT NULL CONSTRAINT vote_file_is_of_a_poll REFERENCES sealed_poll_manifest,
  name text NOT NULL CONSTRAINT vote_file_name_is_plain CHECK (name ~ '^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$'),
  content bytea NOT NULL,
  CONSTRAINT vote_file_pkey PRIMARY KEY (poll_id, name)
);
CREATE TRIGGER vote_file_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vote_file
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE vote_file IS 'append-only: what was published stays as it was';
GRANT SELECT, INSERT ON vote_file TO {{app}};
