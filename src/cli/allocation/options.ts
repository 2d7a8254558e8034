import {
  ALLOCATION_PRESETS,
  type AllocationPreset,
  type AllocationRequest,
  type AllocationRule,
  DEFAULT_TIES,
  type Limits,
  type Quota,
  type Split,
  type TieCriterion,
  type Tier,
  type WhenShort,
} from '#kernel/allocation'
import { french } from '#kernel/french'
import { type Cents, cents, readCents, sentenceOfNumberFault } from '#kernel/money'
import { oneOf, UsageError } from '../command.ts'
import { fold } from './columns.ts'

export const ALLOCATION_OPTIONS = {
  rule: { type: 'string' },
  preset: { type: 'string' },
  envelope: { type: 'string' },
  cap: { type: 'string', multiple: true },
  'cost-share': { type: 'string' },
  round: { type: 'string' },
  ties: { type: 'string' },
  'when-short': { type: 'string' },
  within: { type: 'string' },
  split: { type: 'string' },
  amount: { type: 'string', multiple: true },
  reserved: { type: 'boolean' },
  tier: { type: 'string', multiple: true },
  'quota-projects': { type: 'string' },
  'quota-money': { type: 'string' },
} as const

export type AllocationValues = {
  readonly [Name in keyof typeof ALLOCATION_OPTIONS]?:
    | ((typeof ALLOCATION_OPTIONS)[Name] extends { multiple: true }
        ? readonly string[]
        : (typeof ALLOCATION_OPTIONS)[Name]['type'] extends 'boolean'
          ? boolean
          : string)
    | undefined
}

/** A request without its projects. */
export type Terms = Omit<AllocationRequest, 'projects'> & { readonly preset: AllocationPreset | undefined }

/** @throws UsageError in French for a value that is in no list, unreadable, or missing */
export function readTerms(values: AllocationValues): Terms {
  const name = oneOf('preset', values.preset, ['pas-de-calais'])
  const preset = name && ALLOCATION_PRESETS[name]
  return {
    preset,
    envelopeCents: readEnvelope(values, preset),
    rule: readRule(values, preset),
    limits: readLimits(values, preset),
    roundingCents: values.round === undefined ? EURO : readMoney('round', values.round),
    ties: readTies(values.ties),
  }
}

const EURO = cents(100n)

function readEnvelope({ envelope }: AllocationValues, preset: AllocationPreset | undefined): Cents {
  if (envelope !== undefined) return readMoney('envelope', envelope)
  if (preset?.envelopeCents.status !== 'not-found' && preset) return preset.envelopeCents.value
  const known = preset ? ` ${preset.envelopeCents.source.said}` : ''
  throw new UsageError(french`Donnez l'enveloppe à répartir : --envelope MONTANT.${known}`)
}

function readRule(values: AllocationValues, preset: AllocationPreset | undefined): AllocationRule {
  const kind = oneOf('rule', values.rule, [
    'fixed-by-category',
    'tiers-by-rank',
    'proportional',
    'ranking',
    'territory-quota',
  ])
  if (kind === undefined && preset && preset.rule.status !== 'not-found') return preset.rule.value
  switch (kind) {
    case 'fixed-by-category':
      return { kind, amounts: readAmounts(values), whenShort: readWhenShort(values, true) }
    case 'tiers-by-rank':
      return {
        kind,
        tiers: readTiers(values),
        within: readWithin(values, 'all'),
        whenShort: readWhenShort(values, true),
      }
    case 'proportional':
      return { kind, within: readWithin(values, 'category'), split: readSplit(values) }
    case 'ranking':
      return { kind, whenShort: readWhenShort(values, false) }
    case 'territory-quota':
      return { kind, quota: readQuota(values), whenShort: readWhenShort(values, false) }
    case undefined:
      throw new UsageError(french`Dites comment répartir : --rule RÈGLE ou --preset TERRITOIRE.`)
  }
}

function readWithin({ within }: AllocationValues, usual: 'all' | 'category') {
  return oneOf('within', within, ['all', 'category', 'territory']) ?? usual
}

function readWhenShort(values: AllocationValues, mayReduce: false): WhenShort
function readWhenShort(values: AllocationValues, mayReduce: boolean): WhenShort | 'reduce'
function readWhenShort({ 'when-short': written }: AllocationValues, mayReduce: boolean): WhenShort | 'reduce' {
  const allowed = ['skip', 'stop', 'part', ...(mayReduce ? (['reduce'] as const) : [])] as const
  return oneOf('when-short', written, allowed) ?? 'skip'
}

function readSplit(values: AllocationValues): Split {
  const isGiven = values.amount !== undefined
  const by = oneOf('split', values.split, ['votes', 'ceilings', 'amounts']) ?? (isGiven ? 'amounts' : 'votes')
  if (by !== 'amounts') return { by }
  return { by, amounts: readAmounts(values), whenLeft: values.reserved ? 'reserved' : 'to-others' }
}

function readQuota(values: AllocationValues): Quota {
  const count = values['quota-projects']
  if (count !== undefined) return { of: 'projects', count: readWhole('quota-projects', count) }
  const money = values['quota-money']
  return { of: 'money', amount: money === undefined ? readAmounts(values) : readMoney('quota-money', money) }
}

function readTiers({ tier: written = [] }: AllocationValues): readonly Tier[] {
  return written.map((pair) => {
    const [rank, amount] = readPair('tier', pair)
    return { throughRank: rank === 'reste' ? 'last' : readWhole('tier', rank), amountCents: readMoney('tier', amount) }
  })
}

function readAmounts({ amount: written }: AllocationValues): ReadonlyMap<string, Cents> {
  if (written === undefined)
    throw new UsageError(french`Donnez les montants : --amount NOM=MONTANT, autant de fois qu'il faut.`)
  return new Map(
    written.map((pair) => {
      const [name, amount] = readPair('amount', pair)
      return [name, readMoney('amount', amount)]
    }),
  )
}

function readLimits(values: AllocationValues, preset: AllocationPreset | undefined): Limits {
  const share = values['cost-share']
  return {
    caps: readCaps(values, preset),
    // A percentage with two digits is read like euros: its hundredths are basis points.
    maximumCostShareBasisPoints:
      share === undefined ? undefined : Number(readMoney('cost-share', share.replace(/\s*%$/, ''))),
  }
}

function readCaps({ cap = [] }: AllocationValues, preset: AllocationPreset | undefined): Limits['caps'] {
  const known = [...(preset?.caps ?? [])]
  const caps = new Map<string, Cents | 'none'>()
  for (const pair of cap) {
    const [written, amount] = readPair('cap', pair)
    const category = known.find(([name]) => fold(name) === fold(written))?.[0] ?? written
    caps.set(category, amount === 'aucun' ? 'none' : readMoney('cap', amount))
  }
  for (const [category, its] of known) {
    if (caps.has(category)) continue
    if (its.status === 'not-found') throw new UsageError(capNotFound(category))
    caps.set(category, its.value)
  }
  return caps.size === 0 ? undefined : caps
}

function capNotFound(category: string): string {
  return french`Le plafond de la catégorie « ${category} » n'a été trouvé dans aucune page publique. Donnez-le : --cap "${category}=MONTANT", ou =aucun.`
}

function readTies(written: string | undefined): readonly TieCriterion[] {
  const names = written?.split(',')
  return names?.map((name) => oneOf('ties', name, ['lowest-cost', 'most-votes', 'lot']) as TieCriterion) ?? DEFAULT_TIES
}

function readPair(option: string, pair: string): readonly [string, string] {
  const cut = pair.lastIndexOf('=')
  if (cut < 1) throw new UsageError(french`--${option} ${pair} : écrivez NOM=MONTANT.`)
  return [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()]
}

function readMoney(option: string, text: string): Cents {
  const read = readCents(text)
  if (read.ok) return read.value
  throw new UsageError(french`--${option} ${text} : ${sentenceOfNumberFault(read.refusal)}`)
}

function readWhole(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(french`--${option} ${text} : écrivez un nombre entier.`)
  return Number(text)
}
