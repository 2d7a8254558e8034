import type { ColumnType } from 'kysely'

export type Timestamp = ColumnType<Date, Date | string, Date | string>

export interface Submission {
  fingerprint: Buffer
  key_hash: Buffer
  result: string | null
  submitted_at: Timestamp
}

export interface DB {
  submission: Submission
}
