-- Votes held here: what the commission de contrôle sees and decides.
-- Where a ballot came from, under a key that only this installation holds: enough to see that forty came from one place,
-- never from which. Emptied with the link, at the opening.
CREATE TABLE cast_trace (
  envelope_id uuid CONSTRAINT cast_trace_pkey PRIMARY KEY CONSTRAINT cast_trace_is_of_an_envelope REFERENCES envelope,
  poll_id uuid NOT NULL,
  -- HMAC of the poll and of the address without its last part (/24, /56).
  network_key bytea CONSTRAINT cast_trace_network_is_hidden CHECK (octet_length(network_key) = 32),
  -- HMAC of the poll and of what the browser keeps of itself.
  terminal_key bytea CONSTRAINT cast_trace_terminal_is_hidden CHECK (octet_length(terminal_key) = 32),
  -- HMAC of the poll and of the batch of printed codes that let the voter in.
  batch_key bytea CONSTRAINT cast_trace_batch_is_hidden CHECK (octet_length(batch_key) = 32),
  -- What was seen on the way in: reasons that nothing kept could show later.
  signals text[] NOT NULL CONSTRAINT cast_trace_signals_are_known
    CHECK (signals <@ ARRAY['disposable-domain', 'mailbox-alias', 'other-commune']),
  cast_at timestamptz NOT NULL
);
CREATE INDEX cast_trace_by_poll ON cast_trace (poll_id, cast_at);
GRANT INSERT ON cast_trace TO {{caster}};
GRANT SELECT ON cast_trace TO {{commission}};
GRANT SELECT (poll_id), DELETE ON cast_trace TO {{opener}};

-- Why people should look at a sealed ballot. It stays after the opening: it leads to a ballot that nobody can tell from
-- another, never to a person.
CREATE TABLE envelope_flag (
  poll_id uuid NOT NULL,
  envelope_leaf bigint NOT NULL,
  reason text NOT NULL CONSTRAINT envelope_flag_reason_is_known
    CHECK (reason IN ('burst', 'night-wave', 'one-network', 'one-device', 'household', 'disposable-domain', 'mailbox-alias',
                      'other-commune', 'fast-codes')),
  -- The leaf `flagged` that says so to everybody; several reasons share one.
  flag_leaf bigint NOT NULL,
  -- Ballots flagged together, by a number of ours.
  cluster integer NOT NULL CONSTRAINT envelope_flag_cluster_is_positive CHECK (cluster > 0),
  raised_at timestamptz NOT NULL,
  CONSTRAINT envelope_flag_pkey PRIMARY KEY (poll_id, envelope_leaf, reason),
  CONSTRAINT envelope_flag_is_of_an_envelope FOREIGN KEY (poll_id, envelope_leaf) REFERENCES envelope (poll_id, leaf_index),
  CONSTRAINT envelope_flag_is_said_by_a_leaf FOREIGN KEY (poll_id, flag_leaf) REFERENCES log_leaf (poll_id, index)
);
CREATE TRIGGER envelope_flag_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON envelope_flag
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE envelope_flag IS 'append-only: nothing is dropped silently, a suspicion neither';
GRANT SELECT, INSERT ON envelope_flag TO {{commission}};
GRANT SELECT ON envelope_flag TO {{opener}};

-- What one member of the commission proposes to do with some ballots; another confirms, or declines.
CREATE TABLE commission_proposal (
  id uuid CONSTRAINT commission_proposal_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT commission_proposal_is_of_a_poll REFERENCES sealed_poll_manifest,
  envelope_leaves bigint[] NOT NULL CONSTRAINT commission_proposal_is_about_something CHECK (cardinality(envelope_leaves) > 0),
  outcome text NOT NULL CONSTRAINT commission_proposal_outcome_is_known CHECK (outcome IN ('admitted', 'annulled')),
  reason text NOT NULL,
  -- Free words of the members, without names; they go with the proposal.
  note text NOT NULL CONSTRAINT commission_proposal_note_is_short CHECK (length(note) <= 500),
  proposed_by uuid NOT NULL,
  proposing_seat text NOT NULL,
  proposed_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT commission_proposal_state_is_known CHECK (state IN ('open', 'confirmed', 'declined')),
  settled_by uuid,
  settled_at timestamptz,
  CONSTRAINT commission_proposal_is_settled_or_not
    CHECK ((state = 'open') = (settled_by IS NULL) AND (settled_by IS NULL) = (settled_at IS NULL)),
  CONSTRAINT commission_proposal_is_confirmed_by_another CHECK (state <> 'confirmed' OR settled_by <> proposed_by),
  CONSTRAINT commission_proposal_reason_is_known CHECK (CASE outcome
    WHEN 'admitted' THEN reason IN ('person-confirmed', 'sharing-explained', 'no-ground')
    ELSE reason IN ('voted-on-paper', 'same-person', 'not-entitled', 'not-a-person') END)
);
CREATE INDEX commission_proposal_by_poll ON commission_proposal (poll_id, state);
GRANT SELECT, INSERT, UPDATE ON commission_proposal TO {{commission}};

-- What two members decided. The last one of a ballot holds.
CREATE TABLE envelope_decision (
  poll_id uuid NOT NULL,
  -- The leaf `admitted` or `annulled`.
  decision_leaf bigint NOT NULL,
  envelope_leaf bigint NOT NULL,
  outcome text NOT NULL CONSTRAINT envelope_decision_outcome_is_known CHECK (outcome IN ('admitted', 'annulled')),
  reason text NOT NULL,
  proposal_id uuid NOT NULL CONSTRAINT envelope_decision_was_proposed REFERENCES commission_proposal,
  decided_at timestamptz NOT NULL,
  CONSTRAINT envelope_decision_pkey PRIMARY KEY (poll_id, decision_leaf),
  CONSTRAINT envelope_decision_is_of_an_envelope
    FOREIGN KEY (poll_id, envelope_leaf) REFERENCES envelope (poll_id, leaf_index),
  CONSTRAINT envelope_decision_is_said_by_a_leaf FOREIGN KEY (poll_id, decision_leaf) REFERENCES log_leaf (poll_id, index)
);
CREATE INDEX envelope_decision_by_envelope ON envelope_decision (poll_id, envelope_leaf, decision_leaf);
CREATE TRIGGER envelope_decision_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON envelope_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE envelope_decision IS 'append-only: a decision is undone by another';
GRANT SELECT, INSERT ON envelope_decision TO {{commission}};
GRANT SELECT ON envelope_decision TO {{opener}};
