-- Every euro: the journal, and the public budget.

-- The journal. Its rows hold identifiers that say nothing by themselves, amounts, codes and days: never a name nor a text.

CREATE TABLE ledger_account (
  id uuid CONSTRAINT ledger_account_pkey PRIMARY KEY,
  -- What kind of account it is, as « budget.line ».
  code text NOT NULL CONSTRAINT ledger_account_code_is_a_word CHECK (code ~ '^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+$'),
  limit_kind text NOT NULL
    CONSTRAINT ledger_account_limit_is_known CHECK (limit_kind IN ('none', 'debits-within-credits', 'credits-within-debits'))
);
CREATE TRIGGER ledger_account_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE ledger_account IS 'append-only: an account that was opened stays what it is';
GRANT SELECT, INSERT ON ledger_account TO {{app}};

-- What a transfer may hold. Types, because PostgreSQL keeps the rules of a type for the session and reads those of a table
-- again at each statement: docs/decisions/0034-ledger.md.
CREATE DOMAIN ledger_amount AS bigint
  CONSTRAINT ledger_transfer_amount_is_positive CHECK (value > 0 AND value <= 1000000000000000);
CREATE DOMAIN ledger_kind AS text
  CONSTRAINT ledger_transfer_kind_is_known CHECK (value IN ('posted', 'pending', 'post', 'void', 'expire'));
CREATE DOMAIN ledger_code AS text
  CONSTRAINT ledger_transfer_code_is_a_word CHECK (value ~ '^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+$');

-- Only what posts or ends a pending transfer names one; only a pending one expires. A function, for the same reason.
CREATE FUNCTION ledger_is_of_its_kind(kind ledger_kind, pending_id uuid, expires_at timestamptz) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (pending_id IS NULL) = (kind IN ('posted', 'pending')) AND (expires_at IS NULL OR kind = 'pending');
END
$$;
REVOKE ALL ON FUNCTION ledger_is_of_its_kind FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_is_of_its_kind TO {{app}};

-- Accounts are not foreign keys: an account is never deleted, so the statement that writes has only to see it, and a
-- foreign key would lock the row of the busiest account at each transfer.
CREATE TABLE ledger_transfer (
  id uuid CONSTRAINT ledger_transfer_is_unique PRIMARY KEY,
  -- Order of writing; gaps are transactions that failed.
  rank bigint GENERATED ALWAYS AS IDENTITY,
  debit_account uuid NOT NULL,
  credit_account uuid NOT NULL,
  CONSTRAINT ledger_transfer_has_two_accounts CHECK (debit_account <> credit_account),
  amount_cents ledger_amount NOT NULL,
  kind ledger_kind NOT NULL,
  pending_id uuid,
  code ledger_code NOT NULL,
  -- It counts on that day; it may be written later.
  day date NOT NULL,
  expires_at timestamptz,
  CONSTRAINT ledger_transfer_is_of_its_kind CHECK (ledger_is_of_its_kind(kind, pending_id, expires_at)),
  -- The first of those written with it, all or none; its own when it was alone.
  group_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX ledger_transfer_by_debit ON ledger_transfer (debit_account, day, rank);
CREATE INDEX ledger_transfer_by_credit ON ledger_transfer (credit_account, day, rank);
CREATE INDEX ledger_transfer_by_pending ON ledger_transfer (pending_id) WHERE pending_id IS NOT NULL;
CREATE INDEX ledger_transfer_by_group ON ledger_transfer (group_id) WHERE group_id <> id;
CREATE INDEX ledger_transfer_by_rank ON ledger_transfer USING brin (rank) WITH (pages_per_range = 32);
CREATE TRIGGER ledger_transfer_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transfer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE ledger_transfer IS 'append-only: a correction is a new transfer';
GRANT SELECT, INSERT ON ledger_transfer TO {{app}};

-- Of accounts with a limit only: the row an act locks, in the order of identifiers.
CREATE TABLE ledger_balance (
  account_id uuid CONSTRAINT ledger_balance_pkey PRIMARY KEY
    CONSTRAINT ledger_balance_is_of_an_account REFERENCES ledger_account,
  limit_kind text NOT NULL,
  debits_pending bigint NOT NULL DEFAULT 0 CONSTRAINT ledger_balance_debits_pending_count CHECK (debits_pending >= 0),
  debits_posted bigint NOT NULL DEFAULT 0 CONSTRAINT ledger_balance_debits_posted_count CHECK (debits_posted >= 0),
  credits_pending bigint NOT NULL DEFAULT 0 CONSTRAINT ledger_balance_credits_pending_count CHECK (credits_pending >= 0),
  credits_posted bigint NOT NULL DEFAULT 0 CONSTRAINT ledger_balance_credits_posted_count CHECK (credits_posted >= 0),
  CONSTRAINT ledger_balance_has_a_limit CHECK (limit_kind IN ('debits-within-credits', 'credits-within-debits')),
  CONSTRAINT ledger_balance_debits_within_credits
    CHECK (limit_kind <> 'debits-within-credits' OR debits_posted + debits_pending <= credits_posted),
  CONSTRAINT ledger_balance_credits_within_debits
    CHECK (limit_kind <> 'credits-within-debits' OR credits_posted + credits_pending <= debits_posted)
) WITH (fillfactor = 50); -- The same few rows change all the time, each within its page.
GRANT SELECT, INSERT ON ledger_balance TO {{app}};
GRANT UPDATE (debits_pending, debits_posted, credits_pending, credits_posted) ON ledger_balance TO {{app}};

-- How each pending transfer stands: the row an act locks before it posts or ends it, in the order of identifiers.
CREATE TABLE ledger_pending (
  id uuid CONSTRAINT ledger_pending_pkey PRIMARY KEY,
  amount_cents bigint NOT NULL,
  posted_cents bigint NOT NULL CONSTRAINT ledger_pending_posted_counts CHECK (posted_cents >= 0),
  is_ended boolean NOT NULL,
  expires_at timestamptz,
  CONSTRAINT ledger_pending_posted_within_amount CHECK (posted_cents <= amount_cents)
) WITH (fillfactor = 70);
CREATE INDEX ledger_pending_expiring ON ledger_pending (expires_at)
  WHERE expires_at IS NOT NULL AND NOT is_ended AND posted_cents < amount_cents;
GRANT SELECT, INSERT ON ledger_pending TO {{app}};
GRANT UPDATE (posted_cents, is_ended) ON ledger_pending TO {{app}};

-- Sums kept by month of all that was written up to a rank, so that no reading adds up a whole life. A job keeps them, a
-- check makes them again.
CREATE TABLE ledger_month (
  account_id uuid NOT NULL,
  month date NOT NULL CONSTRAINT ledger_month_begins_it CHECK (extract(day FROM month) = 1),
  CONSTRAINT ledger_month_pkey PRIMARY KEY (account_id, month),
  debits_pending bigint NOT NULL,
  debits_posted bigint NOT NULL,
  credits_pending bigint NOT NULL,
  credits_posted bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON ledger_month TO {{app}};

CREATE TABLE ledger_closing (
  is_alone boolean CONSTRAINT ledger_closing_is_one_row PRIMARY KEY DEFAULT true CHECK (is_alone),
  up_to_rank bigint NOT NULL,
  closed_at timestamptz
);
INSERT INTO ledger_closing (up_to_rank) VALUES (0);
GRANT SELECT ON ledger_closing TO {{app}};
GRANT UPDATE (up_to_rank, closed_at) ON ledger_closing TO {{app}};

-- Somebody asked for a transfer under the identifier of another one.
CREATE TABLE ledger_alarm (
  id uuid CONSTRAINT ledger_alarm_pkey PRIMARY KEY,
  transfer_id uuid NOT NULL,
  -- SHA-256 of what was asked, as canonical JSON: the same request again is the same alarm.
  asked_sha256 bytea NOT NULL CONSTRAINT ledger_alarm_asked_is_sha256 CHECK (octet_length(asked_sha256) = 32),
  CONSTRAINT ledger_alarm_is_raised_once UNIQUE (transfer_id, asked_sha256),
  raised_at timestamptz NOT NULL
);
CREATE TRIGGER ledger_alarm_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_alarm
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE ledger_alarm IS 'append-only: an alarm that rang stays known';
GRANT SELECT, INSERT ON ledger_alarm TO {{app}};

CREATE TABLE ledger_alarm_handling (
  alarm_id uuid CONSTRAINT ledger_alarm_handling_is_once PRIMARY KEY
    CONSTRAINT ledger_alarm_handling_is_of_an_alarm REFERENCES ledger_alarm,
  handled_at timestamptz NOT NULL
);
CREATE TRIGGER ledger_alarm_handling_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_alarm_handling
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE ledger_alarm_handling IS 'append-only: what was looked at stays so';
GRANT SELECT, INSERT ON ledger_alarm_handling TO {{app}};

-- Writes a group, all or none: false when an account is unknown, a limit would be passed or an identifier was used; the
-- balances stay locked then. A function, because its statements are planned once a session: see docs/decisions/0034-ledger.md.
CREATE FUNCTION ledger_write(
  accounts uuid[], -- those the group touches, once each
  moves json, -- what each changes: account_id, debits_pending, debits_posted, credits_pending, credits_posted
  pendings json, -- how the pending ones it touches stand afterwards; null: none
  ids uuid[],
  transfers json,
  first_id uuid,
  written_at timestamptz
) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  known integer;
  limited integer;
  written integer;
BEGIN
  -- Whoever keeps the months waits for those who write (store/ledger/months.ts).
  PERFORM pg_advisory_xact_lock_shared(4711007, 1);
  SELECT count(*), count(*) FILTER (WHERE limit_kind <> 'none') INTO known, limited
    FROM ledger_account WHERE id = ANY(accounts);
  IF known <> cardinality(accounts) THEN RETURN false; END IF;

  IF limited > 0 THEN
    PERFORM FROM ledger_balance WHERE account_id = ANY(accounts) ORDER BY account_id FOR UPDATE;
  END IF;
  IF limited > 0 OR pendings IS NOT NULL OR cardinality(ids) > 1 THEN
    IF EXISTS (SELECT FROM ledger_transfer WHERE id = ANY(ids)) THEN RETURN false; END IF;
  END IF;
  IF limited > 0 THEN
    IF EXISTS (
      SELECT FROM json_to_recordset(moves) AS move (
        account_id uuid, debits_pending bigint, debits_posted bigint, credits_pending bigint, credits_posted bigint
      ) JOIN ledger_balance AS kept USING (account_id)
      WHERE (limit_kind = 'debits-within-credits'
          AND kept.debits_posted + kept.debits_pending + move.debits_posted + move.debits_pending
            > kept.credits_posted + move.credits_posted)
        OR (limit_kind = 'credits-within-debits'
          AND kept.credits_posted + kept.credits_pending + move.credits_posted + move.credits_pending
            > kept.debits_posted + move.debits_posted)
    ) THEN RETURN false; END IF;
    UPDATE ledger_balance AS kept SET
      debits_pending = kept.debits_pending + move.debits_pending,
      debits_posted = kept.debits_posted + move.debits_posted,
      credits_pending = kept.credits_pending + move.credits_pending,
      credits_posted = kept.credits_posted + move.credits_posted
    FROM json_to_recordset(moves) AS move (
      account_id uuid, debits_pending bigint, debits_posted bigint, credits_pending bigint, credits_posted bigint
    )
    WHERE kept.account_id = move.account_id;
  END IF;

  IF pendings IS NOT NULL THEN
    INSERT INTO ledger_pending AS kept (id, amount_cents, posted_cents, is_ended, expires_at)
    SELECT * FROM json_to_recordset(pendings) AS pending (
      id uuid, amount_cents bigint, posted_cents bigint, is_ended boolean, expires_at timestamptz
    )
    ON CONFLICT (id) DO UPDATE SET posted_cents = excluded.posted_cents, is_ended = excluded.is_ended;
  END IF;

  INSERT INTO ledger_transfer (
    id, debit_account, credit_account, amount_cents, kind, pending_id, code, day, expires_at, group_id, recorded_at
  )
  SELECT asked.*, first_id, written_at FROM json_to_recordset(transfers) AS asked (
    id uuid, debit_account uuid, credit_account uuid, amount_cents bigint, kind text, pending_id uuid, code text, day date,
    expires_at timestamptz
  )
  ON CONFLICT (id) DO NOTHING;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written = cardinality(ids) THEN RETURN true; END IF;
  IF written = 0 AND limited = 0 AND pendings IS NULL THEN RETURN false; END IF;
  RAISE EXCEPTION 'another transaction wrote one of these transfers' USING ERRCODE = 'serialization_failure';
END
$$;
REVOKE ALL ON FUNCTION ledger_write FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_write TO {{app}};

-- Writes one transfer posted at once between accounts without a limit: no list, no row to lock. Any other case, and a refusal,
-- are those of `ledger_write`.
CREATE FUNCTION ledger_write_posted(
  transfer_id uuid,
  debit uuid,
  credit uuid,
  cents bigint,
  what text, -- its code
  on_day date,
  written_at timestamptz
) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  -- As in `ledger_write`. Tried first, because an expression costs less than a statement.
  IF NOT pg_try_advisory_xact_lock_shared(4711007, 1) THEN PERFORM pg_advisory_xact_lock_shared(4711007, 1); END IF;
  INSERT INTO ledger_transfer (id, debit_account, credit_account, amount_cents, kind, code, day, group_id, recorded_at)
  SELECT transfer_id, debit, credit, cents, 'posted', what, on_day, transfer_id, written_at
  FROM ledger_account AS debited, ledger_account AS credited
  WHERE debited.id = debit AND debited.limit_kind = 'none' AND credited.id = credit AND credited.limit_kind = 'none'
  ON CONFLICT (id) DO NOTHING;
  IF FOUND THEN RETURN true; END IF;

  RETURN ledger_write(
    ARRAY[debit, credit],
    json_build_array(
      json_build_object('account_id', debit, 'debits_pending', 0, 'debits_posted', cents,
        'credits_pending', 0, 'credits_posted', 0),
      json_build_object('account_id', credit, 'debits_pending', 0, 'debits_posted', 0,
        'credits_pending', 0, 'credits_posted', cents)),
    NULL,
    ARRAY[transfer_id],
    json_build_array(json_build_object('id', transfer_id, 'debit_account', debit, 'credit_account', credit,
      'amount_cents', cents, 'kind', 'posted', 'code', what, 'day', on_day)),
    transfer_id,
    written_at
  );
END
$$;
REVOKE ALL ON FUNCTION ledger_write_posted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_write_posted TO {{app}};

-- Public budget

-- Parameters of the budget: delays of payment, fungibility. One that has no row has the value of the house
-- (budget/settings.ts), said « à vérifier ».
CREATE TABLE budget_setting (
  name text CONSTRAINT budget_setting_pkey PRIMARY KEY,
  value text NOT NULL CONSTRAINT budget_setting_value_is_short CHECK (length(value) BETWEEN 1 AND 200),
  source text NOT NULL CONSTRAINT budget_setting_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  is_verified boolean NOT NULL,
  set_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON budget_setting TO {{app}};

-- A version of the plan of codes, as published by the State: M57 of a year.
CREATE TABLE budget_nomenclature (
  id uuid CONSTRAINT budget_nomenclature_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT budget_nomenclature_name_is_short CHECK (length(name) BETWEEN 1 AND 60),
  year_from integer NOT NULL CONSTRAINT budget_nomenclature_year_reads_well CHECK (year_from BETWEEN 1990 AND 2200),
  year_to integer,
  source text NOT NULL CONSTRAINT budget_nomenclature_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  licence text NOT NULL CONSTRAINT budget_nomenclature_licence_is_short CHECK (length(licence) BETWEEN 1 AND 120),
  status text NOT NULL CONSTRAINT budget_nomenclature_status_is_known CHECK (status IN ('official', 'to-verify')),
  imported_at timestamptz NOT NULL,
  CONSTRAINT budget_nomenclature_is_once UNIQUE (name, year_from),
  CONSTRAINT budget_nomenclature_ends_after_it_starts CHECK (year_to >= year_from)
);
GRANT SELECT, INSERT ON budget_nomenclature TO {{app}};

-- A chapter, an article (by nature) or a function of a nomenclature.
CREATE TABLE budget_code (
  nomenclature_id uuid NOT NULL CONSTRAINT budget_code_is_of_a_nomenclature REFERENCES budget_nomenclature,
  kind text NOT NULL CONSTRAINT budget_code_kind_is_known CHECK (kind IN ('chapter', 'nature', 'function')),
  code text NOT NULL CONSTRAINT budget_code_reads_well CHECK (code ~ '^[0-9A-Z-]{1,12}$'),
  CONSTRAINT budget_code_pkey PRIMARY KEY (nomenclature_id, kind, code),
  -- As the source writes it; a code may be known before its label.
  label text NOT NULL CONSTRAINT budget_code_label_is_short CHECK (length(label) BETWEEN 1 AND 300),
  -- Of a chapter.
  section text CONSTRAINT budget_code_section_is_known CHECK (section IN ('F', 'I')),
  -- Of an article: where its real expenditure and its real receipts go.
  expense_chapter text,
  receipt_chapter text
);
GRANT SELECT, INSERT ON budget_code TO {{app}};

-- The budget of a year.
CREATE TABLE budget_year (
  year integer
    CONSTRAINT budget_year_pkey PRIMARY KEY
    CONSTRAINT budget_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  nomenclature_id uuid NOT NULL CONSTRAINT budget_year_has_a_nomenclature REFERENCES budget_nomenclature,
  -- Where credits come from: an account of the ledger, without limit.
  source_account uuid NOT NULL CONSTRAINT budget_year_source_is_unique UNIQUE,
  -- Set with the CFU: nothing is opened, committed or liquidated any more.
  closed_at timestamptz,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON budget_year TO {{app}};

-- One line of the budget of a year. Its amounts are in the ledger.
CREATE TABLE budget_line (
  id uuid CONSTRAINT budget_line_pkey PRIMARY KEY,
  year integer NOT NULL CONSTRAINT budget_line_is_of_a_year REFERENCES budget_year,
  -- The same from one year to the next: the years are compared by it.
  code text NOT NULL CONSTRAINT budget_line_code_reads_well CHECK (code ~ '^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$'
                                                                  AND length(code) <= 60),
  section text NOT NULL CONSTRAINT budget_line_section_is_known CHECK (section IN ('F', 'I')),
  direction text NOT NULL CONSTRAINT budget_line_direction_is_known CHECK (direction IN ('expense', 'receipt')),
  chapter text NOT NULL,
  nature text NOT NULL,
  function text NOT NULL,
  label text NOT NULL CONSTRAINT budget_line_label_is_short CHECK (length(label) BETWEEN 1 AND 200),
  -- Of the ESS alone, or of another policy that serves it: the two are never added silently.
  perimeter text NOT NULL CONSTRAINT budget_line_perimeter_is_known CHECK (perimeter IN ('dedicated', 'transversal')),
  is_fictitious boolean NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT budget_line_is_once UNIQUE (year, code)
);
GRANT SELECT, INSERT ON budget_line TO {{app}};
GRANT UPDATE (label, perimeter) ON budget_line TO {{app}};

-- ROB, BP, BS, DM, or a move between chapters: what a decision opens. Its object is « budget-stage:<id> ».
CREATE TABLE budget_stage (
  id uuid CONSTRAINT budget_stage_pkey PRIMARY KEY,
  year integer NOT NULL CONSTRAINT budget_stage_is_of_a_year REFERENCES budget_year,
  kind text NOT NULL CONSTRAINT budget_stage_kind_is_known CHECK (kind IN ('rob', 'bp', 'bs', 'dm', 'move')),
  -- DM 1, DM 2…
  number integer NOT NULL CONSTRAINT budget_stage_number_counts_from_one CHECK (number > 0),
  title text NOT NULL CONSTRAINT budget_stage_title_is_short CHECK (length(title) BETWEEN 1 AND 200),
  -- Where its amounts come from, when they are not our own proposal.
  source text CONSTRAINT budget_stage_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  proposed_by uuid CONSTRAINT budget_stage_is_proposed_by_a_person REFERENCES person,
  proposed_at timestamptz NOT NULL,
  -- When its credits were opened in the ledger: after its decision is exécutoire (CGCT L3131-1).
  opened_at timestamptz,
  opened_by uuid CONSTRAINT budget_stage_is_opened_by_a_person REFERENCES person,
  CONSTRAINT budget_stage_is_once UNIQUE (year, kind, number)
);
GRANT SELECT, INSERT, UPDATE ON budget_stage TO {{app}};

-- What a stage adds to a line, or takes from it.
CREATE TABLE budget_stage_line (
  stage_id uuid NOT NULL CONSTRAINT budget_stage_line_is_of_a_stage REFERENCES budget_stage,
  line_id uuid NOT NULL CONSTRAINT budget_stage_line_is_of_a_line REFERENCES budget_line,
  CONSTRAINT budget_stage_line_pkey PRIMARY KEY (stage_id, line_id),
  amount_cents bigint NOT NULL CONSTRAINT budget_stage_line_changes_something CHECK (amount_cents <> 0)
);
CREATE INDEX budget_stage_line_by_line ON budget_stage_line (line_id);
COMMENT ON TABLE budget_stage_line IS 'append-only: what was proposed stays, a correction is another stage';
CREATE TRIGGER budget_stage_line_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_stage_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON budget_stage_line TO {{app}};

-- An authorisation over several years: AE (operating) or AP (investment). Its object is « budget-authorisation:<id> ».
CREATE TABLE budget_authorisation (
  id uuid CONSTRAINT budget_authorisation_pkey PRIMARY KEY,
  kind text NOT NULL CONSTRAINT budget_authorisation_kind_is_known CHECK (kind IN ('ae', 'ap')),
  code text NOT NULL
    CONSTRAINT budget_authorisation_code_is_unique UNIQUE
    CONSTRAINT budget_authorisation_code_reads_well CHECK (code ~ '^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$' AND length(code) <= 40),
  label text NOT NULL CONSTRAINT budget_authorisation_label_is_short CHECK (length(label) BETWEEN 1 AND 200),
  amount_cents bigint NOT NULL CONSTRAINT budget_authorisation_is_positive CHECK (amount_cents > 0),
  proposed_by uuid CONSTRAINT budget_authorisation_is_proposed_by_a_person REFERENCES person,
  proposed_at timestamptz NOT NULL,
  opened_at timestamptz
);
GRANT SELECT, INSERT, UPDATE ON budget_authorisation TO {{app}};

-- Its CP, year by year: their sum is its amount (a check says so, and no command writes another).
CREATE TABLE budget_authorisation_year (
  authorisation_id uuid NOT NULL
    CONSTRAINT budget_authorisation_year_is_of_an_authorisation REFERENCES budget_authorisation,
  year integer NOT NULL CONSTRAINT budget_authorisation_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  CONSTRAINT budget_authorisation_year_pkey PRIMARY KEY (authorisation_id, year),
  amount_cents bigint NOT NULL CONSTRAINT budget_authorisation_year_is_not_negative CHECK (amount_cents >= 0)
);
GRANT SELECT, INSERT ON budget_authorisation_year TO {{app}};

-- Who is paid, or pays. A natural person is never published by name.
CREATE TABLE budget_payee (
  id uuid CONSTRAINT budget_payee_pkey PRIMARY KEY,
  kind text NOT NULL CONSTRAINT budget_payee_kind_is_known CHECK (kind IN ('legal', 'natural')),
  siret text
    CONSTRAINT budget_payee_siret_is_once UNIQUE
    CONSTRAINT budget_payee_siret_reads_well CHECK (siret ~ '^[0-9]{14}$'),
  name text NOT NULL CONSTRAINT budget_payee_name_is_short CHECK (length(name) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL,
  CONSTRAINT budget_payee_legal_person_has_a_siret CHECK ((kind = 'legal') = (siret IS NOT NULL))
);
GRANT SELECT, INSERT, UPDATE ON budget_payee TO {{app}};

-- The last number of each series of a year: engagements, mandates, titres. Numbers have no gap.
CREATE TABLE budget_number (
  series text NOT NULL CONSTRAINT budget_number_series_is_known CHECK (series IN ('engagement', 'mandate', 'receivable')),
  year integer NOT NULL,
  CONSTRAINT budget_number_pkey PRIMARY KEY (series, year),
  last_number integer NOT NULL CONSTRAINT budget_number_counts_from_one CHECK (last_number > 0)
);
GRANT SELECT, INSERT, UPDATE ON budget_number TO {{app}};

-- An engagement: asked by the instructor, checked by the finance agent, then followed until it is paid. Amounts are in the
-- ledger, steps in budget_step.
CREATE TABLE budget_engagement (
  id uuid CONSTRAINT budget_engagement_pkey PRIMARY KEY,
  -- As « 2026-0012 »: given when credits are taken.
  number text CONSTRAINT budget_engagement_number_is_unique UNIQUE,
  line_id uuid NOT NULL CONSTRAINT budget_engagement_is_on_a_line REFERENCES budget_line,
  authorisation_id uuid CONSTRAINT budget_engagement_is_on_an_authorisation REFERENCES budget_authorisation,
  payee_id uuid NOT NULL CONSTRAINT budget_engagement_is_for_a_payee REFERENCES budget_payee,
  kind text NOT NULL CONSTRAINT budget_engagement_kind_is_known CHECK (kind IN ('purchase', 'grant')),
  purpose text NOT NULL CONSTRAINT budget_engagement_purpose_is_short CHECK (length(purpose) BETWEEN 1 AND 300),
  -- What was asked for; what is committed is in the ledger.
  asked_cents bigint NOT NULL CONSTRAINT budget_engagement_is_positive CHECK (asked_cents > 0),
  -- On an authorisation: what is committed over its years, of which asked_cents is this year's part; 0 in the later years.
  multi_year_cents bigint CONSTRAINT budget_engagement_multi_year_is_not_negative CHECK (multi_year_cents >= 0),
  -- What the assembly decides about it, as « dossier:0198… »: a grant is not paid before it is exécutoire.
  decision_object text CONSTRAINT budget_engagement_decision_is_named CHECK (decision_object ~ '^[a-z-]+:[0-9a-z-]+$'),
  -- The legal engagement: convention signed, order sent; never before the accounting one.
  legal_reference text CONSTRAINT budget_engagement_legal_is_short CHECK (length(legal_reference) BETWEEN 1 AND 120),
  legally_committed_on date,
  -- Who asked for it: they sign no liquidation of it.
  instructed_by uuid CONSTRAINT budget_engagement_is_instructed_by_a_person REFERENCES person,
  asked_at timestamptz NOT NULL,
  -- Null until it is checked.
  committed_at timestamptz,
  declined_at timestamptz,
  -- What was committed the year before and is carried over.
  carried_from uuid CONSTRAINT budget_engagement_is_carried_from_another REFERENCES budget_engagement,
  is_fictitious boolean NOT NULL,
  version integer NOT NULL CONSTRAINT budget_engagement_version_grows CHECK (version > 0),
  CONSTRAINT budget_engagement_multi_year_has_an_authorisation
    CHECK ((authorisation_id IS NULL) = (multi_year_cents IS NULL)),
  CONSTRAINT budget_engagement_grant_has_a_decision CHECK (kind <> 'grant' OR decision_object IS NOT NULL),
  -- The accounting engagement precedes the legal one.
  CONSTRAINT budget_engagement_legal_comes_after CHECK (legally_committed_on IS NULL OR committed_at IS NOT NULL),
  CONSTRAINT budget_engagement_is_numbered CHECK ((number IS NULL) = (committed_at IS NULL)),
  CONSTRAINT budget_engagement_is_settled_once CHECK (declined_at IS NULL OR committed_at IS NULL)
);
CREATE INDEX budget_engagement_by_line ON budget_engagement (line_id);
CREATE INDEX budget_engagement_by_payee ON budget_engagement (payee_id);
CREATE INDEX budget_engagement_by_decision ON budget_engagement (decision_object);
GRANT SELECT, INSERT, UPDATE ON budget_engagement TO {{app}};

-- Conditions and documents of the convention of a grant; the service fait of a purchase is one too.
CREATE TABLE budget_condition (
  id uuid CONSTRAINT budget_condition_pkey PRIMARY KEY,
  engagement_id uuid NOT NULL CONSTRAINT budget_condition_is_of_an_engagement REFERENCES budget_engagement,
  position integer NOT NULL CONSTRAINT budget_condition_position_counts_from_one CHECK (position > 0),
  label text NOT NULL CONSTRAINT budget_condition_label_is_short CHECK (length(label) BETWEEN 1 AND 200),
  CONSTRAINT budget_condition_has_its_place UNIQUE (engagement_id, position)
);
GRANT SELECT, INSERT ON budget_condition TO {{app}};

-- The accounts of the ledger: of a line, of an authorisation, or of an engagement.
CREATE TABLE budget_account (
  account_id uuid CONSTRAINT budget_account_pkey PRIMARY KEY,
  line_id uuid CONSTRAINT budget_account_is_of_a_line REFERENCES budget_line,
  authorisation_id uuid CONSTRAINT budget_account_is_of_an_authorisation REFERENCES budget_authorisation,
  engagement_id uuid CONSTRAINT budget_account_is_of_an_engagement REFERENCES budget_engagement,
  stage text NOT NULL CONSTRAINT budget_account_stage_is_known CHECK (stage IN (
    'available', 'carried', 'committed', 'liquidated', 'mandated', 'paid', 'authorised', 'issued', 'collected')),
  CONSTRAINT budget_account_is_of_one_thing CHECK (num_nonnulls(line_id, authorisation_id, engagement_id) = 1),
  CONSTRAINT budget_account_of_line_is_once UNIQUE (line_id, stage),
  CONSTRAINT budget_account_of_authorisation_is_once UNIQUE (authorisation_id, stage),
  CONSTRAINT budget_account_of_engagement_is_once UNIQUE (engagement_id, stage)
);
CREATE TRIGGER budget_account_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE budget_account IS 'append-only: an account stays that of its line';
GRANT SELECT, INSERT ON budget_account TO {{app}};

-- A liquidation: prepared by the instructor, signed by somebody else, then mandated.
CREATE TABLE budget_liquidation (
  id uuid CONSTRAINT budget_liquidation_pkey PRIMARY KEY,
  engagement_id uuid NOT NULL CONSTRAINT budget_liquidation_is_of_an_engagement REFERENCES budget_engagement,
  amount_cents bigint NOT NULL CONSTRAINT budget_liquidation_is_positive CHECK (amount_cents > 0),
  -- Invoice or request for payment, and the day it came: the delay to pay runs from it.
  document text NOT NULL CONSTRAINT budget_liquidation_document_is_short CHECK (length(document) BETWEEN 1 AND 120),
  received_on date NOT NULL,
  -- Charged to the year that ends, paid in the next one (rattachement).
  is_attached boolean NOT NULL,
  prepared_by uuid CONSTRAINT budget_liquidation_is_prepared_by_a_person REFERENCES person,
  prepared_at timestamptz NOT NULL,
  signed_by uuid CONSTRAINT budget_liquidation_is_signed_by_a_person REFERENCES person,
  signed_at timestamptz,
  returned_at timestamptz,
  version integer NOT NULL CONSTRAINT budget_liquidation_version_grows CHECK (version > 0),
  -- Instruction and liquidation are in two pairs of hands.
  CONSTRAINT budget_liquidation_is_signed_by_another CHECK (signed_by <> prepared_by),
  CONSTRAINT budget_liquidation_is_settled_once CHECK (returned_at IS NULL OR signed_at IS NULL)
);
CREATE INDEX budget_liquidation_by_engagement ON budget_liquidation (engagement_id);
GRANT SELECT, INSERT, UPDATE ON budget_liquidation TO {{app}};

-- Each condition seen for a liquidation: by whom, and when.
CREATE TABLE budget_condition_check (
  liquidation_id uuid NOT NULL CONSTRAINT budget_condition_check_is_of_a_liquidation REFERENCES budget_liquidation,
  condition_id uuid NOT NULL CONSTRAINT budget_condition_check_is_of_a_condition REFERENCES budget_condition,
  CONSTRAINT budget_condition_check_pkey PRIMARY KEY (liquidation_id, condition_id),
  checked_by uuid CONSTRAINT budget_condition_check_is_by_a_person REFERENCES person,
  checked_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON budget_condition_check TO {{app}};

-- The order to pay, and what the comptable did with it.
CREATE TABLE budget_mandate (
  id uuid CONSTRAINT budget_mandate_pkey PRIMARY KEY,
  liquidation_id uuid NOT NULL
    CONSTRAINT budget_mandate_liquidation_is_unique UNIQUE
    CONSTRAINT budget_mandate_is_of_a_liquidation REFERENCES budget_liquidation,
  number text NOT NULL CONSTRAINT budget_mandate_number_is_unique UNIQUE,
  issued_on date NOT NULL,
  issued_by uuid CONSTRAINT budget_mandate_is_issued_by_a_person REFERENCES person,
  issued_at timestamptz NOT NULL,
  paid_on date,
  -- The transfer of the ledger that says so.
  payment_transfer uuid CONSTRAINT budget_mandate_payment_is_unique UNIQUE,
  version integer NOT NULL CONSTRAINT budget_mandate_version_grows CHECK (version > 0),
  CONSTRAINT budget_mandate_payment_is_in_the_ledger CHECK ((paid_on IS NULL) = (payment_transfer IS NULL)),
  CONSTRAINT budget_mandate_is_paid_after CHECK (paid_on >= issued_on)
);
GRANT SELECT, INSERT, UPDATE ON budget_mandate TO {{app}};

-- A mandate the comptable refused: why, what is asked, and the days the clock stood still.
CREATE TABLE budget_rejection (
  id uuid CONSTRAINT budget_rejection_pkey PRIMARY KEY,
  mandate_id uuid NOT NULL CONSTRAINT budget_rejection_is_of_a_mandate REFERENCES budget_mandate,
  rejected_on date NOT NULL,
  reason text NOT NULL CONSTRAINT budget_rejection_reason_is_short CHECK (length(reason) BETWEEN 1 AND 500),
  asked_document text CONSTRAINT budget_rejection_document_is_short CHECK (length(asked_document) BETWEEN 1 AND 200),
  resumed_on date,
  CONSTRAINT budget_rejection_ends_after_it_starts CHECK (resumed_on >= rejected_on)
);
CREATE UNIQUE INDEX budget_rejection_is_open_once ON budget_rejection (mandate_id) WHERE resumed_on IS NULL;
CREATE INDEX budget_rejection_by_mandate ON budget_rejection (mandate_id);
GRANT SELECT, INSERT, UPDATE ON budget_rejection TO {{app}};

-- What happened to an engagement, one row an act.
CREATE TABLE budget_step (
  id uuid CONSTRAINT budget_step_pkey PRIMARY KEY,
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT budget_step_rank_is_unique UNIQUE,
  engagement_id uuid NOT NULL CONSTRAINT budget_step_is_of_an_engagement REFERENCES budget_engagement,
  kind text NOT NULL CONSTRAINT budget_step_kind_is_known CHECK (kind IN (
    'asked', 'declined', 'committed', 'legally-committed', 'complemented', 'released', 'prepared', 'returned',
    'liquidated', 'mandated', 'rejected', 'resumed', 'paid', 'carried')),
  happened_on date NOT NULL,
  amount_cents bigint CONSTRAINT budget_step_amount_is_positive CHECK (amount_cents > 0),
  liquidation_id uuid CONSTRAINT budget_step_is_of_a_liquidation REFERENCES budget_liquidation,
  -- Of the ledger, when money moved.
  transfer_id uuid CONSTRAINT budget_step_transfer_is_unique UNIQUE,
  done_by uuid CONSTRAINT budget_step_is_done_by_a_person REFERENCES person,
  done_at timestamptz NOT NULL
);
CREATE INDEX budget_step_by_engagement ON budget_step (engagement_id, rank);
CREATE TRIGGER budget_step_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE budget_step IS 'append-only: who did what to an engagement, and when';
GRANT SELECT, INSERT ON budget_step TO {{app}};

-- Why: words can be corrected.
CREATE TABLE budget_remark (
  step_id uuid
    CONSTRAINT budget_remark_pkey PRIMARY KEY
    CONSTRAINT budget_remark_is_of_a_step REFERENCES budget_step,
  remark text NOT NULL CONSTRAINT budget_remark_is_short CHECK (length(remark) BETWEEN 1 AND 500)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_remark TO {{app}};

-- A titre de recette: what is owed to the authority. A recovery is one, never a payment below zero.
CREATE TABLE budget_receivable (
  id uuid CONSTRAINT budget_receivable_pkey PRIMARY KEY,
  number text NOT NULL CONSTRAINT budget_receivable_number_is_unique UNIQUE,
  line_id uuid NOT NULL CONSTRAINT budget_receivable_is_on_a_line REFERENCES budget_line,
  payee_id uuid NOT NULL CONSTRAINT budget_receivable_is_owed_by_a_payee REFERENCES budget_payee,
  amount_cents bigint NOT NULL CONSTRAINT budget_receivable_is_positive CHECK (amount_cents > 0),
  purpose text NOT NULL CONSTRAINT budget_receivable_purpose_is_short CHECK (length(purpose) BETWEEN 1 AND 300),
  -- Of a recovery: the payment it takes back from.
  recovers_mandate uuid CONSTRAINT budget_receivable_recovers_a_mandate REFERENCES budget_mandate,
  issued_on date NOT NULL,
  issued_by uuid CONSTRAINT budget_receivable_is_issued_by_a_person REFERENCES person,
  collected_on date,
  is_fictitious boolean NOT NULL,
  CONSTRAINT budget_receivable_is_collected_after CHECK (collected_on >= issued_on)
);
CREATE INDEX budget_receivable_by_line ON budget_receivable (line_id);
GRANT SELECT, INSERT, UPDATE ON budget_receivable TO {{app}};

-- What the finance tool says beside our own journal, the preparation of the next budget, and the posts of each year.

-- Mirror of the finance tool

-- Which column holds what, in the exports of one tool: chosen once, used each month.
CREATE TABLE budget_mirror_mapping (
  id uuid CONSTRAINT budget_mirror_mapping_pkey PRIMARY KEY,
  name text NOT NULL
    CONSTRAINT budget_mirror_mapping_name_is_unique UNIQUE
    CONSTRAINT budget_mirror_mapping_name_is_short CHECK (length(name) BETWEEN 1 AND 80),
  columns jsonb NOT NULL,
  fixed_kind text CONSTRAINT budget_mirror_mapping_kind_is_known CHECK (fixed_kind IN ('engaged', 'mandated', 'paid')),
  fixed_year integer CONSTRAINT budget_mirror_mapping_year_reads_well CHECK (fixed_year BETWEEN 1990 AND 2200),
  saved_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON budget_mirror_mapping TO {{app}};

-- One reading of one file: sent, read (a dry run), then accepted or set aside.
CREATE TABLE budget_mirror_import (
  id uuid CONSTRAINT budget_mirror_import_pkey PRIMARY KEY,
  file_name text NOT NULL CONSTRAINT budget_mirror_import_name_is_short CHECK (length(file_name) BETWEEN 1 AND 200),
  sha256 text NOT NULL CONSTRAINT budget_mirror_import_is_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  headers text[] NOT NULL,
  -- As it came, natural persons included: it goes as soon as the file is read or set aside, at the latest the next day.
  content bytea CONSTRAINT budget_mirror_import_is_small CHECK (octet_length(content) <= 5000000),
  state text NOT NULL
    CONSTRAINT budget_mirror_import_state_is_known CHECK (state IN ('sent', 'read', 'accepted', 'discarded')),
  sent_by uuid CONSTRAINT budget_mirror_import_is_sent_by_a_person REFERENCES person,
  sent_at timestamptz NOT NULL,
  read_at timestamptz,
  settled_by uuid CONSTRAINT budget_mirror_import_is_settled_by_a_person REFERENCES person,
  settled_at timestamptz,
  new_count integer NOT NULL DEFAULT 0,
  same_count integer NOT NULL DEFAULT 0,
  different_count integer NOT NULL DEFAULT 0,
  refused_count integer NOT NULL DEFAULT 0,
  CONSTRAINT budget_mirror_import_forgets_its_file CHECK (state = 'sent' OR content IS NULL),
  CONSTRAINT budget_mirror_import_is_read_first CHECK (state IN ('sent', 'discarded') OR read_at IS NOT NULL),
  CONSTRAINT budget_mirror_import_is_settled CHECK ((settled_at IS NOT NULL) = (state IN ('accepted', 'discarded')))
);
CREATE INDEX budget_mirror_import_by_moment ON budget_mirror_import (sent_at);
GRANT SELECT, INSERT, UPDATE ON budget_mirror_import TO {{app}};

-- Lines of a file as they were read, beside what was known then. Of a beneficiary without SIRET, who may be a natural person,
-- neither name nor words are here.
CREATE TABLE budget_mirror_row (
  import_id uuid NOT NULL CONSTRAINT budget_mirror_row_is_of_an_import REFERENCES budget_mirror_import,
  number integer NOT NULL CONSTRAINT budget_mirror_row_comes_after_the_headers CHECK (number > 1),
  CONSTRAINT budget_mirror_row_pkey PRIMARY KEY (import_id, number),
  outcome text NOT NULL
    CONSTRAINT budget_mirror_row_outcome_is_known CHECK (outcome IN ('new', 'same', 'different', 'refused')),
  kind text CONSTRAINT budget_mirror_row_kind_is_known CHECK (kind IN ('engaged', 'mandated', 'paid')),
  year integer,
  reference text,
  line_code text,
  amount_cents bigint CONSTRAINT budget_mirror_row_is_positive CHECK (amount_cents > 0),
  dated_on date,
  siret text CONSTRAINT budget_mirror_row_siret_reads_well CHECK (siret ~ '^[0-9]{14}$'),
  label text,
  before jsonb,
  faults text[] NOT NULL,
  CONSTRAINT budget_mirror_row_is_read_or_refused CHECK ((outcome = 'refused') = (cardinality(faults) > 0)),
  CONSTRAINT budget_mirror_row_is_whole
    CHECK (outcome = 'refused' OR num_nulls(kind, year, reference, line_code, amount_cents, dated_on) = 0),
  CONSTRAINT budget_mirror_row_names_nobody CHECK (siret IS NOT NULL OR label IS NULL),
  -- A piece stands once in a file.
  CONSTRAINT budget_mirror_row_is_once UNIQUE (import_id, kind, year, reference)
);
CREATE INDEX budget_mirror_row_by_outcome ON budget_mirror_row (import_id, outcome, number);
GRANT SELECT, INSERT ON budget_mirror_row TO {{app}};

-- What the finance tool says now, as accepted. What it said before is in the rows of earlier files.
CREATE TABLE budget_mirror_entry (
  kind text NOT NULL CONSTRAINT budget_mirror_entry_kind_is_known CHECK (kind IN ('engaged', 'mandated', 'paid')),
  year integer NOT NULL CONSTRAINT budget_mirror_entry_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  reference text NOT NULL
    CONSTRAINT budget_mirror_entry_reference_is_short CHECK (length(reference) BETWEEN 1 AND 60),
  CONSTRAINT budget_mirror_entry_pkey PRIMARY KEY (kind, year, reference),
  line_code text NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT budget_mirror_entry_is_positive CHECK (amount_cents > 0),
  dated_on date NOT NULL,
  siret text CONSTRAINT budget_mirror_entry_siret_reads_well CHECK (siret ~ '^[0-9]{14}$'),
  label text,
  import_id uuid NOT NULL CONSTRAINT budget_mirror_entry_is_of_an_import REFERENCES budget_mirror_import,
  CONSTRAINT budget_mirror_entry_names_nobody CHECK (siret IS NOT NULL OR label IS NULL)
);
CREATE INDEX budget_mirror_entry_by_line ON budget_mirror_entry (year, line_code, kind);
GRANT SELECT, INSERT, UPDATE ON budget_mirror_entry TO {{app}};

-- Why the tool and our journal differ on a line; it holds while both sums stay the same.
CREATE TABLE budget_mirror_explanation (
  id uuid CONSTRAINT budget_mirror_explanation_pkey PRIMARY KEY,
  year integer NOT NULL,
  line_code text NOT NULL,
  kind text NOT NULL CONSTRAINT budget_mirror_explanation_kind_is_known CHECK (kind IN ('engaged', 'mandated', 'paid')),
  ours_cents bigint NOT NULL,
  theirs_cents bigint NOT NULL,
  words text NOT NULL CONSTRAINT budget_mirror_explanation_is_short CHECK (length(words) BETWEEN 1 AND 500),
  explained_by uuid CONSTRAINT budget_mirror_explanation_is_by_a_person REFERENCES person,
  explained_at timestamptz NOT NULL,
  CONSTRAINT budget_mirror_explanation_is_of_a_gap CHECK (ours_cents <> theirs_cents)
);
CREATE INDEX budget_mirror_explanation_by_line ON budget_mirror_explanation (year, line_code, kind, explained_at);
GRANT SELECT, INSERT ON budget_mirror_explanation TO {{app}};

-- Preparation of the next budget

-- Who looks at demands, from the first to the last: a setting, replaced as a whole.
CREATE TABLE budget_level (
  rank integer CONSTRAINT budget_level_pkey PRIMARY KEY CONSTRAINT budget_level_counts_from_one CHECK (rank > 0),
  name text NOT NULL CONSTRAINT budget_level_name_is_short CHECK (length(name) BETWEEN 1 AND 60),
  roles text[] NOT NULL CONSTRAINT budget_level_has_somebody CHECK (cardinality(roles) > 0)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_level TO {{app}};

CREATE TABLE budget_campaign (
  id uuid CONSTRAINT budget_campaign_pkey PRIMARY KEY,
  year integer NOT NULL
    CONSTRAINT budget_campaign_is_once_a_year UNIQUE
    CONSTRAINT budget_campaign_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  opens_on date NOT NULL,
  closes_on date NOT NULL,
  opened_by uuid CONSTRAINT budget_campaign_is_opened_by_a_person REFERENCES person,
  -- The BP its demands became, proposed and not decided.
  stage_id uuid CONSTRAINT budget_campaign_becomes_a_stage REFERENCES budget_stage,
  proposed_at timestamptz,
  CONSTRAINT budget_campaign_ends_after_it_starts CHECK (closes_on >= opens_on),
  CONSTRAINT budget_campaign_is_proposed_with_its_stage CHECK ((stage_id IS NULL) = (proposed_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON budget_campaign TO {{app}};

-- What is asked for one line.
CREATE TABLE budget_demand (
  id uuid CONSTRAINT budget_demand_pkey PRIMARY KEY,
  campaign_id uuid NOT NULL CONSTRAINT budget_demand_is_of_a_campaign REFERENCES budget_campaign,
  line_code text NOT NULL CONSTRAINT budget_demand_line_is_short CHECK (length(line_code) BETWEEN 1 AND 60),
  version integer NOT NULL CONSTRAINT budget_demand_version_grows CHECK (version > 0),
  CONSTRAINT budget_demand_is_once_a_line UNIQUE (campaign_id, line_code)
);
GRANT SELECT, INSERT, UPDATE ON budget_demand TO {{app}};

-- What each level said of it, one row a time: nothing said before is lost.
CREATE TABLE budget_demand_step (
  id uuid CONSTRAINT budget_demand_step_pkey PRIMARY KEY,
  rank bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT budget_demand_step_rank_is_unique UNIQUE,
  demand_id uuid NOT NULL CONSTRAINT budget_demand_step_is_of_a_demand REFERENCES budget_demand,
  level integer NOT NULL CONSTRAINT budget_demand_step_level_counts_from_one CHECK (level > 0),
  -- AE or AP: the sum of the years. Null: one year only.
  commitment_cents bigint CONSTRAINT budget_demand_step_commitment_is_not_negative CHECK (commitment_cents >= 0),
  taken_by uuid CONSTRAINT budget_demand_step_is_by_a_person REFERENCES person,
  taken_at timestamptz NOT NULL
);
CREATE INDEX budget_demand_step_by_demand ON budget_demand_step (demand_id, rank);
COMMENT ON TABLE budget_demand_step IS 'append-only: each arbitration stays beside the ones before';
CREATE TRIGGER budget_demand_step_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_demand_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON budget_demand_step TO {{app}};

-- CP of each year, or the receipts expected.
CREATE TABLE budget_demand_year (
  step_id uuid NOT NULL CONSTRAINT budget_demand_year_is_of_a_step REFERENCES budget_demand_step,
  year integer NOT NULL CONSTRAINT budget_demand_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  CONSTRAINT budget_demand_year_pkey PRIMARY KEY (step_id, year),
  amount_cents bigint NOT NULL CONSTRAINT budget_demand_year_is_not_negative CHECK (amount_cents >= 0)
);
COMMENT ON TABLE budget_demand_year IS 'append-only: the amounts of an arbitration stay with it';
CREATE TRIGGER budget_demand_year_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_demand_year
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON budget_demand_year TO {{app}};

-- Why: words can be corrected.
CREATE TABLE budget_demand_reason (
  step_id uuid
    CONSTRAINT budget_demand_reason_pkey PRIMARY KEY
    CONSTRAINT budget_demand_reason_is_of_a_step REFERENCES budget_demand_step,
  reason text NOT NULL CONSTRAINT budget_demand_reason_is_short CHECK (length(reason) BETWEEN 1 AND 1000)
);
GRANT SELECT, INSERT, UPDATE ON budget_demand_reason TO {{app}};

-- Human means

-- Agents of a year by kind, in full-time equivalents: 400 hundredths for four. Never without its source.
CREATE TABLE budget_post (
  id uuid CONSTRAINT budget_post_pkey PRIMARY KEY,
  year integer NOT NULL CONSTRAINT budget_post_year_reads_well CHECK (year BETWEEN 1990 AND 2200),
  kind text NOT NULL CONSTRAINT budget_post_kind_is_short CHECK (length(kind) BETWEEN 1 AND 80),
  CONSTRAINT budget_post_is_once UNIQUE (year, kind),
  full_time_hundredths integer NOT NULL CONSTRAINT budget_post_is_positive CHECK (full_time_hundredths > 0),
  source text NOT NULL CONSTRAINT budget_post_source_is_short CHECK (length(source) BETWEEN 1 AND 300),
  source_url text CONSTRAINT budget_post_source_is_an_address CHECK (source_url ~ '^https?://'),
  is_fictitious boolean NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON budget_post TO {{app}};
