import { DeskPage } from '#ui/desk'
import { Form, type FormState, SubmitRow } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { pathIn, type Seated } from '../seated.ts'
import { SheetFields } from './sheet-fields.tsx'

/** `/agents/scrutins/:slug/papier/lots/nouveau`: the sheet of a batch, copied. */
export function NewBatchPage({ site, desk, poll, keys, state }: Seated & { readonly state: FormState }) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Nouveau lot"
      description="Le bordereau d’un lot de bulletins en papier."
      current="/agents/scrutins"
      trail={[{ label: 'Bulletins en papier', href: pathIn(poll, 'papier') }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Nouveau lot"
        lead="Copiez le bordereau du lot. Son numéro est donné ensuite : écrivez-le sur le paquet."
      />
      <Form action={pathIn(poll, 'papier/lots/nouveau')} keys={keys} state={state}>
        <SheetFields state={state} />
        <SubmitRow label="Enregistrer le lot" ways={[{ label: 'Revenir aux lots', href: pathIn(poll, 'papier') }]} />
      </Form>
    </DeskPage>
  )
}
