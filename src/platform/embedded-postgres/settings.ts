/**
 * The settings of the server, as arguments of `postgres`: right for a small machine (2 cores, 2 GB) and for one
 * territory. A larger one has its own PostgreSQL, by DATABASE_URL.
 */
export function settingsOf(sockets: string, durable: boolean): readonly string[] {
  const settings = { ...ALWAYS, ...(durable ? DURABLE : THROW_AWAY), unix_socket_directories: quoted(sockets) }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const ALWAYS = {
  // Reached by its socket only, in a folder no other account can enter.
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  // Our queries are short: compiling them costs more than it gives.
  jit: 'off',
  max_wal_size: '512MB',
  wal_compression: 'on',
  checkpoint_timeout: '10min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // The statement and the detail of an error may name a person: neither goes to the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

// A vote or a payment that was acknowledged outlives a power cut. Said here so that no file of the cluster unsays it.
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

// For tests: a kill -9 still loses nothing, a power cut may.
// Nothing lives long enough there to be swept: a sweeper would only wake in each of a hundred small databases.
const THROW_AWAY = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' }

// The setting is a list: a comma in a folder's name must not cut it.
function quoted(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`
}
