-- The programme: what the policy aims at, what is done for it, and what comes of it.

-- What is being written, one at a time: frozen once published.
CREATE TABLE programme_draft (
  is_only boolean CONSTRAINT programme_draft_pkey PRIMARY KEY
    CONSTRAINT programme_draft_is_one CHECK (is_only),
  -- Canonical JSON: `Programme` of model.ts.
  content text NOT NULL CONSTRAINT programme_draft_is_json CHECK (content::jsonb IS NOT NULL),
  -- What a form was read at.
  edition integer NOT NULL CONSTRAINT programme_draft_edition_counts CHECK (edition > 0),
  -- The agent who asked somebody else to publish it; any change takes the question back.
  asked_by uuid,
  changed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON programme_draft TO {{app}};

-- A version as it was published. A change is a new version.
CREATE TABLE programme_publication (
  number integer CONSTRAINT programme_publication_pkey PRIMARY KEY
    CONSTRAINT programme_publication_number_counts CHECK (number > 0),
  content text NOT NULL,
  fingerprint text NOT NULL
    CONSTRAINT programme_publication_is_what_was_read CHECK (fingerprint = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  asked_by uuid NOT NULL,
  published_by uuid NOT NULL,
  CONSTRAINT programme_publication_took_two_people CHECK (asked_by <> published_by),
  published_at timestamptz NOT NULL
);
CREATE TRIGGER programme_publication_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON programme_publication
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE programme_publication IS 'append-only: a version that was published can be read again, as it was';
GRANT SELECT, INSERT ON programme_publication TO {{app}};

-- What an indicator of an action was worth on a day. Names of actions and indicators last from version to version.
CREATE TABLE programme_value (
  id uuid CONSTRAINT programme_value_pkey PRIMARY KEY,
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT programme_value_rank_is_unique UNIQUE,
  action text NOT NULL,
  indicator text NOT NULL,
  on_day date NOT NULL,
  -- In thousandths of the indicator's unit.
  thousandths bigint NOT NULL,
  nature text NOT NULL CONSTRAINT programme_value_nature_is_known CHECK (nature IN ('cited', 'computed', 'estimated')),
  source text NOT NULL CONSTRAINT programme_value_has_a_source CHECK (source <> ''),
  url text CONSTRAINT programme_value_address_is_of_the_web CHECK (url ~ '^https?://'),
  is_fictitious boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  -- A value that was wrong stays written, and is shown no more.
  withdrawn_at timestamptz
);
CREATE INDEX programme_value_of_actions ON programme_value (action, indicator, on_day);
GRANT SELECT, INSERT, UPDATE ON programme_value TO {{app}};

-- How far an action has come, as told by the service in charge.
CREATE TABLE programme_step (
  id uuid CONSTRAINT programme_step_pkey PRIMARY KEY,
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT programme_step_rank_is_unique UNIQUE,
  action text NOT NULL,
  on_day date NOT NULL,
  state text NOT NULL CONSTRAINT programme_step_state_is_known CHECK (state IN ('planned', 'running', 'done', 'stopped')),
  words text NOT NULL CONSTRAINT programme_step_is_told CHECK (words <> ''),
  is_fictitious boolean NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX programme_step_of_actions ON programme_step (action, on_day);
GRANT SELECT, INSERT ON programme_step TO {{app}};

-- What a thing of any module is for: an ambition, an orientation or an action, by its name.
CREATE TABLE programme_tag (
  module text NOT NULL,
  kind text NOT NULL,
  thing text NOT NULL,
  aim text NOT NULL,
  CONSTRAINT programme_tag_pkey PRIMARY KEY (module, kind, thing, aim),
  tagged_at timestamptz NOT NULL
);
CREATE INDEX programme_tag_of_aims ON programme_tag (aim);
GRANT SELECT, INSERT, DELETE ON programme_tag TO {{app}};
