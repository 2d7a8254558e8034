-- Transparency: the checks of every module, each time they were asked, and what was done when one failed.

-- How long runs are kept. Without a row, the usual periods (checking.ts).
CREATE TABLE check_setting (
  is_only boolean CONSTRAINT check_setting_pkey PRIMARY KEY DEFAULT true CONSTRAINT check_setting_is_one CHECK (is_only),
  -- Days during which every run stays; after them, the last of each day.
  detail_days integer NOT NULL CONSTRAINT check_setting_detail_is_a_year_at_most CHECK (detail_days BETWEEN 30 AND 366),
  -- Months during which the last run of each day stays; after them, failures alone.
  daily_months integer NOT NULL CONSTRAINT check_setting_daily_is_ten_years_at_most CHECK (daily_months BETWEEN 12 AND 120),
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON check_setting TO {{app}};

-- One check, asked once. A figure says how many rows made it false: which ones is never kept here.
CREATE TABLE check_run (
  -- As « books.limits-hold ».
  check_name text NOT NULL CONSTRAINT check_run_check_is_named CHECK (check_name ~ '^[a-z-]+[.][a-z-]+$'),
  -- The same for all checks of a round.
  asked_at timestamptz NOT NULL,
  CONSTRAINT check_run_is_asked_once PRIMARY KEY (check_name, asked_at),
  -- As it was then.
  sentence text NOT NULL CONSTRAINT check_run_sentence_is_short CHECK (length(sentence) BETWEEN 1 AND 500),
  severity text NOT NULL CONSTRAINT check_run_severity_is_known CHECK (severity IN ('error', 'warning')),
  result text NOT NULL CONSTRAINT check_run_result_is_known CHECK (result IN ('holds', 'fails', 'not-run')),
  -- Why it was not run.
  reason text CONSTRAINT check_run_reason_is_known CHECK (reason IN ('too-long', 'failed', 'no-time')),
  row_count integer NOT NULL,
  duration_ms integer NOT NULL CONSTRAINT check_run_takes_time CHECK (duration_ms >= 0),
  CONSTRAINT check_run_fails_for_rows CHECK (row_count >= 0 AND (result = 'fails') = (row_count > 0)),
  CONSTRAINT check_run_says_why_it_was_not CHECK ((result = 'not-run') = (reason IS NOT NULL))
);
CREATE INDEX check_run_by_time ON check_run (asked_at);
-- Not append-only: what held and is old enough goes, by a purge. A failure stays, whoever asks.
CREATE FUNCTION keep_failed_check_run() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.result = 'fails' THEN
    RAISE EXCEPTION 'a failure of % stays', OLD.check_name USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;
COMMENT ON FUNCTION keep_failed_check_run() IS 'Trigger of check_run: BEFORE DELETE, FOR EACH ROW';
CREATE TRIGGER check_run_keeps_failures BEFORE DELETE ON check_run
  FOR EACH ROW EXECUTE FUNCTION keep_failed_check_run();
CREATE TRIGGER check_run_is_never_changed BEFORE UPDATE OR TRUNCATE ON check_run
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE check_run IS 'Checks asked: never changed; what held is thinned by a purge, failures stay';
GRANT SELECT, INSERT, DELETE ON check_run TO {{app}};

-- A check that failed, from the first failure until it passes again and somebody has written why.
CREATE TABLE check_incident (
  id uuid CONSTRAINT check_incident_pkey PRIMARY KEY,
  check_name text NOT NULL CONSTRAINT check_incident_check_is_named CHECK (check_name ~ '^[a-z-]+[.][a-z-]+$'),
  sentence text NOT NULL CONSTRAINT check_incident_sentence_is_short CHECK (length(sentence) BETWEEN 1 AND 500),
  opened_at timestamptz NOT NULL,
  -- How many rows made it false when it last failed.
  row_count integer NOT NULL CONSTRAINT check_incident_counts_rows CHECK (row_count > 0),
  -- Some of them, when they are named by an opaque identifier: shown at the desk only.
  row_ids uuid[] NOT NULL CONSTRAINT check_incident_row_ids_are_few CHECK (cardinality(row_ids) <= 20),
  passes_since timestamptz,
  -- What agents write, for everybody to read once it is published.
  seen text NOT NULL DEFAULT '' CONSTRAINT check_incident_seen_is_short CHECK (length(seen) <= 2000),
  doing text NOT NULL DEFAULT '' CONSTRAINT check_incident_doing_is_short CHECK (length(doing) <= 2000),
  cause text NOT NULL DEFAULT '' CONSTRAINT check_incident_cause_is_short CHECK (length(cause) <= 2000),
  is_published boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  handled_at timestamptz,
  closed_at timestamptz,
  CONSTRAINT check_incident_closes_once_it_passes_and_is_explained
    CHECK (closed_at IS NULL OR (passes_since IS NOT NULL AND cause <> ''))
);
CREATE UNIQUE INDEX check_incident_is_open_once ON check_incident (check_name) WHERE closed_at IS NULL;
GRANT SELECT, INSERT ON check_incident TO {{app}};
GRANT UPDATE (row_count, row_ids, passes_since, seen, doing, cause, is_published, version, handled_at, closed_at)
  ON check_incident TO {{app}};

-- Its story, step by step: who wrote is in the trail of acts.
CREATE TABLE check_incident_step (
  incident_id uuid NOT NULL CONSTRAINT check_incident_step_is_of_an_incident REFERENCES check_incident,
  number integer NOT NULL CONSTRAINT check_incident_step_counts_from_one CHECK (number > 0),
  CONSTRAINT check_incident_step_pkey PRIMARY KEY (incident_id, number),
  kind text NOT NULL CONSTRAINT check_incident_step_kind_is_known
    CHECK (kind IN ('opened', 'changed', 'passes', 'fails-again', 'handled', 'closed')),
  row_count integer NOT NULL CONSTRAINT check_incident_step_counts_rows CHECK (row_count >= 0),
  happened_at timestamptz NOT NULL
);
CREATE TRIGGER check_incident_step_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON check_incident_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE check_incident_step IS 'append-only: what went wrong and when stays';
GRANT SELECT, INSERT ON check_incident_step TO {{app}};
