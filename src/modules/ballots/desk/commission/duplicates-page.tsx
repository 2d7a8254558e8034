import { DeskPage } from '#ui/desk'
import { Form, type FormState, SubmitRow } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { isDecidable } from '../../sealed/commission.ts'
import { type Duplicate, unsettled } from '../../sealed/paper-places.ts'
import { pathIn, type Seated } from '../seated.ts'
import { FATE_WORDS } from './words.ts'

const LEADS = {
  none: 'Ce vote n’a pas de bulletins en papier.',
  'paper-prevails':
    'Le règlement dit que le papier l’emporte. Le vote en ligne est écarté sans être lu, par deux personnes.',
  'internet-prevails':
    'Le règlement dit que le vote en ligne l’emporte : le bulletin en papier n’a pas dû aller dans l’urne. Vérifiez au rapprochement.',
} as const

/** `/agents/scrutins/:slug/commission/doublons`: who signed a list and voted online; lines and numbers, no name. */
export function DuplicatesPage(
  props: Seated & { readonly duplicates: readonly Duplicate[]; readonly state: FormState },
) {
  const { site, desk, keys, poll, duplicates, state } = props
  const left = unsettled(duplicates, poll.manifest.paper)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Doublons papier et internet"
      description="Les personnes qui ont voté sur papier et en ligne."
      current="/agents/scrutins"
      trail={[{ label: 'Commission de contrôle', href: pathIn(poll, 'commission') }]}
    >
      <PageHeader kicker={poll.manifest.title} title="Doublons papier et internet" lead={LEADS[poll.manifest.paper]} />
      <DataTable
        caption="Personnes qui ont voté deux fois"
        rows={duplicates}
        columns={[
          { header: 'Liste signée', namesRow: true, cell: ({ place, line }) => `${place}, ligne ${line}` },
          { header: 'Ligne du registre', align: 'end', cell: ({ envelopeLeaf }) => envelopeLeaf },
          {
            header: 'Vote en ligne',
            cell: ({ fate }) => (fate === 'live' ? 'Compté pour le moment' : FATE_WORDS[fate]),
          },
        ]}
        empty={<EmptyState title="Personne n’a voté deux fois, d’après les listes déjà copiées." />}
      />
      {left.length > 0 && isDecidable(poll.stage) && (
        <Form action={pathIn(poll, 'commission/doublons')} keys={keys} state={state}>
          <SubmitRow
            label={`Proposer d’écarter ${formatCount(left.length, 'vote en ligne', 'votes en ligne')}`}
            note="Une deuxième personne de la commission devra confirmer."
          />
        </Form>
      )}
    </DeskPage>
  )
}
