-- Séances of an event that have places of their own: an event that changes keeps those whose title stays.
ALTER TABLE agenda_session
  ADD COLUMN capacity integer CONSTRAINT agenda_session_capacity_is_positive CHECK (capacity > 0 AND capacity <= 100000);
GRANT UPDATE ON agenda_session TO {{app}};

-- Who comes to which séance, where places are counted.
CREATE TABLE agenda_session_place (
  registration_id uuid NOT NULL CONSTRAINT agenda_session_place_is_of_a_registration
    REFERENCES agenda_registration (id) ON DELETE CASCADE,
  event_id uuid NOT NULL,
  position smallint NOT NULL,
  CONSTRAINT agenda_session_place_pkey PRIMARY KEY (registration_id, position),
  CONSTRAINT agenda_session_place_is_of_a_session
    FOREIGN KEY (event_id, position) REFERENCES agenda_session (event_id, position) ON DELETE CASCADE
);
CREATE INDEX agenda_session_place_by_session ON agenda_session_place (event_id, position);
GRANT SELECT, INSERT, DELETE ON agenda_session_place TO {{app}};

-- Two people who write at once are told.
ALTER TABLE decision_meeting
  ADD COLUMN version integer NOT NULL DEFAULT 1 CONSTRAINT decision_meeting_version_grows CHECK (version > 0);
ALTER TABLE decision_meeting ALTER COLUMN version DROP DEFAULT;

ALTER TABLE decision
  ADD COLUMN version integer NOT NULL DEFAULT 1 CONSTRAINT decision_version_grows CHECK (version > 0),
  -- Times its text or its lines changed after a visa: each begins a new round.
  ADD COLUMN reworked integer NOT NULL DEFAULT 0 CONSTRAINT decision_reworked_counts CHECK (reworked >= 0),
  -- Why an economic activity may be paid, in the words of the legal service (CGCT L1511-2, L1511-3, L3211-1).
  ADD COLUMN economic_basis text CONSTRAINT decision_economic_basis_is_short
    CHECK (length(economic_basis) BETWEEN 1 AND 500);
ALTER TABLE decision ALTER COLUMN version DROP DEFAULT, ALTER COLUMN reworked DROP DEFAULT;

-- A line that is taken off stays, with its reason.
ALTER TABLE decision_line
  ADD COLUMN removed_at timestamptz,
  ADD COLUMN removal_reason text CONSTRAINT decision_line_removal_reason_is_short
    CHECK (length(removal_reason) BETWEEN 1 AND 500),
  ADD CONSTRAINT decision_line_removal_has_a_reason CHECK ((removed_at IS NULL) = (removal_reason IS NULL));

-- Of two people who wrote at once, the text that was not kept.
CREATE TABLE agenda_set_aside (
  id uuid CONSTRAINT agenda_set_aside_pkey PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT agenda_set_aside_is_of_an_event REFERENCES agenda_event (id),
  -- Of the field, as the form names it.
  label text NOT NULL CONSTRAINT agenda_set_aside_label_is_short CHECK (length(label) BETWEEN 1 AND 120),
  content text NOT NULL CONSTRAINT agenda_set_aside_content_is_short CHECK (length(content) <= 5000),
  set_aside_at timestamptz NOT NULL
);
CREATE INDEX agenda_set_aside_by_event ON agenda_set_aside (event_id);
GRANT SELECT, INSERT, DELETE ON agenda_set_aside TO {{app}};

CREATE TABLE decision_set_aside (
  id uuid CONSTRAINT decision_set_aside_pkey PRIMARY KEY,
  decision_id uuid NOT NULL CONSTRAINT decision_set_aside_is_of_a_decision REFERENCES decision,
  label text NOT NULL CONSTRAINT decision_set_aside_label_is_short CHECK (length(label) BETWEEN 1 AND 120),
  content text NOT NULL CONSTRAINT decision_set_aside_content_is_short CHECK (length(content) <= 500),
  set_aside_at timestamptz NOT NULL
);
CREATE INDEX decision_set_aside_by_decision ON decision_set_aside (decision_id);
GRANT SELECT, INSERT ON decision_set_aside TO {{app}};
