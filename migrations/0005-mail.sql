-- Mails to send and sent, each to one person. The job that sends one knows its identifier alone. A nightly job empties what
-- has been kept long enough: what remains says only that a mail of that kind left on that day.
CREATE TABLE mail (
  id uuid CONSTRAINT mail_pkey PRIMARY KEY,
  -- As « accounts.sign-in-code ».
  kind text NOT NULL CONSTRAINT mail_kind_is_named CHECK (kind ~ '^[a-z-]+[.][a-z-]+$'),
  -- Whom it is for, when that is known: an address may be that of a household.
  person_id uuid,
  recipient text NOT NULL CONSTRAINT mail_recipient_is_one_line CHECK (recipient !~ '[[:cntrl:]]'),
  subject text NOT NULL CONSTRAINT mail_subject_is_one_line CHECK (subject !~ '[[:cntrl:]]'),
  paragraphs jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CONSTRAINT mail_state_is_known CHECK (state IN ('waiting', 'sent', 'refused', 'too-late', 'kept')),
  -- What the mail server answered when it refused for good, as 550; null when the address could not be read.
  reply_code smallint,
  useful_until timestamptz,
  written_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- When its words and its address must be gone.
  empty_at timestamptz NOT NULL,
  emptied_at timestamptz,
  CONSTRAINT mail_ends_in_a_state CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CONSTRAINT mail_emptied_has_no_words CHECK (
    emptied_at IS NULL OR (recipient = '' AND subject = '' AND paragraphs = '[]' AND person_id IS NULL AND state <> 'waiting'))
);
CREATE INDEX mail_by_time ON mail (written_at, id);
CREATE INDEX mail_waiting ON mail (written_at) WHERE state = 'waiting';
CREATE INDEX mail_to_empty ON mail (empty_at) WHERE emptied_at IS NULL;
CREATE INDEX mail_by_recipient ON mail (recipient) WHERE emptied_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON mail TO {{app}};
