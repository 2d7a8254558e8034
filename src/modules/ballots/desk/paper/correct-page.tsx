import { DeskPage } from '#ui/desk'
import { Form, type FormState, SubmitRow } from '#ui/form'
import { PageHeader } from '#ui/heading'
import type { Batch } from '../../sealed/paper.ts'
import { pathIn, type Seated } from '../seated.ts'
import { SheetFields } from './sheet-fields.tsx'

/** `/agents/scrutins/:slug/papier/lots/:number/bordereau`: the sheet, copied again. */
export function CorrectPage(props: Seated & { readonly batch: Batch; readonly state: FormState }) {
  const { site, desk, poll, keys, batch, state } = props
  const path = pathIn(poll, `papier/lots/${batch.number}`)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`Corriger le bordereau du lot ${batch.number}`}
      description="Le bordereau d’un lot, copié de nouveau."
      current="/agents/scrutins"
      trail={[{ label: `Lot ${batch.number}`, href: path }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title={`Corriger le bordereau du lot ${batch.number}`}
        lead="Corrigez ce qui a été mal copié. Avec plus de papiers qu’avant, le lot se saisit de nouveau."
      />
      <Form
        action={`${path}/bordereau`}
        keys={keys}
        state={state}
        keep={{ version: state.values.version ?? String(batch.version) }}
      >
        <SheetFields state={state} />
        <SubmitRow label="Enregistrer" ways={[{ label: 'Revenir au lot', href: path }]} />
      </Form>
    </DeskPage>
  )
}
