import { frenchCents } from '#kernel/money'
import { Button } from '#ui/action'
import { Keys } from '#ui/desk'
import { Form, SelectField, SubmitRow, TextField } from '#ui/form'
import { MoneyField } from '#ui/money-field'
import { nextSteps } from '../model.ts'
import { STEP_WORDS } from '../sentences.ts'
import type { DecisionProps } from './decision-page.tsx'

const pathOf = ({ decision }: Pick<DecisionProps, 'decision'>) => `/agents/decisions/${decision.id}`

/** One step at a time: the links above the form choose which. */
export function StepForm(props: DecisionProps) {
  const { decision, step, stateOf, keysFor } = props
  const steps = nextSteps(decision)
  if (step === undefined) return <p>Cette décision est retirée : plus rien ne s’y ajoute.</p>
  const state = stateOf('step')
  return (
    <>
      <h3 id="noter">Noter une étape</h3>
      <ul>
        {steps.map((each) => (
          <li>
            {each === step ? (
              <strong>{STEP_WORDS[each]}</strong>
            ) : (
              <a href={`${pathOf(props)}?etape=${each}#noter`}>{STEP_WORDS[each]}</a>
            )}
          </li>
        ))}
      </ul>
      <Form action={`${pathOf(props)}/etapes`} keys={keysFor()} state={state} keep={{ etape: step }}>
        <TextField name="jour" label={`${STEP_WORDS[step]} : quel jour ?`} type="date" state={state} width={14} />
        {step === 'deliberated' && (
          <>
            <TextField name="numero" label="Numéro de l’acte" state={state} maxlength={60} width={20} />
            {decision.kind === 'deliberation' && (
              <>
                <TextField name="pour" label="Voix pour" state={state} optional inputmode="numeric" width={6} />
                <TextField name="contre" label="Voix contre" state={state} optional inputmode="numeric" width={6} />
                <TextField
                  name="abstentions"
                  label="Abstentions"
                  state={state}
                  optional
                  inputmode="numeric"
                  width={6}
                />
              </>
            )}
          </>
        )}
        {step === 'transmitted' && (
          <TextField
            name="accuse"
            label="Accusé de réception"
            hint="L’identifiant donné par @ctes à la réception."
            state={state}
            maxlength={120}
          />
        )}
        <SubmitRow
          label={`Noter : ${STEP_WORDS[step].toLocaleLowerCase('fr')}`}
          weight={step === 'withdrawn' ? 'danger' : 'main'}
          note={NOTES[step]}
        />
      </Form>
    </>
  )
}

const NOTES: Readonly<Record<DecisionProps['step'] & string, string>> = {
  listed: '',
  deliberated: 'Les montants décidés ne changeront plus.',
  transmitted: 'L’acte est reçu par l’État.',
  published: 'La décision paraît aussitôt sur la page publique.',
  contested: 'La décision reste exécutoire tant que le juge ne la suspend pas.',
  referred: 'La décision reste exécutoire tant que le juge ne la suspend pas.',
  withdrawn: 'Une décision retirée ne revient pas.',
}

/** What the assembly chose: all as proposed by one button, or one line with its reason. */
export function AmountForm(props: DecisionProps) {
  const { decision, stateOf, keysFor } = props
  const state = stateOf('amount')
  const waiting = decision.lines.filter(({ decidedCents }) => decidedCents === null)
  return (
    <>
      <h3>Montants décidés</h3>
      {waiting.length > 0 && (
        <form action={`${pathOf(props)}/montants`} method="post">
          <Keys keys={keysFor()} />
          <input type="hidden" name="tout" value="propose" />
          <Button weight="quiet">Reprendre les montants proposés partout ailleurs</Button>
        </form>
      )}
      <Form action={`${pathOf(props)}/montants`} keys={keysFor()} state={state}>
        <SelectField
          name="ligne"
          label="Bénéficiaire"
          state={state}
          empty="Choisissez"
          options={decision.lines.map(({ id, beneficiaryName, proposedCents }) => ({
            value: id,
            label: `${beneficiaryName}, ${frenchCents(proposedCents)} proposés`,
          }))}
        />
        <MoneyField name="montant" label="Montant décidé" hint="Zéro si c’est un refus." state={state} />
        <TextField
          name="raison"
          label="Pourquoi, s’il n’est pas celui proposé"
          hint="Publié avec les deux montants."
          state={state}
          optional
          maxlength={500}
        />
        <SubmitRow label="Noter ce montant" />
      </Form>
    </>
  )
}

/** One organisation more. */
export function BeneficiaryForm(props: DecisionProps) {
  const { stateOf, keysFor } = props
  const state = stateOf('beneficiary')
  return (
    <>
      <h3>Ajouter un bénéficiaire</h3>
      <p>
        Beaucoup de lignes ? <a href={`${pathOf(props)}/importer`}>Collez la liste d’un tableur</a>.
      </p>
      <Form action={`${pathOf(props)}/beneficiaires`} keys={keysFor()} state={state}>
        <TextField
          name="organisation"
          label="SIRET ou RNA"
          hint="14 chiffres, ou W et 9 chiffres. Jamais un particulier."
          state={state}
          maxlength={20}
        />
        <TextField name="nom" label="Nom de l’organisation" state={state} maxlength={200} />
        <TextField name="motif" label="Pour quoi" state={state} maxlength={300} />
        <MoneyField name="propose" label="Montant proposé" state={state} />
        <TextField
          name="decide"
          label="Référence de ce qui est décidé"
          hint="Comme dossier:2026-0012."
          state={state}
          optional
          maxlength={100}
        />
        <SubmitRow label="Ajouter cette ligne" />
      </Form>
    </>
  )
}

/** A line is taken off with its reason: it stays in sight, and counts for nothing. */
export function RemovalForm(props: DecisionProps) {
  const { decision, stateOf, keysFor } = props
  const state = stateOf('removal')
  return (
    <>
      <h3>Retirer un bénéficiaire</h3>
      <Form action={`${pathOf(props)}/retraits`} keys={keysFor()} state={state}>
        <SelectField
          name="ligne-retiree"
          label="Ligne à retirer"
          state={state}
          empty="Choisissez"
          options={decision.lines.map(({ id, beneficiaryName, purpose }) => ({
            value: id,
            label: `${beneficiaryName}, ${purpose}`,
          }))}
        />
        <TextField
          name="pourquoi"
          label="Pourquoi la retirer"
          hint="Gardé au dossier du rapport, avec la ligne. Pas de nom de particulier."
          state={state}
          maxlength={500}
        />
        <SubmitRow label="Retirer cette ligne" weight="danger" note="Les visas déjà donnés seront redemandés." />
      </Form>
    </>
  )
}
