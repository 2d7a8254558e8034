-- Votes held here: drafts, manifests, seats.
-- A vote held here, by sealed ballots. Until its publication it is a draft that changes; afterwards everything about it is a
-- fact added to others: its stage is read from them (sealed/stage.ts), never stored.
CREATE TABLE sealed_poll (
  id uuid CONSTRAINT sealed_poll_pkey PRIMARY KEY,
  slug text NOT NULL
    CONSTRAINT sealed_poll_slug_is_unique UNIQUE
    CONSTRAINT sealed_poll_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
  -- What will become the manifest: title, question, options' order, rule, dates, evidence… as sealed/draft.ts reads it.
  draft jsonb NOT NULL,
  is_fictitious boolean NOT NULL,
  -- Grows with each change: two people who edit at once are told.
  version integer NOT NULL DEFAULT 1 CONSTRAINT sealed_poll_version_is_positive CHECK (version > 0),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sealed_poll TO {{app}};
GRANT SELECT ON sealed_poll TO {{registrar}}, {{caster}}, {{commission}}, {{opener}};

-- What voters are shown of each option.
CREATE TABLE sealed_poll_option (
  poll_id uuid NOT NULL CONSTRAINT sealed_poll_option_is_of_a_poll REFERENCES sealed_poll ON DELETE CASCADE,
  code text NOT NULL CONSTRAINT sealed_poll_option_code_reads_well CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  position integer NOT NULL CONSTRAINT sealed_poll_option_position_is_not_negative CHECK (position >= 0),
  name text NOT NULL CONSTRAINT sealed_poll_option_name_is_written CHECK (name <> ''),
  summary text NOT NULL,
  place text,
  cost_amount bigint CONSTRAINT sealed_poll_option_cost_is_positive CHECK (cost_amount > 0),
  -- Picture already decoded and written again; its words for who does not see it.
  picture bytea,
  picture_type text,
  picture_words text,
  CONSTRAINT sealed_poll_option_pkey PRIMARY KEY (poll_id, code),
  CONSTRAINT sealed_poll_option_picture_is_described
    CHECK ((picture IS NULL) = (picture_type IS NULL) AND (picture IS NULL) = (picture_words IS NULL)),
  CONSTRAINT sealed_poll_option_position_is_unique UNIQUE (poll_id, position) DEFERRABLE INITIALLY DEFERRED
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sealed_poll_option TO {{app}};

-- The manifest: written once, at publication. From then on a trigger refuses any change of the draft and of the options.
CREATE TABLE sealed_poll_manifest (
  poll_id uuid CONSTRAINT sealed_poll_manifest_pkey PRIMARY KEY
    CONSTRAINT sealed_poll_manifest_is_of_a_poll REFERENCES sealed_poll,
  manifest text NOT NULL,
  fingerprint bytea NOT NULL
    CONSTRAINT sealed_poll_manifest_fingerprint_is_unique UNIQUE
    CONSTRAINT sealed_poll_manifest_fingerprint_is_its_own CHECK (fingerprint = sha256(convert_to(manifest, 'UTF8'))),
  opens_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  published_at timestamptz NOT NULL,
  CONSTRAINT sealed_poll_manifest_closes_after_it_opens CHECK (opens_at < closes_at)
);
CREATE TRIGGER sealed_poll_manifest_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_poll_manifest
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE sealed_poll_manifest IS 'append-only: rules are frozen at publication';
GRANT SELECT, INSERT ON sealed_poll_manifest TO {{app}};
GRANT SELECT ON sealed_poll_manifest TO {{registrar}}, {{caster}}, {{commission}}, {{opener}};

-- Refused before anything else is looked at: a published poll does not change, whoever asks.
CREATE FUNCTION refuse_change_once_published() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM sealed_poll_manifest WHERE poll_id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid) THEN
    RAISE EXCEPTION '% of a published poll: % refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'restrict_violation', HINT = 'Rules are frozen at publication.';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER sealed_poll_is_frozen BEFORE UPDATE OR DELETE ON sealed_poll
  FOR EACH ROW EXECUTE FUNCTION refuse_change_once_published('id');
CREATE TRIGGER sealed_poll_option_is_frozen BEFORE UPDATE OR DELETE ON sealed_poll_option
  FOR EACH ROW EXECUTE FUNCTION refuse_change_once_published('poll_id');

-- Who holds which place in a poll: the members of its bureau (who keep the shares), of its commission de contrôle, and the
-- people who type paper ballots for a time.
CREATE TABLE poll_seat (
  id uuid CONSTRAINT poll_seat_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT poll_seat_is_of_a_poll REFERENCES sealed_poll ON DELETE CASCADE,
  office text NOT NULL CONSTRAINT poll_seat_office_is_known CHECK (office IN ('bureau', 'commission', 'operator')),
  number smallint NOT NULL CONSTRAINT poll_seat_number_is_positive CHECK (number > 0),
  person_id uuid NOT NULL,
  given_by uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  CONSTRAINT poll_seat_is_held_by_one UNIQUE (poll_id, office, number),
  CONSTRAINT poll_seat_ends_after_it_begins CHECK (until IS NULL OR since < until)
);
CREATE INDEX poll_seat_by_person ON poll_seat (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON poll_seat TO {{app}};
GRANT SELECT ON poll_seat TO {{commission}}, {{opener}};

-- What one person proposes and another confirms: the publication (of that version of the draft), a later close.
CREATE TABLE poll_proposal (
  poll_id uuid NOT NULL CONSTRAINT poll_proposal_is_of_a_poll REFERENCES sealed_poll ON DELETE CASCADE,
  what text NOT NULL CONSTRAINT poll_proposal_is_known CHECK (what IN ('publication', 'extension')),
  version integer NOT NULL,
  -- Of an extension only.
  closes_at timestamptz,
  reason text,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  CONSTRAINT poll_proposal_pkey PRIMARY KEY (poll_id, what),
  CONSTRAINT poll_proposal_of_extension_is_whole
    CHECK ((what = 'extension') = (closes_at IS NOT NULL) AND (closes_at IS NULL) = (reason IS NULL))
);
GRANT SELECT, INSERT, DELETE ON poll_proposal TO {{app}};

-- The public half of a bureau's key, as a ceremony made it; the last ceremony before the publication is the poll's. The
-- secret half was split in the page and never came here.
CREATE TABLE bureau_key (
  id uuid CONSTRAINT bureau_key_pkey PRIMARY KEY,
  poll_id uuid NOT NULL CONSTRAINT bureau_key_is_of_a_poll REFERENCES sealed_poll,
  public_key bytea NOT NULL
    CONSTRAINT bureau_key_is_new UNIQUE
    CONSTRAINT bureau_key_is_x25519 CHECK (octet_length(public_key) = 32),
  threshold smallint NOT NULL,
  -- The last share belongs to no member: it lies under seal.
  has_spare boolean NOT NULL,
  -- Salt and salted SHA-256 of each share, in the order of their numbers, as the manifest says them.
  shares jsonb NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT bureau_key_threshold_can_be_met CHECK (threshold BETWEEN 1 AND jsonb_array_length(shares))
);
CREATE INDEX bureau_key_by_poll ON bureau_key (poll_id, made_at DESC);
CREATE TRIGGER bureau_key_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bureau_key
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE bureau_key IS 'append-only: another ceremony makes another key';
GRANT SELECT, INSERT ON bureau_key TO {{app}};
GRANT SELECT ON bureau_key TO {{opener}};

-- What is known of a share since the ceremony: typed back right, or said lost. Never the share.
CREATE TABLE share_fact (
  id uuid CONSTRAINT share_fact_pkey PRIMARY KEY,
  key_id uuid NOT NULL CONSTRAINT share_fact_is_of_a_key REFERENCES bureau_key,
  number smallint NOT NULL CONSTRAINT share_fact_number_is_positive CHECK (number > 0),
  kind text NOT NULL CONSTRAINT share_fact_kind_is_known CHECK (kind IN ('rehearsed', 'proven', 'lost')),
  said_by uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX share_fact_by_key ON share_fact (key_id, number);
CREATE TRIGGER share_fact_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON share_fact
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE share_fact IS 'append-only: what was found of a share was found';
GRANT SELECT, INSERT ON share_fact TO {{app}};
GRANT SELECT ON share_fact TO {{opener}};

-- The rehearsal passed with this key: every share was typed back, and ballots made here by chance were opened with it.
CREATE TABLE rehearsal (
  key_id uuid CONSTRAINT rehearsal_pkey PRIMARY KEY CONSTRAINT rehearsal_is_of_a_key REFERENCES bureau_key,
  said_by uuid NOT NULL,
  passed_at timestamptz NOT NULL
);
CREATE TRIGGER rehearsal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rehearsal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE rehearsal IS 'append-only: a rehearsal that passed, passed';
GRANT SELECT, INSERT ON rehearsal TO {{app}};
GRANT SELECT ON rehearsal TO {{registrar}}, {{caster}}, {{commission}}, {{opener}};

-- The only thing of a published poll that moves: its close, later, by two people, with a reason that the log publishes.
CREATE TABLE poll_extension (
  poll_id uuid NOT NULL CONSTRAINT poll_extension_is_of_a_poll REFERENCES sealed_poll_manifest,
  closes_at timestamptz NOT NULL,
  reason text NOT NULL CONSTRAINT poll_extension_reason_is_written CHECK (reason <> ''),
  proposed_by uuid NOT NULL,
  confirmed_by uuid NOT NULL,
  extended_at timestamptz NOT NULL,
  CONSTRAINT poll_extension_pkey PRIMARY KEY (poll_id, closes_at),
  CONSTRAINT poll_extension_is_of_two_people CHECK (proposed_by <> confirmed_by)
);
CREATE TRIGGER poll_extension_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_extension
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE poll_extension IS 'append-only: a close is moved later, never back';
GRANT SELECT, INSERT ON poll_extension TO {{app}};
GRANT SELECT ON poll_extension TO {{registrar}}, {{caster}}, {{commission}}, {{opener}};

-- The moments of a poll after its vote; each is written in the transaction of its leaf.
CREATE TABLE poll_milestone (
  poll_id uuid NOT NULL CONSTRAINT poll_milestone_is_of_a_poll REFERENCES sealed_poll_manifest,
  kind text NOT NULL CONSTRAINT poll_milestone_is_known CHECK (kind IN ('closed', 'opened', 'result')),
  at timestamptz NOT NULL,
  CONSTRAINT poll_milestone_pkey PRIMARY KEY (poll_id, kind)
);
CREATE TRIGGER poll_milestone_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_milestone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE poll_milestone IS 'append-only: nothing of a vote is undone';
GRANT SELECT ON poll_milestone TO {{app}}, {{registrar}}, {{caster}}, {{commission}};
GRANT SELECT, INSERT ON poll_milestone TO {{opener}};
