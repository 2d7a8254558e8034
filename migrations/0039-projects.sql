-- Projects: what people want to do together, through every instrument of the platform.
CREATE TABLE project (
  id uuid CONSTRAINT project_pkey PRIMARY KEY,
  -- Given once: shared links keep leading here when the title changes.
  slug text NOT NULL
    CONSTRAINT project_slug_is_unique UNIQUE
    CONSTRAINT project_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 100),
  title text NOT NULL CONSTRAINT project_is_named CHECK (title <> '' AND length(title) <= 120),
  summary text NOT NULL CONSTRAINT project_summary_is_short CHECK (length(summary) <= 600),
  -- Where it happens; null: in the whole territory, or not known yet.
  commune_code text CONSTRAINT project_commune_is_known REFERENCES commune (code),
  is_fictitious boolean NOT NULL,
  -- Null: its team alone sees it.
  published_at timestamptz,
  -- The project it was merged into.
  merged_into uuid CONSTRAINT project_is_merged_into_another REFERENCES project,
  CONSTRAINT project_is_not_merged_into_itself CHECK (merged_into <> id),
  -- Grows with each change: two people who write at once are told.
  version integer NOT NULL DEFAULT 1 CONSTRAINT project_version_grows CHECK (version > 0),
  created_at timestamptz NOT NULL
);
CREATE INDEX project_by_commune ON project (commune_code);
GRANT SELECT, INSERT, UPDATE, DELETE ON project TO {{app}};

-- Who speaks for it. A row ends and stays: what they did keeps its author.
CREATE TABLE project_member (
  id uuid CONSTRAINT project_member_pkey PRIMARY KEY,
  project_id uuid NOT NULL CONSTRAINT project_member_is_of_a_project REFERENCES project ON DELETE CASCADE,
  person_id uuid NOT NULL CONSTRAINT project_member_is_known REFERENCES person (id),
  part text NOT NULL CONSTRAINT project_member_part_is_known CHECK (part IN ('holder', 'co-holder')),
  since timestamptz NOT NULL,
  until timestamptz CONSTRAINT project_member_leaves_after_joining CHECK (until >= since)
);
CREATE UNIQUE INDEX project_member_is_once ON project_member (project_id, person_id) WHERE until IS NULL;
CREATE INDEX project_member_by_person ON project_member (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON project_member TO {{app}};

-- Bodies that carry it. One that is being created has no number yet.
CREATE TABLE project_organisation (
  id uuid CONSTRAINT project_organisation_pkey PRIMARY KEY,
  project_id uuid NOT NULL CONSTRAINT project_organisation_is_of_a_project REFERENCES project ON DELETE CASCADE,
  name text NOT NULL CONSTRAINT project_organisation_is_named CHECK (name <> '' AND length(name) <= 300),
  siren text CONSTRAINT project_organisation_siren_reads_well CHECK (siren ~ '^[0-9]{9}$'),
  rna text CONSTRAINT project_organisation_rna_reads_well CHECK (rna ~ '^W[0-9][0-9A-Z][0-9]{7}$'),
  part text NOT NULL CONSTRAINT project_organisation_part_is_known CHECK (part IN ('lead', 'mandataire', 'partner')),
  since timestamptz NOT NULL,
  until timestamptz CONSTRAINT project_organisation_leaves_after_joining CHECK (until >= since)
);
-- One body answers for the project.
CREATE UNIQUE INDEX project_organisation_has_one_lead ON project_organisation (project_id)
  WHERE until IS NULL AND part IN ('lead', 'mandataire');
CREATE INDEX project_organisation_by_siren ON project_organisation (siren);
GRANT SELECT, INSERT, UPDATE, DELETE ON project_organisation TO {{app}};

-- What happened to it, in the order it happened. `kind` is of the module that tells it, which makes the sentence.
CREATE TABLE project_entry (
  id uuid CONSTRAINT project_entry_pkey PRIMARY KEY,
  project_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT project_entry_kind_reads_well CHECK (kind ~ '^[a-z-]+\.[a-z-]+$' AND length(kind) <= 60),
  -- What it is about, as « dossier:0198… ».
  object text NOT NULL CONSTRAINT project_entry_object_is_opaque CHECK (object ~ '^[a-z-]+:[0-9a-f-]{36}$'),
  -- For all to read, or for the team.
  is_public boolean NOT NULL,
  happened_at timestamptz NOT NULL,
  CONSTRAINT project_entry_is_told_once UNIQUE (project_id, kind, object)
);
CREATE TRIGGER project_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON project_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE project_entry IS 'append-only: a timeline is not rewritten';
GRANT SELECT, INSERT ON project_entry TO {{app}};
