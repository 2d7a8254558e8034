-- A poll, whoever held it. An imported election is published at birth: nothing of it changes afterwards.
CREATE TABLE poll (
  id uuid CONSTRAINT poll_pkey PRIMARY KEY,
  slug text NOT NULL
    CONSTRAINT poll_slug_is_unique UNIQUE
    CONSTRAINT poll_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
  title text NOT NULL CONSTRAINT poll_title_is_written CHECK (title <> ''),
  organiser text NOT NULL CONSTRAINT poll_organiser_is_written CHECK (organiser <> ''),
  place text NOT NULL,
  began_on text,
  ended_on text,
  note text,
  vote_type text NOT NULL
    CONSTRAINT poll_vote_type_is_known CHECK (vote_type IN ('approval', 'choose-1', 'cumulative', 'scoring', 'ordinal')),
  currency text NOT NULL CONSTRAINT poll_currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$'),
  -- Amounts of the poll, its options and its result are integers of 10^-amount_decimals units of the currency.
  amount_decimals smallint NOT NULL CONSTRAINT poll_amount_decimals_are_few CHECK (amount_decimals BETWEEN 0 AND 6),
  budget_amount bigint NOT NULL CONSTRAINT poll_budget_is_positive CHECK (budget_amount > 0),
  voter_count integer NOT NULL CONSTRAINT poll_voter_count_is_not_negative CHECK (voter_count >= 0),
  -- The rule its organiser applied, in the words of the file.
  official_rule text,
  source_producer text NOT NULL,
  source_title text NOT NULL,
  source_url text,
  source_licence text NOT NULL,
  source_citation text,
  -- Canonical JSON (RFC 8785) of everything that decides the result, and its SHA-256.
  manifest text NOT NULL,
  fingerprint bytea NOT NULL
    CONSTRAINT poll_fingerprint_is_unique UNIQUE
    CONSTRAINT poll_fingerprint_is_of_its_manifest CHECK (fingerprint = sha256(convert_to(manifest, 'UTF8'))),
  published_at timestamptz NOT NULL
);
COMMENT ON TABLE poll IS 'append-only: rules are frozen at publication';

CREATE TABLE poll_option (
  poll_id uuid NOT NULL CONSTRAINT poll_option_is_of_a_poll REFERENCES poll,
  position integer NOT NULL CONSTRAINT poll_option_position_is_not_negative CHECK (position >= 0),
  code text NOT NULL CONSTRAINT poll_option_code_is_written CHECK (code <> ''),
  name text NOT NULL,
  cost_amount bigint NOT NULL CONSTRAINT poll_option_cost_is_positive CHECK (cost_amount > 0),
  vote_count integer NOT NULL CONSTRAINT poll_option_vote_count_is_not_negative CHECK (vote_count >= 0),
  -- Points or positions received, where ballots give some.
  point_total numeric,
  -- What the organiser decided, when the file says it.
  was_selected boolean,
  details jsonb NOT NULL,
  CONSTRAINT poll_option_pkey PRIMARY KEY (poll_id, position),
  CONSTRAINT poll_option_code_is_unique UNIQUE (poll_id, code)
);
COMMENT ON TABLE poll_option IS 'append-only: rules are frozen at publication';

-- The published files, byte for byte.
CREATE TABLE poll_file (
  poll_id uuid NOT NULL CONSTRAINT poll_file_is_of_a_poll REFERENCES poll,
  name text NOT NULL CONSTRAINT poll_file_name_is_plain CHECK (name ~ '^[a-z0-9][a-z0-9.-]*$'),
  media_type text NOT NULL,
  content bytea NOT NULL,
  sha256 bytea NOT NULL CONSTRAINT poll_file_sha256_is_of_its_content CHECK (sha256 = sha256(content)),
  CONSTRAINT poll_file_pkey PRIMARY KEY (poll_id, name)
);
COMMENT ON TABLE poll_file IS 'append-only: what was published stays as it was';

CREATE TABLE poll_result (
  poll_id uuid CONSTRAINT poll_result_pkey PRIMARY KEY CONSTRAINT poll_result_is_of_a_poll REFERENCES poll,
  -- The report of the count: winners, rounds, losses, ties, as kernel/tally writes it.
  report text NOT NULL,
  winner_count integer NOT NULL CONSTRAINT poll_result_winner_count_is_not_negative CHECK (winner_count >= 0),
  cost_amount bigint NOT NULL CONSTRAINT poll_result_cost_is_not_negative CHECK (cost_amount >= 0),
  computed_at timestamptz NOT NULL
);
COMMENT ON TABLE poll_result IS 'append-only: a published result is never rewritten';

-- Each time the platform counted again from the published file, and whether it found the same result.
CREATE TABLE poll_recount (
  id uuid CONSTRAINT poll_recount_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT poll_recount_is_of_a_poll REFERENCES poll,
  recounted_at timestamptz NOT NULL,
  is_identical boolean NOT NULL,
  duration_ms integer NOT NULL CONSTRAINT poll_recount_duration_is_not_negative CHECK (duration_ms >= 0)
);
CREATE INDEX poll_recount_by_poll ON poll_recount (poll_id, recounted_at DESC);
COMMENT ON TABLE poll_recount IS 'append-only: a recount is a fact';

GRANT SELECT, INSERT ON poll, poll_option, poll_file, poll_result, poll_recount TO {{app}};

CREATE TRIGGER poll_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER poll_option_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_option
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER poll_file_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_file
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER poll_result_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_result
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER poll_recount_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_recount
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is told of a result, computed once after its publication: why each project won or lost, what other rules would
-- have funded. `edition` counts the ways of telling: a better one is added beside, the last is shown.
CREATE TABLE poll_explanation (
  poll_id uuid NOT NULL CONSTRAINT poll_explanation_is_of_a_poll REFERENCES poll,
  edition smallint NOT NULL CONSTRAINT poll_explanation_edition_is_positive CHECK (edition > 0),
  -- A first telling comes in seconds; how many more votes each project needed takes counting again hundreds of times.
  has_margins boolean NOT NULL,
  content text NOT NULL,
  -- What proves the result to a checker that knows nothing of the engine.
  certificate text NOT NULL,
  computed_at timestamptz NOT NULL,
  duration_ms integer NOT NULL CONSTRAINT poll_explanation_duration_is_not_negative CHECK (duration_ms >= 0),
  CONSTRAINT poll_explanation_pkey PRIMARY KEY (poll_id, edition, has_margins)
);
COMMENT ON TABLE poll_explanation IS 'append-only: what was told of a result stays readable';

-- The published ballots with what became of each, by the beginning of their number: pages that need no JavaScript.
CREATE TABLE poll_ballot_page (
  poll_id uuid NOT NULL CONSTRAINT poll_ballot_page_is_of_a_poll REFERENCES poll,
  edition smallint NOT NULL CONSTRAINT poll_ballot_page_edition_is_positive CHECK (edition > 0),
  prefix text NOT NULL CONSTRAINT poll_ballot_page_prefix_is_folded CHECK (prefix ~ '^[a-z0-9-]{0,60}$'),
  page integer NOT NULL CONSTRAINT poll_ballot_page_counts_from_one CHECK (page > 0),
  content text NOT NULL,
  CONSTRAINT poll_ballot_page_pkey PRIMARY KEY (poll_id, edition, prefix, page)
);
COMMENT ON TABLE poll_ballot_page IS 'append-only: what was told of a ballot stays readable';

GRANT SELECT, INSERT ON poll_explanation, poll_ballot_page TO {{app}};

CREATE TRIGGER poll_explanation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_explanation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER poll_ballot_page_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_ballot_page
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
