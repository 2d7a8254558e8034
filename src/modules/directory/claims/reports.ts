import { done, type Result, refuse } from '#kernel/result'

/** What may be wrong with a page, or asked about it. */
export const REPORT_KINDS = ['error', 'closed', 'not-ess', 'withdrawal', 'other'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export const REPORT_WORDS: Readonly<Record<ReportKind, string>> = {
  error: 'Une information est fausse',
  closed: 'La structure est fermée, ou a déménagé',
  'not-ess': 'Elle n’est pas de l’ESS',
  withdrawal: 'Cette page ne doit pas être publique : elle met quelqu’un en danger',
  other: 'Autre chose',
}

export type Report = {
  readonly id: string
  readonly structureId: string
  readonly reference: string
  readonly kind: ReportKind
  readonly body: string
  readonly email: string | null
  readonly receivedAt: Date
  readonly dueAt: Date | null
  readonly answer: string | null
  readonly answeredAt: Date | null
}

export type ReportDraft = Pick<Report, 'kind' | 'body' | 'email'>

export type ReportFault = 'kind-missing' | 'body-missing' | 'body-long' | 'address-wrong'

export type ReportRefusal =
  | { readonly kind: 'structure-unknown' }
  | { readonly kind: 'faults'; readonly faults: readonly ReportFault[] }
  /** `until`: when the next one from that network is taken. */
  | { readonly kind: 'too-many'; readonly until: Date }

export const REPORT_LIMITS = { body: 2000, email: 254, anHour: 5, answer: 1000 } as const

const HOUR_MS = 3_600_000
/** RGPD, article 21; code de commerce, article A123-96: the house answers within a day. */
export const WITHDRAWAL_HOURS = 24

/** Reads what somebody reports; who asks for a withdrawal owes no explanation. */
export function readReport(
  fields: Readonly<Record<string, string>>,
  address: string | undefined,
): Result<ReportDraft, readonly ReportFault[]> {
  const kind = REPORT_KINDS.find((each) => each === fields.sujet)
  const body = (fields.message ?? '').replaceAll(/\r\n?/g, '\n').trim()
  const faults: ReportFault[] = []
  if (kind === undefined) faults.push('kind-missing')
  if (body === '' && kind !== 'withdrawal') faults.push('body-missing')
  if (body.length > REPORT_LIMITS.body) faults.push('body-long')
  if ((fields.email ?? '').trim() !== '' && address === undefined) faults.push('address-wrong')
  if (kind === undefined || faults.length > 0) return refuse(faults)
  return done({ kind, body, email: address ?? null })
}

export function dueAtOf(kind: ReportKind, receivedAt: Date): Date | null {
  return kind === 'withdrawal' ? new Date(receivedAt.getTime() + WITHDRAWAL_HOURS * HOUR_MS) : null
}

/**
 * Whether one more report is taken from a network. A request to be withdrawn always is: it protects somebody.
 *
 * @param sentAt  when its reports of the last hour came
 */
export function decidePace(kind: ReportKind, sentAt: readonly Date[], now: Date): Result<void, ReportRefusal> {
  const recent = sentAt.map((at) => at.getTime()).filter((at) => at > now.getTime() - HOUR_MS)
  if (kind === 'withdrawal' || recent.length < REPORT_LIMITS.anHour) return done(undefined)
  const leaving = recent.toSorted((a, b) => a - b)[recent.length - REPORT_LIMITS.anHour]!
  return refuse({ kind: 'too-many', until: new Date(leaving + HOUR_MS) })
}

/** Without the letters and digits that are taken for others when read aloud: « 7KQ2-M9RT ». */
export function referenceFrom(random: Uint8Array): string {
  const letters = [...random.subarray(0, 8)].map((byte) => SIGNS[byte % SIGNS.length])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

const SIGNS = '23456789ACDEFGHJKMNPQRTVWXYZ'
