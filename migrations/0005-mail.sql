-- Mails to send and sent. A job empties what was sent, by its retention.
CREATE TABLE mail (
  id uuid CONSTRAINT mail_pkey PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  paragraphs jsonb NOT NULL,
  -- As « accounts.sign-in-code ».
  kind text NOT NULL CONSTRAINT mail_kind_is_named CHECK (kind ~ '^[a-z-]+[.][a-z-]+$'),
  useful_until timestamptz,
  written_at timestamptz NOT NULL,
  sent_at timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail TO {{app}};
