import type { Day } from '#kernel/calendar'
import { type Cents, cents, frenchCents } from '#kernel/money'
import type { Settings } from '#platform/context'
import type { Block, ReportData, TableBlock, Workbook } from '#platform/documents'
import { latestOf, retainedOf } from './decide.ts'
import type { Campaign, Demand, Level, LineBefore } from './model.ts'

/** All that is said of a campaign. */
export type Preparation = {
  readonly campaign: Campaign
  readonly demands: readonly Demand[]
  readonly lines: readonly LineBefore[]
  readonly levels: readonly Level[]
}

/** The note of the preparation: each line with its last execution, every amount asked, and why. */
export function noteOf(all: Preparation, settings: Settings, today: Day): ReportData {
  const { campaign, demands } = all
  const isProposed = campaign.proposedAt !== null
  return {
    title: `Préparation du budget ${campaign.year}`,
    letterhead: letterheadOf(settings),
    date: today,
    reference: null,
    mark: isProposed ? null : 'En préparation',
    kicker: 'Note de préparation budgétaire',
    lines: [{ label: 'État', text: isProposed ? 'Proposé, pas encore décidé' : 'Arbitrage en cours' }],
    body: [
      { type: 'paragraph', text: 'Ces montants sont proposés. Seul le vote des élus les décide.' },
      ...(['expense', 'receipt'] as const).flatMap((side) => tableOfSide(all, side)),
      { type: 'heading', level: 1, text: 'Chaque demande et ses arbitrages' },
      ...demands.flatMap((demand) => storyOf(demand, all)),
    ],
    annexes: [],
    signature: [],
  }
}

function tableOfSide({ campaign, demands, lines }: Preparation, side: LineBefore['side']): readonly Block[] {
  const own = demands.flatMap((demand) => {
    const line = lines.find(({ lineCode }) => lineCode === demand.lineCode)
    return line?.side === side ? [{ demand, line }] : []
  })
  if (own.length === 0) return []
  const sum = (amounts: readonly bigint[]) => frenchCents(cents(amounts.reduce((all, each) => all + each, 0n)))
  const table: TableBlock = {
    type: 'table',
    caption: null,
    columns: [
      { label: 'Ligne', width: 5 },
      { label: 'Dernière exécution', align: 'end', width: 3 },
      { label: 'Reste dû', align: 'end', width: 3 },
      { label: 'Demandé', align: 'end', width: 3 },
      { label: `Retenu ${campaign.year}`, align: 'end', width: 3 },
    ],
    rows: own.map(({ demand, line }) => [
      `${line.label} (${line.lineCode})`,
      line.year === null ? '' : `${frenchCents(line.paidCents)} (${line.year})`,
      frenchCents(line.dueCents),
      frenchCents(askedOf(demand)),
      frenchCents(retainedOf(demand)),
    ]),
    total: [
      'Total',
      '',
      sum(own.map(({ line }) => line.dueCents)),
      sum(own.map(({ demand }) => askedOf(demand))),
      sum(own.map(({ demand }) => retainedOf(demand))),
    ],
  }
  return [{ type: 'heading', level: 1, text: side === 'expense' ? 'Dépenses' : 'Recettes' }, table]
}

function storyOf(demand: Demand, { lines, levels }: Preparation): readonly Block[] {
  const line = lines.find(({ lineCode }) => lineCode === demand.lineCode)
  return [
    { type: 'heading', level: 2, text: line?.label ?? demand.lineCode },
    {
      type: 'items',
      items: demand.steps.map(({ level, amounts, reason }) => {
        const years = amounts.years.map(({ year, cents: amount }) => `${year} : ${frenchCents(amount)}`).join(', ')
        const whole = amounts.commitmentCents === null ? '' : ` (engagement ${frenchCents(amounts.commitmentCents)})`
        return `${nameOfLevel(levels, level)} : ${years}${whole}. ${reason}`
      }),
    },
  ]
}

/** The same, to work on in a spreadsheet: a line for each word said. */
export function workbookOf(all: Preparation, settings: Settings, today: Day): Workbook {
  const { campaign, demands, lines, levels } = all
  const years = [0, 1, 2, 3].map((at) => campaign.year + at)
  return {
    title: `Préparation du budget ${campaign.year}`,
    author: settings.territoryName,
    date: today,
    sheets: [
      {
        name: 'Demandes',
        columns: [
          { label: 'Ligne', type: 'text' },
          { label: 'Libellé', type: 'text' },
          { label: 'Année exécutée', type: 'number' },
          { label: 'Ouvert', type: 'amount' },
          { label: 'Payé', type: 'amount' },
          { label: 'Reste dû', type: 'amount' },
          { label: 'Niveau', type: 'text' },
          { label: 'AE ou AP', type: 'amount' },
          ...years.map((year) => ({ label: `CP ${year}`, type: 'amount' as const })),
          { label: 'Motif', type: 'text' },
          { label: 'Dernier mot', type: 'text' },
        ],
        rows: demands.flatMap((demand) => {
          const line = lines.find(({ lineCode }) => lineCode === demand.lineCode)
          return demand.steps.map((step) => [
            demand.lineCode,
            line?.label ?? '',
            line?.year ?? null,
            line?.openCents ?? null,
            line?.paidCents ?? null,
            line?.dueCents ?? null,
            nameOfLevel(levels, step.level),
            step.amounts.commitmentCents,
            ...years.map((year) => step.amounts.years.find((each) => each.year === year)?.cents ?? null),
            step.reason,
            step === latestOf(demand) ? 'oui' : '',
          ])
        }),
      },
    ],
  }
}

export function nameOfLevel(levels: readonly Level[], rank: number): string {
  return levels.find((level) => level.rank === rank)?.name ?? `Niveau ${rank}`
}

function askedOf({ steps }: Demand): Cents {
  return steps[0].amounts.years[0]?.cents ?? cents(0n)
}

/** What stands at the top of a printed page. */
export function letterheadOf({ territoryName, serviceName, logo, contact }: Settings): ReportData['letterhead'] {
  const { postalAddress, telephone, email } = contact
  const lines = [...(postalAddress?.split('\n') ?? []), telephone, email]
  return { territoryName, serviceName, logo, contact: lines.filter((line) => line !== null && line !== '') as string[] }
}
