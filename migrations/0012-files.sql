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
