import { ButtonLink } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import type { Stage } from '../../sealed/stage.ts'
import type { NextStep } from './next-steps.ts'
import { POLLS_PATH, pathOf, type Shell } from './shell.ts'
import { STAGE_WORDS } from './words.ts'

export type ListedPoll = {
  readonly slug: string
  readonly title: string
  readonly isFictitious: boolean
  readonly stage: Stage
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  readonly next: NextStep | null
}

/** In the order an agent cares: what runs, what is being prepared, what is to be finished, what is over. */
const GROUPS: readonly { readonly id: string; readonly title: string; readonly stages: readonly Stage[] }[] = [
  { id: 'ouverts', title: 'Votes ouverts', stages: ['open'] },
  { id: 'a-finir', title: 'À contrôler et à dépouiller', stages: ['deciding', 'closed', 'opened'] },
  { id: 'a-venir', title: 'Publiés, à venir', stages: ['waiting'] },
  { id: 'en-preparation', title: 'En préparation', stages: ['draft'] },
  { id: 'publies', title: 'Résultats publiés', stages: ['published'] },
]

/** `/agents/scrutins`: the polls held here by stage, each with what to do next. */
export function PollListPage({ site, desk, polls }: Shell & { readonly polls: readonly ListedPoll[] }) {
  const groups = GROUPS.map((group) => ({ ...group, polls: polls.filter(({ stage }) => group.stages.includes(stage)) }))
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Scrutins"
      description="Les votes tenus ici."
      current={POLLS_PATH}
      publicFace={{ label: 'Voir les scrutins', href: '/scrutins' }}
    >
      <PageHeader title="Scrutins" lead="Les votes tenus ici, de la préparation au résultat.">
        <p>
          <ButtonLink href={`${POLLS_PATH}/nouveau`} icon="plus">
            Préparer un vote
          </ButtonLink>
        </p>
      </PageHeader>
      {polls.length === 0 && (
        <EmptyState
          title="Aucun vote n’est encore préparé."
          action={{ label: 'Préparer un vote', href: `${POLLS_PATH}/nouveau` }}
        >
          <p>Un vote se prépare, se publie à deux, puis s’ouvre à la date choisie.</p>
        </EmptyState>
      )}
      {groups
        .filter((group) => group.polls.length > 0)
        .map((group) => (
          <Section id={group.id} title={group.title}>
            <PollTable caption={group.title} polls={group.polls} />
          </Section>
        ))}
    </DeskPage>
  )
}

function PollTable({ caption, polls }: { readonly caption: string; readonly polls: readonly ListedPoll[] }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={polls}
      columns={[
        {
          header: 'Vote',
          namesRow: true,
          cell: ({ slug, title, isFictitious }) => (
            <>
              <a href={pathOf(slug)}>{title}</a>
              {isFictitious && ' (fictif)'}
            </>
          ),
        },
        { header: 'Où il en est', cell: ({ stage }) => STAGE_WORDS[stage] },
        { header: 'Ouverture', cell: ({ opensAt }) => (opensAt ? formatInstant(opensAt) : 'à fixer') },
        { header: 'Fin', cell: ({ closesAt }) => (closesAt ? formatInstant(closesAt) : 'à fixer') },
        {
          header: 'Ce qui vient',
          cell: ({ next }) => (next ? <a href={next.href}>{next.label}</a> : 'Rien à faire'),
        },
      ]}
    />
  )
}
