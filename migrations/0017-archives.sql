-- 0017-archives: bordereaux of elimination and of transfer, visas, what was done.
-- The « tableau de gestion » the Archives approved: under it, technical data ends by itself. Entered again when it changes;
-- the last one is in force.
CREATE TABLE archive_management_table (
  id uuid CONSTRAINT archive_management_table_pkey PRIMARY KEY,
  -- Of the Archives, as « AD62-2026-014 ».
  reference text NOT NULL
    CONSTRAINT archive_management_table_reference_is_short CHECK (length(reference) BETWEEN 1 AND 120),
  approved_on date NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL
);
CREATE TRIGGER archive_management_table_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_management_table
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_management_table IS 'append-only: what was approved, and when, stays';
GRANT SELECT, INSERT ON archive_management_table TO {{app}};

-- Parameters of the archives: agencies, version of SEDA, durations of the kinds. One that has no row has the value of the
-- house, said « à vérifier ».
CREATE TABLE archive_setting (
  name text CONSTRAINT archive_setting_pkey PRIMARY KEY,
  value text NOT NULL CONSTRAINT archive_setting_value_is_short CHECK (length(value) <= 200),
  -- Who says so: an article, the Archives.
  source text NOT NULL CONSTRAINT archive_setting_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  is_verified boolean NOT NULL,
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON archive_setting TO {{app}};

-- The last number of each year: bordereaux have no gap.
CREATE TABLE archive_chrono (
  year integer CONSTRAINT archive_chrono_pkey PRIMARY KEY,
  last_number integer NOT NULL CONSTRAINT archive_chrono_counts_from_one CHECK (last_number > 0)
);
GRANT SELECT, INSERT, UPDATE ON archive_chrono TO {{app}};

-- A bordereau: records of one kind that reached their end, to eliminate or to transfer. What it lists is frozen when it is
-- made; only its state moves.
CREATE TABLE archive_list (
  id uuid CONSTRAINT archive_list_pkey PRIMARY KEY,
  -- As « 2026-003 ».
  number text NOT NULL
    CONSTRAINT archive_list_number_is_unique UNIQUE
    CONSTRAINT archive_list_number_reads_well CHECK (number ~ '^[0-9]{4}-[0-9]{3,}$'),
  -- Of the records, as « agenda.events ».
  kind text NOT NULL CONSTRAINT archive_list_kind_is_named CHECK (kind ~ '^[a-z-]+[.][a-z-]+$'),
  fate text NOT NULL CONSTRAINT archive_list_fate_is_known CHECK (fate IN ('elimination', 'transfer')),
  -- What it rests on, as it was said that day: words of the kind, law, duration, who produced it.
  terms jsonb NOT NULL,
  record_count integer NOT NULL CONSTRAINT archive_list_holds_records CHECK (record_count > 0),
  first_day date NOT NULL,
  last_day date NOT NULL,
  CONSTRAINT archive_list_days_are_in_order CHECK (last_day >= first_day),
  volume_bytes bigint NOT NULL CONSTRAINT archive_list_volume_is_not_negative CHECK (volume_bytes >= 0),
  -- SHA-256 of the positions, identifiers and fingerprints: what the visa signs.
  list_hash bytea NOT NULL CONSTRAINT archive_list_hash_is_sha256 CHECK (octet_length(list_hash) = 32),
  state text NOT NULL CONSTRAINT archive_list_state_is_known
    CHECK (state IN ('proposed', 'approved', 'packed', 'acknowledged', 'ended', 'abandoned')),
  made_at timestamptz NOT NULL
);
-- One at a time of each kind and fate: a record is never in two bordereaux that wait.
CREATE UNIQUE INDEX archive_list_waits_once ON archive_list (kind, fate) WHERE state NOT IN ('ended', 'abandoned');
CREATE INDEX archive_list_by_time ON archive_list (made_at);
GRANT SELECT, INSERT ON archive_list TO {{app}};
GRANT UPDATE (state) ON archive_list TO {{app}};

-- What a bordereau lists: each record with a keyed fingerprint of what it was that day.
CREATE TABLE archive_list_item (
  list_id uuid NOT NULL CONSTRAINT archive_list_item_is_of_a_list REFERENCES archive_list,
  position integer NOT NULL CONSTRAINT archive_list_item_position_counts_from_one CHECK (position > 0),
  CONSTRAINT archive_list_item_pkey PRIMARY KEY (list_id, position),
  record_id uuid NOT NULL,
  CONSTRAINT archive_list_item_is_listed_once UNIQUE (list_id, record_id),
  fingerprint bytea NOT NULL CONSTRAINT archive_list_item_fingerprint_is_a_hash CHECK (octet_length(fingerprint) = 32)
);
CREATE TRIGGER archive_list_item_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_list_item
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_list_item IS 'append-only: what was signed is what is done';
GRANT SELECT, INSERT ON archive_list_item TO {{app}};

-- What was said outside of a bordereau: the visa, the acknowledgment of the Archives, or why it is given up.
CREATE TABLE archive_step (
  list_id uuid NOT NULL CONSTRAINT archive_step_is_of_a_list REFERENCES archive_list,
  kind text NOT NULL CONSTRAINT archive_step_kind_is_known CHECK (kind IN ('visa', 'acknowledgment', 'abandon')),
  CONSTRAINT archive_step_pkey PRIMARY KEY (list_id, kind),
  -- Name and function of who signed. Gone ten years after.
  signed_by text NOT NULL CONSTRAINT archive_step_signed_by_is_short CHECK (length(signed_by) <= 200),
  signed_on date NOT NULL,
  reference text NOT NULL CONSTRAINT archive_step_reference_is_short CHECK (length(reference) <= 200),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX archive_step_by_day ON archive_step (signed_on);
GRANT SELECT, INSERT ON archive_step TO {{app}};
GRANT UPDATE (signed_by) ON archive_step TO {{app}};

-- The SEDA package as it was made: given out again, its manifest must be this one.
CREATE TABLE archive_package (
  list_id uuid
    CONSTRAINT archive_package_is_made_once PRIMARY KEY
    CONSTRAINT archive_package_is_of_a_list REFERENCES archive_list,
  manifest_hash bytea NOT NULL CONSTRAINT archive_package_manifest_hash_is_sha512 CHECK (octet_length(manifest_hash) = 64),
  record_count integer NOT NULL CONSTRAINT archive_package_holds_records CHECK (record_count > 0),
  made_at timestamptz NOT NULL
);
CREATE TRIGGER archive_package_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_package
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_package IS 'append-only: what was handed over stays known';
GRANT SELECT, INSERT ON archive_package TO {{app}};

-- What became of each record of a bordereau. « kept »: transferred, and a copy stays here; « changed »: it is not what was
-- signed any more, and was left alone; « absent »: it was gone already.
CREATE TABLE archive_outcome (
  list_id uuid NOT NULL,
  position integer NOT NULL,
  CONSTRAINT archive_outcome_happens_once PRIMARY KEY (list_id, position),
  CONSTRAINT archive_outcome_is_of_an_item FOREIGN KEY (list_id, position) REFERENCES archive_list_item,
  outcome text NOT NULL CONSTRAINT archive_outcome_is_known CHECK (outcome IN ('erased', 'kept', 'changed', 'absent')),
  happened_at timestamptz NOT NULL
);
CREATE TRIGGER archive_outcome_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_outcome
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_outcome IS 'append-only: what was eliminated or transferred stays known, without its words';
GRANT SELECT, INSERT ON archive_outcome TO {{app}};

-- « Mise en service »: what is agreed outside before the service holds a real poll or campaign. Said again when it changes;
-- the last one of each item is in force, unless it withdraws.
CREATE TABLE service_entry (
  id uuid CONSTRAINT service_entry_pkey PRIMARY KEY,
  item text NOT NULL CONSTRAINT service_entry_item_is_known
    CHECK (item IN ('impact-assessment', 'security-approval', 'register-entry', 'treasury-agreement')),
  is_withdrawn boolean NOT NULL,
  -- Of the act or the minutes, as « H-2026-04 ».
  reference text NOT NULL CONSTRAINT service_entry_reference_is_short CHECK (length(reference) <= 120),
  signed_on date NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL
);
CREATE INDEX service_entry_by_item ON service_entry (item, entered_at);
CREATE TRIGGER service_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE service_entry IS 'append-only: what was agreed, and when, stays';
GRANT SELECT, INSERT ON service_entry TO {{app}};

-- The words of an entry. Emptied ten years after.
CREATE TABLE service_signature (
  entry_id uuid CONSTRAINT service_signature_pkey PRIMARY KEY
    CONSTRAINT service_signature_is_of_an_entry REFERENCES service_entry,
  -- Name and function of who signed; or of who takes it back.
  signed_by text NOT NULL CONSTRAINT service_signature_signed_by_is_short CHECK (length(signed_by) <= 200),
  -- Why it is corrected; '' the first time.
  reason text NOT NULL CONSTRAINT service_signature_reason_is_short CHECK (length(reason) <= 300)
);
GRANT SELECT, INSERT, UPDATE ON service_signature TO {{app}};

-- What a signed bordereau may erase.
GRANT DELETE ON agenda_event, agenda_registration, agenda_evaluation TO {{app}};
