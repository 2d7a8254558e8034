import { done, type Result, refuse } from '#kernel/result'
import type { Connection } from './pool.ts'
import type { DatabaseRefusal } from './refusals.ts'

/** Where the data live: a server of the installation (`DATABASE_URL`), or the embedded one. */
export type DatabasePlace =
  | {
      readonly url: string
      /** Folder of the installation's secrets: the app login's password is drawn once and kept there. */
      readonly secretsFolder: string
    }
  | { readonly embedded: { readonly host: string; readonly user: string }; readonly name?: string }

export type Administration = { readonly name: string; readonly administration: Connection }

/** The database's name, and how the administrative login connects to it. */
export function administrationOf(place: DatabasePlace): Result<Administration, DatabaseRefusal> {
  if ('url' in place) return administrationOfUrl(place.url)
  const name = place.name ?? 'filigrane'
  const { host, user } = place.embedded
  // Said outright: PGPORT, if it is set, would be believed.
  return done({ name, administration: { host, port: 5432, user, database: name } })
}

/** The same server, another login. */
export function withLogin(connection: Connection, user: string, password: string | undefined): Connection {
  const { connectionString } = connection
  if (!connectionString) return { ...connection, user, ...(password ? { password } : {}) }
  return { connectionString: changed(connectionString, { username: user, password: password ?? '' }) }
}

/** The same server and login, another database. */
export function withDatabase(connection: Connection, name: string): Connection {
  const { connectionString } = connection
  if (!connectionString) return { ...connection, database: name }
  return { connectionString: changed(connectionString, { pathname: `/${encodeURI(name)}` }) }
}

/** Where a connection goes, without its password. */
export function placeOf(connection: Connection): string {
  if (!connection.connectionString) return `${connection.host}:${connection.port ?? 5432}`
  const url = parsed(connection.connectionString)
  const host = url.hostname === EMPTY_HOST ? (url.searchParams.get('host') ?? 'localhost') : url.hostname
  return `${host}:${url.port || '5432'}`
}

function administrationOfUrl(text: string): Result<Administration, DatabaseRefusal> {
  const fault = (detail: string) => refuse({ reason: 'address-invalid', detail } as const)
  if (!/^postgres(ql)?:\/\//.test(text)) return fault('elle doit commencer par postgresql://')
  if (!URL.canParse(withHost(text))) return fault('l’adresse n’est pas bien écrite')
  const name = decodeURI(parsed(text).pathname.slice(1))
  if (!name) return fault('il manque le nom de la base, après le serveur')
  // Role names carry the database's name, and PostgreSQL cuts names at 63 bytes.
  if (Buffer.byteLength(name) > 56) return fault(`le nom de la base « ${name} » dépasse 56 caractères`)
  return done({ name, administration: { connectionString: text } })
}

// postgresql://user@/base?host=/run/postgresql, a socket, has no host: the URL standard then reads no login.
const EMPTY_HOST = 'no-host.invalid'

function withHost(text: string): string {
  return text.replace(/^([a-z]+:\/\/(?:[^/?#]*@)?)(?=[/?#]|$)/, `$1${EMPTY_HOST}`)
}

function parsed(text: string): URL {
  return new URL(withHost(text))
}

function changed(text: string, parts: { username?: string; password?: string; pathname?: string }): string {
  const url = parsed(text)
  Object.assign(url, parts)
  return url.href.replace(EMPTY_HOST, '')
}
