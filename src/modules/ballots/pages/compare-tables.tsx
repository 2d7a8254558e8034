import { Badge } from '#ui/badge'
import { formatCount, formatInteger, formatRatio, formatShare } from '#ui/format'
import { type Column, DataTable } from '#ui/table'
import type { ComparedRule, Comparison } from '../explanations/model.ts'
import type { Poll, PollOption } from '../model.ts'
import { amountOf } from './words.ts'

type Compared = { readonly poll: Poll; readonly comparison: Comparison }

/** One row a rule: how many projects, for how much, for how many people. */
export function Figures({ poll, comparison }: Compared) {
  const voters = Math.max(poll.voterCount, 1)
  return (
    <DataTable<ComparedRule>
      caption="Ce que donne chaque règle sur les mêmes bulletins"
      captionHidden
      rows={comparison.rules}
      stateOf={(rule) => (isOfficial(comparison, rule) ? 'won' : undefined)}
      columns={[
        { header: 'Règle', namesRow: true, cell: (rule) => nameOf(comparison, rule) },
        { header: 'Projets financés', align: 'end', cell: ({ winners }) => formatInteger(winners.length) },
        {
          header: 'Dépensé',
          align: 'end',
          cell: ({ cost }) => `${amountOf(poll, BigInt(cost))} (${formatShare(BigInt(cost), poll.budget, 0)})`,
        },
        {
          header: 'Votants avec au moins un projet financé',
          align: 'end',
          cell: ({ served }) => formatShare(served, voters),
        },
        {
          header: 'Projets financés par votant',
          align: 'end',
          cell: ({ winnersPerVoter }) => ratio(winnersPerVoter),
        },
        {
          header: 'Face au résultat publié',
          cell: (rule) => (isOfficial(comparison, rule) ? 'C’est la règle de ce vote.' : preference(rule)),
        },
      ]}
    />
  )
}

function preference({ preferThis, preferOfficial }: ComparedRule): string {
  if (preferThis + preferOfficial === 0) return 'Chaque votant y trouve autant de projets.'
  return `${formatCount(preferThis, 'votant y gagne', 'votants y gagnent')}, ${formatCount(preferOfficial, 'y perd', 'y perdent')}.`
}

/** Projects × rules: who is funded. A table that becomes a stack of cards on a phone. */
export function Matrix({ poll, options, comparison }: Compared & { readonly options: readonly PollOption[] }) {
  const funded = comparison.rules.map(({ winners }) => new Set(winners))
  const times = (code: string) => funded.filter((winners) => winners.has(code)).length
  const shown = options
    .filter(({ code }) => times(code) > 0)
    .sort((a, b) => times(b.code) - times(a.code) || b.voteCount - a.voteCount)
  const never = options.length - shown.length
  const columns: readonly Column<PollOption>[] = comparison.rules.map((rule, index) => ({
    header: nameOf(comparison, rule),
    cell: ({ code }) =>
      funded[index]!.has(code) ? <Badge kind="won">Oui</Badge> : <span class="not-funded-mark">Non</span>,
  }))
  return (
    <>
      <div class="matrix">
        <DataTable<PollOption>
          caption="Projets financés par chaque règle"
          captionHidden
          rows={shown}
          columns={[
            {
              header: 'Projet',
              namesRow: true,
              cell: ({ name }) => name,
            },
            { header: 'Coût', align: 'end', cell: ({ cost }) => amountOf(poll, cost) },
            { header: 'Choisi par', align: 'end', cell: ({ voteCount }) => formatInteger(voteCount) },
            ...columns,
          ]}
        />
      </div>
      {never > 0 && (
        <p>
          {formatCount(never, 'autre projet n’est financé', 'autres projets ne sont financés')} par aucune de ces
          règles.
        </p>
      )}
    </>
  )
}

export function MoneyByPlace({ poll, comparison }: Compared) {
  return (
    <DataTable
      caption="Argent apporté aux projets financés, par lieu et par règle"
      captionHidden
      rows={comparison.places.map((place, index) => ({ ...place, index }))}
      columns={[
        { header: 'Lieu', namesRow: true, cell: ({ name }) => name },
        { header: 'Votants', align: 'end', cell: ({ voters }) => formatInteger(voters) },
        ...comparison.rules.map((rule) => ({
          header: nameOf(comparison, rule),
          align: 'end' as const,
          cell: ({ index }: { readonly index: number }) => amountOf(poll, BigInt(rule.moneyByPlace[index] ?? '0')),
        })),
      ]}
    />
  )
}

function nameOf(comparison: Comparison, rule: ComparedRule): string {
  return isOfficial(comparison, rule) ? `${rule.name} (règle de ce vote)` : rule.name
}

function isOfficial({ rules }: Comparison, rule: ComparedRule): boolean {
  return rules[0] === rule
}

/** « 17/8 » → « 2,13 ». */
function ratio(text: string): string {
  const [numerator = '0', denominator = '1'] = text.split('/')
  return formatRatio(BigInt(numerator), BigInt(denominator), 2)
}
