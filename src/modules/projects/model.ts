/** A project as its page tells it. */
export type Project = ProjectWords & {
  readonly id: string
  readonly slug: string
  readonly isFictitious: boolean
  readonly publishedAt: Date | undefined
  /** The project it became part of. */
  readonly mergedInto: string | undefined
  readonly version: number
}

/** What its team writes. */
export type ProjectWords = {
  readonly title: string
  readonly summary: string
  /** Insee's code; null: the whole territory, or not known yet. */
  readonly communeCode: string | null
}

export type Part = 'holder' | 'co-holder'
export type Member = { readonly id: string; readonly personId: string; readonly part: Part; readonly since: Date }

export type OrganisationPart = 'lead' | 'mandataire' | 'partner'
export type CarryingOrganisation = {
  readonly id: string
  readonly name: string
  readonly siren: string | null
  readonly rna: string | null
  readonly part: OrganisationPart
}

/** Something that happened to a project, as a module tells it. */
export type Entry = {
  /** Of the module and what happened: « grants.filed ». */
  readonly kind: string
  /** As « dossier:0198… ». */
  readonly object: string
  readonly isPublic: boolean
  readonly happenedAt: Date
}

/** Whether the team still has somebody to answer for it once this member left. */
export function mayLeave(team: readonly Member[], leaving: Member): boolean {
  const others = team.filter(({ id }) => id !== leaving.id)
  return others.length === 0 || leaving.part !== 'holder' || others.some(({ part }) => part === 'holder')
}

/** Those of two teams, each once: who is a holder in either is a holder. */
export function mergedTeam(
  kept: readonly Member[],
  joining: readonly Member[],
): readonly Pick<Member, 'personId' | 'part'>[] {
  const known = new Map(kept.map(({ personId, part }) => [personId, part]))
  return joining
    .filter(({ personId, part }) => !known.has(personId) || (part === 'holder' && known.get(personId) !== 'holder'))
    .map(({ personId, part }) => ({ personId, part }))
}

/** Addresses of the site under `/projets` that no project may take. */
const TAKEN = ['nouveau', 'carte']

export function slugFor(title: string, isTaken: (slug: string) => boolean): string {
  const words = title
    .replaceAll(/œ/gi, 'oe')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, '')
  const base = words || 'projet'
  const isFree = (slug: string) => !TAKEN.includes(slug) && !isTaken(slug)
  if (isFree(base)) return base
  for (let number = 2; ; number += 1) if (isFree(`${base}-${number}`)) return `${base}-${number}`
}
