-- The present truth of the platform's tables; the road to it is in migrations/. A test compares the two.
-- {{owner}} and {{app}} stand for the two roles (roles.ts). Every statement runs as the owner.

-- Which migrations this database has had. Created by the runner (migrate.ts) before the first one.
CREATE TABLE migration (
  -- File name without its extension, as « 0001-platform ».
  name text CONSTRAINT migration_pkey PRIMARY KEY,
  -- Of the file's bytes: an applied file that changed is refused.
  sha256 text NOT NULL CONSTRAINT migration_sha256_is_hexadecimal CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON migration TO {{app}};

-- Append-only tables say so in their comment (« append-only: why ») and carry one trigger:
--   CREATE TRIGGER … BEFORE UPDATE OR DELETE OR TRUNCATE ON … FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- The app login is granted SELECT and INSERT there, nothing else. The trigger stops the owner's mistakes; a superuser
-- is not stopped.
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation',
          HINT = 'What was written stays: a correction is a new row.';
END
$$;
COMMENT ON FUNCTION refuse_change() IS
  'Trigger of append-only tables: BEFORE UPDATE OR DELETE OR TRUNCATE, FOR EACH STATEMENT';

-- One row for each form that was accepted (transaction.ts). Nothing in it says who sent what: the key is drawn at random
-- with the form and only its hash is kept; actor and body are known by a fingerprint keyed with it; the result holds
-- opaque identifiers. A job forgets rows after 30 days.
CREATE TABLE submission (
  -- SHA-256 of the key.
  key_hash bytea CONSTRAINT submission_is_unique PRIMARY KEY,
  -- HMAC-SHA-256, keyed by the key, of actor and body as canonical JSON.
  fingerprint bytea NOT NULL,
  -- What the act gave, as canonical JSON (stored-json.ts); null only while its transaction is open.
  result text,
  submitted_at timestamptz NOT NULL,
  CONSTRAINT submission_key_hash_is_sha256 CHECK (octet_length(key_hash) = 32),
  CONSTRAINT submission_fingerprint_is_sha256 CHECK (octet_length(fingerprint) = 32)
) WITH (fillfactor = 70); -- The result comes by an UPDATE of the same page.
CREATE INDEX submission_by_time ON submission USING brin (submitted_at);
COMMENT ON TABLE submission IS
  'Forms that were sent, so that the same one sent twice is done once. Opaque, kept 30 days';
GRANT SELECT, INSERT, DELETE ON submission TO {{app}};
GRANT UPDATE (result) ON submission TO {{app}};

-- What was done, by whom, to what: written in the act's transaction, sealed afterwards. Opaque identifiers only.
CREATE TABLE audit_entry (
  id uuid CONSTRAINT audit_entry_pkey PRIMARY KEY,
  act text NOT NULL CONSTRAINT audit_entry_act_is_named CHECK (act ~ '^[a-z-]+[.][a-z-]+$'),
  -- As « person:0198… ».
  object text NOT NULL CONSTRAINT audit_entry_object_is_written CHECK (object <> ''),
  actor text NOT NULL CONSTRAINT audit_entry_actor_is_written CHECK (actor <> ''),
  acting_for uuid,
  details jsonb NOT NULL,
  done_at timestamptz NOT NULL
);
CREATE INDEX audit_entry_by_object ON audit_entry (object, done_at);
CREATE INDEX audit_entry_by_time ON audit_entry (done_at, id);
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE audit_entry IS 'append-only: who did what stays';
GRANT SELECT, INSERT ON audit_entry TO {{app}};

-- Entries under seal, in a chain: each seal holds the head of the one before it. docs/specifications/audit.md says how.
CREATE TABLE audit_seal (
  -- From 1, without a gap.
  number integer CONSTRAINT audit_seal_pkey PRIMARY KEY CONSTRAINT audit_seal_number_is_positive CHECK (number > 0),
  previous_head bytea NOT NULL CONSTRAINT audit_seal_follows_one_only UNIQUE
    CONSTRAINT audit_seal_previous_head_is_sha256 CHECK (octet_length(previous_head) = 32),
  entry_count integer NOT NULL CONSTRAINT audit_seal_holds_entries CHECK (entry_count > 0),
  -- SHA-256 of the entries as canonical JSON, by done_at then id.
  entries_hash bytea NOT NULL CONSTRAINT audit_seal_entries_hash_is_sha256 CHECK (octet_length(entries_hash) = 32),
  sealed_at timestamptz NOT NULL,
  head bytea NOT NULL CONSTRAINT audit_seal_head_is_sha256 CHECK (octet_length(head) = 32)
);
CREATE TRIGGER audit_seal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE audit_seal IS 'append-only: a chain is worth its oldest link';
GRANT SELECT, INSERT ON audit_seal TO {{app}};

-- Which seal holds an entry: said entry by entry, because one whose transaction commits late is older than its seal.
CREATE TABLE audit_sealed_entry (
  entry_id uuid
    CONSTRAINT audit_sealed_entry_is_sealed_once PRIMARY KEY
    CONSTRAINT audit_sealed_entry_is_an_entry REFERENCES audit_entry,
  seal_number integer NOT NULL CONSTRAINT audit_sealed_entry_is_under_a_seal REFERENCES audit_seal
);
CREATE INDEX audit_sealed_entry_by_seal ON audit_sealed_entry (seal_number);
CREATE TRIGGER audit_sealed_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_sealed_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE audit_sealed_entry IS 'append-only: what is sealed stays sealed';
GRANT SELECT, INSERT ON audit_sealed_entry TO {{app}};

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

-- Contents of files, known by what they are: the same file sent twice lies once in the data folder. The bytes are there,
-- under FILIGRANE_DATA/files; the row is written once they are safe on the disk.
CREATE TABLE file_content (
  sha256 bytea CONSTRAINT file_content_pkey PRIMARY KEY
    CONSTRAINT file_content_is_known_by_sha256 CHECK (octet_length(sha256) = 32),
  size_bytes bigint NOT NULL CONSTRAINT file_content_holds_something CHECK (size_bytes > 0),
  -- What the antivirus says; « unscanned » where there is none. Only clean and unscanned contents are given out.
  state text NOT NULL
    CONSTRAINT file_content_state_is_known CHECK (state IN ('waiting', 'unscanned', 'clean', 'refused')),
  stored_at timestamptz NOT NULL,
  scanned_at timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON file_content TO {{app}};

-- Files that people join to something: first held for the browser that sent them, then attached by an act to its record.
CREATE TABLE attachment (
  id uuid CONSTRAINT attachment_pkey PRIMARY KEY,
  -- What it may be attached to, as « contact-message ».
  kind text NOT NULL CONSTRAINT attachment_kind_is_named CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- The record; null while the form is not sent.
  owner_id uuid,
  name text NOT NULL
    CONSTRAINT attachment_name_is_one_line CHECK (name <> '' AND length(name) <= 200 AND name !~ '[[:cntrl:]/\\]'),
  media_type text NOT NULL,
  sha256 bytea NOT NULL CONSTRAINT attachment_has_a_content REFERENCES file_content,
  thumbnail_sha256 bytea CONSTRAINT attachment_thumbnail_has_a_content REFERENCES file_content,
  size_bytes bigint NOT NULL,
  -- It acts by itself when opened (a script, a file inside): downloaded, never shown in place.
  is_active boolean NOT NULL,
  -- What a picture shows, for who cannot see it.
  alternative text CONSTRAINT attachment_alternative_is_short CHECK (length(alternative) <= 500),
  uploaded_by uuid,
  -- Keyed hash of the secret of the browser that sent it: only that browser may attach it. Gone once attached.
  holder bytea CONSTRAINT attachment_holder_is_a_hash CHECK (octet_length(holder) = 32),
  received_at timestamptz NOT NULL,
  attached_at timestamptz,
  -- When it goes if no form took it.
  expires_at timestamptz,
  CONSTRAINT attachment_is_held_or_attached CHECK (
    (owner_id IS NULL) = (attached_at IS NULL) AND (owner_id IS NULL) = (expires_at IS NOT NULL)
    AND (owner_id IS NULL) = (holder IS NOT NULL))
);
CREATE INDEX attachment_by_owner ON attachment (kind, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX attachment_by_expiry ON attachment (expires_at) WHERE owner_id IS NULL;
CREATE INDEX attachment_by_content ON attachment (sha256);
CREATE INDEX attachment_by_thumbnail ON attachment (thumbnail_sha256) WHERE thumbnail_sha256 IS NOT NULL;
CREATE INDEX attachment_by_person ON attachment (uploaded_by) WHERE uploaded_by IS NOT NULL;
CREATE INDEX attachment_by_holder ON attachment (holder) WHERE holder IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachment TO {{app}};

-- The jobs' tables are graphile-worker's own, installed after the migrations by the owner.
CREATE SCHEMA graphile_worker;
GRANT USAGE ON SCHEMA graphile_worker TO {{app}};
ALTER DEFAULT PRIVILEGES IN SCHEMA graphile_worker GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {{app}};
ALTER DEFAULT PRIVILEGES IN SCHEMA graphile_worker GRANT USAGE ON SEQUENCES TO {{app}};
