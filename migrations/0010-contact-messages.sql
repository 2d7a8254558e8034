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
