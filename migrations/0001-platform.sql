-- The ground under every module: what refuses a change, sent forms, the jobs' own schema.

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation',
          HINT = 'What was written stays: a correction is a new row.';
END
$$;
COMMENT ON FUNCTION refuse_change() IS
  'Trigger of append-only tables: BEFORE UPDATE OR DELETE OR TRUNCATE, FOR EACH STATEMENT';

CREATE TABLE submission (
  key_hash bytea CONSTRAINT submission_is_unique PRIMARY KEY,
  fingerprint bytea NOT NULL,
  result text,
  submitted_at timestamptz NOT NULL,
  CONSTRAINT submission_key_hash_is_sha256 CHECK (octet_length(key_hash) = 32),
  CONSTRAINT submission_fingerprint_is_sha256 CHECK (octet_length(fingerprint) = 32)
) WITH (fillfactor = 70);
CREATE INDEX submission_by_time ON submission USING brin (submitted_at);
COMMENT ON TABLE submission IS
  'Forms that were sent, so that the same one sent twice is done once. Opaque, kept 30 days';

GRANT SELECT, INSERT, DELETE ON submission TO {{app}};
GRANT UPDATE (result) ON submission TO {{app}};

GRANT SELECT ON migration TO {{app}};

CREATE SCHEMA graphile_worker;
GRANT USAGE ON SCHEMA graphile_worker TO {{app}};
ALTER DEFAULT PRIVILEGES IN SCHEMA graphile_worker GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {{app}};
ALTER DEFAULT PRIVILEGES IN SCHEMA graphile_worker GRANT USAGE ON SEQUENCES TO {{app}};
