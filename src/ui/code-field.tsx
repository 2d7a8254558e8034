import { describedBy, Field, type FieldProps, fieldId } from '#ui/field'

/** A code received by mail or printed on a card: large, and written with or without spaces. */
export function CodeField(
  props: FieldProps & {
    /** How many signs it has, without the spaces. */
    readonly length: number
    /** `card` for a printed code, which the browser must neither guess nor keep. */
    readonly kind?: 'mail' | 'card' | undefined
  },
) {
  const { name, state, length, kind = 'mail' } = props
  return (
    <Field {...props}>
      <input
        class="field-input field-code"
        id={fieldId(name)}
        name={name}
        value={state.values[name] ?? ''}
        inputmode={kind === 'mail' ? 'numeric' : 'text'}
        autocomplete={kind === 'mail' ? 'one-time-code' : 'off'}
        autocapitalize="characters"
        spellcheck={false}
        // Room for the spaces between groups.
        maxlength={length * 2}
        size={length + 2}
        {...describedBy(props)}
      />
    </Field>
  )
}

/** A code without what people put in it to read it: « 123 456 » and « 12-34-56 » are « 123456 ». */
export function readCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s.\-‐–—]/g, '')
    .toUpperCase()
}

/** A code as it is read aloud and typed: « 123 456 ». */
export function groupCode(code: string, size = 3): string {
  return code.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1\u202f')
}
