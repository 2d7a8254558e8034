import { DateField } from '#ui/date-field'
import { DeskPage } from '#ui/desk'
import { Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { isDecidable } from '../../sealed/commission.ts'
import type { Signatures } from '../../sealed/paper-places.ts'
import type { EarlierVote } from '../../store/paper/index.ts'
import { pathIn, type Seated } from '../seated.ts'

const SAID: Readonly<Record<EarlierVote, { readonly kind: 'success' | 'warning'; readonly title: string }>> = {
  none: { kind: 'success', title: 'C’est inscrit.' },
  online: { kind: 'warning', title: 'C’est inscrit. Cette personne a aussi voté en ligne : la commission le réglera.' },
  paper: { kind: 'warning', title: 'C’est inscrit. Cette personne a déjà signé une liste : le procès-verbal le dira.' },
}

/** `/agents/scrutins/:slug/papier/signatures`: a list that people signed, line by line. */
export function SignaturesPage(
  props: Seated & {
    readonly places: readonly Signatures[]
    readonly said: EarlierVote | undefined
    readonly state: FormState
  },
) {
  const { site, desk, poll, places, said } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Listes signées"
      description="Les personnes qui ont voté sur papier."
      current="/agents/scrutins"
      trail={[{ label: 'Bulletins en papier', href: pathIn(poll, 'papier') }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Listes signées"
        lead="Copiez chaque ligne de la liste que les votants ont signée. Relisez avant d’envoyer : une ligne inscrite ne change plus."
      />
      {said && <Notice kind={SAID[said].kind} title={SAID[said].title} />}
      {isDecidable(poll.stage) && <MarkForm {...props} />}
      <Section id="lieux" title="Ce qui est déjà copié">
        <DataTable
          caption="Signatures par lieu"
          captionHidden
          rows={places}
          columns={[
            {
              header: 'Lieu',
              namesRow: true,
              cell: ({ place }) => (
                <a href={`${pathIn(poll, 'papier/signatures')}?${new URLSearchParams({ lieu: place })}`}>{place}</a>
              ),
            },
            { header: 'Signatures', align: 'end', cell: ({ count }) => count },
            { header: 'Dernière ligne', align: 'end', cell: ({ lastLine }) => lastLine },
            { header: 'Déjà signé ailleurs', align: 'end', cell: ({ doubled }) => doubled },
          ]}
          empty={<EmptyState title="Aucune ligne n’est encore copiée." />}
        />
      </Section>
    </DeskPage>
  )
}

function MarkForm({ poll, keys, state }: Seated & { readonly state: FormState }) {
  return (
    <Form action={pathIn(poll, 'papier/signatures')} keys={keys} state={state}>
      <TextField name="lieu" label="Lieu du vote" state={state} maxlength={120} />
      <TextField name="ligne" label="Ligne de la liste" state={state} inputmode="numeric" width={6} />
      <TextField
        name="nom"
        label="Nom de naissance"
        state={state}
        maxlength={100}
        autocomplete="off"
        spellcheck={false}
      />
      <TextField
        name="prenom"
        label="Premier prénom"
        state={state}
        maxlength={100}
        autocomplete="off"
        spellcheck={false}
      />
      <DateField name="naissance" label="Date de naissance" state={state} />
      <SubmitRow label="Inscrire cette ligne" />
    </Form>
  )
}
