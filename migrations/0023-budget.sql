-- The budget of each year and what becomes of it: lines, stages, engagements, liquidations, mandates, payments.

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
