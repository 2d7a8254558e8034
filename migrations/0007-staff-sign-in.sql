-- Staff sign-in

-- A key kept by a device or a security key (WebAuthn). Revoked, the row stays: the sign-in page can say why it opens nothing.
CREATE TABLE passkey (
  id uuid CONSTRAINT passkey_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT passkey_is_of_a_person REFERENCES person,
  -- In base64url, as browsers say it.
  credential_id text NOT NULL CONSTRAINT passkey_credential_is_unique UNIQUE,
  public_key bytea NOT NULL,
  -- What the device counts of its own uses; 0 for those that do not count.
  sign_count bigint NOT NULL CONSTRAINT passkey_count_is_not_negative CHECK (sign_count >= 0),
  transports text[] NOT NULL,
  -- As the person named it: « Téléphone ».
  name text NOT NULL CONSTRAINT passkey_name_is_short CHECK (length(name) BETWEEN 1 AND 60),
  added_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX passkey_by_person ON passkey (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey TO {{app}};

-- The authenticator application of a person (TOTP, RFC 6238).
CREATE TABLE authenticator (
  person_id uuid
    CONSTRAINT authenticator_pkey PRIMARY KEY
    CONSTRAINT authenticator_is_of_a_person REFERENCES person,
  -- AES-256-GCM: its key is never in the database.
  sealed_secret bytea NOT NULL,
  enrolled_at timestamptz NOT NULL,
  -- Number of the half-minute of the last code accepted: a code opens once.
  last_step bigint NOT NULL CONSTRAINT authenticator_step_is_not_negative CHECK (last_step >= 0)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON authenticator TO {{app}};

-- Codes written on paper for the day the telephone is lost.
CREATE TABLE recovery_code (
  code_hash bytea
    CONSTRAINT recovery_code_pkey PRIMARY KEY
    CONSTRAINT recovery_code_hash_is_sha256 CHECK (octet_length(code_hash) = 32),
  person_id uuid NOT NULL CONSTRAINT recovery_code_is_of_a_person REFERENCES person,
  drawn_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX recovery_code_by_person ON recovery_code (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO {{app}};

-- Challenges that were answered: each is answered once.
CREATE TABLE spent_challenge (
  challenge_hash bytea
    CONSTRAINT spent_challenge_pkey PRIMARY KEY
    CONSTRAINT spent_challenge_hash_is_sha256 CHECK (octet_length(challenge_hash) = 32),
  spent_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON spent_challenge TO {{app}};

-- Wrong codes, counted to slow guessing down. The key is an HMAC: of an account, or of an account and a network.
CREATE TABLE guess_pace (
  key_hash bytea
    CONSTRAINT guess_pace_pkey PRIMARY KEY
    CONSTRAINT guess_pace_key_is_sha256 CHECK (octet_length(key_hash) = 32),
  failure_count integer NOT NULL CONSTRAINT guess_pace_count_is_not_negative CHECK (failure_count >= 0),
  failed_at timestamptz NOT NULL,
  -- Last time it was right.
  succeeded_at timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON guess_pace TO {{app}};

-- Somebody was sent to an identity provider and is expected back, once, in the same browser.
CREATE TABLE identity_attempt (
  state_hash bytea
    CONSTRAINT identity_attempt_pkey PRIMARY KEY
    CONSTRAINT identity_attempt_state_is_sha256 CHECK (octet_length(state_hash) = 32),
  browser_hash bytea NOT NULL,
  provider text NOT NULL CONSTRAINT identity_attempt_provider_is_known CHECK (provider IN ('franceconnect', 'proconnect', 'house')),
  purpose text NOT NULL CONSTRAINT identity_attempt_purpose_is_known CHECK (purpose IN ('sign-in', 'confirm', 'enrol')),
  -- Who must come back, when it is known before.
  person_id uuid CONSTRAINT identity_attempt_is_of_a_person REFERENCES person,
  -- A path of the site.
  return_path text NOT NULL CONSTRAINT identity_attempt_returns_here CHECK (return_path ~ '^/($|[^/\\])'),
  started_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT identity_attempt_knows_whom CHECK ((purpose = 'sign-in') = (person_id IS NULL))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_attempt TO {{app}};

-- Who a provider says a person is: a hash of its issuer and of the name it has for them, nothing else.
CREATE TABLE person_identity (
  provider text NOT NULL CONSTRAINT person_identity_provider_is_known CHECK (provider IN ('franceconnect', 'proconnect', 'house')),
  subject_hash bytea NOT NULL CONSTRAINT person_identity_subject_is_sha256 CHECK (octet_length(subject_hash) = 32),
  person_id uuid NOT NULL CONSTRAINT person_identity_is_of_a_person REFERENCES person,
  linked_at timestamptz NOT NULL,
  -- Last time the provider answered for them.
  confirmed_at timestamptz NOT NULL,
  CONSTRAINT person_identity_pkey PRIMARY KEY (provider, subject_hash),
  CONSTRAINT person_has_one_identity_a_provider UNIQUE (person_id, provider)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON person_identity TO {{app}};

-- Somebody came back from FranceConnect for the first time and has not said yet whether they have an account.
CREATE TABLE pending_identity (
  browser_hash bytea
    CONSTRAINT pending_identity_pkey PRIMARY KEY
    CONSTRAINT pending_identity_browser_is_sha256 CHECK (octet_length(browser_hash) = 32),
  provider text NOT NULL CONSTRAINT pending_identity_provider_is_known CHECK (provider IN ('franceconnect')),
  subject_hash bytea NOT NULL CONSTRAINT pending_identity_subject_is_sha256 CHECK (octet_length(subject_hash) = 32),
  display_name text NOT NULL CONSTRAINT pending_identity_name_is_short CHECK (length(display_name) <= 120),
  found_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON pending_identity TO {{app}};

-- What a session needs to end at the provider too; it goes with the session.
CREATE TABLE session_identity (
  session_id uuid
    CONSTRAINT session_identity_pkey PRIMARY KEY
    CONSTRAINT session_identity_is_of_a_session REFERENCES session ON DELETE CASCADE,
  provider text NOT NULL CONSTRAINT session_identity_provider_is_known CHECK (provider IN ('franceconnect', 'proconnect', 'house')),
  -- The identity token, AES-256-GCM: handed back at sign-out, and read by nobody.
  sealed_token bytea NOT NULL,
  -- Of the provider's own session (« sid »), when it names it.
  provider_session_hash bytea
);
CREATE INDEX session_identity_by_provider_session ON session_identity (provider_session_hash);
GRANT SELECT, INSERT, UPDATE, DELETE ON session_identity TO {{app}};

-- An agent was asked in by an administrator, or by whoever runs the command line.
CREATE TABLE invitation (
  id uuid CONSTRAINT invitation_pkey PRIMARY KEY,
  code_hash bytea NOT NULL
    CONSTRAINT invitation_code_is_unique UNIQUE
    CONSTRAINT invitation_code_hash_is_sha256 CHECK (octet_length(code_hash) = 32),
  address text NOT NULL CONSTRAINT invitation_address_is_lower CHECK (address = lower(address) AND address LIKE '%_@_%'),
  display_name text NOT NULL CONSTRAINT invitation_name_is_short CHECK (length(display_name) BETWEEN 1 AND 120),
  -- Whom it is for, once they have come, or from the first when they have an account.
  person_id uuid CONSTRAINT invitation_is_of_a_person REFERENCES person,
  makes_administrator boolean NOT NULL,
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT invitation_ends_after_it_begins CHECK (expires_at > invited_at)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation TO {{app}};

-- The code printed on the console of a service that has no administrator; the last one drawn counts.
CREATE TABLE first_run_code (
  code_hash bytea
    CONSTRAINT first_run_code_pkey PRIMARY KEY
    CONSTRAINT first_run_code_hash_is_sha256 CHECK (octet_length(code_hash) = 32),
  drawn_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON first_run_code TO {{app}};

-- A browser that gave a right code of invitation or of first start: it may add a first strong way in for this person.
CREATE TABLE enrolment (
  browser_hash bytea
    CONSTRAINT enrolment_pkey PRIMARY KEY
    CONSTRAINT enrolment_browser_is_sha256 CHECK (octet_length(browser_hash) = 32),
  person_id uuid NOT NULL CONSTRAINT enrolment_is_of_a_person REFERENCES person,
  makes_administrator boolean NOT NULL,
  opened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment TO {{app}};
