import type { Day } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import type { Block, ReportData } from '#platform/documents'
import { type MoneyLine, PERIMETERS, sumsOf } from '../money.ts'
import { PERIMETER_WORDS, STATE_WORDS } from '../sentences.ts'
import { writtenCents, writtenDate, writtenMark, writtenMeasure, writtenOrigin } from '../words.ts'
import { byKind, type ReportedAction, type ReportedThing, type YearReport } from './year.ts'

/**
 * The report of a year on paper.
 *
 * @param day     printed as its date
 * @param isOver  an unfinished year is marked « Provisoire »
 */
export function printedReport(
  report: YearReport,
  told: { readonly settings: Settings; readonly day: Day; readonly isOver: boolean; readonly standing: string },
): ReportData {
  const { year, programme, ambitions } = report
  return {
    title: `Bilan ${year}, par orientation`,
    letterhead: letterheadOf(told.settings),
    date: told.day,
    reference: null,
    mark: told.isOver ? null : 'Provisoire',
    kicker: `${programme.title} ${programme.firstYear}-${programme.lastYear}`,
    lines: [{ label: 'Programme', text: told.standing }],
    body: ambitions.flatMap(({ ambition, things, orientations }): readonly Block[] => [
      heading(1, named('Ambition', ambition)),
      ...thingBlocks(things),
      ...orientations.flatMap((each): readonly Block[] => [
        heading(2, named('Orientation', each.orientation)),
        ...thingBlocks(each.things),
        ...each.actions.flatMap(actionBlocks),
        ...moneyBlocks(each.lines, year),
      ]),
    ]),
    annexes: [],
    signature: [],
  }
}

function actionBlocks({ action, step, indicators, things }: ReportedAction): readonly Block[] {
  const state =
    step === undefined
      ? 'Son avancement n’a pas été décrit.'
      : `${STATE_WORDS[step.state]}, ${writtenDate(step.on)}\u00a0: ${step.words}`
  return [
    heading(3, action.source.isFictitious ? `${action.title} (fictif)` : action.title),
    paragraph(state),
    ...(indicators.length === 0
      ? []
      : [
          {
            type: 'table' as const,
            caption: `Indicateurs\u00a0: ${action.title}`,
            columns: [
              { label: 'Indicateur', width: 5 },
              { label: 'Valeur', align: 'end' as const, width: 3 },
              { label: 'Cible', align: 'end' as const, width: 3 },
              { label: 'Source', width: 5 },
            ],
            rows: indicators.map(({ indicator, value }) => [
              indicator.title,
              value === undefined ? 'pas de valeur connue' : writtenMeasure(value.thousandths, indicator),
              writtenMark(indicator.target, indicator),
              value === undefined ? '' : `${writtenOrigin(value.source)}, ${writtenDate(value.on)}`,
            ]),
          },
        ]),
    ...thingBlocks(things),
  ]
}

function thingBlocks(things: readonly ReportedThing[]): readonly Block[] {
  return byKind(things).flatMap(({ label, things: listed }): readonly Block[] => [
    { type: 'paragraph', text: label, isStrong: true },
    { type: 'items', items: listed.map(({ title, day }) => `${title}, ${writtenDate(day)}`) },
  ])
}

// One table for each perimeter: nobody adds them up.
function moneyBlocks(lines: readonly MoneyLine[], year: number): readonly Block[] {
  if (lines.length === 0) return [paragraph(`Aucun montant de ${year} n’est connu pour ces actions.`)]
  return PERIMETERS.flatMap((perimeter): readonly Block[] => {
    const sums = sumsOf(lines, perimeter)
    if (sums === undefined) return []
    const kept = lines.filter((line) => line.perimeter === perimeter)
    return [
      {
        type: 'table',
        caption: `${PERIMETER_WORDS[perimeter]}, ${year}${kept.some(({ isFictitious }) => isFictitious) ? ' (données inventées)' : ''}`,
        columns: [
          { label: 'Ligne', width: 6 },
          { label: 'Ouvert', align: 'end', width: 3 },
          { label: 'Engagé', align: 'end', width: 3 },
          { label: 'Payé', align: 'end', width: 3 },
        ],
        rows: kept.map(({ label, openedCents, engagedCents, paidCents }) => [
          label,
          ...[openedCents, engagedCents, paidCents].map(writtenCents),
        ]),
        total: ['Total', ...[sums.openedCents, sums.engagedCents, sums.paidCents].map(writtenCents)],
      },
    ]
  })
}

function named(kind: string, { number, title }: { readonly number: string; readonly title: string }): string {
  return number === '' ? title : `${kind} ${number}\u00a0: ${title}`
}

function heading(level: 1 | 2 | 3, text: string): Block {
  return { type: 'heading', level, text }
}

function paragraph(text: string): Block {
  return { type: 'paragraph', text }
}

function letterheadOf({ territoryName, serviceName, logo, contact }: Settings): ReportData['letterhead'] {
  const { postalAddress, telephone, email } = contact
  const lines = [...(postalAddress?.split('\n') ?? []), telephone, email]
  return { territoryName, serviceName, logo, contact: lines.filter((line) => line !== null && line !== '') as string[] }
}
