import { describedBy, Field, type FieldProps, fieldId } from '#ui/form'

/** A commune that may be meant: its code, its name, what tells it apart. */
export type CommuneChoice = { readonly value: string; readonly label: string; readonly hint: string }

/** What the field asks when nothing else is told: on every form the same. */
const HINT = 'Écrivez son nom ou son code postal. Les accents et les traits d’union ne comptent pas.'

/**
 * The commune somebody lives in or speaks of. Without JavaScript it is a line of text; what is not understood comes back
 * with the names that are close, to choose from. With it (`scripts={['commune-picker']}` on the page), names are proposed
 * as one types.
 *
 * What was sent is read by `pickCommune` of the territory, which also gives the error and the choices.
 */
export function CommuneField(
  props: FieldProps & {
    readonly choices?: readonly CommuneChoice[] | undefined
    /** What its identifiers are made of, where the page has two of one name. */
    readonly id?: string | undefined
    /** Set where a name chosen leads at once to the page of the commune: in a search. */
    readonly leads?: boolean | undefined
  },
) {
  const { name, id = name, state, choices = [], leads } = props
  const told = { ...props, name: id, hint: props.hint ?? HINT }
  return (
    <filigrane-commune class="commune-field" data-leads={leads ? 'true' : undefined}>
      <Field {...told}>
        <input
          class="field-input"
          id={fieldId(id)}
          name={name}
          type="text"
          value={state.values[name] ?? ''}
          autocomplete="off"
          spellcheck={false}
          maxlength={80}
          {...describedBy(told)}
        />
      </Field>
      {choices.length > 0 && <Choices name={name} choices={choices} asked={state.values[name] ?? ''} />}
    </filigrane-commune>
  )
}

function Choices(props: { readonly name: string; readonly choices: readonly CommuneChoice[]; readonly asked: string }) {
  const { name, choices, asked } = props
  return (
    <fieldset class="field commune-choices">
      <legend class="field-label">Est-ce l’une de ces communes ?</legend>
      {choices.map(({ value, label, hint }, index) => (
        <div class="option">
          <input
            id={`${fieldId(name)}-choix-${index + 1}`}
            type="radio"
            name={`${name}-choix`}
            value={value}
            checked={choices.length === 1}
            aria-describedby={`${fieldId(name)}-choix-${index + 1}-lieu`}
          />
          <label for={`${fieldId(name)}-choix-${index + 1}`}>{label}</label>
          <p class="hint" id={`${fieldId(name)}-choix-${index + 1}-lieu`}>
            {hint}
          </p>
        </div>
      ))}
      {/* The choices are those of this text: typed anew, it is read anew. */}
      <input type="hidden" name={`${name}-demande`} value={asked.trim()} />
    </fieldset>
  )
}

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      readonly 'filigrane-commune': {
        readonly class: string
        readonly 'data-leads'?: 'true' | undefined
        readonly children?: unknown
      }
    }
  }
}
