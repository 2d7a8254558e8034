import { stringify } from 'csv-stringify/sync'
import {
  type Allocation,
  type AllocationPreset,
  type AllocationRequest,
  type Known,
  type ProjectAmount,
  sentencesOf,
} from '#kernel/allocation'
import { french, frenchNumber } from '#kernel/french'
import { type Cents, frenchCents } from '#kernel/money'
import { FRENCH_TITLES } from './columns.ts'

/** The result in lines of text, by rank; with the computation of every amount when asked. */
export function textOf(allocation: Allocation, isExplained: boolean): readonly string[] {
  const { amounts, totalCents, leftCents, request } = allocation
  const funded = amounts.filter(({ amountCents }) => amountCents > 0n)
  return [
    french`${frenchNumber(funded.length)} projets financés sur ${frenchNumber(amounts.length)} : ${frenchCents(totalCents)} proposés sur ${frenchCents(request.envelopeCents)}, reste ${frenchCents(leftCents)}.`,
    ...byRank(allocation).flatMap((amount) => [
      `${String(amount.rank).padStart(4)}. ${lineOf(amount)}`,
      ...(isExplained ? sentencesOf(amount, request).map((sentence) => `        ${sentence}`) : []),
    ]),
  ]
}

/** The same as a table: what was given, what is proposed, and how, one project a line. */
export function csvOf(allocation: Allocation): string {
  const rows = byRank(allocation).map((amount) => {
    const { project, rank, ceiling, amountCents } = amount
    return {
      [FRENCH_TITLES.id]: project.id,
      [FRENCH_TITLES.name]: project.name,
      [FRENCH_TITLES.category]: project.category,
      [FRENCH_TITLES.territory]: project.territory,
      [FRENCH_TITLES.votes]: String(project.votes),
      [FRENCH_TITLES.requested]: decimal(project.requestedCents, ','),
      [FRENCH_TITLES.cost]: decimal(project.costCents, ','),
      rang: String(rank),
      maximum: decimal(ceiling.roundedCents, ','),
      'montant proposé': decimal(amountCents, ','),
      calcul: sentencesOf(amount, allocation.request).join(' '),
    }
  })
  return stringify(rows, { header: true, bom: true, delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })
}

/** The same for programs: amounts in euros as decimals, steps in cents as the kernel gives them. */
export function jsonOf(allocation: Allocation) {
  const { request, amounts, totalCents, leftCents } = allocation
  const { projects: _, envelopeCents, rule, ...parameters } = request
  const { kind, ...ruleParameters } = rule
  return {
    rule: kind,
    envelope: decimal(envelopeCents),
    total: decimal(totalCents),
    left: decimal(leftCents),
    parameters: plain({ ...ruleParameters, ...parameters }),
    amounts: amounts.map(({ project, rank, ceiling, amountCents, steps }) => ({
      id: project.id,
      amount: decimal(amountCents),
      rank,
      ceiling: plain(ceiling),
      steps: plain(steps),
    })),
  }
}

/** What a preset fixed, with where it was read: nothing of it is used in silence. */
export function sourcesOf(preset: AllocationPreset, { rule, limits }: AllocationRequest): readonly string[] {
  const isItsRule = preset.rule.status !== 'not-found' && rule === preset.rule.value
  const caps = Array.from(preset.caps, ([category, known]) => {
    const cap = limits.caps?.get(category)
    const value = cap === undefined || cap === 'none' ? 'aucun' : frenchCents(cap)
    const isIts = known.status !== 'not-found' && known.value === cap
    return french`  plafond de la catégorie « ${category} » : ${value} ` + sourceOf(isIts ? known : undefined)
  })
  return [french`${preset.title} :`, french`  répartition : ` + sourceOf(isItsRule ? preset.rule : undefined), ...caps]
}

const STATUSES: Readonly<Record<Known<unknown>['status'], string>> = {
  read: 'lu',
  inferred: 'déduit, à confirmer',
  'not-found': 'introuvable',
}

function sourceOf(known: Known<unknown> | undefined): string {
  if (known === undefined) return french`(donné avec la commande)`
  return french`(${STATUSES[known.status]}). ${known.source.said} ${known.source.url}`
}

function lineOf({ project, amountCents }: ProjectAmount): string {
  const name = project.name === '' ? project.id : `${project.id} ${project.name}`
  return french`${name} : ${frenchCents(amountCents)} (demande ${frenchCents(project.requestedCents)})`
}

function byRank({ amounts }: Allocation): readonly ProjectAmount[] {
  return amounts.toSorted((a, b) => a.rank - b.rank)
}

/** « 1234.50 ». */
function decimal(amount: Cents, mark = '.'): string {
  return `${amount / 100n}${mark}${String(amount % 100n).padStart(2, '0')}`
}

/** What JSON can say: whole numbers of cents as strings, tables as objects. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([name, each]) => [name, plain(each)]))
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]))
}
