import { Badge } from '#ui/badge'
import { formatDay } from '#ui/format'
import { Facts } from '#ui/list'
import { EmptyState } from '#ui/message'
import { Progress } from '#ui/progress'
import { DataTable } from '#ui/table'
import { type Action, type Indicator, type IndicatorValue, perMilleOf, type Step } from '../model.ts'
import type { Money, MoneyLine } from '../money.ts'
import { NATURE_WORDS, STATE_WORDS } from '../sentences.ts'
import { GOALS, writtenMark, writtenMeasure, writtenOrigin } from '../words.ts'
import { MoneySource, MoneyTables } from './money.tsx'

/** What was said of how far it has come, the last first. */
export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  if (steps.length === 0) return <p>L’avancement n’est pas encore décrit.</p>
  return (
    <ul>
      {steps.map(({ on, state, words, isFictitious }) => (
        <li>
          <strong>{STATE_WORDS[state]}</strong>, {formatDay(on)} : {words} {isFictitious && <Badge kind="fictitious" />}
        </li>
      ))}
    </ul>
  )
}

/** An indicator: from where, to where, and each value with its source. */
export function IndicatorPart(props: { readonly indicator: Indicator; readonly values: readonly IndicatorValue[] }) {
  const { indicator, values } = props
  const perMille = perMilleOf(indicator, values[0]?.thousandths)
  return (
    <>
      <h3>{indicator.title}</h3>
      {perMille !== undefined && (
        <Progress
          label="Du départ à la cible"
          done={Math.min(Math.max(perMille, 0), 1000)}
          whole={1000}
          told={`${Math.round(perMille / 10)}\u202f%`}
        />
      )}
      <Facts
        facts={[
          { label: 'Au départ', value: writtenMark(indicator.baseline, indicator) },
          { label: 'La cible', value: writtenMark(indicator.target, indicator) },
        ]}
      />
      <DataTable
        caption={`${indicator.title}, les valeurs`}
        rows={values}
        columns={[
          { header: 'Jour', namesRow: true, cell: ({ on }) => formatDay(on) },
          { header: 'Valeur', align: 'end', cell: ({ thousandths }) => writtenMeasure(thousandths, indicator) },
          { header: 'Comment', cell: ({ nature }) => NATURE_WORDS[nature] },
          { header: 'Source', cell: ({ source }) => <SourceText source={source} /> },
        ]}
        empty={<p>Aucune valeur n’est encore connue.</p>}
      />
    </>
  )
}

function SourceText({ source }: { readonly source: IndicatorValue['source'] }) {
  const words = writtenOrigin(source)
  return source.url === null ? (
    <span>{words}</span>
  ) : (
    <a href={source.url} rel="noreferrer">
      {words}
    </a>
  )
}

/** What its budget lines open, engage and pay. */
export function MoneyPart(props: {
  readonly action: Action
  readonly lines: readonly MoneyLine[]
  readonly money: Money
}) {
  const { action, lines, money } = props
  if (lines.length === 0) {
    return (
      <EmptyState title={`Aucun montant de ${money.year} n’est connu pour cette action.`}>
        <p>
          {action.lines.length === 0
            ? 'Aucune ligne de budget ne lui est rattachée.'
            : `Ses lignes de budget (${action.lines.join(', ')}) n’ont pas encore de crédits cette année-là.`}
        </p>
      </EmptyState>
    )
  }
  return (
    <>
      <MoneyTables lines={lines} year={money.year} />
      <MoneySource money={money} />
    </>
  )
}

/** Who conducts it, with whom, where, on which basis. */
export function ActionFacts(props: {
  readonly action: Action
  readonly placeNames: ReadonlyMap<string, string>
  readonly partnerPages: ReadonlyMap<string, string>
}) {
  const { action, placeNames, partnerPages } = props
  const { legalBasis, partners, places, startsOn, endsOn } = action
  const facts = [
    { label: 'Service', value: action.service },
    {
      label: 'Partenaires',
      value: partners.map(({ siren, name }, rank) => {
        const page = siren === null ? undefined : partnerPages.get(siren)
        return (
          <>
            {rank > 0 && ', '}
            {page === undefined ? name : <a href={page}>{name}</a>}
          </>
        )
      }),
      isShown: partners.length > 0,
    },
    {
      label: 'Lieux',
      value: places.length === 0 ? 'Tout le territoire' : places.map((code) => placeNames.get(code) ?? code).join(', '),
    },
    { label: 'Base légale', value: `${legalBasis.article} (${legalBasis.competence})` },
    { label: 'Dates', value: datesOf(startsOn, endsOn), isShown: startsOn !== null || endsOn !== null },
  ]
  return <Facts facts={facts.filter(({ isShown }) => isShown !== false)} />
}

/** The goals of the United Nations it serves, by number and name. */
export function GoalList({ goals }: Pick<Action, 'goals'>) {
  return (
    <ul class="goal-list">
      {goals.map((goal) => (
        <li>
          <span class="goal-number">{goal}</span> {GOALS[goal - 1]}
        </li>
      ))}
    </ul>
  )
}

function datesOf(startsOn: string | null, endsOn: string | null): string {
  if (startsOn === null) return `jusqu’au ${formatDay(endsOn ?? '')}`
  return endsOn === null ? `depuis le ${formatDay(startsOn)}` : `du ${formatDay(startsOn)} au ${formatDay(endsOn)}`
}
