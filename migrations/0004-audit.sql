-- What was done, by whom, to what: written in the act's transaction, sealed afterwards. Opaque identifiers only.
CREATE TABLE audit_entry (
  id uuid CONSTRAINT audit_entry_pkey PRIMARY KEY,
  act text NOT NULL CONSTRAINT audit_entry_act_is_named CHECK (act ~ '^[a-z-]+[.][a-z-]+$'),
  -- As « person:0198… ».
  object text NOT NULL CONSTRAINT audit_entry_object_is_written CHECK (object <> ''),
  actor text NOT NULL CONSTRAINT audit_entry_actor_is_written CHECK (actor <> ''),
  acting_for uuid,
  details jsonb NOT NULL,
  done_at timestamptz NOT NULL
);
CREATE INDEX audit_entry_by_object ON audit_entry (object, done_at);
CREATE INDEX audit_entry_by_time ON audit_entry (done_at, id);
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE audit_entry IS 'append-only: who did what stays';
GRANT SELECT, INSERT ON audit_entry TO {{app}};

-- Entries under seal, in a chain: each seal holds the head of the one before it. docs/specifications/audit.md says how.
CREATE TABLE audit_seal (
  -- From 1, without a gap.
  number integer CONSTRAINT audit_seal_pkey PRIMARY KEY CONSTRAINT audit_seal_number_is_positive CHECK (number > 0),
  previous_head bytea NOT NULL CONSTRAINT audit_seal_follows_one_only UNIQUE
    CONSTRAINT audit_seal_previous_head_is_sha256 CHECK (octet_length(previous_head) = 32),
  entry_count integer NOT NULL CONSTRAINT audit_seal_holds_entries CHECK (entry_count > 0),
  -- SHA-256 of the entries as canonical JSON, by done_at then id.
  entries_hash bytea NOT NULL CONSTRAINT audit_seal_entries_hash_is_sha256 CHECK (octet_length(entries_hash) = 32),
  sealed_at timestamptz NOT NULL,
  head bytea NOT NULL CONSTRAINT audit_seal_head_is_sha256 CHECK (octet_length(head) = 32)
);
CREATE TRIGGER audit_seal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE audit_seal IS 'append-only: a chain is worth its oldest link';
GRANT SELECT, INSERT ON audit_seal TO {{app}};

-- Which seal holds an entry: said entry by entry, because one whose transaction commits late is older than its seal.
CREATE TABLE audit_sealed_entry (
  entry_id uuid
    CONSTRAINT audit_sealed_entry_is_sealed_once PRIMARY KEY
    CONSTRAINT audit_sealed_entry_is_an_entry REFERENCES audit_entry,
  seal_number integer NOT NULL CONSTRAINT audit_sealed_entry_is_under_a_seal REFERENCES audit_seal
);
CREATE INDEX audit_sealed_entry_by_seal ON audit_sealed_entry (seal_number);
CREATE TRIGGER audit_sealed_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_sealed_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE audit_sealed_entry IS 'append-only: what is sealed stays sealed';
GRANT SELECT, INSERT ON audit_sealed_entry TO {{app}};
