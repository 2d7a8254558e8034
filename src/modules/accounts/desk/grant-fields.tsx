import { type FormState, SelectField, TextArea, TextField } from '#ui/form'
import { type GrantedRole, ROLE_RULES } from '../roles/model.ts'

/** The fields of a form that gives or lends a role: what, on what, when, why. */
export function GrantFields(props: {
  readonly state: FormState
  readonly roles: readonly GrantedRole[]
  /** A loan has a last day and bears on what the lender holds. */
  readonly isLoan?: boolean
}) {
  const { state, roles, isLoan = false } = props
  return (
    <>
      <SelectField
        name="role"
        label="Rôle"
        state={state}
        empty="Choisissez un rôle"
        options={roles.map((role) => ({
          value: role,
          label: ROLE_RULES[role].label + (ROLE_RULES[role].isSensitive ? ' (à confirmer par une autre personne)' : ''),
        }))}
      />
      {!isLoan && (
        <TextField
          name="objet"
          label="Sur quoi"
          hint="Laissez vide pour tout le territoire. Sinon, le code affiché en haut de la page de l’objet."
          state={state}
          optional
          autocomplete="off"
        />
      )}
      <TextField
        name="debut"
        type="date"
        label="Premier jour"
        hint="Laissez vide pour aujourd’hui."
        state={state}
        optional
        width={12}
      />
      <TextField
        name="fin"
        type="date"
        label="Dernier jour"
        hint={isLoan ? 'Une délégation finit toujours.' : 'Laissez vide s’il n’y a pas de fin prévue.'}
        state={state}
        optional={!isLoan}
        width={12}
      />
      <TextArea
        name="raison"
        label="Pourquoi"
        hint="En quelques mots. La personne et les administrateurs le liront."
        state={state}
        rows={3}
        maxlength={500}
      />
    </>
  )
}
