-- Documents of the decisions: models, numbers, files, what happened to them, and the parapheur's folders.
-- The territory's own models (.docx), every version of them: what was made from one can be made again.
CREATE TABLE document_template (
  id uuid CONSTRAINT document_template_pkey PRIMARY KEY,
  -- As « decisions.report ».
  kind text NOT NULL CONSTRAINT document_template_kind_is_named CHECK (kind ~ '^[a-z]+([.-][a-z]+)*$'),
  version integer NOT NULL CONSTRAINT document_template_version_counts_from_one CHECK (version > 0),
  bytes bytea NOT NULL
    CONSTRAINT document_template_is_small CHECK (octet_length(bytes) BETWEEN 1 AND 5000000),
  sha256 bytea NOT NULL CONSTRAINT document_template_is_known_by_sha256 CHECK (sha256 = sha256(bytes)),
  -- Null: the house's own, taken as it is.
  added_by uuid CONSTRAINT document_template_is_added_by_a_person REFERENCES person,
  added_at timestamptz NOT NULL,
  CONSTRAINT document_template_has_its_version UNIQUE (kind, version)
);
CREATE TRIGGER document_template_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_template
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE document_template IS 'append-only: a filed document can be made again from its model';
GRANT SELECT, INSERT ON document_template TO {{app}};

-- Which version serves: the last row of its kind. An older one is put back by a new row.
CREATE TABLE document_template_use (
  id uuid CONSTRAINT document_template_use_pkey PRIMARY KEY,
  kind text NOT NULL,
  position integer NOT NULL CONSTRAINT document_template_use_counts_from_one CHECK (position > 0),
  template_id uuid NOT NULL CONSTRAINT document_template_use_is_of_a_template REFERENCES document_template,
  chosen_by uuid CONSTRAINT document_template_use_is_chosen_by_a_person REFERENCES person,
  chosen_at timestamptz NOT NULL,
  CONSTRAINT document_template_use_has_its_place UNIQUE (kind, position)
);
CREATE TRIGGER document_template_use_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_template_use
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE document_template_use IS 'append-only: which model served when';
GRANT SELECT, INSERT ON document_template_use TO {{app}};

-- The last chrono number of each kind and year: numbers have no gap.
CREATE TABLE document_chrono (
  kind text NOT NULL,
  year integer NOT NULL,
  last_number integer NOT NULL CONSTRAINT document_chrono_counts_from_one CHECK (last_number > 0),
  CONSTRAINT document_chrono_pkey PRIMARY KEY (kind, year)
);
GRANT SELECT, INSERT, UPDATE ON document_chrono TO {{app}};

-- One document made by the house: its number, what it is about, what it was made from.
CREATE TABLE document (
  id uuid CONSTRAINT document_pkey PRIMARY KEY,
  kind text NOT NULL,
  -- As « decision:0198… », « line:0198… », « meeting:0198… ».
  object text NOT NULL CONSTRAINT document_object_is_named CHECK (object ~ '^(decision|line|meeting):[0-9a-f-]{36}$'),
  year integer NOT NULL,
  number integer NOT NULL CONSTRAINT document_number_counts_from_one CHECK (number > 0),
  -- As « RAP-2026-0007 ».
  chrono text NOT NULL
    CONSTRAINT document_chrono_is_unique UNIQUE
    CONSTRAINT document_chrono_reads_well CHECK (chrono ~ '^[A-Z]{3}-[0-9]{4}-[0-9]{4,}$'),
  template_id uuid NOT NULL CONSTRAINT document_is_made_from_a_template REFERENCES document_template,
  -- Of the data in their one writing: the data themselves are in document_data.
  data_sha256 bytea NOT NULL CONSTRAINT document_data_is_known_by_sha256 CHECK (octet_length(data_sha256) = 32),
  generator text NOT NULL CONSTRAINT document_generator_is_short CHECK (length(generator) BETWEEN 1 AND 300),
  prepared_by uuid CONSTRAINT document_is_prepared_by_a_person REFERENCES person,
  prepared_at timestamptz NOT NULL,
  CONSTRAINT document_has_its_number UNIQUE (kind, year, number)
);
CREATE INDEX document_by_object ON document (object);
CREATE TRIGGER document_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE document IS 'append-only: the register of what the house made';
GRANT SELECT, INSERT ON document TO {{app}};

-- What a document says, to make it again: it may name people, so it can be rectified, and it ends.
CREATE TABLE document_data (
  document_id uuid
    CONSTRAINT document_data_pkey PRIMARY KEY
    CONSTRAINT document_data_is_of_a_document REFERENCES document,
  data text NOT NULL CONSTRAINT document_data_is_bounded CHECK (length(data) BETWEEN 2 AND 5000000)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON document_data TO {{app}};

-- What happened to a document, one row a step: its state is the last.
CREATE TABLE document_event (
  id uuid CONSTRAINT document_event_pkey PRIMARY KEY,
  document_id uuid NOT NULL CONSTRAINT document_event_is_of_a_document REFERENCES document,
  position integer NOT NULL CONSTRAINT document_event_position_counts_from_one CHECK (position > 0),
  kind text NOT NULL CONSTRAINT document_event_kind_is_known CHECK (
    kind IN ('draft', 'finishing', 'final', 'sent', 'signed', 'refused', 'filed', 'cancelled')),
  -- Null: the machine.
  recorded_by uuid CONSTRAINT document_event_is_recorded_by_a_person REFERENCES person,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT document_event_has_its_place UNIQUE (document_id, position)
);
CREATE UNIQUE INDEX document_event_happens_once ON document_event (document_id, kind)
  WHERE kind NOT IN ('sent', 'refused');
CREATE TRIGGER document_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE document_event IS 'append-only: who finished, sent, signed, refused what, and when';
GRANT SELECT, INSERT ON document_event TO {{app}};

-- Why a document was refused or cancelled: words can be corrected.
CREATE TABLE document_remark (
  event_id uuid
    CONSTRAINT document_remark_pkey PRIMARY KEY
    CONSTRAINT document_remark_is_of_an_event REFERENCES document_event,
  remark text NOT NULL CONSTRAINT document_remark_is_short CHECK (length(remark) BETWEEN 1 AND 500)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON document_remark TO {{app}};

-- The files of a document. Their bytes lie with the attachments, under the same identifier.
CREATE TABLE document_file (
  id uuid CONSTRAINT document_file_pkey PRIMARY KEY,
  document_id uuid NOT NULL CONSTRAINT document_file_is_of_a_document REFERENCES document,
  part text NOT NULL CONSTRAINT document_file_part_is_known CHECK (
    part IN ('draft', 'final', 'annex', 'signed', 'proof')),
  media_type text NOT NULL,
  sha256 bytea NOT NULL CONSTRAINT document_file_is_known_by_sha256 CHECK (octet_length(sha256) = 32),
  size_bytes bigint NOT NULL CONSTRAINT document_file_holds_something CHECK (size_bytes > 0),
  filed_at timestamptz NOT NULL,
  CONSTRAINT document_file_is_filed_once UNIQUE (document_id, part, sha256)
);
CREATE UNIQUE INDEX document_file_is_one ON document_file (document_id, part) WHERE part <> 'proof';
CREATE TRIGGER document_file_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_file
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE document_file IS 'append-only: what was filed, by its hash';
GRANT SELECT, INSERT ON document_file TO {{app}};

-- What the nightly check found of the bytes of each file.
CREATE TABLE document_file_look (
  file_id uuid
    CONSTRAINT document_file_look_pkey PRIMARY KEY
    CONSTRAINT document_file_look_is_of_a_file REFERENCES document_file,
  is_intact boolean NOT NULL,
  looked_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON document_file_look TO {{app}};

-- Files the parapheur puts back, as they were last seen: one that still grows waits.
CREATE TABLE parapheur_sighting (
  folder text NOT NULL CONSTRAINT parapheur_sighting_folder_is_known CHECK (folder IN ('signes', 'refuses')),
  -- SHA-256 of its name, which may be anybody's.
  name_sha256 bytea NOT NULL,
  size_bytes bigint NOT NULL,
  modified_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  CONSTRAINT parapheur_sighting_pkey PRIMARY KEY (folder, name_sha256)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON parapheur_sighting TO {{app}};

-- Files nobody asked for, which lie in « inconnus » until an agent takes them out of there.
CREATE TABLE parapheur_stray (
  name_sha256 bytea CONSTRAINT parapheur_stray_pkey PRIMARY KEY,
  size_bytes bigint NOT NULL,
  found_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON parapheur_stray TO {{app}};
