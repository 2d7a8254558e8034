import { ChoiceField, FieldGroup, type FormState, TextField } from '#ui/form'
import { LABELS } from './labels.ts'

const NAMES = ['jour-opale', 'jour-brique', 'jour-or', 'nuit-opale', 'nuit-brique', 'nuit-or'] as const

/** The accents: those of the house, or six of one's own, each measured before it is taken. */
export function Colours({ state }: { readonly state: FormState }) {
  return (
    <FieldGroup
      title="Les couleurs"
      lead="Une couleur qui ne se lit pas assez est refusée, et la plus proche qui convient est proposée."
    >
      <ChoiceField
        name="couleurs"
        label={LABELS.couleurs}
        state={state}
        options={[
          { value: 'maison', label: 'Celles de Filigrane' },
          { value: 'propres', label: 'Les nôtres, écrites ci-dessous' },
        ]}
      />
      {NAMES.map((name) => (
        <div class="accent">
          <Sample colour={state.values[name] ?? ''} />
          <TextField
            name={name}
            label={LABELS[name]}
            state={state}
            width={9}
            hint="Comme #0a5352."
            spellcheck={false}
          />
        </div>
      ))}
    </FieldGroup>
  )
}

// An attribute and not a style: the policy of the pages refuses styles written in them.
function Sample({ colour }: { readonly colour: string }) {
  if (!/^#[0-9a-fA-F]{6}$/.test(colour)) return null
  return (
    <svg class="accent-sample" viewBox="0 0 10 10" width="44" height="44" aria-hidden="true" focusable="false">
      <rect width="10" height="10" rx="1.5" fill={colour} />
    </svg>
  )
}
