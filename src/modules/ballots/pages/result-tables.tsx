import { type ReportedTie, sentenceOfLoss } from '#kernel/tally'
import { formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import { DataTable } from '#ui/table'
import type { Explanations } from '../explanations/model.ts'
import type { Poll, PollOption } from '../model.ts'
import { Why } from './explanations.tsx'
import type { Outcome } from './outcome.ts'
import { amountOf } from './words.ts'

type Explained = { readonly poll: Poll; readonly outcome: Outcome; readonly told: Explanations | undefined }

export function Winners({ poll, outcome, told }: Explained) {
  return (
    <DataTable
      caption="Projets financés"
      captionHidden
      rows={outcome.winners}
      stateOf={() => 'won'}
      detailOf={({ option }) => whyOf(told, option, 'Pourquoi il est financé')}
      columns={[
        { header: 'Rang', align: 'end', cell: (_, index) => formatInteger(index + 1) },
        { header: 'Projet', namesRow: true, cell: ({ option }) => option.name },
        { header: 'Coût', align: 'end', cell: ({ option }) => amountOf(poll, option.cost) },
        { header: 'Choisi par', align: 'end', cell: ({ option }) => formatInteger(option.voteCount) },
        { header: 'Reste ensuite', align: 'end', cell: ({ moneyLeft }) => amountOf(poll, moneyLeft) },
      ]}
    />
  )
}

export function Losers({ poll, outcome, told }: Explained) {
  return (
    <DataTable
      caption="Projets non financés"
      captionHidden
      rows={outcome.losers}
      detailOf={({ option }) => whyOf(told, option, 'Pourquoi il n’est pas financé')}
      columns={[
        { header: 'Projet', namesRow: true, cell: ({ option }) => option.name },
        { header: 'Coût', align: 'end', cell: ({ option }) => amountOf(poll, option.cost) },
        { header: 'Choisi par', align: 'end', cell: ({ option }) => formatInteger(option.voteCount) },
        {
          header: 'Ce qui a manqué',
          cell: ({ loss }) =>
            sentenceOfLoss(loss, { decimals: poll.decimals, currency: poll.currency, projects: outcome.options }),
        },
      ]}
    />
  )
}

function whyOf(told: Explanations | undefined, option: PollOption, label: string) {
  const telling = told?.projects[option.code]
  return telling && <Why label={label} telling={telling} />
}

export function Ties({ ties, outcome }: { readonly ties: readonly ReportedTie[]; readonly outcome: Outcome }) {
  const name = (code: string) => outcome.nameOf.get(code) ?? code
  return (
    <Section
      id="egalites"
      title="Égalités"
      lead="Quand plusieurs projets sont exactement à égalité, un ordre fixé avant le vote les départage."
    >
      <DataTable
        caption="Égalités rencontrées pendant le compte"
        captionHidden
        rows={ties}
        columns={[
          { header: 'À égalité', namesRow: true, cell: (tie) => tie.projects.map(name).join(', ') },
          {
            header: 'Retenu',
            cell: (tie) => name(tie.chosen) + (tie.isSetAside ? ' (dans le compte comparé, qui n’est pas gardé)' : ''),
          },
          { header: 'Le résultat en dépend', cell: (tie) => (tie.changesOutcome ? 'Oui' : 'Non') },
        ]}
      />
    </Section>
  )
}
