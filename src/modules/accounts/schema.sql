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

-- Roles

-- What somebody was asked to be, on an object and for a period. The history of grants is never changed: one that ends early
-- has a revocation, one that waits for a second person has no confirmation yet. Why is said in role_reason.
CREATE TABLE role_grant (
  id uuid CONSTRAINT role_grant_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT role_grant_is_to_a_person REFERENCES person,
  role text NOT NULL CONSTRAINT role_grant_role_is_known CHECK (
    role IN ('project-leader', 'organisation-member', 'committee-member', 'council-member', 'bureau-member', 'agent',
             'finance-agent', 'elected-member', 'administrator', 'substitute')),
  -- As « edition:0198… »; null: the whole territory.
  object text CONSTRAINT role_grant_object_is_named CHECK (object ~ '^[a-z-]+:[0-9a-z-]+$'),
  -- Days of the territory's calendar, both included; no last day: until it is revoked.
  starts_on date NOT NULL,
  ends_on date,
  -- Set for the sensitive roles: a second person must confirm before it takes effect.
  needs_confirmation boolean NOT NULL,
  -- The grant of who delegates it.
  delegated_from uuid CONSTRAINT role_grant_is_delegated_from_a_grant REFERENCES role_grant,
  -- Null: asked at the console of the server.
  asked_by uuid CONSTRAINT role_grant_is_asked_by_a_person REFERENCES person,
  asked_at timestamptz NOT NULL,
  CONSTRAINT role_grant_ends_after_it_starts CHECK (ends_on >= starts_on),
  CONSTRAINT role_grant_is_not_to_oneself CHECK (asked_by <> person_id),
  CONSTRAINT role_grant_sensitive_needs_confirmation CHECK (
    needs_confirmation OR role NOT IN ('administrator', 'finance-agent', 'bureau-member', 'agent', 'substitute')),
  CONSTRAINT role_grant_delegation_ends CHECK (delegated_from IS NULL OR ends_on IS NOT NULL)
);
CREATE INDEX role_grant_by_person ON role_grant (person_id);
CREATE TRIGGER role_grant_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_grant
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE role_grant IS 'append-only: who was given what, by whom, stays';
GRANT SELECT, INSERT ON role_grant TO {{app}};

CREATE TABLE role_confirmation (
  grant_id uuid
    CONSTRAINT role_confirmation_is_once PRIMARY KEY
    CONSTRAINT role_confirmation_is_of_a_grant REFERENCES role_grant,
  -- Null: at the console of the server, or by the demonstration.
  confirmed_by uuid CONSTRAINT role_confirmation_is_by_a_person REFERENCES person,
  confirmed_with text NOT NULL CONSTRAINT role_confirmation_way_is_known CHECK (
    confirmed_with IN ('administrator', 'substitute', 'console', 'demonstration')),
  confirmed_at timestamptz NOT NULL,
  CONSTRAINT role_confirmation_is_by_somebody CHECK (
    (confirmed_by IS NULL) = (confirmed_with IN ('console', 'demonstration')))
);
CREATE TRIGGER role_confirmation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_confirmation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE role_confirmation IS 'append-only: who confirmed what stays';
GRANT SELECT, INSERT ON role_confirmation TO {{app}};

-- The end of a grant before its last day; of a grant that waited: it was declined.
CREATE TABLE role_revocation (
  grant_id uuid
    CONSTRAINT role_revocation_is_once PRIMARY KEY
    CONSTRAINT role_revocation_is_of_a_grant REFERENCES role_grant,
  revoked_by uuid CONSTRAINT role_revocation_is_by_a_person REFERENCES person,
  revoked_at timestamptz NOT NULL
);
CREATE TRIGGER role_revocation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_revocation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE role_revocation IS 'append-only: who took back what stays';
GRANT SELECT, INSERT ON role_revocation TO {{app}};

-- Why, in the words of who asked: words may name people, so they can be corrected or erased.
CREATE TABLE role_reason (
  grant_id uuid NOT NULL CONSTRAINT role_reason_is_of_a_grant REFERENCES role_grant,
  step text NOT NULL CONSTRAINT role_reason_step_is_known CHECK (step IN ('grant', 'revocation')),
  reason text NOT NULL CONSTRAINT role_reason_is_written CHECK (length(reason) BETWEEN 1 AND 500),
  CONSTRAINT role_reason_pkey PRIMARY KEY (grant_id, step)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON role_reason TO {{app}};

-- Grants that took effect and were not taken back, whatever the day. A delegation falls with the grant it comes from.
CREATE VIEW role_in_effect AS
SELECT role_grant.id AS grant_id, role_grant.person_id, role_grant.role, role_grant.object, role_grant.starts_on,
       role_grant.ends_on, role_grant.delegated_from
FROM role_grant
JOIN person ON person.id = role_grant.person_id
LEFT JOIN role_grant AS origin ON origin.id = role_grant.delegated_from
LEFT JOIN person AS delegator ON delegator.id = origin.person_id
WHERE person.erased_at IS NULL
  AND delegator.erased_at IS NULL
  AND NOT EXISTS (SELECT FROM role_revocation WHERE grant_id IN (role_grant.id, role_grant.delegated_from))
  AND (NOT role_grant.needs_confirmation OR EXISTS (SELECT FROM role_confirmation WHERE grant_id = role_grant.id));
GRANT SELECT ON role_in_effect TO {{app}};

-- A substitute is asked to confirm one act: the code is in a mail, a keyed hash of it here.
CREATE TABLE substitute_call (
  id uuid CONSTRAINT substitute_call_pkey PRIMARY KEY,
  grant_id uuid NOT NULL CONSTRAINT substitute_call_is_about_a_grant REFERENCES role_grant,
  person_id uuid NOT NULL CONSTRAINT substitute_call_is_to_a_person REFERENCES person,
  code_hash bytea NOT NULL CONSTRAINT substitute_call_code_is_hashed CHECK (octet_length(code_hash) = 32),
  called_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT substitute_call_code_is_unique UNIQUE (person_id, code_hash),
  CONSTRAINT substitute_call_expires_later CHECK (expires_at > called_at)
);
GRANT SELECT, INSERT, DELETE ON substitute_call TO {{app}};

-- When somebody is away: the days only, never why.
CREATE TABLE absence (
  id uuid CONSTRAINT absence_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT absence_is_of_a_person REFERENCES person,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  declared_at timestamptz NOT NULL,
  CONSTRAINT absence_ends_after_it_starts CHECK (ends_on >= starts_on)
);
CREATE INDEX absence_by_person ON absence (person_id);
GRANT SELECT, INSERT, DELETE ON absence TO {{app}};

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
