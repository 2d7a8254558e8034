import { formatCount, formatDecimal, formatInteger, formatShare } from '#ui/format'
import { Icon } from '#ui/icon'
import { DataTable } from '#ui/table'
import type { ComparedGroups, ComparedRule, Comparison } from '../explanations/model.ts'
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
          cell: ({ cost }) => `${amountOf(poll, BigInt(cost))} (${formatShare(BigInt(cost), poll.budget)})`,
        },
        {
          header: 'Votants avec au moins un projet financé',
          align: 'end',
          cell: ({ served }) => formatShare(served, voters),
        },
        {
          header: 'Projets financés par votant',
          align: 'end',
          cell: ({ winnersPerVoter }) => formatDecimal(BigInt(winnersPerVoter), 2, 2),
        },
        {
          header: 'Argent décidé par votant',
          align: 'end',
          cell: ({ moneyPerVoter, deviation }) =>
            `${amountOf(poll, BigInt(moneyPerVoter))} (± ${amountOf(poll, BigInt(deviation))})`,
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
  const outcomes = distinctOutcomes(comparison)
  const times = (code: string) => outcomes.filter(({ winners }) => winners.has(code)).length
  const always = options.filter(({ code }) => times(code) === outcomes.length)
  const never = options.filter(({ code }) => times(code) === 0)
  const contested = options
    .filter((option) => !always.includes(option) && !never.includes(option))
    .sort((a, b) => times(b.code) - times(a.code) || b.voteCount - a.voteCount)
  return (
    <>
      <div class="matrix">
        <DataTable<PollOption>
          caption="Projets financés par certaines règles seulement"
          captionHidden
          rows={contested}
          columns={[
            { header: 'Projet', namesRow: true, cell: ({ name }) => name },
            { header: 'Coût', align: 'end', cell: ({ cost }) => amountOf(poll, cost) },
            { header: 'Choisi par', align: 'end', cell: ({ voteCount }) => formatInteger(voteCount) },
            ...outcomes.map(({ header, winners }) => ({
              header,
              cell: ({ code }: PollOption) => <Funded isFunded={winners.has(code)} />,
            })),
          ]}
        />
      </div>
      <div>
        <Names
          title={`${formatCount(always.length, 'projet est financé', 'projets sont financés')} par toutes ces règles`}
          options={always}
        />
        <Names
          title={`${formatCount(never.length, 'projet n’est financé', 'projets ne sont financés')} par aucune`}
          options={never}
        />
      </div>
    </>
  )
}

function Names({ title, options }: { readonly title: string; readonly options: readonly PollOption[] }) {
  if (options.length === 0) return null
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {options.map(({ name }) => (
          <li>{name}</li>
        ))}
      </ul>
    </details>
  )
}

function Funded({ isFunded }: { readonly isFunded: boolean }) {
  return isFunded ? (
    <strong class="funded">
      <Icon name="check" /> Oui
    </strong>
  ) : (
    <span class="not-funded">Non</span>
  )
}

/** Rules that fund the same projects share a column. */
function distinctOutcomes(comparison: Comparison): readonly { header: string; winners: ReadonlySet<string> }[] {
  const outcomes = new Map<string, { header: string; winners: ReadonlySet<string> }>()
  for (const rule of comparison.rules) {
    const key = JSON.stringify(rule.winners.toSorted())
    const same = outcomes.get(key)
    const name = nameOf(comparison, rule)
    if (same) same.header += ` · ${name}`
    else outcomes.set(key, { header: name, winners: new Set(rule.winners) })
  }
  return [...outcomes.values()]
}

/** For each group of voters: how many have a project funded, and the money they decided. */
export function Groups({ poll, comparison, groups }: Compared & { readonly groups: ComparedGroups }) {
  const lines = groups.rows.map((row, index) => ({ ...row, index }))
  return (
    <div class="matrix">
      <DataTable
        caption={`${groups.title} : votants avec au moins un projet financé, et argent décidé`}
        captionHidden
        rows={lines}
        columns={[
          { header: groups.title, namesRow: true, cell: ({ name }) => name },
          { header: 'Votants', align: 'end', cell: ({ voters }) => formatInteger(voters) },
          ...comparison.rules.map((rule, at) => ({
            header: nameOf(comparison, rule),
            align: 'end' as const,
            cell: ({ voters, served, money }: (typeof lines)[number]) =>
              `${formatShare(served[at] ?? 0, Math.max(voters, 1), 0)}, ${amountOf(poll, whole(poll, money[at]))}`,
          })),
        ]}
      />
    </div>
  )
}

/** To the whole unit of the currency: parts of a project's cost are no round sums. */
function whole({ decimals }: Poll, money = '0'): bigint {
  const unit = 10n ** BigInt(decimals)
  return ((BigInt(money) + unit / 2n) / unit) * unit
}

function nameOf(comparison: Comparison, rule: ComparedRule): string {
  return isOfficial(comparison, rule) ? `${rule.name} (règle de ce vote)` : rule.name
}

function isOfficial({ rules }: Comparison, rule: ComparedRule): boolean {
  return rules[0] === rule
}
