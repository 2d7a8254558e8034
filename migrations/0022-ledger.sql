-- Every euro: the journal of transfers between accounts.

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

-- Accounts are not foreign keys: an account is never deleted, so the statement that writes has only to see it, and a
-- foreign key would lock the row of the busiest account at each transfer.
CREATE TABLE ledger_transfer (
  id uuid CONSTRAINT ledger_transfer_is_unique PRIMARY KEY,
  -- Order of writing; gaps are transactions that failed.
  rank bigint GENERATED ALWAYS AS IDENTITY,
  debit_account uuid NOT NULL,
  credit_account uuid NOT NULL,
  CONSTRAINT ledger_transfer_has_two_accounts CHECK (debit_account <> credit_account),
  amount_cents bigint NOT NULL
    CONSTRAINT ledger_transfer_amount_is_positive CHECK (amount_cents > 0 AND amount_cents <= 1000000000000000),
  kind text NOT NULL
    CONSTRAINT ledger_transfer_kind_is_known CHECK (kind IN ('posted', 'pending', 'post', 'void', 'expire')),
  pending_id uuid,
  CONSTRAINT ledger_transfer_names_its_pending CHECK ((pending_id IS NOT NULL) = (kind IN ('post', 'void', 'expire'))),
  code text NOT NULL CONSTRAINT ledger_transfer_code_is_a_word CHECK (code ~ '^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+$'),
  -- It counts on that day; it may be written later.
  day date NOT NULL,
  expires_at timestamptz,
  CONSTRAINT ledger_transfer_expires_if_pending CHECK (expires_at IS NULL OR kind = 'pending'),
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
