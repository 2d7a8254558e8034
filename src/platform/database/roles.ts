import type pg from 'pg'

/** The two logins of one database, and the offices its vote is held by. Names carry the database's: a server may hold several. */
export type Roles = {
  /** Owns the tables, runs the migrations. Nobody connects as it: the administrative login becomes it with SET ROLE. */
  readonly owner: string
  /** The pool's login: no DDL, and on each table what the table's own GRANT says. */
  readonly app: string
}

/**
 * What the pool's login may become for one act of a vote, and only by saying so (`actingAs`): it inherits nothing.
 *
 * - `registrar` keeps the roll and its codes, and never sees an envelope;
 * - `caster` writes marks, envelopes and the log, and reads no sealed choice;
 * - `commission` sees which envelope hangs on which mark, and no sealed choice;
 * - `opener` takes sealed choices out once the vote is closed, and never sees the roll.
 */
export const OFFICES = ['registrar', 'caster', 'commission', 'opener'] as const
export type Office = (typeof OFFICES)[number]

export function rolesOf(database: string): Roles {
  return { owner: `${database}_owner`, app: `${database}_app` }
}

/** The role of an office, known from the name of the pool's login alone. */
export function officeOf(roles: Roles, office: Office): string {
  return `${roles.app}_${office}`
}

/**
 * The SQL an administrator runs once, connected to the database, where the login of `DATABASE_URL` may not create roles.
 * It may be run again. `openDatabase` runs the same where it may.
 *
 * @param login             the login of `DATABASE_URL`; the database's own name by default
 * @param passwordVerifier  what PostgreSQL keeps of the app login's password (see `passwordVerifier`); none: trust or peer
 */
export function rolesScript(
  database: string,
  { login = database, passwordVerifier }: { readonly login?: string; readonly passwordVerifier?: string } = {},
): string {
  const roles = rolesOf(database)
  const { owner, app } = roles
  const offices = OFFICES.map((office) => officeOf(roles, office))
  const base = `DATABASE ${quoted(database)}`
  return [
    createRole(owner, 'NOLOGIN'),
    createRole(app, 'LOGIN'),
    `ALTER ROLE ${quoted(app)} NOINHERIT;`,
    ...offices.map((office) => createRole(office, 'NOLOGIN')),
    `GRANT ${offices.map(quoted).join(', ')} TO ${quoted(app)};`,
    ...(passwordVerifier ? [`ALTER ROLE ${quoted(app)} LOGIN PASSWORD ${literal(passwordVerifier)};`] : []),
    `GRANT ${quoted(owner)} TO ${quoted(login)};`,
    `REVOKE CONNECT, TEMPORARY ON ${base} FROM PUBLIC;`,
    `GRANT CONNECT ON ${base} TO ${quoted(login)}, ${quoted(app)};`,
    `GRANT CONNECT, CREATE ON ${base} TO ${quoted(owner)};`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
    `GRANT USAGE, CREATE ON SCHEMA public TO ${quoted(owner)};`,
    `GRANT USAGE ON SCHEMA public TO ${[app, ...offices].map(quoted).join(', ')};`,
  ].join('\n')
}

/** Whether the roles exist and are as `rolesScript` makes them, for the login that asks. */
export async function areRolesReady(client: pg.Client, database: string): Promise<boolean> {
  const roles = rolesOf(database)
  const { owner, app } = roles
  const offices = OFFICES.map((office) => officeOf(roles, office))
  const all = [owner, app, ...offices]
  const found = await client.query('SELECT FROM pg_roles WHERE rolname = ANY ($1)', [all])
  if (found.rowCount !== all.length) return false

  const { rows } = await client.query<{ ready: boolean }>(
    `SELECT pg_has_role(current_user, $1::name, 'MEMBER')
        AND has_database_privilege($1::name, current_database(), 'CONNECT, CREATE')
        AND has_schema_privilege($1::name, 'public', 'CREATE')
        AND has_database_privilege($2::name, current_database(), 'CONNECT')
        AND (SELECT rolcanlogin AND NOT rolinherit FROM pg_roles WHERE rolname = $2)
        AND (SELECT bool_and(pg_has_role($2::name, office, 'MEMBER') AND has_schema_privilege(office, 'public', 'USAGE'))
             FROM unnest($3::name[]) AS office)
        AND NOT EXISTS (
          SELECT FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) AS granted
          WHERE datname = current_database() AND granted.grantee = 0
        ) AS ready`,
    [owner, app, offices],
  )
  return rows[0]!.ready
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function createRole(role: string, attribute: 'LOGIN' | 'NOLOGIN'): string {
  const isMissing = `NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(role)})`
  return `DO $$ BEGIN IF ${isMissing} THEN CREATE ROLE ${quoted(role)} ${attribute}; END IF; END $$;`
}
