import { DateField } from '#ui/date-field'
import { DeskPage } from '#ui/desk'
import { BoxField, ChoiceField, FieldGroup, Form, type FormState, SubmitRow, TextArea, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { ASSEMBLIES, ASSEMBLIES_PATH, type Shell } from './shell.ts'

/** `/agents/assemblees/nouvelle`. */
export function NewAssemblyPage({ site, desk, keys, state }: Shell & { readonly state: FormState }) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Préparer une assemblée"
      description="Une assemblée : son jour, ses collèges, son quorum."
      current={ASSEMBLIES_PATH}
      trail={[ASSEMBLIES]}
    >
      <PageHeader
        title="Préparer une assemblée"
        lead="Copiez les règles des statuts : elles ne changeront plus. Les membres et les questions viennent ensuite."
      />
      <Form action={`${ASSEMBLIES_PATH}/nouvelle`} keys={keys} state={state}>
        <TextField name="titre" label="Titre de l’assemblée" state={state} maxlength={200} />
        <DateField name="jour" label="Jour de l’assemblée" state={state} />
        <TextField name="lieu" label="Lieu" state={state} maxlength={200} optional />
        <TextArea
          name="colleges"
          label="Collèges et leur poids"
          hint="Un collège par ligne, par exemple : Salariés ; 3/10. Les poids font 1, soit 100 %. Sans collèges : Tous les membres ; 1."
          state={state}
        />
        <BoxField
          name="scic"
          label="C’est une SCIC"
          hint="Trois collèges au moins, de 10 % à 50 % chacun (loi 47-1775, art. 19 octies)."
          state={state}
        />
        <QuorumFields state={state} />
        <TextField
          name="procurations"
          label="Procurations par personne, au plus"
          hint="Écrivez 0 si les statuts n’en permettent pas."
          inputmode="numeric"
          width={4}
          state={state}
        />
        <SubmitRow label="Préparer" ways={[{ label: 'Revenir à la liste', href: ASSEMBLIES_PATH }]} />
      </Form>
    </DeskPage>
  )
}

function QuorumFields({ state }: { readonly state: FormState }) {
  return (
    <FieldGroup title="Quorum" lead="Quelle part des membres doit être présente ou représentée ?">
      <TextField
        name="quorum-1"
        label="Sur première convocation"
        hint="Par exemple 1/2 ou 50 %."
        width={8}
        state={state}
      />
      <TextField name="quorum-2" label="Sur deuxième convocation" hint="0 : aucun quorum." width={8} state={state} />
      <ChoiceField
        name="convocation"
        label="Cette assemblée est réunie"
        state={state}
        options={[
          { value: '1', label: 'Sur première convocation' },
          { value: '2', label: 'Sur deuxième convocation' },
        ]}
      />
      <ChoiceField
        name="portee"
        label="Le quorum se compte"
        state={state}
        options={[
          { value: 'assembly', label: 'Sur toute l’assemblée' },
          { value: 'each-college', label: 'Dans chaque collège' },
        ]}
      />
    </FieldGroup>
  )
}
