import { DeskPage } from '#ui/desk'
import { BoxField, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { POLLS, POLLS_PATH, type Shell } from './shell.ts'

/** `/agents/scrutins/nouveau`. */
export function NewPollPage({ site, desk, keysFor, state }: Shell & { readonly state: FormState }) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Préparer un vote"
      description="Commencer la préparation d’un vote."
      current={POLLS_PATH}
      trail={[POLLS]}
    >
      <PageHeader
        title="Préparer un vote"
        lead="Personne ne le voit avant sa publication, que deux personnes décident."
      />
      <Form action={`${POLLS_PATH}/nouveau`} keys={keysFor()} state={state}>
        <TextField
          name="titre"
          label="Titre du vote"
          hint="Son adresse en vient et ne changera plus."
          state={state}
          maxlength={200}
        />
        <TextField name="organisateur" label="Qui organise" state={state} maxlength={200} />
        <BoxField
          name="fictif"
          label="C’est un vote fictif, pour essayer"
          hint="Il sera marqué « fictif » partout."
          state={state}
        />
        <SubmitRow label="Commencer" ways={[{ label: 'Revenir à la liste', href: POLLS_PATH }]} />
      </Form>
    </DeskPage>
  )
}
