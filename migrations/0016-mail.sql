-- The queue of mails keeps its own pace: leases, domains, bounces, lists.
ALTER TABLE mail
  ADD domain text,
  ADD is_awaited boolean,
  ADD due_at timestamptz,
  ADD deferral_count smallint NOT NULL DEFAULT 0,
  ADD leased_by uuid,
  ADD leased_until timestamptz,
  ADD list jsonb,
  ADD bounce text CONSTRAINT mail_bounce_is_known CHECK (bounce IN ('hard', 'soft')),
  ADD bounce_status text CONSTRAINT mail_bounce_status_is_a_code CHECK (bounce_status ~ '^[245][.][0-9]{1,3}[.][0-9]{1,3}$'),
  ADD bounced_at timestamptz;
UPDATE mail SET
  domain = CASE
    WHEN emptied_at IS NOT NULL THEN 'autres'
    ELSE lower(coalesce(substring(recipient FROM '@([^@]+)$'), '')) END,
  is_awaited = kind = 'accounts.sign-in-code',
  due_at = written_at;
ALTER TABLE mail
  ALTER domain SET NOT NULL,
  ALTER is_awaited SET NOT NULL,
  ALTER due_at SET NOT NULL,
  ADD CONSTRAINT mail_domain_is_in_lower_case CHECK (domain = lower(domain)),
  ADD CONSTRAINT mail_lease_has_an_end CHECK ((leased_by IS NULL) = (leased_until IS NULL)),
  ADD CONSTRAINT mail_lease_ends_with_the_wait CHECK (leased_by IS NULL OR state = 'waiting'),
  ADD CONSTRAINT mail_bounces_once_sent CHECK (bounce IS NULL OR state = 'sent'),
  ADD CONSTRAINT mail_bounce_has_a_moment CHECK ((bounce IS NULL) = (bounced_at IS NULL)),
  DROP CONSTRAINT mail_state_is_known,
  ADD CONSTRAINT mail_state_is_known
    CHECK (state IN ('waiting', 'sent', 'refused', 'given-up', 'unreachable', 'too-late', 'kept')),
  DROP CONSTRAINT mail_emptied_has_no_words,
  ADD CONSTRAINT mail_emptied_has_no_words CHECK (
    emptied_at IS NULL
    OR (recipient = '' AND subject = '' AND paragraphs = '[]' AND person_id IS NULL AND list IS NULL AND state <> 'waiting'));
DROP INDEX mail_waiting;
CREATE INDEX mail_queue ON mail (domain, due_at) WHERE state = 'waiting' AND NOT is_awaited;
CREATE INDEX mail_awaited ON mail (due_at) WHERE state = 'waiting' AND is_awaited;
CREATE INDEX mail_in_hand ON mail (leased_by) WHERE leased_by IS NOT NULL;

-- The way to our own mail server: one row. Every process reads it before it takes a mail.
CREATE TABLE mail_office (
  id boolean CONSTRAINT mail_office_is_one_row PRIMARY KEY DEFAULT true CHECK (id),
  -- Stopped by an administrator: nothing leaves until somebody says so.
  stopped_at timestamptz,
  -- Our mail server does not answer: not before, and one mail to try.
  resting_until timestamptz,
  resting_since timestamptz,
  failure_count integer NOT NULL DEFAULT 0
);
INSERT INTO mail_office (id) VALUES (true);
GRANT SELECT, UPDATE ON mail_office TO {{app}};

-- How each domain is going now. A row that says nothing any more may go.
CREATE TABLE mail_domain (
  domain text CONSTRAINT mail_domain_pkey PRIMARY KEY,
  -- When its next mail would be due at an even pace.
  paced_until timestamptz NOT NULL,
  -- It asked us to come back later, several times in a row.
  resting_until timestamptz,
  failure_count integer NOT NULL DEFAULT 0,
  -- It takes long to answer: such domains share a part of the senders.
  is_slow boolean NOT NULL DEFAULT false
);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_domain TO {{app}};

-- The pace an administrator sets; « * » is for the domains that have none of their own.
CREATE TABLE mail_pace (
  domain text CONSTRAINT mail_pace_pkey PRIMARY KEY,
  per_minute integer NOT NULL CONSTRAINT mail_pace_is_possible CHECK (per_minute BETWEEN 1 AND 100000),
  at_once integer NOT NULL CONSTRAINT mail_pace_at_once_is_small CHECK (at_once BETWEEN 1 AND 50),
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_pace TO {{app}};

-- Addresses our mails came back from for good: known by their HMAC, under a key that is not in the database.
CREATE TABLE mail_dead_address (
  digest bytea CONSTRAINT mail_dead_address_pkey PRIMARY KEY
    CONSTRAINT mail_dead_address_is_hidden CHECK (octet_length(digest) = 32),
  -- Whose it is, when the mail was to somebody known: asked to look at it.
  person_id uuid,
  bounced_at timestamptz NOT NULL
);
CREATE INDEX mail_dead_address_by_person ON mail_dead_address (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_dead_address TO {{app}};

-- Words agents gave to a kind of mail, in place of ours: the last version is in use. Without words: back to ours.
CREATE TABLE mail_template_version (
  id uuid CONSTRAINT mail_template_version_pkey PRIMARY KEY,
  kind text NOT NULL CONSTRAINT mail_template_version_kind_is_named CHECK (kind ~ '^[a-z-]+[.][a-z-]+$'),
  -- From 1, without a gap.
  number integer NOT NULL CONSTRAINT mail_template_version_number_is_positive CHECK (number > 0),
  subject text,
  body text,
  -- What is sent instead in the months before an election.
  neutral_subject text,
  neutral_body text,
  written_at timestamptz NOT NULL,
  written_by uuid,
  CONSTRAINT mail_template_version_follows UNIQUE (kind, number),
  CONSTRAINT mail_template_version_is_whole CHECK ((subject IS NULL) = (body IS NULL)),
  CONSTRAINT mail_template_version_neutral_is_whole CHECK ((neutral_subject IS NULL) = (neutral_body IS NULL))
);
CREATE TRIGGER mail_template_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON mail_template_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE mail_template_version IS 'append-only: what was said in our name stays known';
GRANT SELECT, INSERT ON mail_template_version TO {{app}};

-- Letters printed together.
CREATE TABLE letter_batch (
  id uuid CONSTRAINT letter_batch_pkey PRIMARY KEY,
  -- From 1, without a gap.
  number integer NOT NULL CONSTRAINT letter_batch_number_is_unique UNIQUE
    CONSTRAINT letter_batch_number_is_positive CHECK (number > 0),
  made_at timestamptz NOT NULL,
  printed_at timestamptz,
  posted_at timestamptz,
  CONSTRAINT letter_batch_is_printed_then_posted CHECK (posted_at IS NULL OR printed_at IS NOT NULL)
);
GRANT SELECT, INSERT, UPDATE ON letter_batch TO {{app}};

-- Letters to people without e-mail. Name, address and words are emptied as those of a mail.
CREATE TABLE letter (
  id uuid CONSTRAINT letter_pkey PRIMARY KEY,
  -- As « 2026-0001 »: given once, without a gap in its year.
  chrono text NOT NULL CONSTRAINT letter_chrono_is_unique UNIQUE
    CONSTRAINT letter_chrono_reads_well CHECK (chrono ~ '^[0-9]{4}-[0-9]{4,}$'),
  kind text NOT NULL CONSTRAINT letter_kind_is_named CHECK (kind ~ '^[a-z-]+[.][a-z-]+$'),
  person_id uuid,
  recipient_name text NOT NULL CONSTRAINT letter_recipient_name_is_short CHECK (length(recipient_name) <= 200),
  -- A line each, as on the envelope, without the name; empty: to be asked for.
  address_lines text[] NOT NULL CONSTRAINT letter_address_fits_a_window CHECK (cardinality(address_lines) <= 5),
  subject text NOT NULL,
  paragraphs jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CONSTRAINT letter_state_is_known CHECK (state IN ('waiting', 'printed', 'posted', 'cancelled')),
  batch_id uuid CONSTRAINT letter_batch_exists REFERENCES letter_batch,
  written_at timestamptz NOT NULL,
  ended_at timestamptz,
  empty_at timestamptz NOT NULL,
  emptied_at timestamptz,
  CONSTRAINT letter_is_printed_in_a_batch CHECK (state NOT IN ('printed', 'posted') OR batch_id IS NOT NULL),
  CONSTRAINT letter_ends_posted_or_cancelled CHECK ((state IN ('posted', 'cancelled')) = (ended_at IS NOT NULL)),
  CONSTRAINT letter_emptied_has_no_words CHECK (
    emptied_at IS NULL
    OR (recipient_name = '' AND address_lines = '{}' AND subject = '' AND paragraphs = '[]' AND person_id IS NULL
        AND state IN ('posted', 'cancelled')))
);
CREATE INDEX letter_waiting ON letter (written_at) WHERE state = 'waiting';
CREATE INDEX letter_by_batch ON letter (batch_id);
CREATE INDEX letter_to_empty ON letter (empty_at) WHERE emptied_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON letter TO {{app}};
