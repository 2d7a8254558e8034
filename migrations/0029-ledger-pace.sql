-- The pace of the journal: the rules of a transfer as those of its types, and one posted alone in one statement.

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

ALTER TABLE ledger_transfer
  DROP CONSTRAINT ledger_transfer_amount_is_positive,
  DROP CONSTRAINT ledger_transfer_kind_is_known,
  DROP CONSTRAINT ledger_transfer_code_is_a_word,
  DROP CONSTRAINT ledger_transfer_names_its_pending,
  DROP CONSTRAINT ledger_transfer_expires_if_pending,
  ALTER COLUMN amount_cents TYPE ledger_amount,
  ALTER COLUMN kind TYPE ledger_kind,
  ALTER COLUMN code TYPE ledger_code,
  ADD CONSTRAINT ledger_transfer_is_of_its_kind CHECK (ledger_is_of_its_kind(kind, pending_id, expires_at));

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
