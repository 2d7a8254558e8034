import { type FormState, TextField } from '#ui/form'

/** The sheet of a batch, in the order it is printed. */
export function SheetFields({ state }: { readonly state: FormState }) {
  return (
    <>
      <TextField
        name="lieu"
        label="Lieu du vote"
        hint="Par exemple « Médiathèque de Lens »."
        state={state}
        maxlength={120}
      />
      <TextField name="urne" label="Urne" state={state} maxlength={60} width={20} optional />
      <TextField name="scelles" label="Numéros des scellés" state={state} maxlength={200} optional />
      <TextField
        name="papiers"
        label="Papiers dans le lot"
        hint="Tous : bulletins, blancs et nuls. Numérotez-les de 1 à la fin avant de les saisir."
        state={state}
        inputmode="numeric"
        width={6}
      />
      <TextField name="blancs" label="Dont blancs" state={state} inputmode="numeric" width={6} />
      <TextField name="nuls" label="Dont nuls" state={state} inputmode="numeric" width={6} />
    </>
  )
}
