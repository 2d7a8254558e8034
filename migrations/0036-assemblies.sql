-- Assemblies that vote by college, in public.
-- A council or a cooperative that meets and votes by college (kernel/weighted). Prepared, then in session, then over: from the
-- session on, its colleges and its members do not change.
CREATE TABLE assembly (
  id uuid CONSTRAINT assembly_pkey PRIMARY KEY,
  slug text NOT NULL
    CONSTRAINT assembly_slug_is_unique UNIQUE
    CONSTRAINT assembly_slug_reads_well CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 80),
  title text NOT NULL CONSTRAINT assembly_title_is_written CHECK (title <> ''),
  held_on date NOT NULL,
  place text NOT NULL,
  convocation smallint NOT NULL CONSTRAINT assembly_convocation_is_first_or_second CHECK (convocation IN (1, 2)),
  -- Parts of the members, as « 1/3 ».
  quorum_first text NOT NULL CONSTRAINT assembly_quorum_first_is_a_fraction CHECK (quorum_first ~ '^[0-9]+(/[1-9][0-9]*)?$'),
  quorum_second text NOT NULL
    CONSTRAINT assembly_quorum_second_is_a_fraction CHECK (quorum_second ~ '^[0-9]+(/[1-9][0-9]*)?$'),
  quorum_scope text NOT NULL CONSTRAINT assembly_quorum_scope_is_known CHECK (quorum_scope IN ('assembly', 'each-college')),
  -- How many proxies one member may hold.
  proxy_cap smallint NOT NULL CONSTRAINT assembly_proxy_cap_is_small CHECK (proxy_cap BETWEEN 0 AND 99),
  state text NOT NULL CONSTRAINT assembly_state_is_known CHECK (state IN ('preparation', 'session', 'over')),
  -- What the members' codes are made of; forgotten when the assembly is over.
  code_seed bytea CONSTRAINT assembly_code_seed_is_long CHECK (octet_length(code_seed) = 32),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT assembly_that_is_over_makes_no_code CHECK (state <> 'over' OR code_seed IS NULL)
);
GRANT SELECT, INSERT, UPDATE ON assembly TO {{app}};

CREATE TABLE assembly_college (
  assembly_id uuid NOT NULL CONSTRAINT assembly_college_is_of_an_assembly REFERENCES assembly,
  code text NOT NULL CONSTRAINT assembly_college_code_reads_well CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position smallint NOT NULL,
  name text NOT NULL CONSTRAINT assembly_college_name_is_written CHECK (name <> ''),
  weight text NOT NULL CONSTRAINT assembly_college_weight_is_a_fraction CHECK (weight ~ '^[1-9][0-9]*(/[1-9][0-9]*)?$'),
  CONSTRAINT assembly_college_pkey PRIMARY KEY (assembly_id, code),
  CONSTRAINT assembly_college_position_is_unique UNIQUE (assembly_id, position)
);
GRANT SELECT, INSERT ON assembly_college TO {{app}};

-- Members by name, as the convener typed or imported them.
CREATE TABLE assembly_member (
  id uuid CONSTRAINT assembly_member_pkey PRIMARY KEY,
  assembly_id uuid NOT NULL,
  college text NOT NULL,
  -- Rank in the list; the code printed for a member is made from it.
  number integer NOT NULL CONSTRAINT assembly_member_number_is_positive CHECK (number > 0),
  name text NOT NULL CONSTRAINT assembly_member_name_is_written CHECK (name <> ''),
  code_hash bytea NOT NULL CONSTRAINT assembly_member_code_is_hidden CHECK (octet_length(code_hash) = 32),
  CONSTRAINT assembly_member_is_of_a_college FOREIGN KEY (assembly_id, college) REFERENCES assembly_college (assembly_id, code),
  CONSTRAINT assembly_member_number_is_unique UNIQUE (assembly_id, number),
  CONSTRAINT assembly_member_name_is_unique UNIQUE (assembly_id, name),
  CONSTRAINT assembly_member_code_is_unique UNIQUE (assembly_id, code_hash),
  -- What proxies, presence and votes refer to: a member of this assembly, never of another.
  CONSTRAINT assembly_member_is_known_with_its_assembly UNIQUE (assembly_id, id)
);
GRANT SELECT, INSERT, DELETE ON assembly_member TO {{app}};

-- Who is in the room.
CREATE TABLE assembly_presence (
  assembly_id uuid NOT NULL,
  member_id uuid NOT NULL CONSTRAINT assembly_presence_pkey PRIMARY KEY,
  arrived_at timestamptz NOT NULL,
  CONSTRAINT assembly_presence_is_of_a_member FOREIGN KEY (assembly_id, member_id)
    REFERENCES assembly_member (assembly_id, id) ON DELETE CASCADE
);
CREATE INDEX assembly_presence_by_assembly ON assembly_presence (assembly_id);
GRANT SELECT, INSERT, DELETE ON assembly_presence TO {{app}};

-- One a giver; it serves while its giver is away and its holder is there.
CREATE TABLE assembly_proxy (
  assembly_id uuid NOT NULL,
  giver_id uuid NOT NULL CONSTRAINT assembly_proxy_pkey PRIMARY KEY,
  holder_id uuid NOT NULL,
  given_at timestamptz NOT NULL,
  CONSTRAINT assembly_proxy_giver_is_a_member FOREIGN KEY (assembly_id, giver_id)
    REFERENCES assembly_member (assembly_id, id) ON DELETE CASCADE,
  CONSTRAINT assembly_proxy_holder_is_a_member FOREIGN KEY (assembly_id, holder_id)
    REFERENCES assembly_member (assembly_id, id) ON DELETE CASCADE,
  CONSTRAINT assembly_proxy_is_to_another CHECK (giver_id <> holder_id)
);
CREATE INDEX assembly_proxy_by_assembly ON assembly_proxy (assembly_id);
GRANT SELECT, INSERT, DELETE ON assembly_proxy TO {{app}};

-- What the assembly is asked: a motion, or an election to seats. Votes are public: each is kept with its voter's name.
CREATE TABLE assembly_question (
  id uuid CONSTRAINT assembly_question_pkey PRIMARY KEY,
  assembly_id uuid NOT NULL CONSTRAINT assembly_question_is_of_an_assembly REFERENCES assembly,
  number smallint NOT NULL CONSTRAINT assembly_question_number_is_positive CHECK (number > 0),
  title text NOT NULL CONSTRAINT assembly_question_title_is_written CHECK (title <> ''),
  details text NOT NULL,
  kind text NOT NULL CONSTRAINT assembly_question_kind_is_known CHECK (kind IN ('motion', 'election')),
  silent text NOT NULL CONSTRAINT assembly_question_silent_is_known CHECK (silent IN ('shared', 'lost')),
  -- Of a motion.
  threshold text CONSTRAINT assembly_question_threshold_is_a_fraction CHECK (threshold ~ '^[0-9]+(/[1-9][0-9]*)?$'),
  is_strict boolean,
  base text CONSTRAINT assembly_question_base_is_known CHECK (base IN ('expressed', 'present')),
  -- Of an election.
  seats smallint CONSTRAINT assembly_question_seats_are_positive CHECK (seats > 0),
  -- In the declared order, which tells equals apart.
  candidates text[] NOT NULL,
  state text NOT NULL CONSTRAINT assembly_question_state_is_known CHECK (state IN ('waiting', 'open', 'closed')),
  CONSTRAINT assembly_question_number_is_unique UNIQUE (assembly_id, number),
  CONSTRAINT assembly_question_has_its_rule CHECK (CASE kind
    WHEN 'motion' THEN threshold IS NOT NULL AND is_strict IS NOT NULL AND base IS NOT NULL AND seats IS NULL
      AND cardinality(candidates) = 0
    ELSE threshold IS NULL AND is_strict IS NULL AND base IS NULL AND seats IS NOT NULL AND cardinality(candidates) > 0 END)
);
GRANT SELECT, INSERT, UPDATE ON assembly_question TO {{app}};

-- A member's vote, changed until the question is closed.
CREATE TABLE assembly_vote (
  question_id uuid NOT NULL CONSTRAINT assembly_vote_is_of_a_question REFERENCES assembly_question,
  member_id uuid NOT NULL CONSTRAINT assembly_vote_is_of_a_member REFERENCES assembly_member,
  -- The member who voted for them; themselves, unless by proxy.
  cast_by uuid NOT NULL CONSTRAINT assembly_vote_is_cast_by_a_member REFERENCES assembly_member,
  answer text CONSTRAINT assembly_vote_answer_is_known CHECK (answer IN ('yes', 'no', 'abstain')),
  choices smallint[] CONSTRAINT assembly_vote_choices_are_few CHECK (cardinality(choices) <= 500),
  cast_at timestamptz NOT NULL,
  CONSTRAINT assembly_vote_pkey PRIMARY KEY (question_id, member_id),
  CONSTRAINT assembly_vote_says_one_thing CHECK ((answer IS NULL) <> (choices IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON assembly_vote TO {{app}};

-- What was decided, with everyone who was there: the votes that counted are those of members in `voters`.
CREATE TABLE assembly_result (
  question_id uuid CONSTRAINT assembly_result_pkey PRIMARY KEY
    CONSTRAINT assembly_result_is_of_a_question REFERENCES assembly_question,
  -- Members present or represented when the question was closed.
  voters uuid[] NOT NULL,
  closed_by uuid NOT NULL,
  closed_at timestamptz NOT NULL
);
CREATE TRIGGER assembly_result_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assembly_result
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE assembly_result IS 'append-only: a question that is closed is not counted twice';
GRANT SELECT, INSERT ON assembly_result TO {{app}};
