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
