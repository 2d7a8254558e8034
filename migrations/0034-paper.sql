-- Votes held here: paper ballots, their batches and who signed.
-- A bundle of paper ballots and the sheet that goes with it, as it left its place. Corrected until it is closed.
CREATE TABLE paper_batch (
  id uuid CONSTRAINT paper_batch_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT paper_batch_is_of_a_poll REFERENCES sealed_poll_manifest,
  number integer NOT NULL CONSTRAINT paper_batch_number_is_positive CHECK (number > 0),
  place text NOT NULL CONSTRAINT paper_batch_place_is_written CHECK (place <> ''),
  urn text NOT NULL,
  seals text NOT NULL,
  -- As counted by hand: all papers, and how many of them say nothing or are void.
  paper_count integer NOT NULL CONSTRAINT paper_batch_holds_some_papers CHECK (paper_count BETWEEN 1 AND 2000),
  blank_count integer NOT NULL CONSTRAINT paper_batch_blanks_are_not_negative CHECK (blank_count >= 0),
  void_count integer NOT NULL CONSTRAINT paper_batch_voids_are_not_negative CHECK (void_count >= 0),
  -- Positions to type a second time, drawn once the first typing is over; null: all of them.
  sample integer[],
  version integer NOT NULL DEFAULT 1,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT paper_batch_number_is_unique UNIQUE (poll_id, number),
  CONSTRAINT paper_batch_sheet_adds_up CHECK (blank_count + void_count <= paper_count)
);
GRANT SELECT, INSERT, UPDATE ON paper_batch TO {{commission}};
GRANT SELECT ON paper_batch TO {{opener}};

-- One typing of a batch: the first by one person, the second by another.
CREATE TABLE paper_typing (
  batch_id uuid NOT NULL CONSTRAINT paper_typing_is_of_a_batch REFERENCES paper_batch,
  turn smallint NOT NULL CONSTRAINT paper_typing_turn_is_known CHECK (turn IN (1, 2)),
  typed_by uuid NOT NULL,
  finished_at timestamptz,
  CONSTRAINT paper_typing_pkey PRIMARY KEY (batch_id, turn)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON paper_typing TO {{commission}};

CREATE TABLE paper_line (
  batch_id uuid NOT NULL,
  turn smallint NOT NULL,
  -- From 1, as stamped on the paper.
  position integer NOT NULL CONSTRAINT paper_line_position_is_positive CHECK (position > 0),
  mark text NOT NULL CONSTRAINT paper_line_mark_is_known CHECK (mark IN ('ballot', 'blank', 'void')),
  -- As #kernel/ballot holds them; empty but for a ballot.
  choices integer[] NOT NULL CONSTRAINT paper_line_says_what_it_is CHECK ((mark = 'ballot') = (cardinality(choices) > 0)),
  -- Drawn as it is typed: what the published file will call this ballot.
  tracker bytea NOT NULL CONSTRAINT paper_line_tracker_is_drawn CHECK (octet_length(tracker) = 16),
  CONSTRAINT paper_line_pkey PRIMARY KEY (batch_id, turn, position),
  CONSTRAINT paper_line_is_of_a_typing FOREIGN KEY (batch_id, turn) REFERENCES paper_typing
);
GRANT SELECT, INSERT, UPDATE, DELETE ON paper_line TO {{commission}};

-- Two typings disagree: one person looks at the paper and says what it holds, another looks too.
CREATE TABLE paper_settlement (
  batch_id uuid NOT NULL CONSTRAINT paper_settlement_is_of_a_batch REFERENCES paper_batch,
  position integer NOT NULL,
  mark text NOT NULL CONSTRAINT paper_settlement_mark_is_known CHECK (mark IN ('ballot', 'blank', 'void')),
  choices integer[] NOT NULL CONSTRAINT paper_settlement_says_what_it_is CHECK ((mark = 'ballot') = (cardinality(choices) > 0)),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  confirmed_by uuid,
  confirmed_at timestamptz,
  CONSTRAINT paper_settlement_pkey PRIMARY KEY (batch_id, position),
  CONSTRAINT paper_settlement_is_confirmed_by_another CHECK (confirmed_by <> proposed_by),
  CONSTRAINT paper_settlement_is_confirmed_once CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON paper_settlement TO {{commission}};

CREATE TABLE paper_batch_close (
  batch_id uuid CONSTRAINT paper_batch_close_pkey PRIMARY KEY CONSTRAINT paper_batch_close_is_of_a_batch REFERENCES paper_batch,
  poll_id uuid NOT NULL,
  -- Ballots that count: papers without the blank and the void.
  ballot_count integer NOT NULL CONSTRAINT paper_batch_close_count_is_not_negative CHECK (ballot_count >= 0),
  -- Canonical JSON, kept by the commission; the leaf `paper-batch` holds its hash.
  sheet text NOT NULL,
  sheet_hash bytea NOT NULL CONSTRAINT paper_batch_close_hash_is_its_own CHECK (sheet_hash = sha256(convert_to(sheet, 'UTF8'))),
  leaf_index bigint NOT NULL,
  closed_by uuid NOT NULL,
  closed_at timestamptz NOT NULL,
  CONSTRAINT paper_batch_close_is_said_by_a_leaf FOREIGN KEY (poll_id, leaf_index) REFERENCES log_leaf (poll_id, index)
);
CREATE TRIGGER paper_batch_close_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_batch_close
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE paper_batch_close IS 'append-only: a batch that was closed is annulled by a leaf, never opened again';
GRANT SELECT, INSERT ON paper_batch_close TO {{commission}};
GRANT SELECT ON paper_batch_close TO {{opener}};

-- The ballots of closed batches, as they will be published.
CREATE TABLE paper_ballot (
  poll_id uuid NOT NULL,
  tracker bytea NOT NULL CONSTRAINT paper_ballot_tracker_is_drawn CHECK (octet_length(tracker) = 16),
  batch_id uuid NOT NULL CONSTRAINT paper_ballot_is_of_a_closed_batch REFERENCES paper_batch_close,
  choices integer[] NOT NULL,
  CONSTRAINT paper_ballot_pkey PRIMARY KEY (poll_id, tracker)
);
CREATE INDEX paper_ballot_by_batch ON paper_ballot (batch_id);
CREATE TRIGGER paper_ballot_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_ballot
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE paper_ballot IS 'append-only: what was counted stays counted, or its batch is annulled';
GRANT SELECT, INSERT ON paper_ballot TO {{commission}};
GRANT SELECT ON paper_ballot TO {{opener}};

-- A closed batch that should not count: one person proposes, another confirms, and a leaf says so.
CREATE TABLE paper_annulment (
  batch_id uuid CONSTRAINT paper_annulment_pkey PRIMARY KEY CONSTRAINT paper_annulment_is_of_a_closed_batch REFERENCES paper_batch_close,
  poll_id uuid NOT NULL,
  reason text NOT NULL CONSTRAINT paper_annulment_reason_is_known CHECK (reason IN ('count-differs', 'typed-again', 'void')),
  proposed_by uuid NOT NULL,
  proposing_seat text NOT NULL,
  proposed_at timestamptz NOT NULL,
  confirmed_by uuid,
  leaf_index bigint,
  CONSTRAINT paper_annulment_is_confirmed_by_another CHECK (confirmed_by <> proposed_by),
  CONSTRAINT paper_annulment_is_confirmed_by_a_leaf CHECK ((confirmed_by IS NULL) = (leaf_index IS NULL)),
  CONSTRAINT paper_annulment_is_said_by_a_leaf FOREIGN KEY (poll_id, leaf_index) REFERENCES log_leaf (poll_id, index)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON paper_annulment TO {{commission}};
GRANT SELECT ON paper_annulment TO {{opener}};

-- Who signed the list of a place. It leads to the roll, where the same person may already stand for having voted online.
CREATE TABLE paper_mark (
  id uuid CONSTRAINT paper_mark_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT paper_mark_is_of_a_poll REFERENCES sealed_poll_manifest,
  roll_id uuid NOT NULL CONSTRAINT paper_mark_is_of_the_roll REFERENCES roll_entry,
  place text NOT NULL CONSTRAINT paper_mark_place_is_written CHECK (place <> ''),
  -- Line of the signed list.
  line integer NOT NULL CONSTRAINT paper_mark_line_is_positive CHECK (line > 0),
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  CONSTRAINT paper_mark_line_is_unique UNIQUE (poll_id, place, line)
);
CREATE INDEX paper_mark_by_roll ON paper_mark (roll_id);
CREATE TRIGGER paper_mark_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_mark
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE paper_mark IS 'append-only: who signed, voted';
GRANT SELECT, INSERT ON paper_mark TO {{caster}};
GRANT SELECT ON paper_mark TO {{commission}}, {{registrar}};

-- Why a place has not as many papers as signatures: written once for these two numbers, and printed in the minutes.
CREATE TABLE paper_remark (
  poll_id uuid NOT NULL CONSTRAINT paper_remark_is_of_a_poll REFERENCES sealed_poll_manifest,
  place text NOT NULL,
  remark text NOT NULL CONSTRAINT paper_remark_is_written CHECK (remark <> '' AND length(remark) <= 500),
  paper_count integer NOT NULL,
  mark_count integer NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  CONSTRAINT paper_remark_pkey PRIMARY KEY (poll_id, place)
);
GRANT SELECT, INSERT, UPDATE ON paper_remark TO {{commission}};
GRANT SELECT ON paper_remark TO {{opener}};

-- A closed batch does not change.
CREATE FUNCTION refuse_change_once_closed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM paper_batch_close WHERE batch_id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid) THEN
    RAISE EXCEPTION '% of a closed batch: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER paper_batch_is_frozen BEFORE UPDATE OR DELETE ON paper_batch
  FOR EACH ROW EXECUTE FUNCTION refuse_change_once_closed('id');
CREATE TRIGGER paper_line_is_frozen BEFORE UPDATE OR DELETE ON paper_line
  FOR EACH ROW EXECUTE FUNCTION refuse_change_once_closed('batch_id');
CREATE TRIGGER paper_settlement_is_frozen BEFORE UPDATE OR DELETE ON paper_settlement
  FOR EACH ROW EXECUTE FUNCTION refuse_change_once_closed('batch_id');
