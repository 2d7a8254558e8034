import { type FormState, TextArea } from '#ui/form'
import { MoneyField } from '#ui/money-field'
import type { Amounts, LineBefore } from '../../preparation/model.ts'

/** Amounts of the year prepared and of those after, the whole commitment when there are several, and why. */
export function AmountFields(props: {
  readonly year: number
  readonly side: LineBefore['side']
  readonly state: FormState
}) {
  const { year, side, state } = props
  return (
    <>
      <MoneyField
        name="annee-0"
        label={side === 'expense' ? `À payer en ${year} (CP)` : `À recevoir en ${year}`}
        state={state}
      />
      {side === 'expense' &&
        [1, 2, 3].map((at) => (
          <MoneyField name={`annee-${at}`} label={`À payer en ${year + at} (CP)`} state={state} optional />
        ))}
      {side === 'expense' && (
        <MoneyField
          name="engagement"
          label="Engagement total (AE ou AP)"
          hint="Seulement sur plusieurs années : la somme exacte des montants ci-dessus."
          state={state}
          optional
        />
      )}
      <TextArea name="motif" label="Pourquoi ce montant" state={state} maxlength={1000} />
    </>
  )
}

/** What is still owed must be paid, whatever is decided: it is written first. */
export function valuesOfDue({ dueCents, year }: LineBefore): Readonly<Record<string, string>> {
  if (dueCents <= 0n) return {}
  return { 'annee-0': euros(dueCents), motif: `Reste dû sur les engagements de ${year}.` }
}

export function valuesOf({ years, commitmentCents }: Amounts): Readonly<Record<string, string>> {
  const told = years.map(({ cents }, at) => [`annee-${at}`, euros(cents)] as const)
  return { ...Object.fromEntries(told), ...(commitmentCents === null ? {} : { engagement: euros(commitmentCents) }) }
}

function euros(amount: bigint): string {
  const rest = amount % 100n
  return `${amount / 100n}${rest === 0n ? '' : `,${String(rest).padStart(2, '0')}`}`
}
