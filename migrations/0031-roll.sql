-- The roll.
-- The roll (liste d'émargement): one row per person who voted, by any way. Opaque: who it is is beside, and goes.
CREATE TABLE roll_entry (
  id uuid CONSTRAINT roll_entry_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT roll_entry_is_of_a_poll REFERENCES sealed_poll_manifest,
  -- HMAC-SHA-256 (pepper; poll, birth name, first given name, birth date; folded): sealed/uniqueness.ts.
  key bytea NOT NULL CONSTRAINT roll_entry_key_is_hidden CHECK (octet_length(key) = 32),
  -- 0, but for a true homonym born the same day, whom the desk lets in with a reason.
  homonym smallint NOT NULL DEFAULT 0 CONSTRAINT roll_entry_homonym_is_small CHECK (homonym BETWEEN 0 AND 9),
  evidence text NOT NULL CONSTRAINT roll_entry_evidence_is_known
    CHECK (evidence IN ('franceconnect', 'email', 'sms', 'code', 'desk', 'paper')),
  -- Stored, not keyed: else one person had as many votes as there are communes.
  commune text,
  -- HMAC of the mail address or telephone the code was sent to: households beyond the cap are flagged, never refused.
  contact_key bytea,
  college text,
  marked_at timestamptz NOT NULL,
  CONSTRAINT roll_entry_is_one_person UNIQUE (poll_id, key, homonym)
);
CREATE INDEX roll_entry_by_contact ON roll_entry (poll_id, contact_key) WHERE contact_key IS NOT NULL;
CREATE TRIGGER roll_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON roll_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE roll_entry IS 'append-only: who voted, voted';
GRANT SELECT ON roll_entry TO {{registrar}}, {{commission}};
GRANT SELECT, INSERT ON roll_entry TO {{caster}};

-- Who it is, for the commission and any voter who consults the list; erased at
-- the end of the appeal period.
CREATE TABLE roll_person (
  entry_id uuid CONSTRAINT roll_person_pkey PRIMARY KEY CONSTRAINT roll_person_is_of_a_mark REFERENCES roll_entry,
  poll_id uuid NOT NULL,
  birth_name text NOT NULL,
  first_name text NOT NULL,
  birth_date date NOT NULL
);
CREATE INDEX roll_person_by_poll ON roll_person (poll_id, birth_name, first_name);
GRANT SELECT, DELETE ON roll_person TO {{registrar}};
GRANT INSERT ON roll_person TO {{caster}};

-- Why a homonym was let in, in an agent's words.
CREATE TABLE roll_homonym (
  poll_id uuid NOT NULL CONSTRAINT roll_homonym_is_of_a_poll REFERENCES sealed_poll_manifest,
  key bytea NOT NULL CONSTRAINT roll_homonym_key_is_hidden CHECK (octet_length(key) = 32),
  homonym smallint NOT NULL CONSTRAINT roll_homonym_is_a_second_row CHECK (homonym BETWEEN 1 AND 9),
  reason text NOT NULL CONSTRAINT roll_homonym_reason_is_written CHECK (reason <> ''),
  let_in_by uuid NOT NULL,
  let_in_at timestamptz NOT NULL,
  CONSTRAINT roll_homonym_pkey PRIMARY KEY (poll_id, key, homonym)
);
GRANT SELECT, INSERT, DELETE ON roll_homonym TO {{registrar}};
GRANT SELECT ON roll_homonym TO {{commission}};

-- Somebody proved to be a person of the roll, from another commune: the earlier mark stays, and the commission is told.
CREATE TABLE roll_doubt (
  id uuid CONSTRAINT roll_doubt_pkey PRIMARY KEY,
  poll_id uuid NOT NULL,
  entry_id uuid NOT NULL CONSTRAINT roll_doubt_is_of_a_mark REFERENCES roll_entry,
  kind text NOT NULL CONSTRAINT roll_doubt_kind_is_known CHECK (kind IN ('other-commune')),
  noticed_at timestamptz NOT NULL,
  CONSTRAINT roll_doubt_is_said_once UNIQUE (entry_id, kind)
);
CREATE TRIGGER roll_doubt_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON roll_doubt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE roll_doubt IS 'append-only: a doubt is answered by the commission, never taken back';
GRANT SELECT, INSERT ON roll_doubt TO {{registrar}};
GRANT SELECT ON roll_doubt TO {{commission}};

-- Printed codes, by batch: for a class, a home, letters. No list of who gets them is asked for or kept.
CREATE TABLE code_batch (
  id uuid CONSTRAINT code_batch_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT code_batch_is_of_a_poll REFERENCES sealed_poll_manifest,
  number smallint NOT NULL CONSTRAINT code_batch_number_is_positive CHECK (number > 0),
  kind text NOT NULL CONSTRAINT code_batch_kind_is_known CHECK (kind IN ('class', 'home', 'letters')),
  -- As « Collège Jean-Moulin, 5e B »: to whom it was handed.
  handed_to text NOT NULL CONSTRAINT code_batch_is_handed_to_somebody CHECK (handed_to <> ''),
  code_count smallint NOT NULL CONSTRAINT code_batch_has_codes CHECK (code_count BETWEEN 1 AND 500),
  -- What its codes are drawn from, until its sheets are printed: afterwards nobody makes them again.
  seed bytea CONSTRAINT code_batch_seed_is_long CHECK (octet_length(seed) = 32),
  -- HMAC of the word printed on the leader's sheet.
  leader_hash bytea NOT NULL CONSTRAINT code_batch_leader_hash_is_hidden CHECK (octet_length(leader_hash) = 32),
  issued_by uuid NOT NULL,
  issued_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_because text CONSTRAINT code_batch_withdrawal_is_known CHECK (withdrawn_because IN ('lost', 'withdrawn')),
  CONSTRAINT code_batch_number_is_unique UNIQUE (poll_id, number),
  CONSTRAINT code_batch_withdrawal_is_whole CHECK ((withdrawn_at IS NULL) = (withdrawn_because IS NULL))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON code_batch TO {{registrar}};
GRANT SELECT (id, poll_id, number, kind, handed_to, code_count, issued_by, issued_at, withdrawn_at, withdrawn_because)
  ON code_batch TO {{commission}};

CREATE TABLE voting_code (
  id uuid CONSTRAINT voting_code_pkey PRIMARY KEY,
  batch_id uuid NOT NULL CONSTRAINT voting_code_is_of_a_batch REFERENCES code_batch ON DELETE CASCADE,
  -- HMAC of the code: the table opens nothing.
  code_hash bytea NOT NULL CONSTRAINT voting_code_is_unique UNIQUE
    CONSTRAINT voting_code_hash_is_hidden CHECK (octet_length(code_hash) = 32),
  -- The key of who used it, covered by the code itself: who does not hold the code cannot tell whose it was.
  holder bytea CONSTRAINT voting_code_holder_is_covered CHECK (octet_length(holder) = 32)
);
CREATE INDEX voting_code_by_batch ON voting_code (batch_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON voting_code TO {{registrar}};

-- A code sent to an address for one browser, with who asked: gone with the hour.
CREATE TABLE vote_challenge (
  id uuid CONSTRAINT vote_challenge_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT vote_challenge_is_of_a_poll REFERENCES sealed_poll_manifest,
  browser_hash bytea NOT NULL CONSTRAINT vote_challenge_browser_is_hidden CHECK (octet_length(browser_hash) = 32),
  channel text NOT NULL CONSTRAINT vote_challenge_channel_is_known CHECK (channel IN ('email', 'sms')),
  address text NOT NULL,
  contact_key bytea NOT NULL CONSTRAINT vote_challenge_contact_is_hidden CHECK (octet_length(contact_key) = 32),
  key bytea NOT NULL CONSTRAINT vote_challenge_key_is_hidden CHECK (octet_length(key) = 32),
  birth_name text NOT NULL,
  first_name text NOT NULL,
  birth_date date NOT NULL,
  commune text,
  signals text[] NOT NULL DEFAULT '{}',
  code_hash bytea NOT NULL,
  tries_left smallint NOT NULL CONSTRAINT vote_challenge_tries_are_counted CHECK (tries_left >= 0),
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT vote_challenge_is_one_a_browser UNIQUE (poll_id, browser_hash)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON vote_challenge TO {{registrar}};

-- The right to cast, once one has proved who one is (sealed/pass.ts): one a browser, for an hour.
CREATE TABLE voter_pass (
  id uuid CONSTRAINT voter_pass_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT voter_pass_is_of_a_poll REFERENCES sealed_poll_manifest,
  browser_hash bytea NOT NULL CONSTRAINT voter_pass_browser_is_hidden CHECK (octet_length(browser_hash) = 32),
  key bytea NOT NULL CONSTRAINT voter_pass_key_is_hidden CHECK (octet_length(key) = 32),
  homonym smallint NOT NULL,
  evidence text NOT NULL CONSTRAINT voter_pass_evidence_is_known
    CHECK (evidence IN ('franceconnect', 'email', 'sms', 'code', 'desk')),
  commune text,
  contact_key bytea,
  college text,
  birth_name text NOT NULL,
  first_name text NOT NULL,
  birth_date date NOT NULL,
  -- What the commission should know of the way in (sealed/flags-model.ts): kept with the ballot when it is cast.
  signals text[] NOT NULL DEFAULT '{}',
  code_id uuid CONSTRAINT voter_pass_code_is_known REFERENCES voting_code ON DELETE SET NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  cast_at timestamptz,
  -- Its code was typed for somebody else before it was cast.
  voided_at timestamptz,
  CONSTRAINT voter_pass_is_cast_or_void CHECK (cast_at IS NULL OR voided_at IS NULL)
);
CREATE UNIQUE INDEX voter_pass_is_one_a_browser ON voter_pass (poll_id, browser_hash) WHERE voided_at IS NULL;
CREATE INDEX voter_pass_by_code ON voter_pass (code_id) WHERE code_id IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON voter_pass TO {{registrar}};
GRANT SELECT (id, poll_id, key, homonym, expires_at, cast_at, voided_at), UPDATE (cast_at) ON voter_pass TO {{caster}};

-- Somebody sent to FranceConnect and expected back. Used for the roll alone: no account is made.
CREATE TABLE voter_departure (
  state_hash bytea CONSTRAINT voter_departure_pkey PRIMARY KEY
    CONSTRAINT voter_departure_state_is_hidden CHECK (octet_length(state_hash) = 32),
  poll_id uuid NOT NULL CONSTRAINT voter_departure_is_of_a_poll REFERENCES sealed_poll_manifest,
  browser_hash bytea NOT NULL,
  left_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON voter_departure TO {{registrar}};

-- How often something was asked lately, by hashes that say nothing without the installation's key.
CREATE TABLE vote_pace (
  id uuid CONSTRAINT vote_pace_pkey PRIMARY KEY,
  kind text NOT NULL,
  subject bytea NOT NULL CONSTRAINT vote_pace_subject_is_hidden CHECK (octet_length(subject) = 32),
  happened_at timestamptz NOT NULL
);
CREATE INDEX vote_pace_by_subject ON vote_pace (subject, kind, happened_at);
CREATE INDEX vote_pace_by_time ON vote_pace (happened_at);
GRANT SELECT, INSERT, DELETE ON vote_pace TO {{registrar}};

-- Proofs of work: each is worth one code.
CREATE TABLE spent_work (
  signature bytea CONSTRAINT spent_work_pkey PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON spent_work TO {{registrar}};

-- Text messages to send, and what a day may cost.
CREATE TABLE vote_sms (
  id uuid CONSTRAINT vote_sms_pkey PRIMARY KEY,
  recipient text NOT NULL,
  words text NOT NULL,
  useful_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON vote_sms TO {{registrar}};

CREATE TABLE sms_day (
  day date CONSTRAINT sms_day_pkey PRIMARY KEY,
  spent_cents bigint NOT NULL CONSTRAINT sms_day_spending_is_not_negative CHECK (spent_cents >= 0)
);
GRANT SELECT, INSERT, UPDATE ON sms_day TO {{registrar}};
