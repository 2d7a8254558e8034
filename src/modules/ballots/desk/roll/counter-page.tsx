import { DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { SHOWN_PAPERS } from '../../commands/roll/index.ts'
import type { Read } from '../../pages/identity/fields.ts'
import { PersonFields } from '../../pages/identity/pages.tsx'
import { pathIn } from '../seated.ts'
import type { RollShell } from './found.ts'
import { PAPER_WORDS } from './words.ts'

type Props = RollShell & {
  readonly state: FormState
  readonly hasCommunes: boolean
  readonly picked: Read['picked']
}

/** `/agents/scrutins/:slug/guichet`: somebody is in front of the agent, with a paper. */
export function CounterPage({ site, desk, poll, keys, state, hasCommunes, picked }: Props) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Vote au guichet"
      description="Une personne vient avec un papier à son nom."
      current="/agents/scrutins"
      trail={[{ label: poll.manifest.title, href: `/agents/scrutins/${poll.slug}` }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Vote au guichet"
        lead="Regardez son papier, recopiez son nom, puis tournez l’écran : la personne choisit et confirme seule."
      />
      {poll.stage !== 'open' && (
        <Notice kind="info" title="Le vote n’est pas ouvert : personne ne peut entrer maintenant." />
      )}
      <Form action={pathIn(poll, 'guichet')} keys={keys()} state={state}>
        <ChoiceField
          name="papier"
          label="Papier montré"
          hint="Ne copiez aucun numéro et ne gardez pas de photo."
          options={SHOWN_PAPERS.map((value) => ({ value, label: PAPER_WORDS[value] }))}
          state={state}
        />
        <PersonFields {...{ state, picked, hasCommunes }} />
        <TextField
          name="homonyme"
          label="C’est quelqu’un d’autre, du même nom et né le même jour"
          hint="Seulement si une telle personne a déjà voté : écrivez ce qui le montre, par exemple « jumeau, deux papiers vus »."
          maxlength={300}
          optional
          state={state}
        />
        <SubmitRow
          label="Laisser voter cette personne"
          note="Votre nom et le papier montré sont notés au journal des actes, jamais ce qu’elle choisit. Après son vote, appuyez sur « Personne suivante »."
        />
      </Form>
    </DeskPage>
  )
}
