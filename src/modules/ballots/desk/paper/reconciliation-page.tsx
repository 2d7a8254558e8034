import { DeskPage } from '#ui/desk'
import { Form, type FormState, SubmitRow, TextArea } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { isDecidable } from '../../sealed/commission.ts'
import type { PlaceCount } from '../../sealed/paper-places.ts'
import { pathIn, type Seated } from '../seated.ts'

/** `/agents/scrutins/:slug/papier/rapprochement`: papers and signatures, place by place. */
export function ReconciliationPage(
  props: Seated & { readonly places: readonly PlaceCount[]; readonly state: FormState },
) {
  const { site, desk, poll, places } = props
  const total = (of: 'papers' | 'ballots' | 'signatures') => places.reduce((sum, place) => sum + place[of], 0)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Rapprochement"
      description="Les papiers et les signatures de chaque lieu."
      current="/agents/scrutins"
      trail={[{ label: 'Bulletins en papier', href: pathIn(poll, 'papier') }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Rapprochement"
        lead="Dans chaque lieu il doit y avoir autant de papiers dans l’urne que de signatures sur la liste. Sinon, écrivez pourquoi : le procès-verbal le dira."
      />
      <DataTable
        caption="Papiers et signatures par lieu"
        rows={places}
        stateOf={({ isSettled }) => (isSettled ? undefined : 'late')}
        columns={[
          { header: 'Lieu', namesRow: true, cell: ({ place }) => place, total: 'Total' },
          { header: 'Papiers (lots fermés)', align: 'end', cell: ({ papers }) => papers, total: total('papers') },
          { header: 'Bulletins qui comptent', align: 'end', cell: ({ ballots }) => ballots, total: total('ballots') },
          { header: 'Signatures', align: 'end', cell: ({ signatures }) => signatures, total: total('signatures') },
          {
            header: 'Écart',
            cell: ({ papers, signatures, remark }) =>
              papers === signatures
                ? 'Aucun'
                : `${papers - signatures > 0 ? '+' : '−'}${Math.abs(papers - signatures)}${remark ? ` : ${remark}` : ', à expliquer'}`,
            total: '',
          },
          {
            header: 'Procès-verbal',
            cell: ({ place }) => (
              <a href={`${pathIn(poll, 'papier/proces-verbal.pdf')}?${new URLSearchParams({ lieu: place })}`}>
                PDF<span class="hidden"> de {place}</span>
              </a>
            ),
            total: '',
          },
        ]}
        empty={<EmptyState title="Aucun lot et aucune signature pour le moment." />}
      />
      {isDecidable(poll.stage) &&
        places.filter((place) => !place.isSettled).map((place) => <Explain {...props} place={place} />)}
    </DeskPage>
  )
}

function Explain(props: Seated & { readonly place: PlaceCount; readonly state: FormState }) {
  const { poll, keys, place, state } = props
  const isThis = state.values.lieu === place.place
  const own = isThis ? state : { values: {}, errors: {} }
  return (
    <Section
      id={`ecart-${place.batches.join('-') || 'liste'}-${place.signatures}`}
      title={`${place.place} : pourquoi cet écart ?`}
    >
      <Form action={pathIn(poll, 'papier/rapprochement')} keys={keys} state={own} keep={{ lieu: place.place }}>
        <TextArea
          name="observation"
          label="Ce que vous avez constaté"
          hint={`${place.papers} papiers, ${place.signatures} signatures. Par exemple « Une personne a signé et gardé son bulletin ». Sans nom.`}
          rows={2}
          maxlength={500}
          state={own}
        />
        <SubmitRow label="Enregistrer l’observation" />
      </Form>
    </Section>
  )
}
