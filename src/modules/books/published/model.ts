import { type Day, isDay } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import type { Standing } from '#modules/decisions'
import type { Direction, ExecutedLine, Perimeter, Section } from '../budget/line.ts'
import type { StageKind } from '../budget/stage.ts'
import type { Posts } from '../preparation/model.ts'

/** The budget of a year, as anybody may read it. */
export type PublicYear = {
  readonly year: number
  /** Settled by its CFU: its figures move no more. */
  readonly isClosed: boolean
  readonly lines: readonly ExecutedLine[]
  readonly stages: readonly PublicStage[]
  readonly posts: readonly Posts[]
}

/** What was proposed or decided for a year. */
export type PublicStage = {
  readonly id: string
  readonly kind: StageKind
  readonly number: number
  readonly title: string
  /** Where its amounts come from, when somebody else published them. */
  readonly source: string | null
  readonly isOpen: boolean
  readonly standing: Standing
  /** By section and direction: expenses of the two sections, and receipts, are never added. */
  readonly totals: readonly { readonly section: Section; readonly direction: Direction; readonly cents: Cents }[]
}

/** A payment to a legal person or a public body. Those to natural persons are in totals only. */
export type PublicPayment = {
  readonly id: string
  readonly year: number
  readonly paidOn: Day
  readonly amountCents: Cents
  readonly payee: { readonly name: string; readonly siret: string }
  readonly purpose: string
  readonly mandateNumber: string
  readonly engagementId: string
  readonly engagementNumber: string | null
  readonly engagedOn: Day | null
  readonly signedOn: Day | null
  readonly issuedOn: Day
  /** What was decided about it, as « dossier:0198… »; null for a purchase. */
  readonly decisionObject: string | null
  readonly line: { readonly code: string; readonly label: string; readonly perimeter: Perimeter }
  readonly isFictitious: boolean
}

/** What went to people, of one line and one year: how much and how many payments, never who. */
export type NaturalTotal = {
  readonly lineCode: string
  readonly year: number
  readonly count: number
  readonly cents: Cents
}

/** Where a list of payments goes on: the last one read. */
export type PaymentKey = { readonly paidOn: Day; readonly id: string }

export type PaymentQuery = {
  readonly year?: number | undefined
  readonly lineCode?: string | undefined
  readonly siren?: string | undefined
  readonly after?: PaymentKey | undefined
  readonly limit: number
}

/** Sums of some lines of one direction; of one perimeter and one section only, so that nothing is added up silently. */
export type Sums = {
  readonly openedCents: Cents
  readonly engagedCents: Cents
  readonly paidCents: Cents
}

export function sumsOf(lines: readonly ExecutedLine[]): Sums {
  const sum = (read: (line: ExecutedLine) => Cents) => cents(lines.reduce((total, line) => total + read(line), 0n))
  return {
    openedCents: sum(({ execution }) => execution.openedCents),
    engagedCents: sum(({ execution }) => execution.engagedCents),
    paidCents: sum(({ execution }) => execution.paidCents),
  }
}

/** Lines that may be added up. */
export function linesOf(
  lines: readonly ExecutedLine[],
  only: { readonly direction: Direction; readonly section?: Section; readonly perimeter?: Perimeter },
): readonly ExecutedLine[] {
  return lines.filter(
    (line) =>
      line.direction === only.direction &&
      (only.section === undefined || line.section === only.section) &&
      (only.perimeter === undefined || line.perimeter === only.perimeter),
  )
}

/** « 2026-04-12~0198… », as it stands in an address; undefined: not one of ours. */
export function readPaymentKey(text: string | undefined): PaymentKey | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})~([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(text ?? '')
  const [, paidOn = '', id = ''] = found ?? []
  return isDay(paidOn) ? { paidOn, id } : undefined
}

export function paymentKey({ paidOn, id }: PaymentKey): string {
  return `${paidOn}~${id}`
}
