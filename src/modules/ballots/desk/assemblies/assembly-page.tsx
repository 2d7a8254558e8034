import { writtenFraction } from '#kernel/weighted'
import { ButtonLink } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { Form, SubmitRow } from '#ui/form'
import { formatCount, formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { nameOf } from '../../pages/assemblies/result.tsx'
import { type Asked, countByCollege, quorumOf } from '../../sealed/assembly/model.ts'
import { ASSEMBLIES, ASSEMBLIES_PATH, type Held, pathOf, QUESTION_WORDS, STATE_WORDS } from './shell.ts'

/** `/agents/assemblees/:slug`: the quorum as it stands, the questions, what to do next. */
export function AssemblyPage(props: Held) {
  const { site, desk, assembly, state } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={assembly.title}
      description="Une assemblée : quorum, questions, résultats."
      current={ASSEMBLIES_PATH}
      trail={[ASSEMBLIES]}
      publicFace={{ label: 'Voir la page de vote', href: `/assemblees/${assembly.slug}/voter` }}
    >
      <PageHeader
        kicker={`${STATE_WORDS[assembly.state]}, ${formatDay(assembly.heldOn)}`}
        title={assembly.title}
        lead="Tous les votes d’ici sont publics : l’assemblée voit qui a voté quoi."
      >
        <ButtonLink href={pathOf(assembly, 'membres')} weight="quiet">
          Membres
        </ButtonLink>
        <ButtonLink href={pathOf(assembly, 'presences')} weight="quiet">
          Présences et procurations
        </ButtonLink>
      </PageHeader>
      {state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      <QuorumSection {...props} />
      <CollegesSection {...props} />
      <QuestionsSection {...props} />
      <SessionSection {...props} />
    </DeskPage>
  )
}

function QuorumSection({ assembly, room }: Held) {
  const quorum = quorumOf(assembly, room)
  return (
    <Section id="quorum" title="Quorum" lead="Présents et représentés, à l’instant. Rechargez la page pour la suite.">
      <p>
        <strong>{quorum.isMet ? 'Le quorum est atteint.' : 'Le quorum n’est pas atteint.'}</strong>
      </p>
      <DataTable
        caption="Quorum"
        captionHidden
        rows={quorum.lines}
        columns={[
          {
            header: 'Où',
            namesRow: true,
            cell: ({ college }) => (college === null ? 'Toute l’assemblée' : nameOf(assembly, college)),
          },
          { header: 'Membres', align: 'end', cell: ({ members }) => members },
          { header: 'Présents ou représentés', align: 'end', cell: ({ present }) => present },
          { header: 'Il en faut', align: 'end', cell: ({ needed }) => needed },
        ]}
      />
    </Section>
  )
}

function CollegesSection({ assembly, room }: Held) {
  const members = countByCollege(room.members)
  return (
    <Section id="colleges" title="Collèges">
      <DataTable
        caption="Collèges"
        captionHidden
        rows={assembly.colleges}
        columns={[
          { header: 'Collège', namesRow: true, cell: ({ name }) => name },
          { header: 'Poids', align: 'end', cell: ({ weight }) => writtenFraction(weight) },
          { header: 'Membres', align: 'end', cell: ({ code }) => members[code] ?? 0 },
        ]}
      />
    </Section>
  )
}

function QuestionsSection(props: Held) {
  const { assembly, questions } = props
  return (
    <Section id="questions" title="Questions" lead="Une seule question est ouverte à la fois.">
      <DataTable
        caption="Questions"
        captionHidden
        rows={questions}
        columns={[
          { header: 'N°', cell: ({ number }) => number },
          {
            header: 'Question',
            namesRow: true,
            cell: ({ number, title }) => <a href={pathOf(assembly, `questions/${number}`)}>{title}</a>,
          },
          { header: 'Où elle en est', cell: (question) => progressWords(question) },
        ]}
        empty={
          <EmptyState title="Aucune question pour le moment.">
            <p>Ajoutez-les avant la séance ou pendant, dans l’ordre où elles seront posées.</p>
          </EmptyState>
        }
      />
      {assembly.state !== 'over' && (
        <p>
          <ButtonLink href={pathOf(assembly, 'questions/nouvelle')} icon="plus" weight="quiet">
            Ajouter une question
          </ButtonLink>
        </p>
      )}
    </Section>
  )
}

function SessionSection({ assembly, keys }: Held) {
  return (
    <Section id="seance" title="Séance">
      {assembly.state === 'preparation' && (
        <Form action={pathOf(assembly, 'ouvrir')} keys={keys}>
          <p>À l’ouverture, la liste des membres ne change plus. Imprimez les codes d’abord.</p>
          <SubmitRow label="Ouvrir la séance" />
        </Form>
      )}
      {assembly.state === 'session' && (
        <Form action={pathOf(assembly, 'finir')} keys={keys}>
          <p>À la fin de la séance, plus personne ne vote et plus rien ne change.</p>
          <SubmitRow label="Finir la séance" weight="danger" />
        </Form>
      )}
      <ul>
        <li>
          <a href={pathOf(assembly, 'proces-verbal.pdf')}>Procès-verbal des votes (PDF)</a>
        </li>
        <li>
          <a href={pathOf(assembly, 'votes.csv')}>Votes de l’assemblée (CSV)</a>
        </li>
      </ul>
    </Section>
  )
}

function progressWords({ state, votes }: Asked): string {
  return state === 'waiting'
    ? QUESTION_WORDS[state]
    : `${QUESTION_WORDS[state]}, ${formatCount(votes.length, 'voix', 'voix')}`
}
