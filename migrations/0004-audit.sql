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
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE audit_entry IS 'append-only: who did what stays';
GRANT SELECT, INSERT ON audit_entry TO {{app}};
