import { type Cents, cents, frenchCents, type MoneyFault, readCents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { describedBy, Field, type FieldProps, fieldId } from '#ui/field'

export type AmountFault = MoneyFault | 'below-minimum' | 'above-maximum'

/** An amount in euros, read exactly: « 1 234,56 », « 1234.5 », « 50 € ». */
export function MoneyField(props: FieldProps) {
  const { name, state } = props
  return (
    <Field {...props}>
      <div class="amount">
        <input
          class="field-input"
          id={fieldId(name)}
          name={name}
          value={state.values[name] ?? ''}
          inputmode="decimal"
          autocomplete="transaction-amount"
          maxlength={24}
          {...describedBy(props)}
        />
        <span aria-hidden="true">€</span>
        <span class="hidden">euros</span>
      </div>
    </Field>
  )
}

/** Limits of an amount, both included. */
export type AmountLimits = { readonly minimum?: Cents; readonly maximum?: Cents }

/** Reads what was written in a `MoneyField`. */
export function readAmount(text: string, limits: AmountLimits = {}): Result<Cents, AmountFault> {
  const read = readCents(text)
  if (!read.ok) return read
  if (limits.minimum !== undefined && read.value < limits.minimum) return refuse('below-minimum')
  if (limits.maximum !== undefined && read.value > limits.maximum) return refuse('above-maximum')
  return done(read.value)
}

/** What is wrong with an amount, and what to write. */
export function sentenceOfAmount(fault: AmountFault, { minimum, maximum }: AmountLimits = {}): string {
  if (fault === 'below-minimum') return `Le montant minimum est de ${frenchCents(minimum ?? cents(0n))}.`
  if (fault === 'above-maximum') return `Le montant maximum est de ${frenchCents(maximum ?? cents(0n))}.`
  return SENTENCES[fault]
}

const SENTENCES: Readonly<Record<MoneyFault, string>> = {
  missing: 'Écrivez un montant en euros, par exemple 50.',
  negative: 'Écrivez un montant positif, sans signe moins.',
  scientific: 'Écrivez le montant en chiffres à la suite, par exemple 1250.',
  'two-decimal-marks': 'Il y a plusieurs virgules ou plusieurs points. Écrivez par exemple 1250,50.',
  'ambiguous-thousands': 'Ce montant peut se lire de deux façons. Écrivez par exemple 1250 ou 1,25.',
  'misplaced-spaces': 'Les espaces ne séparent pas les milliers. Écrivez les chiffres à la suite, par exemple 1250.',
  'too-long': 'Ce montant est trop long. Vérifiez-le.',
  'not-whole': 'Écrivez un nombre entier, sans virgule.',
  unreadable: 'Nous ne savons pas lire ce montant. Écrivez-le en chiffres, par exemple 1250,50.',
  'below-one-cent': 'Il y a plus de deux chiffres après la virgule. Arrondissez au centime.',
}
