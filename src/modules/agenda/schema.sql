-- Events: what happens, where, who comes.
CREATE TABLE agenda_event (
  id uuid CONSTRAINT agenda_event_pkey PRIMARY KEY,
  -- Given once: shared links and calendars keep leading here when the title changes.
  slug text NOT NULL
    CONSTRAINT agenda_event_slug_is_unique UNIQUE
    CONSTRAINT agenda_event_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 100),
  kind text NOT NULL CONSTRAINT agenda_event_kind_is_known
    CHECK (kind IN ('comptoir', 'reunion', 'visite', 'formation', 'echeance')),
  title text NOT NULL CONSTRAINT agenda_event_is_named CHECK (title <> '' AND length(title) <= 120),
  description text NOT NULL CONSTRAINT agenda_event_description_is_short CHECK (length(description) <= 5000),
  -- Who receives: the name of an organisation.
  host text NOT NULL CONSTRAINT agenda_event_host_is_short CHECK (length(host) <= 120),
  commune_code text CONSTRAINT agenda_event_commune_is_known REFERENCES commune (code),
  place text NOT NULL CONSTRAINT agenda_event_place_is_short CHECK (length(place) <= 120),
  street text NOT NULL CONSTRAINT agenda_event_street_is_short CHECK (length(street) <= 200),
  -- How one gets in: lift, loop, parking.
  access text NOT NULL CONSTRAINT agenda_event_access_is_short CHECK (length(access) <= 1000),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  CONSTRAINT agenda_event_ends_after_it_starts CHECK (ends_at >= starts_at),
  takes_registrations boolean NOT NULL,
  -- Null: as many as come.
  capacity integer CONSTRAINT agenda_event_capacity_is_positive CHECK (capacity > 0 AND capacity <= 100000),
  registration_closes_at timestamptz,
  state text NOT NULL CONSTRAINT agenda_event_state_is_known
    CHECK (state IN ('proposed', 'draft', 'published', 'cancelled', 'refused')),
  -- Why it was cancelled or refused, in words for those concerned.
  state_reason text NOT NULL CONSTRAINT agenda_event_reason_is_short CHECK (length(state_reason) <= 500),
  proposer_id uuid CONSTRAINT agenda_event_proposer_is_known REFERENCES person (id),
  -- Grows with each change: two people who write at once are told.
  version integer NOT NULL CONSTRAINT agenda_event_version_grows CHECK (version > 0),
  -- RFC 5545, 3.8.7.4: grows when what calendars hold changes.
  sequence integer NOT NULL CONSTRAINT agenda_event_sequence_grows CHECK (sequence >= 0),
  published_at timestamptz,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  created_at timestamptz NOT NULL
);
CREATE INDEX agenda_event_by_start ON agenda_event (state, starts_at);
CREATE INDEX agenda_event_by_proposer ON agenda_event (proposer_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON agenda_event TO {{app}};

-- Parts of an event, each with its hours and those who lead it. One keeps its position as long as it keeps its title.
CREATE TABLE agenda_session (
  event_id uuid NOT NULL CONSTRAINT agenda_session_is_of_an_event REFERENCES agenda_event (id),
  position smallint NOT NULL,
  CONSTRAINT agenda_session_pkey PRIMARY KEY (event_id, position),
  title text NOT NULL CONSTRAINT agenda_session_is_named CHECK (title <> '' AND length(title) <= 120),
  -- Who leads it, as it is shown.
  facilitators text NOT NULL CONSTRAINT agenda_session_facilitators_are_short CHECK (length(facilitators) <= 200),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  CONSTRAINT agenda_session_ends_after_it_starts CHECK (ends_at > starts_at),
  -- Null: whoever comes to the event may come. Else one chooses it, and its places are counted.
  capacity integer CONSTRAINT agenda_session_capacity_is_positive CHECK (capacity > 0 AND capacity <= 100000)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON agenda_session TO {{app}};

-- Who comes. A year after the event nothing personal is left of it, only that somebody came.
CREATE TABLE agenda_registration (
  id uuid CONSTRAINT agenda_registration_pkey PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT agenda_registration_is_of_an_event REFERENCES agenda_event (id),
  -- Null: typed in at the desk.
  person_id uuid CONSTRAINT agenda_registration_person_is_known REFERENCES person (id),
  name text NOT NULL CONSTRAINT agenda_registration_name_is_short CHECK (length(name) <= 120),
  email text CONSTRAINT agenda_registration_email_is_short CHECK (length(email) <= 254),
  telephone text CONSTRAINT agenda_registration_telephone_is_short CHECK (length(telephone) <= 30),
  state text NOT NULL CONSTRAINT agenda_registration_state_is_known
    CHECK (state IN ('registered', 'waiting', 'cancelled')),
  -- Order of arrival in the event, drawn while its row is locked.
  rank integer NOT NULL CONSTRAINT agenda_registration_rank_is_positive CHECK (rank > 0),
  CONSTRAINT agenda_registration_rank_is_unique UNIQUE (event_id, rank),
  registered_at timestamptz NOT NULL,
  -- When it got its place, when it gave it back.
  placed_at timestamptz,
  cancelled_at timestamptz,
  reminded_for timestamptz,
  -- Null: the sheet was not filled.
  attended boolean,
  evaluated_at timestamptz,
  anonymised_at timestamptz,
  CONSTRAINT agenda_registration_has_a_name CHECK (name <> '' OR anonymised_at IS NOT NULL)
);
-- A person is registered once; who gave their place back may come again.
CREATE UNIQUE INDEX agenda_registration_is_once ON agenda_registration (event_id, person_id)
  WHERE state <> 'cancelled' AND person_id IS NOT NULL;
CREATE INDEX agenda_registration_by_person ON agenda_registration (person_id);
CREATE INDEX agenda_registration_by_email ON agenda_registration (lower(email)) WHERE email IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON agenda_registration TO {{app}};

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

-- What somebody needs to take part (a loop, an interpreter, room for a wheelchair). Erased 30 days after the event.
CREATE TABLE agenda_access_need (
  registration_id uuid CONSTRAINT agenda_access_need_pkey PRIMARY KEY
    CONSTRAINT agenda_access_need_is_of_a_registration REFERENCES agenda_registration (id),
  need text NOT NULL CONSTRAINT agenda_access_need_is_written CHECK (need <> '' AND length(need) <= 500)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON agenda_access_need TO {{app}};

-- What those who came say of it. Nothing says who: no identifier of a person, no hour.
CREATE TABLE agenda_evaluation (
  id uuid CONSTRAINT agenda_evaluation_pkey PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT agenda_evaluation_is_of_an_event REFERENCES agenda_event (id),
  opinion smallint NOT NULL CONSTRAINT agenda_evaluation_opinion_is_known CHECK (opinion BETWEEN 1 AND 4),
  comment text NOT NULL CONSTRAINT agenda_evaluation_comment_is_short CHECK (length(comment) <= 2000)
);
CREATE INDEX agenda_evaluation_by_event ON agenda_evaluation (event_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON agenda_evaluation TO {{app}};

-- A person's own feed. Its address is made of the identifier and a key of the installation: the table alone opens none.
CREATE TABLE agenda_feed (
  id uuid CONSTRAINT agenda_feed_pkey PRIMARY KEY,
  person_id uuid NOT NULL
    CONSTRAINT agenda_feed_is_one_a_person UNIQUE
    CONSTRAINT agenda_feed_person_is_known REFERENCES person (id),
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON agenda_feed TO {{app}};

-- Sites that may show the agenda in a frame: one row.
CREATE TABLE agenda_embedding (
  is_only boolean CONSTRAINT agenda_embedding_pkey PRIMARY KEY CONSTRAINT agenda_embedding_is_only CHECK (is_only),
  -- As « https://www.exemple.fr », without a path.
  origins text[] NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON agenda_embedding TO {{app}};

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
