-- Votes held here: batches of codes end, a day of text messages is counted, people are written to.
ALTER TABLE code_batch ADD COLUMN expires_at timestamptz;

ALTER TABLE sms_day
  ADD COLUMN message_count integer NOT NULL DEFAULT 0 CONSTRAINT sms_day_messages_are_counted CHECK (message_count >= 0),
  ADD COLUMN budget_cents bigint NOT NULL DEFAULT 0,
  ADD COLUMN budget_messages integer NOT NULL DEFAULT 0;

-- Where to write to somebody of the roll if the commission sets their ballot aside: who asked for it. Gone once it is told, or
-- once the vote is closed.
CREATE TABLE roll_contact (
  entry_id uuid CONSTRAINT roll_contact_pkey PRIMARY KEY CONSTRAINT roll_contact_is_of_a_mark REFERENCES roll_entry,
  poll_id uuid NOT NULL,
  address text NOT NULL
);
CREATE INDEX roll_contact_by_poll ON roll_contact (poll_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON roll_contact TO {{registrar}};

-- Somebody proved their address and did not confirm: written to once, then forgotten.
CREATE TABLE vote_reminder (
  poll_id uuid NOT NULL CONSTRAINT vote_reminder_is_of_a_poll REFERENCES sealed_poll_manifest,
  -- As in the roll: whoever votes meanwhile is not written to.
  key bytea NOT NULL CONSTRAINT vote_reminder_key_is_hidden CHECK (octet_length(key) = 32),
  address text NOT NULL,
  left_at timestamptz NOT NULL,
  CONSTRAINT vote_reminder_pkey PRIMARY KEY (poll_id, key)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON vote_reminder TO {{registrar}};

-- Holders of shares asked to prove them again before the close, ten, five and two days ahead: each once.
CREATE TABLE share_reminder (
  key_id uuid NOT NULL CONSTRAINT share_reminder_is_of_a_key REFERENCES bureau_key,
  number smallint NOT NULL CONSTRAINT share_reminder_number_is_positive CHECK (number > 0),
  days smallint NOT NULL CONSTRAINT share_reminder_days_are_some CHECK (days > 0),
  sent_at timestamptz NOT NULL,
  CONSTRAINT share_reminder_pkey PRIMARY KEY (key_id, number, days)
);
CREATE TRIGGER share_reminder_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON share_reminder
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE share_reminder IS 'append-only: a mail that left, left';
GRANT SELECT, INSERT ON share_reminder TO {{app}};
