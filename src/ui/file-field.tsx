import { describedBy, Field, type FieldProps, fieldId } from '#ui/field'
import { formatBytes } from '#ui/format'

/** What a file may be. */
export type FileLimits = {
  /** As « PDF », « JPEG »: told to the reader. */
  readonly formats: readonly string[]
  /** For the browser's chooser: « .pdf,.jpg ». */
  readonly accept: string
  readonly largestBytes: number
  /** How many at once; one by default. */
  readonly most?: number | undefined
}

/** One file or several, with their limits told before one is too large. */
export function FileField(props: FieldProps & { readonly limits: FileLimits }) {
  const { name, limits } = props
  const told = { ...props, hint: [props.hint, sentenceOfLimits(limits)].filter(Boolean).join(' ') }
  return (
    <Field {...told}>
      <input
        class="field-input field-file"
        id={fieldId(name)}
        name={name}
        type="file"
        accept={limits.accept}
        multiple={(limits.most ?? 1) > 1}
        {...describedBy(told)}
      />
    </Field>
  )
}

/** « PDF, JPEG ou PNG, 10 Mo au plus. » */
export function sentenceOfLimits({ formats, largestBytes, most = 1 }: FileLimits): string {
  const size = `${formatBytes(largestBytes)} au plus`
  const listed = listOf(formats)
  return most > 1 ? `${most} fichiers au plus, ${listed}, ${size} chacun.` : `${listed}, ${size}.`
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ou ${words.at(-1)}`
}
