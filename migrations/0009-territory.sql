-- The territory: what its folder says, as it was loaded, and what agents changed of its settings since.

-- A folder that was loaded. The last one is in force.
CREATE TABLE territory_edition (
  id uuid CONSTRAINT territory_edition_pkey PRIMARY KEY,
  -- Of the folder's files.
  fingerprint text NOT NULL CONSTRAINT territory_edition_fingerprint_is_sha256 CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  sources jsonb NOT NULL,
  shapes text NOT NULL,
  loaded_at timestamptz NOT NULL
);
CREATE TRIGGER territory_edition_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON territory_edition
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE territory_edition IS 'append-only: what was shown of the territory stays known';
GRANT SELECT, INSERT ON territory_edition TO {{app}};

CREATE TABLE epci (
  -- Its SIREN.
  code text CONSTRAINT epci_pkey PRIMARY KEY CONSTRAINT epci_code_is_siren CHECK (code ~ '^[0-9]{9}$'),
  name text NOT NULL CONSTRAINT epci_is_named CHECK (name <> ''),
  search_key text NOT NULL,
  kind text NOT NULL,
  commune_count integer NOT NULL,
  commune_count_here integer NOT NULL CONSTRAINT epci_is_here CHECK (commune_count_here BETWEEN 1 AND commune_count),
  population integer NOT NULL CONSTRAINT epci_population_is_counted CHECK (population >= 0),
  -- In its communes of this territory, as the same source counts it.
  population_here integer NOT NULL
    CONSTRAINT epci_population_here_is_part CHECK (population_here BETWEEN 0 AND population),
  -- Gone from the folder: others may still refer to it.
  closed_at timestamptz
);
CREATE INDEX epci_by_search_key ON epci (search_key text_pattern_ops);
GRANT SELECT, INSERT, UPDATE ON epci TO {{app}};

CREATE TABLE commune (
  code text CONSTRAINT commune_pkey PRIMARY KEY CONSTRAINT commune_code_is_insee CHECK (code ~ '^[0-9][0-9AB][0-9]{3}$'),
  name text NOT NULL CONSTRAINT commune_is_named CHECK (name <> ''),
  -- The name as it is compared: without accents, hyphens, articles.
  search_key text NOT NULL,
  postcodes text[] NOT NULL CONSTRAINT commune_has_a_postcode CHECK (cardinality(postcodes) > 0),
  epci_code text CONSTRAINT commune_is_in_an_epci REFERENCES epci,
  canton text,
  canton_name text,
  arrondissement_name text,
  action_territory text,
  population integer NOT NULL CONSTRAINT commune_population_is_counted CHECK (population >= 0),
  total_population integer,
  closed_at timestamptz
);
CREATE INDEX commune_by_search_key ON commune (search_key text_pattern_ops);
CREATE INDEX commune_by_epci ON commune (epci_code);
GRANT SELECT, INSERT, UPDATE ON commune TO {{app}};

-- Other names communes answer to: those of communes that joined them, and usual spellings.
CREATE TABLE place_alias (
  commune_code text NOT NULL CONSTRAINT place_alias_is_of_a_commune REFERENCES commune,
  name text NOT NULL,
  search_key text NOT NULL,
  kind text NOT NULL CONSTRAINT place_alias_kind_is_known CHECK (kind IN ('former', 'usual')),
  former_code text,
  CONSTRAINT place_alias_pkey PRIMARY KEY (commune_code, search_key)
);
CREATE INDEX place_alias_by_search_key ON place_alias (search_key text_pattern_ops);
GRANT SELECT, INSERT, DELETE ON place_alias TO {{app}};

-- Key figures, each with its source. Two rows of one indicator are two measures.
CREATE TABLE place_figure (
  rank integer CONSTRAINT place_figure_pkey PRIMARY KEY,
  -- « territory », or the code of a commune or an EPCI.
  place text NOT NULL,
  indicator text NOT NULL,
  label text NOT NULL,
  value text NOT NULL,
  unit text NOT NULL,
  vintage text NOT NULL CONSTRAINT place_figure_is_dated CHECK (vintage <> ''),
  producer text NOT NULL CONSTRAINT place_figure_has_a_source CHECK (producer <> ''),
  scope text NOT NULL,
  licence text,
  url text,
  nature text NOT NULL
    CONSTRAINT place_figure_nature_is_known CHECK (nature IN ('cited', 'computed', 'estimated', 'secret', 'missing')),
  note text
);
GRANT SELECT, INSERT, DELETE ON place_figure TO {{app}};

CREATE TABLE territory_calendar (
  rank integer CONSTRAINT territory_calendar_pkey PRIMARY KEY,
  begins_on date NOT NULL,
  ends_on date NOT NULL,
  label text NOT NULL,
  CONSTRAINT territory_calendar_ends_after_it_begins CHECK (ends_on >= begins_on)
);
GRANT SELECT, INSERT, DELETE ON territory_calendar TO {{app}};

-- The settings as agents changed them: the last version is in force, the folder's are before the first. An ordinary
-- table, since they may name people (law on personal data): old versions end by a purge.
CREATE TABLE territory_setting (
  version integer CONSTRAINT territory_setting_pkey PRIMARY KEY
    CONSTRAINT territory_setting_versions_from_one CHECK (version >= 1),
  settings jsonb NOT NULL,
  author uuid NOT NULL CONSTRAINT territory_setting_is_by_a_person REFERENCES person,
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON territory_setting TO {{app}};
