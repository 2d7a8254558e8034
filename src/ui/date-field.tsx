import type { Result } from '#kernel/result'
import { type FieldProps, FieldSet, fieldId } from '#ui/field'
import { type DateBoxes, type DateFault, readDate } from './read-date.ts'

export { DATE_SENTENCES, type DateBoxes, type DateFault, readDate } from './read-date.ts'

/** A day in three boxes: `NAME-jour`, `NAME-mois`, `NAME-annee`. A birth date is known by heart, never picked. */
export function DateField(
  props: FieldProps & {
    /** Set for the reader's own birth date: the browser may then fill it. */
    readonly birth?: boolean | undefined
  },
) {
  const { name, state } = props
  const isWrong = state.errors[name] !== undefined
  return (
    <FieldSet {...props} hint={props.hint ?? 'Par exemple 7, 3 et 2012.'} class="form-field-date">
      <div class="date-boxes">
        {BOXES.map((box) => (
          <div class={`date-box date-box-${box.part}`}>
            <label for={`${fieldId(name)}-${box.suffix}`}>{box.label}</label>
            <input
              class="field-input"
              id={`${fieldId(name)}-${box.suffix}`}
              name={`${name}-${box.suffix}`}
              value={state.values[`${name}-${box.suffix}`] ?? ''}
              inputmode="numeric"
              autocomplete={props.birth ? `bday-${box.part}` : 'off'}
              maxlength={box.longest}
              aria-invalid={isWrong ? 'true' : undefined}
            />
          </div>
        ))}
      </div>
    </FieldSet>
  )
}

/** The three boxes of a field among what was sent. */
export function dateBoxes(fields: Readonly<Record<string, string>>, name: string): DateBoxes {
  const [day, month, year] = BOXES.map(({ suffix }) => fields[`${name}-${suffix}`] ?? '') as [string, string, string]
  return { day, month, year }
}

/** Reads the field among what was sent: `readDate` of its boxes. */
export function readDateField(
  fields: Readonly<Record<string, string>>,
  name: string,
  limits?: { readonly earliest?: string; readonly latest?: string },
): Result<string, DateFault> {
  return readDate(dateBoxes(fields, name), limits)
}

/** The three values a form starts from, for a day already known. `day`: `YYYY-MM-DD`. */
export function dateValues(name: string, day: string): Readonly<Record<string, string>> {
  const [year = '', month = '', number = ''] = day.split('-')
  return {
    [`${name}-jour`]: number.replace(/^0/, ''),
    [`${name}-mois`]: month.replace(/^0/, ''),
    [`${name}-annee`]: year,
  }
}

// A month may be a word, « septembre » being the longest.
const BOXES = [
  { part: 'day', suffix: 'jour', label: 'Jour', longest: 2 },
  { part: 'month', suffix: 'mois', label: 'Mois', longest: 9 },
  { part: 'year', suffix: 'annee', label: 'Année', longest: 4 },
] as const
