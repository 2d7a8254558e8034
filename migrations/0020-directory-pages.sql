-- 0020-directory-pages

-- Public pages
-- Words as people write them: accents and endings do not count. Both extensions come with PostgreSQL, and are trusted:
-- whoever may create in the base may add them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION directory_french (COPY = french);
ALTER TEXT SEARCH CONFIGURATION directory_french
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

CREATE INDEX structure_by_words ON structure
  USING gin (to_tsvector('directory_french', title || ' ' || coalesce(acronym, '') || ' ' || purpose));
CREATE INDEX structure_by_likeness ON structure USING gin (search_key gin_trgm_ops);
-- What lists and their counts read: no row of the table is opened for them.
CREATE INDEX structure_listed ON structure (family, commune_code) INCLUDE (id, naf_rev2, size_band)
  WHERE family IS NOT NULL AND state = 'active';

-- Which sites may show the directory in a frame: one row at most.
CREATE TABLE directory_embedding (
  is_only boolean CONSTRAINT directory_embedding_pkey PRIMARY KEY
    CONSTRAINT directory_embedding_is_one CHECK (is_only),
  origins text[] NOT NULL
    CONSTRAINT directory_embedding_origins_are_few CHECK (cardinality(origins) <= 50)
);
GRANT SELECT, INSERT, UPDATE ON directory_embedding TO {{app}};

-- Claims
