-- People, and how they are known again when they come back.

-- Somebody who has an account. Erased, the row stays without anything of the person: what they did refers to it.
CREATE TABLE person (
  id uuid CONSTRAINT person_pkey PRIMARY KEY,
  -- How they want to be addressed.
  display_name text NOT NULL CONSTRAINT person_display_name_is_short CHECK (length(display_name) <= 120),
  created_at timestamptz NOT NULL,
  erased_at timestamptz,
  CONSTRAINT person_erased_has_no_name CHECK (erased_at IS NULL OR display_name = '')
);
GRANT SELECT, INSERT, UPDATE ON person TO {{app}};

-- An address may be that of a whole household.
CREATE TABLE person_email (
  person_id uuid NOT NULL CONSTRAINT person_email_is_of_a_person REFERENCES person,
  -- In lower case, as it is compared.
  address text NOT NULL CONSTRAINT person_email_address_is_lower CHECK (address = lower(address) AND address LIKE '%_@_%'),
  verified_at timestamptz NOT NULL,
  CONSTRAINT person_email_pkey PRIMARY KEY (person_id, address)
);
CREATE INDEX person_email_by_address ON person_email (address);
GRANT SELECT, INSERT, UPDATE, DELETE ON person_email TO {{app}};

-- An open session: the secret is in the browser's cookie, its SHA-256 here.
CREATE TABLE session (
  id uuid CONSTRAINT session_pkey PRIMARY KEY,
  secret_hash bytea NOT NULL
    CONSTRAINT session_secret_is_unique UNIQUE
    CONSTRAINT session_secret_hash_is_sha256 CHECK (octet_length(secret_hash) = 32),
  person_id uuid NOT NULL CONSTRAINT session_is_of_a_person REFERENCES person,
  assurance text NOT NULL CONSTRAINT session_assurance_is_known CHECK (
    assurance IN ('email-code', 'card', 'franceconnect', 'passkey', 'totp', 'proconnect', 'house', 'demonstration')),
  -- Set while they act for somebody.
  acting_for uuid CONSTRAINT session_acts_for_a_person REFERENCES person,
  -- As « Firefox sur Linux »: what the person recognises in the list of their sessions.
  device text NOT NULL,
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT session_ends_after_it_opens CHECK (expires_at > opened_at)
);
CREATE INDEX session_by_person ON session (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO {{app}};
