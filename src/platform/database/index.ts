export type { DatabasePlace } from './address.ts'
export { type Migration, readMigrations, withRoles } from './migrate.ts'
export { broadcast, type Heard, type Listener, listen } from './notifications.ts'
export { actingAs, readAs, transactAs } from './offices.ts'
export { type Database, type OpenOptions, openDatabase } from './open.ts'
export { type Connection, createPool } from './pool.ts'
export { type DatabaseRefusal, type DatabaseRefusalReason, sentenceOfDatabaseRefusal } from './refusals.ts'
export { OFFICES, type Office, type Roles, rolesOf, rolesScript } from './roles.ts'
export { fromStoredJson, toStoredJson } from './stored-json.ts'
export { isSubmissionKey, purgeSubmissions, type Submission } from './submissions.ts'
export {
  type Acting,
  inSerializableTransaction,
  inTransaction,
  SUBMISSION_SENTENCES,
  type SubmissionRefusal,
} from './transaction.ts'
export type * from './types.generated.ts'
