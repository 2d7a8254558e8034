-- The observatory: figures counted from the directory, figures cited from others, tables masked by secrecy. No figure of any
-- of the three can be stored without where it comes from.

-- What was counted from the files in force, by one rule, at one moment. The last one is shown; the one before it stays a
-- while for who is still reading it.
CREATE TABLE figure_edition (
  id uuid CONSTRAINT figure_edition_pkey PRIMARY KEY,
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT figure_edition_rank_is_unique UNIQUE,
  perimeter_version text NOT NULL
    CONSTRAINT figure_edition_rule_is_dated CHECK (perimeter_version ~ '^perimetre_ess@[0-9]{4}-[0-9]{2}$'),
  -- Of all files it was counted from, one line each: see docs/specifications/figures.md.
  extraction_sha256 text NOT NULL
    CONSTRAINT figure_edition_extraction_is_sha256 CHECK (extraction_sha256 ~ '^[0-9a-f]{64}$'),
  computed_at timestamptz NOT NULL,
  -- Years of the size classes: on 31 December of each.
  staff_years integer[] NOT NULL,
  -- Units the rule keeps, and those an exclusion puts out.
  in_count integer NOT NULL,
  excluded_count integer NOT NULL
);
GRANT SELECT, INSERT, DELETE ON figure_edition TO {{app}};

CREATE TABLE figure_source (
  edition_id uuid NOT NULL
    CONSTRAINT figure_source_is_of_an_edition REFERENCES figure_edition (id) ON DELETE CASCADE,
  rank integer NOT NULL,
  CONSTRAINT figure_source_pkey PRIMARY KEY (edition_id, rank),
  -- As « sirene », « esus », « population ».
  kind text NOT NULL,
  title text NOT NULL CONSTRAINT figure_source_is_titled CHECK (title <> ''),
  producer text NOT NULL CONSTRAINT figure_source_has_a_producer CHECK (producer <> ''),
  url text,
  licence text,
  vintage text NOT NULL CONSTRAINT figure_source_is_dated CHECK (vintage <> ''),
  sha256 text NOT NULL CONSTRAINT figure_source_file_is_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  rows bigint,
  is_fictitious boolean NOT NULL
);
GRANT SELECT, INSERT, DELETE ON figure_source TO {{app}};

-- The places as they were when it was counted: names and inhabitants go with the figures.
CREATE TABLE figure_place (
  edition_id uuid NOT NULL
    CONSTRAINT figure_place_is_of_an_edition REFERENCES figure_edition (id) ON DELETE CASCADE,
  -- « territory », the SIREN of an EPCI, the code of a commune.
  code text NOT NULL,
  CONSTRAINT figure_place_pkey PRIMARY KEY (edition_id, code),
  kind text NOT NULL CONSTRAINT figure_place_kind_is_known CHECK (kind IN ('territory', 'epci', 'commune')),
  name text NOT NULL CONSTRAINT figure_place_is_named CHECK (name <> ''),
  epci_code text,
  -- In its communes here: what crosses the border is limited to them.
  population integer NOT NULL CONSTRAINT figure_place_population_is_counted CHECK (population >= 0),
  commune_count integer NOT NULL,
  commune_count_here integer NOT NULL
    CONSTRAINT figure_place_is_here CHECK (commune_count_here BETWEEN 1 AND commune_count)
);
GRANT SELECT, INSERT, DELETE ON figure_place TO {{app}};

-- Open places of open structures of the ESS. « total » is the whole of its column.
CREATE TABLE figure_cell (
  edition_id uuid NOT NULL,
  place text NOT NULL,
  family text NOT NULL,
  -- « a17:OQ », « a38:QB », « a17:inconnu »
  sector text NOT NULL,
  size text NOT NULL,
  CONSTRAINT figure_cell_pkey PRIMARY KEY (edition_id, place, family, sector, size),
  CONSTRAINT figure_cell_is_of_a_place FOREIGN KEY (edition_id, place) REFERENCES figure_place (edition_id, code)
    ON DELETE CASCADE,
  establishments integer NOT NULL CONSTRAINT figure_cell_counts CHECK (establishments > 0),
  employers integer NOT NULL CONSTRAINT figure_cell_employers_are_places CHECK (employers BETWEEN 0 AND establishments),
  structures integer NOT NULL CONSTRAINT figure_cell_structures_have_places CHECK (structures BETWEEN 1 AND establishments),
  -- Sums of the ends of the size classes; no upper end when a class has none.
  least_jobs integer NOT NULL,
  most_jobs integer CONSTRAINT figure_cell_jobs_are_an_interval CHECK (most_jobs >= least_jobs),
  unknown_sizes integer NOT NULL
);
-- Maps and lists of places read one cell of each place.
CREATE INDEX figure_cell_of_places ON figure_cell (edition_id, place)
  WHERE family = 'total' AND sector = 'total' AND size = 'total';
GRANT SELECT, INSERT, DELETE ON figure_cell TO {{app}};

-- All open places, ESS or not: what shares are shares of.
CREATE TABLE figure_whole (
  edition_id uuid NOT NULL,
  place text NOT NULL,
  sector text NOT NULL,
  size text NOT NULL,
  CONSTRAINT figure_whole_pkey PRIMARY KEY (edition_id, place, sector, size),
  CONSTRAINT figure_whole_is_of_a_place FOREIGN KEY (edition_id, place) REFERENCES figure_place (edition_id, code)
    ON DELETE CASCADE,
  establishments integer NOT NULL CONSTRAINT figure_whole_counts CHECK (establishments > 0),
  employers integer NOT NULL CONSTRAINT figure_whole_employers_are_places CHECK (employers BETWEEN 0 AND establishments)
);
GRANT SELECT, INSERT, DELETE ON figure_whole TO {{app}};

CREATE TABLE figure_year (
  edition_id uuid NOT NULL,
  place text NOT NULL,
  family text NOT NULL,
  year integer NOT NULL,
  CONSTRAINT figure_year_pkey PRIMARY KEY (edition_id, place, family, year),
  CONSTRAINT figure_year_is_of_a_place FOREIGN KEY (edition_id, place) REFERENCES figure_place (edition_id, code)
    ON DELETE CASCADE,
  opened integer NOT NULL,
  closed integer NOT NULL,
  -- Open on 31 December of it; null when that is not counted.
  standing integer CONSTRAINT figure_year_standing_is_counted CHECK (standing >= 0)
);
GRANT SELECT, INSERT, DELETE ON figure_year TO {{app}};

-- What each piece of the rule adds or removes, in units.
CREATE TABLE figure_lever (
  edition_id uuid NOT NULL
    CONSTRAINT figure_lever_is_of_an_edition REFERENCES figure_edition (id) ON DELETE CASCADE,
  rank integer NOT NULL,
  CONSTRAINT figure_lever_pkey PRIMARY KEY (edition_id, rank),
  -- « category:9220 », « list:esus », « flag », « exclusion:94.20 »
  lever text NOT NULL,
  alone integer NOT NULL,
  last integer NOT NULL
);
GRANT SELECT, INSERT, DELETE ON figure_lever TO {{app}};

-- What others say, as they say it. Never added to what is counted here.
CREATE TABLE cited_figure (
  rank integer CONSTRAINT cited_figure_pkey PRIMARY KEY,
  -- As in `figure_place`, or « region », « france », or another place that is compared.
  place text NOT NULL,
  place_name text NOT NULL,
  indicator text NOT NULL,
  label text NOT NULL CONSTRAINT cited_figure_is_labelled CHECK (label <> ''),
  unit text NOT NULL,
  nature text NOT NULL CONSTRAINT cited_figure_nature_is_known CHECK (nature IN ('cited', 'estimated')),
  -- « value », « secret » or « not-given »: the two last have no value, which is not 0.
  kind text NOT NULL CONSTRAINT cited_figure_kind_is_known CHECK (kind IN ('value', 'secret', 'not-given')),
  value numeric,
  CONSTRAINT cited_figure_has_its_value CHECK ((kind = 'value') = (value IS NOT NULL)),
  vintage text NOT NULL CONSTRAINT cited_figure_is_dated CHECK (vintage <> ''),
  -- For a series; null when the vintage is not one year.
  year integer,
  scope text NOT NULL,
  title text NOT NULL,
  producer text NOT NULL CONSTRAINT cited_figure_has_a_producer CHECK (producer <> ''),
  url text NOT NULL CONSTRAINT cited_figure_has_an_address CHECK (url ~ '^https?://'),
  read_on date NOT NULL,
  licence text,
  -- Which way of counting it belongs to, within a series: « clap », « flores ».
  part text,
  note text
);
GRANT SELECT, INSERT, DELETE ON cited_figure TO {{app}};

-- Where a series stops being comparable with itself.
CREATE TABLE cited_break (
  indicator text NOT NULL,
  year integer NOT NULL,
  CONSTRAINT cited_break_pkey PRIMARY KEY (indicator, year),
  label text NOT NULL,
  why text NOT NULL CONSTRAINT cited_break_is_explained CHECK (why <> '')
);
GRANT SELECT, INSERT, DELETE ON cited_break TO {{app}};

-- Staff or money from a survey or dossiers, as published: what was masked was never written down here.
CREATE TABLE protected_table (
  id uuid CONSTRAINT protected_table_pkey PRIMARY KEY,
  name text NOT NULL,
  vintage text NOT NULL CONSTRAINT protected_table_is_dated CHECK (vintage <> ''),
  -- The same table with other masks would give the first ones away.
  CONSTRAINT protected_table_is_published_once UNIQUE (name, vintage),
  title text NOT NULL,
  unit text NOT NULL,
  scope text NOT NULL,
  producer text NOT NULL CONSTRAINT protected_table_has_a_producer CHECK (producer <> ''),
  licence text NOT NULL,
  -- [{rows, columns}]: the branches and columns of the kernel, which say what adds up.
  shapes jsonb NOT NULL,
  -- The rule of secrecy, in the words of the kernel.
  rule jsonb NOT NULL,
  masked_primary integer NOT NULL,
  masked_secondary integer NOT NULL,
  -- Whether the verifier looked at margins too, which large tables do not allow.
  has_bounds boolean NOT NULL,
  published_at timestamptz NOT NULL
);
CREATE TRIGGER protected_table_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON protected_table
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE protected_table IS 'append-only: a table published again with other masks would give its secrets away';
GRANT SELECT, INSERT ON protected_table TO {{app}};

CREATE TABLE protected_cell (
  table_id uuid NOT NULL CONSTRAINT protected_cell_is_of_a_table REFERENCES protected_table (id),
  row_id text NOT NULL,
  column_id text NOT NULL,
  CONSTRAINT protected_cell_pkey PRIMARY KEY (table_id, row_id, column_id),
  kind text NOT NULL CONSTRAINT protected_cell_kind_is_known CHECK (kind IN ('value', 's', 'nd')),
  value bigint,
  CONSTRAINT protected_cell_masks_hold_nothing CHECK ((kind = 'value') = (value IS NOT NULL))
);
CREATE TRIGGER protected_cell_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON protected_cell
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE protected_cell IS 'append-only: a table published again with other masks would give its secrets away';
GRANT SELECT, INSERT ON protected_cell TO {{app}};

-- Panoramas

-- The yearly panorama as an agent composes it: which figures, in which order, with which words.
CREATE TABLE panorama (
  year integer CONSTRAINT panorama_pkey PRIMARY KEY
    CONSTRAINT panorama_year_is_near CHECK (year BETWEEN 2000 AND 2199),
  title text NOT NULL CONSTRAINT panorama_is_titled CHECK (length(title) BETWEEN 3 AND 150),
  -- [{block, words}], in order.
  blocks jsonb NOT NULL CONSTRAINT panorama_blocks_are_a_list CHECK (jsonb_typeof(blocks) = 'array'),
  -- What a form was read at.
  version integer NOT NULL CONSTRAINT panorama_version_counts CHECK (version > 0),
  changed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON panorama TO {{app}};

-- As it was published: words, figures and sources are in it, whatever is imported later. A correction is a new version.
CREATE TABLE panorama_publication (
  year integer NOT NULL CONSTRAINT panorama_publication_is_of_a_panorama REFERENCES panorama (year),
  version integer NOT NULL CONSTRAINT panorama_publication_version_counts CHECK (version > 0),
  CONSTRAINT panorama_publication_pkey PRIMARY KEY (year, version),
  -- Canonical JSON (RFC 8785).
  content text NOT NULL,
  fingerprint text NOT NULL
    CONSTRAINT panorama_publication_is_what_was_read CHECK (fingerprint = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  pdf bytea NOT NULL,
  pdf_sha256 text NOT NULL
    CONSTRAINT panorama_publication_pdf_is_whole CHECK (pdf_sha256 = encode(sha256(pdf), 'hex')),
  published_at timestamptz NOT NULL
);
CREATE TRIGGER panorama_publication_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON panorama_publication
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE panorama_publication IS 'append-only: what was published can be read again, as it was';
GRANT SELECT, INSERT ON panorama_publication TO {{app}};

-- Which sites may show the figures in a frame: one row at most.
CREATE TABLE observatory_embedding (
  is_only boolean CONSTRAINT observatory_embedding_pkey PRIMARY KEY
    CONSTRAINT observatory_embedding_is_one CHECK (is_only),
  origins text[] NOT NULL
    CONSTRAINT observatory_embedding_origins_are_few CHECK (cardinality(origins) <= 50)
);
GRANT SELECT, INSERT, UPDATE ON observatory_embedding TO {{app}};
