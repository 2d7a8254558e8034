import type { Child } from 'hono/jsx'
import { Icon } from '#ui/icon'

/** What the form holds now, and what is wrong with it: it comes back as it was sent. */
export type FormState = {
  /** By field name. */
  readonly values: Readonly<Record<string, string>>
  /** A sentence per field at fault: what is wrong and what to write. */
  readonly errors: Readonly<Record<string, string>>
  /** What is wrong with the whole. */
  readonly problem?: string | undefined
}

/** A form nobody has filled yet. */
export const EMPTY_FORM: FormState = { values: {}, errors: {} }

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

/** What stands above a form that came back. Shows nothing when nothing is wrong. */
export function ErrorSummary({ state }: { readonly state: FormState }) {
  const faults = Object.entries(state.errors)
  if (faults.length === 0 && state.problem === undefined) return null
  return (
    <div class="error-summary" role="alert" tabindex={-1} id="erreurs">
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

export type FieldProps = {
  readonly name: string
  readonly label: string
  readonly state: FormState
  /** What to write and in which shape, before one is wrong. */
  readonly hint?: string | undefined
  /** Said after the label: fields are expected unless told. */
  readonly optional?: boolean | undefined
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
        class="field-input"
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
export function TextArea(props: FieldProps & { readonly rows?: number | undefined; readonly maxlength?: number }) {
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

export type Option = { readonly value: string; readonly label: string; readonly hint?: string | undefined }

/** One of a long list. */
export function SelectField(props: FieldProps & { readonly options: readonly Option[]; readonly empty?: string }) {
  const { name, state } = props
  return (
    <Field {...props}>
      <select class="field-input" id={fieldId(name)} name={name} {...describedBy(props)}>
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

/** One of a few, each seen at once. */
export function ChoiceField(props: FieldProps & { readonly options: readonly Option[] }) {
  return <Options {...props} type="radio" isChosen={(value) => props.state.values[props.name] === value} />
}

/** Any of a few. `chosen`: the values ticked. */
export function BoxesField(
  props: FieldProps & { readonly options: readonly Option[]; readonly chosen: readonly string[] },
) {
  return <Options {...props} type="checkbox" isChosen={(value) => props.chosen.includes(value)} />
}

function Options(
  props: FieldProps & {
    readonly type: 'radio' | 'checkbox'
    readonly options: readonly Option[]
    readonly isChosen: (value: string) => boolean
  },
) {
  const { name, label, state, hint, type } = props
  const error = state.errors[name]
  return (
    <fieldset class="field" id={fieldId(name)} tabindex={-1} {...describedBy(props)}>
      <legend class="field-label">
        {label} {props.optional && <span class="field-optional">(facultatif)</span>}
      </legend>
      <Help name={name} hint={hint} error={error} />
      {props.options.map((option, index) => (
        <div class="option">
          <input
            id={`${fieldId(name)}-${index + 1}`}
            type={type}
            name={name}
            value={option.value}
            checked={props.isChosen(option.value)}
            aria-describedby={option.hint === undefined ? undefined : `${fieldId(name)}-${index + 1}-aide`}
          />
          <label for={`${fieldId(name)}-${index + 1}`}>{option.label}</label>
          {option.hint !== undefined && (
            <p class="hint" id={`${fieldId(name)}-${index + 1}-aide`}>
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  )
}

/** One thing to say yes to. */
export function BoxField(props: FieldProps) {
  const { name, label, state, hint } = props
  return (
    <div class="field">
      <div class="option">
        <input
          id={fieldId(name)}
          type="checkbox"
          name={name}
          value="oui"
          checked={state.values[name] === 'oui'}
          {...describedBy(props)}
        />
        <label for={fieldId(name)}>{label}</label>
      </div>
      <Help name={name} hint={hint} error={state.errors[name]} />
    </div>
  )
}

/** The label, the help and the error of a field, around its control. */
export function Field(props: FieldProps & { readonly children?: Child }) {
  const { name, label, state, hint, optional } = props
  return (
    <div class="field">
      <label class="field-label" for={fieldId(name)}>
        {label} {optional && <span class="field-optional">(facultatif)</span>}
      </label>
      <Help name={name} hint={hint} error={state.errors[name]} />
      {props.children}
    </div>
  )
}

/** Attributes that tie a control to its help and its error. */
export function describedBy({ name, state, hint }: FieldProps) {
  const error = state.errors[name]
  const ids = [hint !== undefined && `${fieldId(name)}-aide`, error !== undefined && `${fieldId(name)}-erreur`]
  const told = ids.filter(Boolean).join(' ')
  return { 'aria-describedby': told || undefined, 'aria-invalid': error === undefined ? undefined : ('true' as const) }
}

export function fieldId(name: string): string {
  return `champ-${name}`
}

function Help(props: { readonly name: string; readonly hint: string | undefined; readonly error: string | undefined }) {
  const { name, hint, error } = props
  return (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${fieldId(name)}-aide`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${fieldId(name)}-erreur`}>
          <Icon name="error" /> {error}
        </p>
      )}
    </>
  )
}
