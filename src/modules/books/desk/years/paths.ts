import { BUDGET_DESK } from '../parts.tsx'

export const YEARS = `${BUDGET_DESK}/annees`

export function pathOfYear(year: number): string {
  return `${YEARS}/${year}`
}

export function pathOfStage(id: string): string {
  return `${BUDGET_DESK}/etapes/${id}`
}

/** Where a report is entered for what it decides. */
export function pathOfReport(object: string): string {
  return `/agents/decisions/nouvelle?decide=${object}`
}
