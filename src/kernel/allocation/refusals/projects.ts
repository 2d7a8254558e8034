import type { AllocationRequest, Candidate, Grouping } from '../model.ts'
import { compareTied } from '../order.ts'
import { type AllocationRefusal, type RefusalKind, refusal } from './kinds.ts'

/** What is wrong with the projects themselves, in their order. */
export function refusalsOfProjects(request: AllocationRequest): readonly AllocationRefusal[] {
  const { projects, rule } = request
  if (projects.length === 0) return [refusal('projects-missing')]

  const alone = projects.flatMap((project) => refusalsOfProject(project, request))
  const voteless = rule.kind !== 'fixed-by-category' && projects.every(({ votes }) => votes <= 0n)
  return [
    ...repeated(projects),
    ...alone,
    ...(voteless ? [refusal('votes-missing')] : []),
    // Numbers that are wrong would make ties that are not.
    ...(alone.length > 0 ? [] : undecided(request)),
  ]
}

function refusalsOfProject(project: Candidate, request: AllocationRequest): readonly AllocationRefusal[] {
  const { id, votes, requestedCents, costCents } = project
  const kinds: RefusalKind[] = []
  if (votes < 0n) kinds.push('votes-negative')
  if (requestedCents <= 0n) kinds.push('request-not-positive')
  if (costCents <= 0n) kinds.push('cost-not-positive')
  else if (requestedCents > costCents) kinds.push('request-above-cost')
  return [...kinds.map((kind) => refusal(kind, { project: id })), ...refusalsOfGroups(project, request)]
}

/** Names of groups that the request knows, when it lists them; undefined when any name will do. */
type Named = { readonly grouping: 'category' | 'territory'; readonly names: ReadonlyMap<string, unknown> | undefined }

function refusalsOfGroups(project: Candidate, request: AllocationRequest): readonly AllocationRefusal[] {
  const seen = new Set<RefusalKind>()
  return namesNeeded(request).flatMap(({ grouping, names }) => {
    const name = project[grouping]
    if (name !== '' && (names === undefined || names.has(name))) return []
    const kind: RefusalKind = `${grouping}-${name === '' ? 'missing' : 'unknown'}`
    if (seen.has(kind)) return []
    seen.add(kind)
    return [refusal(kind, { project: project.id, subject: name, expected: [...(names?.keys() ?? [])].join(', ') })]
  })
}

function namesNeeded({ rule, limits }: AllocationRequest): readonly Named[] {
  const capped: readonly Named[] = limits.caps === undefined ? [] : [{ grouping: 'category', names: limits.caps }]
  switch (rule.kind) {
    case 'fixed-by-category':
      return [...capped, { grouping: 'category', names: rule.amounts }]
    case 'tiers-by-rank':
      return [...capped, ...needed(rule.within, undefined)]
    case 'proportional':
      return [...capped, ...needed(rule.within, rule.split.by === 'amounts' ? rule.split.amounts : undefined)]
    case 'ranking':
      return capped
    case 'territory-quota': {
      const { quota } = rule
      const names = quota.of === 'money' && typeof quota.amount !== 'bigint' ? quota.amount : undefined
      return [...capped, ...needed('territory', names)]
    }
  }
}

function needed(within: Grouping, names: Named['names']): readonly Named[] {
  return within === 'all' ? [] : [{ grouping: within, names }]
}

function repeated(projects: readonly Candidate[]): readonly AllocationRefusal[] {
  const seen = new Set<string>()
  return projects.flatMap(({ id }) => {
    if (seen.has(id)) return [refusal('project-repeated', { project: id })]
    seen.add(id)
    return []
  })
}

/** Two projects that nothing declared tells apart: the lot is missing for one, or the same for both. */
function undecided({ projects, ties }: AllocationRequest): readonly AllocationRefusal[] {
  const beforeLot = ties.filter((criterion) => criterion !== 'lot')
  const sorted = projects.toSorted((a, b) => compareTied(a, b, beforeLot) || (a.lot ?? 0) - (b.lot ?? 0))
  return sorted.slice(1).flatMap((project, index) => {
    const previous = sorted[index]!
    if (compareTied(previous, project, beforeLot) !== 0) return []
    const isDecided = ties.includes('lot') && previous.lot !== undefined && previous.lot !== project.lot
    return isDecided ? [] : [refusal('tie-undecided', { project: project.id, subject: previous.id })]
  })
}
