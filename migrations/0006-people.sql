-- People, and how they are known again when they come back.

-- Somebody who has an account. Erased, the row stays without anything of the person: what they did refers to it.
CREATE TABLE person (
  id uuid CONSTRAINT person_pkey PRIMARY KEY,
  -- How they want to be addressed.
  display_name text NOT NULL CONSTRAINT person_display_name_is_short CHECK (length(display_name) <= 120),
  -- Of the demonstration: anyone may sign in as them there.
  is_fictitious boolean NOT NULL DEFAULT false,
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
  -- More people than a household use the address: accepted, and looked at by an agent.
  is_beyond_household boolean NOT NULL DEFAULT false,
  CONSTRAINT person_email_pkey PRIMARY KEY (person_id, address)
);
CREATE INDEX person_email_by_address ON person_email (address);
GRANT SELECT, INSERT, UPDATE, DELETE ON person_email TO {{app}};

-- A card with a number and a printed code, for who has no e-mail. The code is kept as an HMAC only.
CREATE TABLE person_card (
  id uuid CONSTRAINT person_card_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT person_card_is_of_a_person REFERENCES person,
  number text NOT NULL
    CONSTRAINT person_card_number_is_unique UNIQUE
    CONSTRAINT person_card_number_is_ten_digits CHECK (number ~ '^[0-9]{10}$'),
  code_hash bytea NOT NULL CONSTRAINT person_card_code_hash_is_sha256 CHECK (octet_length(code_hash) = 32),
  issued_by uuid NOT NULL CONSTRAINT person_card_is_issued_by_a_person REFERENCES person,
  issued_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX person_has_one_card ON person_card (person_id) WHERE revoked_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_card TO {{app}};

-- A right to act for somebody, given by them, for a time. The holder is who accepts it at that address.
CREATE TABLE mandate (
  id uuid CONSTRAINT mandate_pkey PRIMARY KEY,
  giver_id uuid NOT NULL CONSTRAINT mandate_is_given_by_a_person REFERENCES person,
  -- Emptied once accepted.
  holder_address text CONSTRAINT mandate_address_is_lower CHECK (holder_address = lower(holder_address)),
  holder_id uuid CONSTRAINT mandate_is_held_by_a_person REFERENCES person,
  given_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT mandate_ends_after_it_begins CHECK (ends_at > given_at),
  CONSTRAINT mandate_is_offered_or_held CHECK (revoked_at IS NOT NULL OR (holder_address IS NULL) <> (holder_id IS NULL)),
  CONSTRAINT mandate_is_for_somebody_else CHECK (holder_id <> giver_id)
);
CREATE INDEX mandate_by_giver ON mandate (giver_id);
CREATE INDEX mandate_by_holder ON mandate (holder_id);
CREATE INDEX mandate_by_address ON mandate (holder_address);
GRANT SELECT, INSERT, UPDATE, DELETE ON mandate TO {{app}};

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
  -- What an aidant acts by; an agent needs none.
  acting_by uuid CONSTRAINT session_acts_by_a_mandate REFERENCES mandate ON DELETE SET NULL,
  -- As « Firefox sur Linux »: what the person recognises in the list of their sessions.
  device text NOT NULL,
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT session_ends_after_it_opens CHECK (expires_at > opened_at),
  CONSTRAINT session_acts_for_somebody_else CHECK (acting_for <> person_id)
);
CREATE INDEX session_by_person ON session (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO {{app}};

-- Each time somebody acted for somebody, and why: the person reads it in their history.
CREATE TABLE acting (
  id uuid CONSTRAINT acting_pkey PRIMARY KEY,
  actor_id uuid NOT NULL CONSTRAINT acting_is_by_a_person REFERENCES person,
  person_id uuid NOT NULL CONSTRAINT acting_is_for_a_person REFERENCES person,
  reason text NOT NULL CONSTRAINT acting_reason_is_known CHECK (reason IN ('mandate', 'presence', 'telephone', 'aidant')),
  began_at timestamptz NOT NULL
);
CREATE INDEX acting_by_person ON acting (person_id, began_at);
CREATE TRIGGER acting_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE acting IS 'append-only: who acted for whom stays';
GRANT SELECT, INSERT ON acting TO {{app}};

-- A code sent to an address, for one browser. Emptied by a job the day after.
CREATE TABLE sign_in_challenge (
  id uuid CONSTRAINT sign_in_challenge_pkey PRIMARY KEY,
  browser_hash bytea NOT NULL CONSTRAINT sign_in_challenge_browser_is_sha256 CHECK (octet_length(browser_hash) = 32),
  address text NOT NULL CONSTRAINT sign_in_challenge_address_is_lower CHECK (address = lower(address)),
  -- Whose account the address joins; without, it is a sign-in.
  person_id uuid CONSTRAINT sign_in_challenge_is_of_a_person REFERENCES person,
  code_hash bytea NOT NULL CONSTRAINT sign_in_challenge_code_is_sha256 CHECK (octet_length(code_hash) = 32),
  -- Ten characters in place of six digits: somebody is guessing at the address.
  is_long boolean NOT NULL,
  tries_left smallint NOT NULL CONSTRAINT sign_in_challenge_has_five_tries CHECK (tries_left BETWEEN 0 AND 5),
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- The right code was typed; then a session was opened.
  proved_at timestamptz,
  spent_at timestamptz,
  CONSTRAINT sign_in_challenge_is_proved_before_it_is_spent CHECK (spent_at IS NULL OR proved_at IS NOT NULL)
);
CREATE INDEX sign_in_challenge_by_browser ON sign_in_challenge (browser_hash, asked_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_challenge TO {{app}};

-- What is counted against guessing and flooding, by HMAC: who reads it learns no address and no network.
CREATE TABLE sign_in_trace (
  kind text NOT NULL CONSTRAINT sign_in_trace_kind_is_known CHECK (
    kind IN ('mail', 'known-mail', 'network', 'code-failed', 'card-failed', 'network-failed')),
  subject_hash bytea NOT NULL,
  happened_at timestamptz NOT NULL
);
CREATE INDEX sign_in_trace_by_subject ON sign_in_trace (subject_hash, kind, happened_at);
GRANT SELECT, INSERT, DELETE ON sign_in_trace TO {{app}};
