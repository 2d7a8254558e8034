import type { RuleRequest } from '#kernel/tally'

/** A rule as the form and the address write it: only what was chosen. */
export type RuleFields = Readonly<Record<string, string>>

const VALUES = {
  regle: ['equal-shares', 'greedy', 'phragmen', 'max-welfare'],
  reglage: ['equalshares.net', 'pabutools', 'wieliczka-2023', 'swiecie-2023', 'assen-2024'],
  complement: ['none', 'utilitarian', 'add1', 'add1-utilitarian'],
  utilite: ['cost', 'cardinality', 'points', 'borda', 'positions'],
  ordre: ['per-cost', 'total'],
  'trop-cher': ['skip', 'stop'],
  egalites: ['cost-votes', 'id'],
} as const

export const FIELD_NAMES = [...Object.keys(VALUES), 'seuil'] as const

/** What the address asks for; what it cannot mean is left aside, and the form shows what was understood. */
export function fieldsIn(query: URLSearchParams): RuleFields {
  const listed = Object.entries(VALUES).flatMap(([name, values]) => {
    const value = query.get(name) ?? ''
    return (values as readonly string[]).includes(value) ? [[name, value] as const] : []
  })
  const threshold = query.get('seuil') ?? ''
  return Object.fromEntries([...listed, ...(isThreshold(threshold) ? [['seuil', threshold] as const] : [])])
}

/** The address of the page with this rule, and the published poll it was opened on, if any. */
export function addressOf(path: string, fields: RuleFields, sample: string | undefined): string {
  const query = new URLSearchParams({ ...fieldsIn(new URLSearchParams(fields)), ...(sample && { scrutin: sample }) })
  return query.size > 0 ? `${path}?${query}` : path
}

/** @param fields  values that `fieldsIn` accepts */
export function requestOf(fields: RuleFields): RuleRequest {
  const threshold = fields.seuil
  return {
    kind: fields.regle as RuleRequest['kind'],
    preset: fields.reglage as RuleRequest['preset'],
    completion: fields.complement as RuleRequest['completion'],
    utility: fields.utilite as RuleRequest['utility'],
    by: fields.ordre as RuleRequest['by'],
    whenTooDear: fields['trop-cher'] as RuleRequest['whenTooDear'],
    ties: fields.egalites as RuleRequest['ties'],
    threshold: threshold === undefined ? undefined : Number(threshold),
  }
}

function isThreshold(text: string): boolean {
  return /^\d{1,9}$/.test(text)
}
