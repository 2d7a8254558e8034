import type pg from 'pg'

/** The two logins of one database. Their names carry its name: one server may hold several territories. */
export type Roles = {
  /** Owns the tables, runs the migrations. Nobody connects as it: the administrative login becomes it with SET ROLE. */
  readonly owner: string
  /** The pool's login: no DDL, and on each table what the table's own GRANT says. */
  readonly app: string
}

export function rolesOf(database: string): Roles {
  return { owner: `${database}_owner`, app: `${database}_app` }
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
  const { owner, app } = rolesOf(database)
  const base = `DATABASE ${quoted(database)}`
  return [
    createRole(owner, 'NOLOGIN'),
    createRole(app, 'LOGIN'),
    ...(passwordVerifier ? [`ALTER ROLE ${quoted(app)} LOGIN PASSWORD ${literal(passwordVerifier)};`] : []),
    `GRANT ${quoted(owner)} TO ${quoted(login)};`,
    `REVOKE CONNECT, TEMPORARY ON ${base} FROM PUBLIC;`,
    `GRANT CONNECT ON ${base} TO ${quoted(login)}, ${quoted(app)};`,
    `GRANT CONNECT, CREATE ON ${base} TO ${quoted(owner)};`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
    `GRANT USAGE, CREATE ON SCHEMA public TO ${quoted(owner)};`,
    `GRANT USAGE ON SCHEMA public TO ${quoted(app)};`,
  ].join('\n')
}

/** Whether both roles exist and are as `rolesScript` makes them, for the login that asks. */
export async function areRolesReady(client: pg.Client, database: string): Promise<boolean> {
  const { owner, app } = rolesOf(database)
  const found = await client.query('SELECT FROM pg_roles WHERE rolname IN ($1, $2)', [owner, app])
  if (found.rowCount !== 2) return false

  const { rows } = await client.query<{ ready: boolean }>(
    `SELECT pg_has_role(current_user, $1::name, 'MEMBER')
        AND has_database_privilege($1::name, current_database(), 'CONNECT, CREATE')
        AND has_schema_privilege($1::name, 'public', 'CREATE')
        AND has_database_privilege($2::name, current_database(), 'CONNECT')
        AND (SELECT rolcanlogin FROM pg_roles WHERE rolname = $2)
        AND NOT EXISTS (
          SELECT FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) AS granted
          WHERE datname = current_database() AND granted.grantee = 0
        ) AS ready`,
    [owner, app],
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
