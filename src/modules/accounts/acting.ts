/** Why an agent acts for somebody; `aidant`: a resident, by a mandate the person gave here. */
export const ACTING_REASONS = ['presence', 'telephone', 'mandate', 'aidant'] as const
export type ActingReason = (typeof ACTING_REASONS)[number]

/** What an agent may say. */
export type AgentReason = Exclude<ActingReason, 'aidant'>

export function isAgentReason(text: string | undefined): text is AgentReason {
  return text === 'presence' || text === 'telephone' || text === 'mandate'
}

/** For how long a mandate is given, in months. */
export const MANDATE_MONTHS = [1, 3, 6, 12] as const
export type MandateMonths = (typeof MANDATE_MONTHS)[number]

export function readMandateMonths(text: string | undefined): MandateMonths | undefined {
  return MANDATE_MONTHS.find((months) => String(months) === text)
}

/** The same day that many months later. The last day of a month stays the last. */
export function monthsLater(moment: Date, months: number): Date {
  const later = new Date(moment)
  later.setUTCMonth(later.getUTCMonth() + months)
  if (later.getUTCDate() !== moment.getUTCDate()) later.setUTCDate(0)
  return later
}
