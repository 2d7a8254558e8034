-- Roles

-- What somebody was asked to be, on an object and for a period. The history of grants is never changed: one that ends early
-- has a revocation, one that waits for a second person has no confirmation yet. Why is said in role_reason.
CREATE TABLE role_grant (
  id uuid CONSTRAINT role_grant_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT role_grant_is_to_a_person REFERENCES person,
  role text NOT NULL CONSTRAINT role_grant_role_is_known CHECK (
    role IN ('project-leader', 'organisation-member', 'committee-member', 'council-member', 'bureau-member', 'agent',
             'finance-agent', 'elected-member', 'administrator', 'substitute')),
  -- As « edition:0198… »; null: the whole territory.
  object text CONSTRAINT role_grant_object_is_named CHECK (object ~ '^[a-z-]+:[0-9a-z-]+$'),
  -- Days of the territory's calendar, both included; no last day: until it is revoked.
  starts_on date NOT NULL,
  ends_on date,
  -- Set for the sensitive roles: a second person must confirm before it takes effect.
  needs_confirmation boolean NOT NULL,
  -- The grant of who delegates it.
  delegated_from uuid CONSTRAINT role_grant_is_delegated_from_a_grant REFERENCES role_grant,
  -- Null: asked at the console of the server.
  asked_by uuid CONSTRAINT role_grant_is_asked_by_a_person REFERENCES person,
  asked_at timestamptz NOT NULL,
  CONSTRAINT role_grant_ends_after_it_starts CHECK (ends_on >= starts_on),
  CONSTRAINT role_grant_is_not_to_oneself CHECK (asked_by <> person_id),
  CONSTRAINT role_grant_sensitive_needs_confirmation CHECK (
    needs_confirmation OR role NOT IN ('administrator', 'finance-agent', 'bureau-member', 'agent', 'substitute')),
  CONSTRAINT role_grant_delegation_ends CHECK (delegated_from IS NULL OR ends_on IS NOT NULL)
);
CREATE INDEX role_grant_by_person ON role_grant (person_id);
CREATE TRIGGER role_grant_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_grant
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE role_grant IS 'append-only: who was given what, by whom, stays';
GRANT SELECT, INSERT ON role_grant TO {{app}};

CREATE TABLE role_confirmation (
  grant_id uuid
    CONSTRAINT role_confirmation_is_once PRIMARY KEY
    CONSTRAINT role_confirmation_is_of_a_grant REFERENCES role_grant,
  -- Null: at the console of the server, or by the demonstration.
  confirmed_by uuid CONSTRAINT role_confirmation_is_by_a_person REFERENCES person,
  confirmed_with text NOT NULL CONSTRAINT role_confirmation_way_is_known CHECK (
    confirmed_with IN ('administrator', 'substitute', 'console', 'demonstration')),
  confirmed_at timestamptz NOT NULL,
  CONSTRAINT role_confirmation_is_by_somebody CHECK (
    (confirmed_by IS NULL) = (confirmed_with IN ('console', 'demonstration')))
);
CREATE TRIGGER role_confirmation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_confirmation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE role_confirmation IS 'append-only: who confirmed what stays';
GRANT SELECT, INSERT ON role_confirmation TO {{app}};

-- The end of a grant before its last day; of a grant that waited: it was declined.
CREATE TABLE role_revocation (
  grant_id uuid
    CONSTRAINT role_revocation_is_once PRIMARY KEY
    CONSTRAINT role_revocation_is_of_a_grant REFERENCES role_grant,
  revoked_by uuid CONSTRAINT role_revocation_is_by_a_person REFERENCES person,
  revoked_at timestamptz NOT NULL
);
CREATE TRIGGER role_revocation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_revocation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE role_revocation IS 'append-only: who took back what stays';
GRANT SELECT, INSERT ON role_revocation TO {{app}};

-- Why, in the words of who asked: words may name people, so they can be corrected or erased.
CREATE TABLE role_reason (
  grant_id uuid NOT NULL CONSTRAINT role_reason_is_of_a_grant REFERENCES role_grant,
  step text NOT NULL CONSTRAINT role_reason_step_is_known CHECK (step IN ('grant', 'revocation')),
  reason text NOT NULL CONSTRAINT role_reason_is_written CHECK (length(reason) BETWEEN 1 AND 500),
  CONSTRAINT role_reason_pkey PRIMARY KEY (grant_id, step)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON role_reason TO {{app}};

-- Grants that took effect and were not taken back, whatever the day. A delegation falls with the grant it comes from.
CREATE VIEW role_in_effect AS
SELECT role_grant.id AS grant_id, role_grant.person_id, role_grant.role, role_grant.object, role_grant.starts_on,
       role_grant.ends_on, role_grant.delegated_from
FROM role_grant
JOIN person ON person.id = role_grant.person_id
LEFT JOIN role_grant AS origin ON origin.id = role_grant.delegated_from
LEFT JOIN person AS delegator ON delegator.id = origin.person_id
WHERE person.erased_at IS NULL
  AND delegator.erased_at IS NULL
  AND NOT EXISTS (SELECT FROM role_revocation WHERE grant_id IN (role_grant.id, role_grant.delegated_from))
  AND (NOT role_grant.needs_confirmation OR EXISTS (SELECT FROM role_confirmation WHERE grant_id = role_grant.id));
GRANT SELECT ON role_in_effect TO {{app}};

-- A substitute is asked to confirm one act: the code is in a mail, a keyed hash of it here.
CREATE TABLE substitute_call (
  id uuid CONSTRAINT substitute_call_pkey PRIMARY KEY,
  grant_id uuid NOT NULL CONSTRAINT substitute_call_is_about_a_grant REFERENCES role_grant,
  person_id uuid NOT NULL CONSTRAINT substitute_call_is_to_a_person REFERENCES person,
  code_hash bytea NOT NULL CONSTRAINT substitute_call_code_is_hashed CHECK (octet_length(code_hash) = 32),
  called_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT substitute_call_code_is_unique UNIQUE (person_id, code_hash),
  CONSTRAINT substitute_call_expires_later CHECK (expires_at > called_at)
);
GRANT SELECT, INSERT, DELETE ON substitute_call TO {{app}};

-- When somebody is away: the days only, never why.
CREATE TABLE absence (
  id uuid CONSTRAINT absence_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT absence_is_of_a_person REFERENCES person,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  declared_at timestamptz NOT NULL,
  CONSTRAINT absence_ends_after_it_starts CHECK (ends_on >= starts_on)
);
CREATE INDEX absence_by_person ON absence (person_id);
GRANT SELECT, INSERT, DELETE ON absence TO {{app}};
