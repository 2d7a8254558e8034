-- What the assembly and its permanent commission decide, and the acts of the president.

-- Parameters of the decisions: days counted back, identifiers of the authority. One that has no row has the value of the
-- house (settings.ts), said « à vérifier ».
CREATE TABLE decision_setting (
  name text CONSTRAINT decision_setting_pkey PRIMARY KEY,
  value text NOT NULL CONSTRAINT decision_setting_value_is_short CHECK (length(value) BETWEEN 1 AND 200),
  -- Who says so: an article, a rule of the house.
  source text NOT NULL CONSTRAINT decision_setting_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  is_verified boolean NOT NULL,
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON decision_setting TO {{app}};

-- A session of the assembly, or of its permanent commission.
CREATE TABLE decision_meeting (
  id uuid CONSTRAINT decision_meeting_pkey PRIMARY KEY,
  body text NOT NULL CONSTRAINT decision_meeting_body_is_known CHECK (body IN ('assembly', 'permanent-commission')),
  meets_at timestamptz NOT NULL,
  place text NOT NULL CONSTRAINT decision_meeting_place_is_short CHECK (length(place) BETWEEN 1 AND 200),
  -- Elected members who may vote there.
  seat_count integer NOT NULL CONSTRAINT decision_meeting_has_seats CHECK (seat_count BETWEEN 1 AND 1000),
  created_at timestamptz NOT NULL,
  -- Grows with each change: two people who write at once are told.
  version integer NOT NULL CONSTRAINT decision_meeting_version_grows CHECK (version > 0),
  CONSTRAINT decision_meeting_is_once UNIQUE (body, meets_at)
);
CREATE INDEX decision_meeting_by_time ON decision_meeting (meets_at);
GRANT SELECT, INSERT, UPDATE ON decision_meeting TO {{app}};

-- The last chrono number of each year: numbers have no gap.
CREATE TABLE decision_chrono (
  year integer CONSTRAINT decision_chrono_pkey PRIMARY KEY,
  last_number integer NOT NULL CONSTRAINT decision_chrono_counts_from_one CHECK (last_number > 0)
);
GRANT SELECT, INSERT, UPDATE ON decision_chrono TO {{app}};

-- A délibération or an arrêté, from the report on. Its words can be corrected; what happened to it is in decision_event.
CREATE TABLE decision (
  id uuid CONSTRAINT decision_pkey PRIMARY KEY,
  kind text NOT NULL CONSTRAINT decision_kind_is_known CHECK (kind IN ('deliberation', 'order')),
  -- As « 2026-0007 »: the number of the report.
  chrono text NOT NULL
    CONSTRAINT decision_chrono_is_unique UNIQUE
    CONSTRAINT decision_chrono_reads_well CHECK (chrono ~ '^[0-9]{4}-[0-9]{4,}$'),
  slug text NOT NULL
    CONSTRAINT decision_slug_is_unique UNIQUE
    CONSTRAINT decision_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text NOT NULL CONSTRAINT decision_title_is_short CHECK (length(title) BETWEEN 1 AND 300),
  meeting_id uuid CONSTRAINT decision_is_for_a_meeting REFERENCES decision_meeting,
  -- What it decides as a whole, as « edition:0198… »; a beneficiary's own object is on its line.
  object text CONSTRAINT decision_object_is_named CHECK (object ~ '^[a-z-]+:[0-9a-z-]+$'),
  legal_basis text NOT NULL CONSTRAINT decision_legal_basis_is_short CHECK (length(legal_basis) BETWEEN 1 AND 500),
  payment_nature text NOT NULL CONSTRAINT decision_payment_nature_is_known
    CHECK (payment_nature IN ('none', 'non-economic', 'sieg', 'economic')),
  -- Of the nomenclature ACTES, as « 7.5 ».
  subject_code text NOT NULL CONSTRAINT decision_subject_code_reads_well CHECK (subject_code ~ '^[0-9][.][0-9]{1,2}$'),
  budget_year integer CONSTRAINT decision_budget_year_reads_well CHECK (budget_year BETWEEN 1990 AND 2200),
  -- Who wrote the report: they give no later visa on it.
  written_by uuid CONSTRAINT decision_is_written_by_a_person REFERENCES person,
  created_at timestamptz NOT NULL,
  version integer NOT NULL CONSTRAINT decision_version_grows CHECK (version > 0),
  -- Times its text or its lines changed after a visa: each begins a new round.
  reworked integer NOT NULL CONSTRAINT decision_reworked_counts CHECK (reworked >= 0),
  -- Why an economic activity may be paid, in the words of the legal service (CGCT L1511-2, L1511-3, L3211-1).
  economic_basis text CONSTRAINT decision_economic_basis_is_short CHECK (length(economic_basis) BETWEEN 1 AND 500),
  CONSTRAINT decision_deliberation_has_a_meeting CHECK ((kind = 'deliberation') = (meeting_id IS NOT NULL))
);
CREATE INDEX decision_by_meeting ON decision (meeting_id);
CREATE INDEX decision_by_object ON decision (object);
GRANT SELECT, INSERT, UPDATE ON decision TO {{app}};

-- Of two people who wrote at once, the text that was not kept.
CREATE TABLE decision_set_aside (
  id uuid CONSTRAINT decision_set_aside_pkey PRIMARY KEY,
  decision_id uuid NOT NULL CONSTRAINT decision_set_aside_is_of_a_decision REFERENCES decision,
  -- Of the field, as the form names it.
  label text NOT NULL CONSTRAINT decision_set_aside_label_is_short CHECK (length(label) BETWEEN 1 AND 120),
  content text NOT NULL CONSTRAINT decision_set_aside_content_is_short CHECK (length(content) <= 500),
  set_aside_at timestamptz NOT NULL
);
CREATE INDEX decision_set_aside_by_decision ON decision_set_aside (decision_id);
GRANT SELECT, INSERT ON decision_set_aside TO {{app}};

-- Who receives what: one line a beneficiary, with what was proposed and what was decided.
CREATE TABLE decision_line (
  id uuid CONSTRAINT decision_line_pkey PRIMARY KEY,
  decision_id uuid NOT NULL CONSTRAINT decision_line_is_of_a_decision REFERENCES decision,
  position integer NOT NULL CONSTRAINT decision_line_position_counts_from_one CHECK (position > 0),
  -- SIRET or RNA: a legal person, never a natural one.
  beneficiary_id text NOT NULL CONSTRAINT decision_line_beneficiary_is_a_legal_person
    CHECK (beneficiary_id ~ '^([0-9]{14}|W[0-9]{9})$'),
  beneficiary_name text NOT NULL CONSTRAINT decision_line_beneficiary_name_is_short
    CHECK (length(beneficiary_name) BETWEEN 1 AND 200),
  -- What this line decides, as « dossier:0198… ».
  object text CONSTRAINT decision_line_object_is_named CHECK (object ~ '^[a-z-]+:[0-9a-z-]+$'),
  purpose text NOT NULL CONSTRAINT decision_line_purpose_is_short CHECK (length(purpose) BETWEEN 1 AND 300),
  proposed_cents bigint NOT NULL CONSTRAINT decision_line_proposed_is_not_negative CHECK (proposed_cents >= 0),
  -- Null until the assembly has decided; 0: it refused.
  decided_cents bigint CONSTRAINT decision_line_decided_is_not_negative CHECK (decided_cents >= 0),
  departure_reason text CONSTRAINT decision_line_departure_reason_is_short
    CHECK (length(departure_reason) BETWEEN 1 AND 500),
  -- A line that is taken off stays, with its reason.
  removed_at timestamptz,
  removal_reason text CONSTRAINT decision_line_removal_reason_is_short CHECK (length(removal_reason) BETWEEN 1 AND 500),
  CONSTRAINT decision_line_removal_has_a_reason CHECK ((removed_at IS NULL) = (removal_reason IS NULL)),
  CONSTRAINT decision_line_has_its_place UNIQUE (decision_id, position),
  -- The assembly may depart from the proposal: both amounts and the reason are kept (CRPA L311-3-1).
  CONSTRAINT decision_line_departure_has_a_reason
    CHECK (decided_cents IS NULL OR decided_cents = proposed_cents OR departure_reason IS NOT NULL)
);
CREATE INDEX decision_line_by_object ON decision_line (object);
CREATE INDEX decision_line_by_beneficiary ON decision_line (beneficiary_id);
GRANT SELECT, INSERT, UPDATE ON decision_line TO {{app}};

-- What happened to a decision, one row a step: its state is read from them (CGCT L3131-1, L3131-2).
CREATE TABLE decision_event (
  id uuid CONSTRAINT decision_event_pkey PRIMARY KEY,
  decision_id uuid NOT NULL CONSTRAINT decision_event_is_of_a_decision REFERENCES decision,
  position integer NOT NULL CONSTRAINT decision_event_position_counts_from_one CHECK (position > 0),
  kind text NOT NULL CONSTRAINT decision_event_kind_is_known CHECK (
    kind IN ('listed', 'deliberated', 'transmitted', 'published', 'contested', 'referred', 'withdrawn')),
  happened_on date NOT NULL,
  -- Of the act, once it is decided.
  number text CONSTRAINT decision_event_number_is_short CHECK (length(number) BETWEEN 1 AND 60),
  -- Given by the State when it receives the act.
  receipt text CONSTRAINT decision_event_receipt_is_short CHECK (length(receipt) BETWEEN 1 AND 120),
  voters integer,
  votes_for integer,
  votes_against integer,
  abstentions integer,
  recorded_by uuid CONSTRAINT decision_event_is_recorded_by_a_person REFERENCES person,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT decision_event_has_its_place UNIQUE (decision_id, position),
  CONSTRAINT decision_event_number_comes_with_the_act CHECK ((kind = 'deliberated') = (number IS NOT NULL)),
  CONSTRAINT decision_event_receipt_comes_with_transmission CHECK ((kind = 'transmitted') = (receipt IS NOT NULL)),
  CONSTRAINT decision_event_votes_add_up CHECK (
    (voters IS NULL AND votes_for IS NULL AND votes_against IS NULL AND abstentions IS NULL)
    OR (kind = 'deliberated' AND votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0
        AND voters = votes_for + votes_against + abstentions))
);
CREATE UNIQUE INDEX decision_event_happens_once ON decision_event (decision_id, kind)
  WHERE kind IN ('listed', 'deliberated', 'transmitted', 'published', 'withdrawn');
CREATE UNIQUE INDEX decision_number_is_unique ON decision_event (number) WHERE number IS NOT NULL;
CREATE TRIGGER decision_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE decision_event IS 'append-only: what was decided, transmitted, published stays';
GRANT SELECT, INSERT ON decision_event TO {{app}};

-- Visas of a report, in rounds: one that is sent back begins a new round.
CREATE TABLE decision_visa (
  id uuid CONSTRAINT decision_visa_pkey PRIMARY KEY,
  decision_id uuid NOT NULL CONSTRAINT decision_visa_is_of_a_decision REFERENCES decision,
  round integer NOT NULL CONSTRAINT decision_visa_round_counts_from_one CHECK (round > 0),
  step text NOT NULL CONSTRAINT decision_visa_step_is_known CHECK (
    step IN ('writer', 'mission', 'direction', 'finance', 'legal', 'signature')),
  is_given boolean NOT NULL,
  given_by uuid NOT NULL CONSTRAINT decision_visa_is_given_by_a_person REFERENCES person,
  given_at timestamptz NOT NULL,
  CONSTRAINT decision_visa_is_once_a_round UNIQUE (decision_id, round, step)
);
CREATE TRIGGER decision_visa_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_visa
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE decision_visa IS 'append-only: who approved what stays';
GRANT SELECT, INSERT ON decision_visa TO {{app}};

-- Why a report was sent back: words can be corrected.
CREATE TABLE decision_visa_remark (
  visa_id uuid
    CONSTRAINT decision_visa_remark_pkey PRIMARY KEY
    CONSTRAINT decision_visa_remark_is_of_a_visa REFERENCES decision_visa,
  remark text NOT NULL CONSTRAINT decision_visa_remark_is_short CHECK (length(remark) BETWEEN 1 AND 500)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON decision_visa_remark TO {{app}};

-- Register of links of interest of elected members, committee members and agents (CGCT L1111-6, code pénal 432-12).
CREATE TABLE interest_link (
  id uuid CONSTRAINT interest_link_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT interest_link_is_of_a_person REFERENCES person,
  organisation_id text NOT NULL CONSTRAINT interest_link_organisation_is_a_legal_person
    CHECK (organisation_id ~ '^([0-9]{14}|W[0-9]{9})$'),
  organisation_name text NOT NULL CONSTRAINT interest_link_organisation_name_is_short
    CHECK (length(organisation_name) BETWEEN 1 AND 200),
  kind text NOT NULL CONSTRAINT interest_link_kind_is_known CHECK (kind IN ('mandate', 'post', 'family', 'seat')),
  starts_on date NOT NULL,
  ends_on date,
  -- Who says so: a declaration, a designation by the assembly.
  source text NOT NULL CONSTRAINT interest_link_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  declared_at timestamptz NOT NULL,
  CONSTRAINT interest_link_ends_after_it_starts CHECK (ends_on >= starts_on)
);
CREATE INDEX interest_link_by_person ON interest_link (person_id);
CREATE INDEX interest_link_by_organisation ON interest_link (organisation_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON interest_link TO {{app}};

-- Documents

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
