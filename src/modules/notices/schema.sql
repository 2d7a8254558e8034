-- What people write to the territory. Kept one year, then deleted by a job.
CREATE TABLE contact_message (
  id uuid CONSTRAINT contact_message_pkey PRIMARY KEY,
  -- Said to who wrote, to speak of the message on the telephone.
  reference text NOT NULL
    CONSTRAINT contact_message_reference_is_unique UNIQUE
    CONSTRAINT contact_message_reference_reads_well CHECK (reference ~ '^[2-9A-Z]{4}-[2-9A-Z]{4}$'),
  subject text NOT NULL CONSTRAINT contact_message_subject_is_known
    CHECK (subject IN ('question', 'projet', 'accessibilite', 'donnees', 'acces', 'autre')),
  body text NOT NULL CONSTRAINT contact_message_body_is_written CHECK (body <> '' AND length(body) <= 5000),
  name text CONSTRAINT contact_message_name_is_short CHECK (length(name) <= 120),
  email text CONSTRAINT contact_message_email_is_short CHECK (length(email) <= 254),
  telephone text CONSTRAINT contact_message_telephone_is_short CHECK (length(telephone) <= 30),
  commune_code text CONSTRAINT contact_message_commune_is_known REFERENCES commune (code),
  received_at timestamptz NOT NULL,
  answered_at timestamptz,
  answered_by uuid
);
CREATE INDEX contact_message_by_state ON contact_message (answered_at, received_at);

-- When messages came from a network, known by a keyed hash alone: kept one hour, so that too many must wait.
CREATE TABLE contact_pace (
  id uuid CONSTRAINT contact_pace_pkey PRIMARY KEY,
  network bytea NOT NULL CONSTRAINT contact_pace_network_is_a_hash CHECK (octet_length(network) = 32),
  sent_at timestamptz NOT NULL
);
CREATE INDEX contact_pace_by_network ON contact_pace (network, sent_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON contact_message TO {{app}};
GRANT SELECT, INSERT, DELETE ON contact_pace TO {{app}};

-- Messages: what a person is told, once for each object and state. Kept two years, then deleted by a job.
CREATE TABLE notice_message (
  id uuid CONSTRAINT notice_message_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT notice_message_is_to_a_person REFERENCES person (id),
  -- As « agenda »: declared by its module.
  subject text NOT NULL CONSTRAINT notice_message_subject_is_named CHECK (subject ~ '^[a-z]+(-[a-z]+)*$'),
  -- As « event:0198… », and what it became.
  object text NOT NULL CONSTRAINT notice_message_object_is_named CHECK (object ~ '^[a-z-]+:[0-9A-Za-z-]+$'),
  state text NOT NULL CONSTRAINT notice_message_state_is_named CHECK (state ~ '^[0-9a-z-]+$'),
  CONSTRAINT notice_message_is_told_once UNIQUE (person_id, object, state),
  sentence text NOT NULL
    CONSTRAINT notice_message_sentence_is_short CHECK (sentence <> '' AND length(sentence) <= 500),
  href text NOT NULL CONSTRAINT notice_message_leads_here CHECK (href ~ '^/($|[^/\\])'),
  is_service boolean NOT NULL,
  is_publicity boolean NOT NULL,
  rhythm text NOT NULL CONSTRAINT notice_message_rhythm_is_known CHECK (rhythm IN ('now', 'daily', 'weekly', 'never')),
  -- « held »: publicity in a period before an election, until a second person approves it. « letter »: to be printed, for
  -- who has no e-mail. « inbox »: read on the site only.
  delivery text NOT NULL CONSTRAINT notice_message_delivery_is_known
    CHECK (delivery IN ('held', 'waiting', 'mailed', 'letter', 'printed', 'inbox')),
  due_at timestamptz,
  delivered_at timestamptz,
  told_at timestamptz NOT NULL,
  -- Who made the change; null: a machine, or a visitor.
  told_by uuid,
  read_at timestamptz,
  put_away_at timestamptz,
  -- A second person let the publicity go, in a period before an election.
  approved_at timestamptz,
  CONSTRAINT notice_message_waits_for_a_moment CHECK (delivery <> 'waiting' OR due_at IS NOT NULL)
);
CREATE INDEX notice_message_by_person ON notice_message (person_id, told_at DESC, id);
CREATE INDEX notice_message_due ON notice_message (due_at) WHERE delivery = 'waiting';
CREATE INDEX notice_message_held ON notice_message (told_at) WHERE delivery = 'held';
CREATE INDEX notice_message_to_print ON notice_message (told_at) WHERE delivery = 'letter';
CREATE INDEX notice_message_by_time ON notice_message (told_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_message TO {{app}};

-- How soon mails of a subject come to a person, as they chose; « all »: those they did not choose one by one.
CREATE TABLE notice_rhythm (
  person_id uuid NOT NULL CONSTRAINT notice_rhythm_is_of_a_person REFERENCES person (id),
  subject text NOT NULL CONSTRAINT notice_rhythm_subject_is_named CHECK (subject ~ '^[a-z]+(-[a-z]+)*$'),
  CONSTRAINT notice_rhythm_pkey PRIMARY KEY (person_id, subject),
  rhythm text NOT NULL CONSTRAINT notice_rhythm_is_known CHECK (rhythm IN ('now', 'daily', 'weekly', 'never'))
);
CREATE INDEX notice_rhythm_by_subject ON notice_rhythm (subject);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_rhythm TO {{app}};

-- When a person's digests come, by the clocks of Paris: that of the day, and the day of that of the week (1: Monday).
CREATE TABLE notice_schedule (
  person_id uuid CONSTRAINT notice_schedule_pkey PRIMARY KEY
    CONSTRAINT notice_schedule_is_of_a_person REFERENCES person (id),
  daily_at time NOT NULL,
  weekday smallint NOT NULL CONSTRAINT notice_schedule_weekday_exists CHECK (weekday BETWEEN 1 AND 7)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_schedule TO {{app}};

-- Places a person follows: a commune, an EPCI, the whole territory.
CREATE TABLE notice_place (
  person_id uuid NOT NULL CONSTRAINT notice_place_is_of_a_person REFERENCES person (id),
  place text NOT NULL CONSTRAINT notice_place_is_named CHECK (place ~ '^(territory|(commune|epci):[0-9A-Z]+)$'),
  CONSTRAINT notice_place_pkey PRIMARY KEY (person_id, place)
);
CREATE INDEX notice_place_by_place ON notice_place (place);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_place TO {{app}};

-- Where « unsubscribe » leads in mails. Its address is made of the identifier and a key of the installation: the table alone
-- opens none. It never ends by itself: a mail read years later still does what it says.
CREATE TABLE notice_way_out (
  id uuid CONSTRAINT notice_way_out_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT notice_way_out_is_of_a_person REFERENCES person (id),
  -- « all »: from the digest, out of everything.
  subject text NOT NULL CONSTRAINT notice_way_out_subject_is_named CHECK (subject ~ '^[a-z]+(-[a-z]+)*$'),
  CONSTRAINT notice_way_out_is_one_a_subject UNIQUE (person_id, subject),
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_way_out TO {{app}};

-- Periods before elections (code électoral, L52-1): words are neutral and publicity waits for a second person. Both days
-- included, by the calendar of the territory.
CREATE TABLE notice_neutral_period (
  id uuid CONSTRAINT notice_neutral_period_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT notice_neutral_period_is_named CHECK (name <> '' AND length(name) <= 120),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  CONSTRAINT notice_neutral_period_ends_after_it_starts CHECK (ends_on >= starts_on),
  declared_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_neutral_period TO {{app}};

-- How long messages are kept: one row.
CREATE TABLE notice_setting (
  is_only boolean CONSTRAINT notice_setting_pkey PRIMARY KEY CONSTRAINT notice_setting_is_only CHECK (is_only),
  kept_months smallint NOT NULL CONSTRAINT notice_setting_months_are_few CHECK (kept_months BETWEEN 1 AND 120)
);
GRANT SELECT, INSERT, UPDATE ON notice_setting TO {{app}};

-- A change that many follow, while a job tells them in batches: gone once everyone is told.
CREATE TABLE notice_telling (
  id uuid CONSTRAINT notice_telling_pkey PRIMARY KEY,
  subject text NOT NULL,
  object text NOT NULL,
  state text NOT NULL,
  sentence text NOT NULL,
  href text NOT NULL,
  is_service boolean NOT NULL,
  is_publicity boolean NOT NULL,
  is_written boolean NOT NULL,
  -- For who has chosen nothing.
  rhythm text NOT NULL,
  -- Null: the whole territory.
  commune_code text,
  told_at timestamptz NOT NULL,
  told_by uuid,
  -- The last person told: those after are still to be.
  told_up_to uuid NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON notice_telling TO {{app}};
