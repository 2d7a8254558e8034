import { describedBy, type FieldProps, FieldSet, fieldId, Help } from '#ui/field'
import { typeset } from '#ui/typography'

export type Option = {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  /** Why it cannot be chosen now: it stays in sight, with its reason. */
  readonly closed?: string | undefined
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

/** One thing to say yes to. */
export function BoxField(props: FieldProps) {
  return <SingleBox {...props} />
}

/** Something that is on or off, and stays so. It is saved with the form, as any other field. */
export function SwitchField(props: FieldProps) {
  return <SingleBox {...props} isSwitch />
}

function SingleBox(props: FieldProps & { readonly isSwitch?: boolean }) {
  const { name, label, state, hint } = props
  return (
    <div class="form-field">
      <Help name={name} hint={undefined} error={state.errors[name]} />
      <div class={props.isSwitch ? 'option option-switch' : 'option'}>
        <input
          id={fieldId(name)}
          type="checkbox"
          role={props.isSwitch ? 'switch' : undefined}
          name={name}
          value="oui"
          checked={state.values[name] === 'oui'}
          {...describedBy(props)}
        />
        <label for={fieldId(name)}>{typeset(label)}</label>
        <Help name={name} hint={hint} error={undefined} />
      </div>
    </div>
  )
}

function Options(
  props: FieldProps & {
    readonly type: 'radio' | 'checkbox'
    readonly options: readonly Option[]
    readonly isChosen: (value: string) => boolean
  },
) {
  return (
    <FieldSet {...props}>
      <div class="options">
        {props.options.map((option, index) => (
          <OneOption
            id={`${fieldId(props.name)}-${index + 1}`}
            name={props.name}
            type={props.type}
            option={option}
            isChosen={props.isChosen(option.value)}
          />
        ))}
      </div>
    </FieldSet>
  )
}

function OneOption(props: {
  readonly id: string
  readonly name: string
  readonly type: 'radio' | 'checkbox'
  readonly option: Option
  readonly isChosen: boolean
}) {
  const { id, option } = props
  const told = option.closed ?? option.hint
  return (
    <div class="option">
      <input
        id={id}
        type={props.type}
        name={props.name}
        value={option.value}
        checked={props.isChosen}
        disabled={option.closed !== undefined}
        aria-describedby={told === undefined ? undefined : `${id}-aide`}
      />
      <label for={id}>{typeset(option.label)}</label>
      {told !== undefined && (
        <p class="hint" id={`${id}-aide`}>
          {typeset(told)}
        </p>
      )}
    </div>
  )
}
