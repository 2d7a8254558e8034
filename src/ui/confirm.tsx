import { describedBy, Field, type FieldProps, fieldId } from '#ui/field'

/** Before what cannot be undone: the reader types a word, so that a finger that slips does nothing. */
export function ConfirmField(props: Omit<FieldProps, 'label' | 'hint'> & { readonly word: string }) {
  const told = {
    ...props,
    label: `Pour confirmer, écrivez « ${props.word} »`,
    hint: 'Majuscules ou minuscules, avec ou sans accents.',
  }
  return (
    <Field {...told}>
      <input
        class="field-input field-input-sized"
        id={fieldId(props.name)}
        name={props.name}
        value={props.state.values[props.name] ?? ''}
        autocomplete="off"
        spellcheck={false}
        size={Math.max(12, props.word.length + 4)}
        {...describedBy(told)}
      />
    </Field>
  )
}

/** Whether the word was typed, accents and capitals aside. */
export function isConfirmed(written: string, word: string): boolean {
  return plain(written) === plain(word)
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
