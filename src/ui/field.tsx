import type { Child } from 'hono/jsx'
import { Icon } from '#ui/icon'
import { typeset } from '#ui/typography'

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

export type FieldProps = {
  readonly name: string
  readonly label: string
  readonly state: FormState
  /** What to write and in which shape, before one is wrong. */
  readonly hint?: string | undefined
  /** Said after the label: fields are expected unless told. */
  readonly optional?: boolean | undefined
}

/** The label, the help and the error of a field, around its control. */
export function Field(props: FieldProps & { readonly children?: Child }) {
  const { name, label, state, hint, optional } = props
  return (
    <div class="form-field">
      <label class="field-label" for={fieldId(name)}>
        {typeset(label)}
        <Optional when={optional} />
      </label>
      <Help name={name} hint={hint} error={state.errors[name]} />
      {props.children}
    </div>
  )
}

/** Several controls under one question, one help and one error: a date in three boxes, choices. */
export function FieldSet(props: FieldProps & { readonly class?: string; readonly children?: Child }) {
  const { name, label, state, hint, optional } = props
  return (
    <fieldset
      class={props.class === undefined ? 'form-field' : `form-field ${props.class}`}
      id={fieldId(name)}
      tabindex={-1}
      {...toldOf(props)}
    >
      <legend class="field-label">
        {typeset(label)}
        <Optional when={optional} />
      </legend>
      <Help name={name} hint={hint} error={state.errors[name]} />
      {props.children}
    </fieldset>
  )
}

/** Attributes that tie a control to its help and its error. */
export function describedBy(props: FieldProps) {
  const error = props.state.errors[props.name]
  return { ...toldOf(props), 'aria-invalid': error === undefined ? undefined : ('true' as const) }
}

// A group is told by its help and its error too, but cannot itself be invalid (ARIA 1.2).
function toldOf({ name, state, hint }: FieldProps) {
  const error = state.errors[name]
  const ids = [hint !== undefined && `${fieldId(name)}-aide`, error !== undefined && `${fieldId(name)}-erreur`]
  return { 'aria-describedby': ids.filter(Boolean).join(' ') || undefined }
}

export function fieldId(name: string): string {
  return `champ-${name}`
}

/** What helps to fill a field, then what is wrong with it. */
export function Help(props: {
  readonly name: string
  readonly hint: string | undefined
  readonly error: string | undefined
}) {
  const { name, hint, error } = props
  return (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${fieldId(name)}-aide`}>
          {typeset(hint)}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${fieldId(name)}-erreur`}>
          <Icon name="error" /> <span class="hidden">Erreur : </span>
          {error}
        </p>
      )}
    </>
  )
}

function Optional({ when }: { readonly when: boolean | undefined }) {
  return when ? <span class="field-optional"> (facultatif)</span> : null
}
