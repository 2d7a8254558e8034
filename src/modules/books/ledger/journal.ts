import { stringify } from 'csv-stringify/sync'
import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import { euros } from '../published/files.ts'

/** A line of the public journal: a transfer, or what natural persons were concerned by on a day, added up. */
export type JournalLine = {
  readonly on: Day
  readonly code: string
  readonly kind: string
  readonly amountCents: Cents
  /** What kinds of accounts it goes between, as « budget.available ». */
  readonly debitCode: string
  readonly creditCode: string
  /** Null where natural persons are concerned: neither the transfer nor its accounts can be followed. */
  readonly transfer: {
    readonly id: string
    readonly debit: string
    readonly credit: string
    readonly pendingId: string | null
    readonly groupId: string
  } | null
  /** Transfers added up in this line. */
  readonly count: number
}

export type JournalPeriod = { readonly from?: Day | undefined; readonly to?: Day | undefined }

const HEADERS = [
  'jour',
  'code',
  'nature',
  'montant',
  'type_compte_debite',
  'type_compte_credite',
  'ecriture',
  'compte_debite',
  'compte_credite',
  'reservation',
  'groupe',
  'nombre',
] as const

/** Titles of the journal's file: RFC 4180, amounts in euros as « 1250.50 ». */
export function journalHeader(): string {
  return stringify([HEADERS], RFC_4180)
}

export function journalLines(lines: readonly JournalLine[]): string {
  const rows = lines.map(({ on, code, kind, amountCents, debitCode, creditCode, transfer, count }) => {
    const own = transfer && [transfer.id, transfer.debit, transfer.credit, transfer.pendingId, transfer.groupId]
    return [on, code, kind, euros(amountCents), debitCode, creditCode, ...(own ?? ['', '', '', '', '']), String(count)]
  })
  return stringify(rows, RFC_4180)
}

const RFC_4180 = { record_delimiter: '\r\n' } as const
