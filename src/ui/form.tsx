import type { Child } from 'hono/jsx'
import { Button, type Link } from '#ui/action'
import { describedBy, EMPTY_FORM, Field, type FieldProps, type FormState, fieldId } from '#ui/field'
import { Icon } from '#ui/icon'
import { typeset, typesetChild } from '#ui/typography'

export { BoxesField, BoxField, ChoiceField, type Option, SwitchField } from '#ui/choices'
export { describedBy, EMPTY_FORM, Field, type FieldProps, FieldSet, type FormState, fieldId } from '#ui/field'

/** Hidden fields that tie a form to this browser and make it safe to send twice (`formKeys` of the platform). */
export type HiddenKeys = { readonly submission: string; readonly token: string }

/** A form that writes. The summary of its faults comes first, each leading to its field. */
export function Form(props: {
  readonly action: string
  readonly keys: HiddenKeys
  readonly state?: FormState | undefined
  /** Set when it sends files. */
  readonly files?: boolean | undefined
  /** Fields the form carries without showing them. */
  readonly keep?: Readonly<Record<string, string>> | undefined
  readonly children?: Child
}) {
  const { action, keys, state = EMPTY_FORM, keep = {} } = props
  return (
    <form
      class="form"
      action={action}
      method="post"
      enctype={props.files ? 'multipart/form-data' : undefined}
      // The browser's own bubbles vanish, cannot be translated and come one at a time: the server's sentences stay.
      novalidate
    >
      <ErrorSummary state={state} />
      <input type="hidden" name="envoi" value={keys.submission} />
      <input type="hidden" name="jeton" value={keys.token} />
      {Object.entries(keep).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  )
}

/** What stands above a form that came back, and takes the focus as the page opens. Nothing when nothing is wrong. */
export function ErrorSummary({
  state,
  takesFocus = true,
}: {
  readonly state: FormState
  readonly takesFocus?: boolean
}) {
  const faults = Object.entries(state.errors)
  if (faults.length === 0 && state.problem === undefined) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} id="erreurs" autofocus={takesFocus}>
      <p class="error-summary-title">
        <Icon name="error" /> {state.problem ?? 'Rien n’est encore enregistré : il reste quelque chose à corriger.'}
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.map(([name, sentence]) => (
            <li>
              <a href={`#${fieldId(name)}`}>{sentence}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Fields that go together, under one name. */
export function FieldGroup(props: {
  readonly title: string
  /** What this group is for. */
  readonly lead?: Child
  readonly children?: Child
}) {
  return (
    <fieldset class="field-group">
      <legend class="field-group-title">{typeset(props.title)}</legend>
      {props.lead && <p class="field-group-lead">{typesetChild(props.lead)}</p>}
      {props.children}
    </fieldset>
  )
}

/** The end of a form: one act, and the quiet ways out beside it. `note` says what will happen. */
export function SubmitRow(props: {
  readonly label: string
  readonly note?: Child
  readonly weight?: 'main' | 'danger' | undefined
  /** Other ways to send the same form: name and value tell which was pressed. */
  readonly others?: readonly { readonly label: string; readonly name: string; readonly value: string }[] | undefined
  readonly ways?: readonly Link[] | undefined
}) {
  return (
    <div class="submit-row">
      {props.note && <p class="submit-note">{typesetChild(props.note)}</p>}
      <Button weight={props.weight ?? 'main'}>{props.label}</Button>
      {props.others?.map(({ label, name, value }) => (
        <Button weight="quiet" name={name} value={value}>
          {label}
        </Button>
      ))}
      {props.ways?.map((way) => (
        <a class="submit-way" href={way.href}>
          {way.label}
        </a>
      ))}
    </div>
  )
}

/** One line of text. */
export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'date' | 'search' | undefined
    readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | undefined
    readonly autocomplete?: string | undefined
    readonly maxlength?: number | undefined
    /** Number of characters it is wide; the whole line by default. */
    readonly width?: number | undefined
    readonly spellcheck?: boolean | undefined
  },
) {
  const { name, state } = props
  return (
    <Field {...props}>
      <input
        class={props.width === undefined ? 'field-input' : 'field-input field-input-sized'}
        id={fieldId(name)}
        name={name}
        type={props.type ?? 'text'}
        value={state.values[name] ?? ''}
        inputmode={props.inputmode}
        autocomplete={props.autocomplete}
        maxlength={props.maxlength}
        size={props.width}
        spellcheck={props.spellcheck}
        {...describedBy(props)}
      />
    </Field>
  )
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & { readonly rows?: number | undefined; readonly maxlength?: number | undefined },
) {
  const { name, state } = props
  return (
    <Field {...props}>
      <textarea
        class="field-input"
        id={fieldId(name)}
        name={name}
        rows={props.rows ?? 5}
        maxlength={props.maxlength}
        {...describedBy(props)}
      >
        {state.values[name] ?? ''}
      </textarea>
    </Field>
  )
}

/** One of a long list. */
export function SelectField(
  props: FieldProps & {
    readonly options: readonly { readonly value: string; readonly label: string }[]
    readonly empty?: string | undefined
  },
) {
  const { name, state } = props
  return (
    <Field {...props}>
      <select class="field-input field-select" id={fieldId(name)} name={name} {...describedBy(props)}>
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={state.values[name] === option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
