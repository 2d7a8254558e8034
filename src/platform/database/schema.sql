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

-- Mails to send and sent, each to one person: the queue itself. What has been kept long enough is emptied every hour: what
-- remains says only that a mail of that kind left on that day.
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
    CONSTRAINT mail_state_is_known
      CHECK (state IN ('waiting', 'sent', 'refused', 'given-up', 'unreachable', 'too-late', 'kept')),
  -- What the mail server answered when it refused, as 550; null when the address could not be read.
  reply_code smallint,
  useful_until timestamptz,
  written_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- When its words and its address must be gone.
  empty_at timestamptz NOT NULL,
  emptied_at timestamptz,
  -- Whose mail server it goes to, as « exemple.fr »; empty: the address is none. Once emptied: « autres » for a small domain.
  domain text NOT NULL CONSTRAINT mail_domain_is_in_lower_case CHECK (domain = lower(domain)),
  -- Somebody is in front of their screen: it passes before the rest, and at any pace.
  is_awaited boolean NOT NULL,
  -- Not before: later each time a server says « come back ».
  due_at timestamptz NOT NULL,
  deferral_count smallint NOT NULL DEFAULT 0,
  -- The sender that has it in hand, and until when nobody else may take it.
  leased_by uuid,
  leased_until timestamptz,
  -- The list it belongs to, when one may leave it: {id, name, unsubscribePath}.
  list jsonb,
  -- It was taken, then came back: for good (hard) or for a time (soft), with the reason as « 5.1.1 ».
  bounce text CONSTRAINT mail_bounce_is_known CHECK (bounce IN ('hard', 'soft')),
  bounce_status text CONSTRAINT mail_bounce_status_is_a_code CHECK (bounce_status ~ '^[245][.][0-9]{1,3}[.][0-9]{1,3}$'),
  bounced_at timestamptz,
  CONSTRAINT mail_ends_in_a_state CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CONSTRAINT mail_emptied_has_no_words CHECK (
    emptied_at IS NULL
    OR (recipient = '' AND subject = '' AND paragraphs = '[]' AND person_id IS NULL AND list IS NULL AND state <> 'waiting')),
  CONSTRAINT mail_lease_has_an_end CHECK ((leased_by IS NULL) = (leased_until IS NULL)),
  CONSTRAINT mail_lease_ends_with_the_wait CHECK (leased_by IS NULL OR state = 'waiting'),
  CONSTRAINT mail_bounces_once_sent CHECK (bounce IS NULL OR state = 'sent'),
  CONSTRAINT mail_bounce_has_a_moment CHECK ((bounce IS NULL) = (bounced_at IS NULL))
);
CREATE INDEX mail_by_time ON mail (written_at, id);
CREATE INDEX mail_queue ON mail (domain, due_at) WHERE state = 'waiting' AND NOT is_awaited;
CREATE INDEX mail_awaited ON mail (due_at) WHERE state = 'waiting' AND is_awaited;
CREATE INDEX mail_in_hand ON mail (leased_by) WHERE leased_by IS NOT NULL;
CREATE INDEX mail_to_empty ON mail (empty_at) WHERE emptied_at IS NULL;
CREATE INDEX mail_by_recipient ON mail (recipient) WHERE emptied_at IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON mail TO {{app}};

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

-- Archives

-- The « tableau de gestion » the Archives approved: under it, technical data ends by itself. Entered again when it changes;
-- the last one is in force.
CREATE TABLE archive_management_table (
  id uuid CONSTRAINT archive_management_table_pkey PRIMARY KEY,
  -- Of the Archives, as « AD62-2026-014 ».
  reference text NOT NULL
    CONSTRAINT archive_management_table_reference_is_short CHECK (length(reference) BETWEEN 1 AND 120),
  approved_on date NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL
);
CREATE TRIGGER archive_management_table_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_management_table
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_management_table IS 'append-only: what was approved, and when, stays';
GRANT SELECT, INSERT ON archive_management_table TO {{app}};

-- Parameters of the archives: agencies, version of SEDA, durations of the kinds. One that has no row has the value of the
-- house, said « à vérifier ».
CREATE TABLE archive_setting (
  name text CONSTRAINT archive_setting_pkey PRIMARY KEY,
  value text NOT NULL CONSTRAINT archive_setting_value_is_short CHECK (length(value) <= 200),
  -- Who says so: an article, the Archives.
  source text NOT NULL CONSTRAINT archive_setting_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  is_verified boolean NOT NULL,
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON archive_setting TO {{app}};

-- The last number of each year: bordereaux have no gap.
CREATE TABLE archive_chrono (
  year integer CONSTRAINT archive_chrono_pkey PRIMARY KEY,
  last_number integer NOT NULL CONSTRAINT archive_chrono_counts_from_one CHECK (last_number > 0)
);
GRANT SELECT, INSERT, UPDATE ON archive_chrono TO {{app}};

-- A bordereau: records of one kind that reached their end, to eliminate or to transfer. What it lists is frozen when it is
-- made; only its state moves.
CREATE TABLE archive_list (
  id uuid CONSTRAINT archive_list_pkey PRIMARY KEY,
  -- As « 2026-003 ».
  number text NOT NULL
    CONSTRAINT archive_list_number_is_unique UNIQUE
    CONSTRAINT archive_list_number_reads_well CHECK (number ~ '^[0-9]{4}-[0-9]{3,}$'),
  -- Of the records, as « agenda.events ».
  kind text NOT NULL CONSTRAINT archive_list_kind_is_named CHECK (kind ~ '^[a-z-]+[.][a-z-]+$'),
  fate text NOT NULL CONSTRAINT archive_list_fate_is_known CHECK (fate IN ('elimination', 'transfer')),
  -- What it rests on, as it was said that day: words of the kind, law, duration, who produced it.
  terms jsonb NOT NULL,
  record_count integer NOT NULL CONSTRAINT archive_list_holds_records CHECK (record_count > 0),
  first_day date NOT NULL,
  last_day date NOT NULL,
  CONSTRAINT archive_list_days_are_in_order CHECK (last_day >= first_day),
  volume_bytes bigint NOT NULL CONSTRAINT archive_list_volume_is_not_negative CHECK (volume_bytes >= 0),
  -- SHA-256 of the positions, identifiers and fingerprints: what the visa signs.
  list_hash bytea NOT NULL CONSTRAINT archive_list_hash_is_sha256 CHECK (octet_length(list_hash) = 32),
  state text NOT NULL CONSTRAINT archive_list_state_is_known
    CHECK (state IN ('proposed', 'approved', 'packed', 'acknowledged', 'ended', 'abandoned')),
  made_at timestamptz NOT NULL
);
-- One at a time of each kind and fate: a record is never in two bordereaux that wait.
CREATE UNIQUE INDEX archive_list_waits_once ON archive_list (kind, fate) WHERE state NOT IN ('ended', 'abandoned');
CREATE INDEX archive_list_by_time ON archive_list (made_at);
GRANT SELECT, INSERT ON archive_list TO {{app}};
GRANT UPDATE (state) ON archive_list TO {{app}};

-- What a bordereau lists: each record with a keyed fingerprint of what it was that day.
CREATE TABLE archive_list_item (
  list_id uuid NOT NULL CONSTRAINT archive_list_item_is_of_a_list REFERENCES archive_list,
  position integer NOT NULL CONSTRAINT archive_list_item_position_counts_from_one CHECK (position > 0),
  CONSTRAINT archive_list_item_pkey PRIMARY KEY (list_id, position),
  record_id uuid NOT NULL,
  CONSTRAINT archive_list_item_is_listed_once UNIQUE (list_id, record_id),
  fingerprint bytea NOT NULL CONSTRAINT archive_list_item_fingerprint_is_a_hash CHECK (octet_length(fingerprint) = 32)
);
CREATE TRIGGER archive_list_item_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_list_item
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_list_item IS 'append-only: what was signed is what is done';
GRANT SELECT, INSERT ON archive_list_item TO {{app}};

-- What was said outside of a bordereau: the visa, the acknowledgment of the Archives, or why it is given up.
CREATE TABLE archive_step (
  list_id uuid NOT NULL CONSTRAINT archive_step_is_of_a_list REFERENCES archive_list,
  kind text NOT NULL CONSTRAINT archive_step_kind_is_known CHECK (kind IN ('visa', 'acknowledgment', 'abandon')),
  CONSTRAINT archive_step_pkey PRIMARY KEY (list_id, kind),
  -- Name and function of who signed. Gone ten years after.
  signed_by text NOT NULL CONSTRAINT archive_step_signed_by_is_short CHECK (length(signed_by) <= 200),
  signed_on date NOT NULL,
  reference text NOT NULL CONSTRAINT archive_step_reference_is_short CHECK (length(reference) <= 200),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX archive_step_by_day ON archive_step (signed_on);
GRANT SELECT, INSERT ON archive_step TO {{app}};
GRANT UPDATE (signed_by) ON archive_step TO {{app}};

-- The SEDA package as it was made: given out again, its manifest must be this one.
CREATE TABLE archive_package (
  list_id uuid
    CONSTRAINT archive_package_is_made_once PRIMARY KEY
    CONSTRAINT archive_package_is_of_a_list REFERENCES archive_list,
  manifest_hash bytea NOT NULL CONSTRAINT archive_package_manifest_hash_is_sha512 CHECK (octet_length(manifest_hash) = 64),
  record_count integer NOT NULL CONSTRAINT archive_package_holds_records CHECK (record_count > 0),
  made_at timestamptz NOT NULL
);
CREATE TRIGGER archive_package_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_package
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_package IS 'append-only: what was handed over stays known';
GRANT SELECT, INSERT ON archive_package TO {{app}};

-- What became of each record of a bordereau. « kept »: transferred, and a copy stays here; « changed »: it is not what was
-- signed any more, and was left alone; « absent »: it was gone already.
CREATE TABLE archive_outcome (
  list_id uuid NOT NULL,
  position integer NOT NULL,
  CONSTRAINT archive_outcome_happens_once PRIMARY KEY (list_id, position),
  CONSTRAINT archive_outcome_is_of_an_item FOREIGN KEY (list_id, position) REFERENCES archive_list_item,
  outcome text NOT NULL CONSTRAINT archive_outcome_is_known CHECK (outcome IN ('erased', 'kept', 'changed', 'absent')),
  happened_at timestamptz NOT NULL
);
CREATE TRIGGER archive_outcome_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_outcome
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE archive_outcome IS 'append-only: what was eliminated or transferred stays known, without its words';
GRANT SELECT, INSERT ON archive_outcome TO {{app}};

-- « Mise en service »: what is agreed outside before the service holds a real poll or campaign. Said again when it changes;
-- the last one of each item is in force, unless it withdraws.
CREATE TABLE service_entry (
  id uuid CONSTRAINT service_entry_pkey PRIMARY KEY,
  item text NOT NULL CONSTRAINT service_entry_item_is_known
    CHECK (item IN ('impact-assessment', 'security-approval', 'register-entry', 'treasury-agreement')),
  is_withdrawn boolean NOT NULL,
  -- Of the act or the minutes, as « H-2026-04 ».
  reference text NOT NULL CONSTRAINT service_entry_reference_is_short CHECK (length(reference) <= 120),
  signed_on date NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL
);
CREATE INDEX service_entry_by_item ON service_entry (item, entered_at);
CREATE TRIGGER service_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE service_entry IS 'append-only: what was agreed, and when, stays';
GRANT SELECT, INSERT ON service_entry TO {{app}};

-- The words of an entry. Emptied ten years after.
CREATE TABLE service_signature (
  entry_id uuid CONSTRAINT service_signature_pkey PRIMARY KEY
    CONSTRAINT service_signature_is_of_an_entry REFERENCES service_entry,
  -- Name and function of who signed; or of who takes it back.
  signed_by text NOT NULL CONSTRAINT service_signature_signed_by_is_short CHECK (length(signed_by) <= 200),
  -- Why it is corrected; '' the first time.
  reason text NOT NULL CONSTRAINT service_signature_reason_is_short CHECK (length(reason) <= 300)
);
GRANT SELECT, INSERT, UPDATE ON service_signature TO {{app}};

-- The jobs' tables are graphile-worker's own, installed after the migrations by the owner.
CREATE SCHEMA graphile_worker;
GRANT USAGE ON SCHEMA graphile_worker TO {{app}};
ALTER DEFAULT PRIVILEGES IN SCHEMA graphile_worker GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {{app}};
ALTER DEFAULT PRIVILEGES IN SCHEMA graphile_worker GRANT USAGE ON SEQUENCES TO {{app}};
