import { ChoiceField, type FormState, TextField } from '#ui/form'

/** Who is on the other side of a payment or of a debt: an organisation by its number, or a person never published by name. */
export function PartyFields(props: {
  readonly question: string
  /** What is said of a natural person. */
  readonly natural: string
  readonly state: FormState
}) {
  const { question, natural, state } = props
  return (
    <>
      <ChoiceField
        name="qui"
        label={question}
        state={state}
        options={[
          { value: 'legal', label: 'Une organisation, avec son SIRET' },
          { value: 'natural', label: natural },
        ]}
      />
      <TextField
        name="siret"
        label="SIRET"
        hint="14 chiffres, pour une organisation."
        state={state}
        optional
        width={20}
      />
      <TextField name="nom" label="Nom" state={state} maxlength={200} />
    </>
  )
}
