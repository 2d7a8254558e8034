import { ButtonLink } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { isDecidable } from '../../sealed/commission.ts'
import { type Batch, stepOf } from '../../sealed/paper.ts'
import { pathIn, type Seated } from '../seated.ts'
import { formatsFor } from './formats.ts'
import { STEP_WORDS } from './words.ts'

/** `/agents/scrutins/:slug/papier`: the batches and what each waits for. */
export function BatchesPage(props: Seated & { readonly batches: readonly Batch[] }) {
  const { site, desk, poll, batches } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Bulletins en papier"
      description="Les lots de bulletins en papier, leur saisie et leur contrôle."
      current="/agents/scrutins"
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Bulletins en papier"
        lead={checkingWords(poll.settings.paperChecking)}
      >
        {isDecidable(poll.stage) && (
          <ButtonLink href={pathIn(poll, 'papier/lots/nouveau')} icon="plus">
            Nouveau lot
          </ButtonLink>
        )}
        <ButtonLink href={pathIn(poll, 'papier/signatures')} weight="quiet">
          Listes signées
        </ButtonLink>
        <ButtonLink href={pathIn(poll, 'papier/rapprochement')} weight="quiet">
          Rapprochement
        </ButtonLink>
      </PageHeader>
      {!isDecidable(poll.stage) && (
        <Notice kind="info" title="Le vote n’est pas ouvert : rien ne se saisit pour le moment." />
      )}
      <Section id="lots" title="Les lots">
        <DataTable
          caption="Lots de bulletins en papier"
          captionHidden
          rows={batches}
          columns={[
            {
              header: 'Lot',
              namesRow: true,
              cell: ({ number }) => <a href={pathIn(poll, `papier/lots/${number}`)}>Lot {number}</a>,
            },
            {
              header: 'Lieu',
              cell: ({ sheet }) => (sheet.urn === '' ? sheet.place : `${sheet.place}, urne ${sheet.urn}`),
            },
            { header: 'Papiers', align: 'end', cell: ({ sheet }) => sheet.paperCount },
            { header: 'Où il en est', cell: (batch) => STEP_WORDS[stepOf(batch)] },
          ]}
          empty={
            <EmptyState title="Aucun lot pour le moment.">
              <p>Un lot est un paquet de bulletins avec son bordereau. Commencez par « Nouveau lot ».</p>
            </EmptyState>
          }
        />
      </Section>
      <Prints poll={poll} />
    </DeskPage>
  )
}

function Prints({ poll }: Pick<Seated, 'poll'>) {
  return (
    <Section
      id="imprimer"
      title="Bulletins à imprimer"
      lead="Les projets y sont dans l’ordre publié, avec le numéro que vous saisirez."
    >
      <ul>
        {formatsFor(poll.manifest.options.length).map(({ name, label }) => (
          <li>
            <a href={`${pathIn(poll, 'papier/bulletins.pdf')}?format=${name}`}>{label} (PDF)</a>
          </li>
        ))}
      </ul>
      <p>{formatCount(poll.manifest.options.length, 'projet', 'projets')} sur chaque bulletin.</p>
    </Section>
  )
}

function checkingWords(checking: Seated['poll']['settings']['paperChecking']): string {
  return checking.kind === 'all'
    ? 'Chaque papier est saisi deux fois, par deux personnes. Les différences se règlent à deux, le papier sous les yeux.'
    : `Une deuxième personne saisit ${checking.perCent} % des papiers, tirés au sort. Au-delà de ${checking.thresholdPerCent} % de différences, elle saisit tout.`
}
