-- Envelopes and the public log.
-- The public log of a poll (RFC 6962): one row that every cast locks first, so that leaves have one order.
CREATE TABLE vote_log (
  poll_id uuid CONSTRAINT vote_log_pkey PRIMARY KEY CONSTRAINT vote_log_is_of_a_poll REFERENCES sealed_poll_manifest,
  size bigint NOT NULL CONSTRAINT vote_log_size_is_not_negative CHECK (size >= 0),
  -- Roots of its complete subtrees, largest first, 32 bytes each.
  peaks bytea NOT NULL,
  CONSTRAINT vote_log_peaks_are_hashes CHECK (octet_length(peaks) % 32 = 0)
) WITH (fillfactor = 50);
GRANT SELECT ON vote_log TO {{app}}, {{commission}}, {{opener}};
GRANT SELECT, INSERT, UPDATE ON vote_log TO {{caster}};

CREATE TABLE log_leaf (
  -- A leaf is written with its log's row (log_grow), which a foreign key would look up again for each vote.
  poll_id uuid NOT NULL,
  index bigint NOT NULL CONSTRAINT log_leaf_index_is_not_negative CHECK (index >= 0),
  hash bytea NOT NULL CONSTRAINT log_leaf_hash_is_sha256 CHECK (octet_length(hash) = 32),
  -- Canonical JSON, as #kernel/ballot writes it: public.
  content text NOT NULL,
  -- Of its canonical JSON, for the reader of a log: 'envelope', 'flagged'…
  kind text NOT NULL,
  -- The earlier leaf that it is about, where it is about one: « superseded », « annulled »…
  about bigint,
  CONSTRAINT log_leaf_pkey PRIMARY KEY (poll_id, index),
  CONSTRAINT log_leaf_is_about_an_earlier_one CHECK (about BETWEEN 0 AND index - 1)
);
CREATE INDEX log_leaf_by_what_it_is_about ON log_leaf (poll_id, about) WHERE about IS NOT NULL;
CREATE TRIGGER log_leaf_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE log_leaf IS 'append-only: a log is worth its oldest leaf';
GRANT SELECT ON log_leaf TO {{app}}, {{commission}}, {{opener}};
GRANT SELECT, INSERT ON log_leaf TO {{caster}};

CREATE TABLE log_head (
  poll_id uuid NOT NULL CONSTRAINT log_head_is_of_a_log REFERENCES vote_log,
  size bigint NOT NULL,
  root bytea NOT NULL CONSTRAINT log_head_root_is_sha256 CHECK (octet_length(root) = 32),
  signed_at timestamptz NOT NULL,
  signature bytea NOT NULL CONSTRAINT log_head_signature_is_ed25519 CHECK (octet_length(signature) = 64),
  CONSTRAINT log_head_pkey PRIMARY KEY (poll_id, size)
);
CREATE TRIGGER log_head_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE log_head IS 'append-only: what was signed stays signed';
GRANT SELECT ON log_head TO {{commission}}, {{opener}};
GRANT SELECT, INSERT ON log_head TO {{caster}};

-- The heads shown to everybody: one an hour during the vote, then the last. A head a minute would be a live counter.
CREATE TABLE log_publication (
  poll_id uuid NOT NULL,
  size bigint NOT NULL,
  published_at timestamptz NOT NULL,
  -- People whose vote counts at that size, by any way.
  voter_count bigint NOT NULL CONSTRAINT log_publication_voter_count_is_not_negative CHECK (voter_count >= 0),
  CONSTRAINT log_publication_pkey PRIMARY KEY (poll_id, size),
  CONSTRAINT log_publication_is_of_a_head FOREIGN KEY (poll_id, size) REFERENCES log_head
);
CREATE TRIGGER log_publication_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_publication
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE log_publication IS 'append-only: what was shown was shown';
GRANT SELECT ON log_publication TO {{app}}, {{commission}}, {{opener}};
GRANT SELECT, INSERT ON log_publication TO {{caster}};

-- The static files of the published log: 256 hashes each, named as C2SP tlog-tiles names them. A name never changes content.
CREATE TABLE log_tile (
  poll_id uuid NOT NULL CONSTRAINT log_tile_is_of_a_log REFERENCES vote_log,
  name text NOT NULL,
  content bytea NOT NULL CONSTRAINT log_tile_is_made_of_hashes CHECK (octet_length(content) BETWEEN 32 AND 8192),
  CONSTRAINT log_tile_pkey PRIMARY KEY (poll_id, name)
);
CREATE TRIGGER log_tile_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_tile
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE log_tile IS 'append-only: witnesses have kept it';
GRANT SELECT ON log_tile TO {{app}}, {{opener}};
GRANT SELECT, INSERT ON log_tile TO {{caster}};

-- Sealed ballots. Nobody reads `enc` and `ciphertext` before the opening: only the opener may, and only then asks.
CREATE TABLE envelope (
  id uuid CONSTRAINT envelope_pkey PRIMARY KEY,
  poll_id uuid NOT NULL,
  leaf_index bigint NOT NULL,
  hash bytea NOT NULL CONSTRAINT envelope_hash_is_unique UNIQUE
    CONSTRAINT envelope_hash_is_its_own CHECK (hash = sha256(enc || ciphertext)),
  enc bytea NOT NULL CONSTRAINT envelope_enc_is_unique UNIQUE
    CONSTRAINT envelope_enc_is_x25519 CHECK (octet_length(enc) = 32),
  ciphertext bytea NOT NULL,
  -- Where it was sealed: the server saw the choices of those it sealed itself, and its pages say so.
  sealed_by text NOT NULL CONSTRAINT envelope_sealed_by_is_known CHECK (sealed_by IN ('browser', 'server')),
  college text,
  CONSTRAINT envelope_leaf_is_unique UNIQUE (poll_id, leaf_index)
);
CREATE TRIGGER envelope_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON envelope
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE envelope IS 'append-only: a ballot that was cast stays; it may be superseded or annulled by a leaf';
GRANT INSERT ON envelope TO {{caster}};
GRANT SELECT (id, poll_id, leaf_index, hash, sealed_by, college) ON envelope TO {{caster}}, {{commission}};
GRANT SELECT ON envelope TO {{opener}};

-- The only tie between a mark of the roll and an envelope, and the only table of the vote that is emptied: at the opening.
CREATE TABLE envelope_link (
  envelope_id uuid CONSTRAINT envelope_link_pkey PRIMARY KEY CONSTRAINT envelope_link_is_of_an_envelope REFERENCES envelope,
  poll_id uuid NOT NULL,
  roll_id uuid NOT NULL CONSTRAINT envelope_link_is_of_a_mark REFERENCES roll_entry,
  -- SHA-256 of the key drawn with the form: the same ballot sent twice is cast once.
  cast_key bytea NOT NULL CONSTRAINT envelope_link_cast_key_is_unique UNIQUE
    CONSTRAINT envelope_link_cast_key_is_sha256 CHECK (octet_length(cast_key) = 32)
);
CREATE INDEX envelope_link_by_mark ON envelope_link (roll_id);
GRANT SELECT, INSERT ON envelope_link TO {{caster}};
GRANT SELECT ON envelope_link TO {{commission}};
GRANT SELECT (poll_id), DELETE ON envelope_link TO {{opener}};

-- What the urn knows of ballots that come, once the log is locked: one row each, in their order. One exchange, and plans that
-- are made once: by the indexes, for a plan made while the urn is empty would read all of it when it is full (the checks of
-- foreign keys keep theirs too). Each statement sees what was committed before it: the lock comes first.
CREATE FUNCTION urn_look(of_poll uuid, passes uuid[], cast_keys bytea[], keys bytea[], homonyms smallint[], hashes bytea[])
RETURNS TABLE (
  size bigint, peaks bytea, closes_at timestamptz, closed_at timestamptz, now timestamptz,
  pass_until timestamptz, repeated_leaf bigint, repeated_hash bytea, is_same_person boolean, is_known_envelope boolean,
  mark_id uuid, last_leaf bigint, is_annulled boolean
)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  log vote_log;
  until timestamptz;
  closed timestamptz;
BEGIN
  SELECT * INTO STRICT log FROM vote_log WHERE poll_id = of_poll FOR UPDATE;
  SELECT coalesce((SELECT max(e.closes_at) FROM poll_extension AS e WHERE e.poll_id = of_poll), m.closes_at) INTO STRICT until
  FROM sealed_poll_manifest AS m WHERE m.poll_id = of_poll;
  SELECT m.at INTO closed FROM poll_milestone AS m WHERE m.poll_id = of_poll AND m.kind = 'closed';
  RETURN QUERY
    SELECT log.size, log.peaks, until, closed, clock_timestamp(),
           (SELECT p.expires_at FROM voter_pass AS p WHERE p.id = asked.pass AND p.voided_at IS NULL),
           repeated.leaf_index, repeated.hash, link.poll_id = of_poll AND link.roll_id = mark.id,
           EXISTS (SELECT FROM envelope AS e WHERE e.hash = asked.hash),
           mark.id, last.leaf_index,
           EXISTS (SELECT FROM log_leaf AS l
                   WHERE l.poll_id = of_poll AND l.about = last.leaf_index AND l.kind = 'annulled')
    FROM unnest(passes, cast_keys, keys, homonyms, hashes)
         WITH ORDINALITY AS asked (pass, cast_key, key, homonym, hash, place)
    LEFT JOIN envelope_link AS link ON link.cast_key = asked.cast_key
    LEFT JOIN envelope AS repeated ON repeated.id = link.envelope_id
    -- LIMIT: by its whole key, one at a time; else all marks of the poll are read, and compared one by one.
    LEFT JOIN LATERAL (
      SELECT r.id FROM roll_entry AS r
      WHERE r.poll_id = of_poll AND r.key = asked.key AND r.homonym = asked.homonym LIMIT 1
    ) AS mark ON true
    LEFT JOIN LATERAL (
      SELECT max(e.leaf_index) AS leaf_index
      FROM envelope_link AS hung JOIN envelope AS e ON e.id = hung.envelope_id WHERE hung.roll_id = mark.id
    ) AS last ON true
    ORDER BY asked.place;
END
$$;

-- Adds leaves to a log whose row is locked, and the head that covers them.
CREATE FUNCTION log_grow(of_poll uuid, leaves jsonb, new_size bigint, new_peaks bytea, root bytea, at timestamptz, signature bytea)
RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  INSERT INTO log_leaf (poll_id, index, hash, content, kind, about)
  SELECT of_poll, l.index, decode(l.hash, 'hex'), l.content, l.kind, l.about
  FROM jsonb_to_recordset(leaves) AS l (index bigint, hash text, content text, kind text, about bigint);
  INSERT INTO log_head (poll_id, size, root, signed_at, signature) VALUES (of_poll, new_size, root, at, signature);
  UPDATE vote_log SET size = new_size, peaks = new_peaks WHERE poll_id = of_poll;
END
$$;

-- Marks the roll, puts envelopes in the urn, ties each to its mark, spends its pass, and adds the leaves to the log.
-- Ballots are JSON: bytes in hexadecimal. It gives the hashes of envelopes used before: the transaction is then to be undone.
-- 40001: a mark was made, or a pass voided, meanwhile.
CREATE FUNCTION urn_write(
  of_poll uuid, marks jsonb, envelopes jsonb,
  leaves jsonb, new_size bigint, new_peaks bytea, root bytea, at timestamptz, signature bytea
) RETURNS bytea[]
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  count integer;
  used bytea[];
BEGIN
  INSERT INTO roll_entry (id, poll_id, key, homonym, evidence, commune, contact_key, college, marked_at)
  SELECT m.id, of_poll, decode(m.key, 'hex'), m.homonym, m.evidence, m.commune, decode(m.contact_key, 'hex'), m.college, at
  FROM jsonb_to_recordset(marks) AS m (id uuid, key text, homonym smallint, evidence text, commune text, contact_key text, college text)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS count = ROW_COUNT;
  IF count < jsonb_array_length(marks) THEN
    RAISE EXCEPTION 'somebody else marked the roll' USING ERRCODE = 'serialization_failure';
  END IF;
  UPDATE voter_pass SET cast_at = at
  FROM jsonb_to_recordset(envelopes) AS e (pass_id uuid) WHERE voter_pass.id = e.pass_id AND voter_pass.voided_at IS NULL;
  GET DIAGNOSTICS count = ROW_COUNT;
  IF count < jsonb_array_length(envelopes) THEN
    RAISE EXCEPTION 'somebody voided a pass' USING ERRCODE = 'serialization_failure';
  END IF;
  INSERT INTO roll_person (entry_id, poll_id, birth_name, first_name, birth_date)
  SELECT m.id, of_poll, m.birth_name, m.first_name, m.birth_date
  FROM jsonb_to_recordset(marks) AS m (id uuid, birth_name text, first_name text, birth_date date);

  INSERT INTO envelope (id, poll_id, leaf_index, hash, enc, ciphertext, sealed_by, college)
  SELECT e.id, of_poll, e.leaf_index, decode(e.hash, 'hex'), decode(e.enc, 'hex'), decode(e.ciphertext, 'hex'), e.sealed_by, e.college
  FROM jsonb_to_recordset(envelopes)
    AS e (id uuid, leaf_index bigint, hash text, enc text, ciphertext text, sealed_by text, college text)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS count = ROW_COUNT;
  IF count < jsonb_array_length(envelopes) THEN
    SELECT array_agg(decode(e.hash, 'hex')) INTO used
    FROM jsonb_to_recordset(envelopes) AS e (id uuid, hash text)
    WHERE NOT EXISTS (SELECT FROM envelope AS w WHERE w.id = e.id);
    RETURN used;
  END IF;
  INSERT INTO envelope_link (envelope_id, poll_id, roll_id, cast_key)
  SELECT e.id, of_poll, e.mark_id, decode(e.cast_key, 'hex')
  FROM jsonb_to_recordset(envelopes) AS e (id uuid, mark_id uuid, cast_key text);
  PERFORM log_grow(of_poll, leaves, new_size, new_peaks, root, at, signature);
  RETURN '{}';
END
$$;
