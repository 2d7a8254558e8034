import { Form, SelectField, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { Thread } from '#ui/thread'
import { openSteps, roundOf, VISA_STEPS, VISA_WORDS, type VisaStep } from '../circuit.ts'
import { awaitsEconomicBasis } from '../model.ts'
import { frenchDay } from '../standing.ts'
import type { DecisionProps } from './decision-page.tsx'

/** The circuit of visas, who may give the next ones and who is away, and the reader's own form. */
export function Circuit(props: DecisionProps & { readonly isOpen: boolean }) {
  const { decision, visas, isOpen, roles, visaRoles } = props
  const round = roundOf(visas, decision.reworked)
  const open = openSteps(visas, decision.reworked)
  const knots = VISA_STEPS.map((step) => {
    const given = visas.find((visa) => visa.round === round && visa.step === step)
    if (given) {
      const when = formatInstant(given.givenAt)
      return { state: 'past', title: VISA_WORDS[step], when, detail: given.displayName } as const
    }
    const state = open.includes(step) ? 'present' : 'future'
    return { state, title: VISA_WORDS[step], detail: signersTold(props, step) } as const
  })
  const sentBack = visas.filter(({ isGiven }) => !isGiven)
  const mine = open.filter((step) => visaRoles[step].some((role) => roles.includes(role)))
  return (
    <>
      <Thread label="Le circuit des visas" knots={knots} />
      {sentBack.map(({ step, givenAt, displayName, remark }) => (
        <p>
          À reprendre, dit {displayName} ({VISA_WORDS[step]}, {formatInstant(givenAt)}) : {remark}
        </p>
      ))}
      {decision.reworked > 0 && (
        <p>Ce rapport a changé après un visa : ceux d’avant ne valent plus, le circuit a recommencé.</p>
      )}
      {isOpen && mine.length > 0 && <VisaForm {...props} steps={mine} />}
    </>
  )
}

function VisaForm(props: DecisionProps & { readonly steps: readonly VisaStep[] }) {
  const { decision, steps, stateOf, keysFor } = props
  const sent = stateOf('visa')
  const state = { ...sent, values: { visa: steps[0]!, ...sent.values } }
  return (
    <>
      <h3>Votre visa</h3>
      <Form action={`/agents/decisions/${decision.id}/visas`} keys={keysFor()} state={state}>
        <SelectField
          name="visa"
          label="Visa"
          state={state}
          options={steps.map((value) => ({ value, label: VISA_WORDS[value] }))}
        />
        {steps.includes('legal') && awaitsEconomicBasis(decision) && (
          <TextArea
            name="base-economique"
            label="Base juridique de cette aide à une activité économique"
            hint="Avec le visa juridique : l’article et la règle qui permettent de la payer (CGCT, L1511-2, L1511-3, L3211-1)."
            state={state}
            rows={2}
            maxlength={500}
          />
        )}
        <TextField
          name="remarque"
          label="Ce qui est à reprendre"
          hint="Pour renvoyer le rapport au rédacteur."
          state={state}
          optional
          maxlength={500}
        />
        <SubmitRow
          label="Donner ce visa"
          others={[{ label: 'Renvoyer le rapport', name: 'avis', value: 'reprendre' }]}
        />
      </Form>
    </>
  )
}

// Who is away is said with the day they come back: a delegation may be needed meanwhile.
function signersTold({ signers }: DecisionProps, step: VisaStep): string {
  const people = signers.get(step) ?? []
  if (people.length === 0) return 'Personne n’a cette fonction aujourd’hui : donnez-la par une délégation.'
  const here = people.filter(({ awayUntil }) => awayUntil === null)
  const away = people.filter(({ awayUntil }) => awayUntil !== null)
  const told = away.map(({ displayName, awayUntil }) => `${displayName}, absent jusqu’au ${frenchDay(awayUntil!)}`)
  const names = here.map(({ displayName }) => displayName)
  return [...names, ...told].join(' ; ')
}
