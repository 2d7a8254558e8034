import { type Cents, frenchCents } from '#kernel/money'
import { Disclosure } from '#ui/disclosure'
import { BoxesField, BoxField, EMPTY_FORM, Form, SelectField, SubmitRow, TextField } from '#ui/form'
import { MoneyField } from '#ui/money-field'
import { type Liquidation, liquidationStateOf, stateOf } from '../budget/engagement.ts'
import type { EngagementProps } from './engagement-page.tsx'
import { BUDGET_DESK } from './parts.tsx'
import { YEARS } from './years/paths.ts'

/** What may be done now, by who reads: one form an act, each leading to its own address. */
export function ActForms(props: EngagementProps) {
  const { engagement, isFinance } = props
  const state = stateOf(engagement)
  if (state === 'declined') return <p>Cette demande est refusée. Préparez-en une autre si besoin.</p>
  if (state === 'asked') return isFinance ? <Check {...props} /> : <p>Les finances vérifient la demande.</p>
  const open = props.liquidations.filter((each) => each.returnedAt === null && !each.mandate?.paidOn)
  const isLegal = engagement.legallyCommittedOn !== null
  // What a prepared liquidation waits for cannot be asked again.
  const waiting = open.filter(({ signedAt }) => signedAt === null)
  const left = waiting.reduce((sum, each) => sum - each.amountCents, BigInt(props.balances?.committedCents ?? 0n))
  return (
    <>
      {!isLegal && isFinance && <Legal {...props} />}
      {!isLegal && !isFinance && <p>Les finances notent d’abord la signature de la convention ou la commande.</p>}
      {open.map((each) => (
        <LiquidationForms {...props} liquidation={each} />
      ))}
      {isLegal && left > 0n && open.length === 0 && <Prepare {...props} />}
      {isLegal && left > 0n && open.length > 0 && (
        <Disclosure summary="Préparer une autre liquidation" open={props.sent?.act === 'liquider'}>
          <Prepare {...props} />
        </Disclosure>
      )}
      {isFinance && (
        <Disclosure summary="Compléter ou rendre des crédits" open={props.sent?.act === 'changer'}>
          <Change {...props} />
        </Disclosure>
      )}
      {isFinance && left > 0n && (
        <Disclosure summary="Reporter le reste sur l’année suivante" open={props.sent?.act === 'reporter'}>
          <CarryOver {...props} />
        </Disclosure>
      )}
      {isLegal && left === 0n && open.length === 0 && <p>Tout est payé.</p>}
    </>
  )
}

function Check(props: EngagementProps) {
  const form = formOf(props, 'engager', { montant: euros(props.engagement.askedCents) })
  return (
    <>
      <Form {...form}>
        <MoneyField name="montant" label="Montant à engager" state={form.state} />
        <SubmitRow label="Engager ces crédits" />
      </Form>
      <Disclosure summary="Refuser cette demande" open={props.sent?.act === 'refuser'}>
        <Form {...formOf(props, 'refuser')}>
          <TextField name="raison" label="Pourquoi" state={formOf(props, 'refuser').state} maxlength={500} />
          <SubmitRow label="Refuser la demande" />
        </Form>
      </Disclosure>
    </>
  )
}

function Legal(props: EngagementProps) {
  const form = formOf(props, 'juridique', { jour: props.today })
  return (
    <Form {...form}>
      <h3>Noter la convention signée ou la commande envoyée</h3>
      <TextField name="reference" label="Numéro ou référence" state={form.state} maxlength={120} />
      <TextField name="jour" label="Jour" type="date" state={form.state} width={14} />
      <SubmitRow label="Noter l’engagement juridique" />
    </Form>
  )
}

function Prepare(props: EngagementProps) {
  const form = formOf(props, 'liquider', { recu: props.today })
  return (
    <Form {...form}>
      <h3>Préparer une liquidation</h3>
      <TextField name="piece" label="Facture ou demande de paiement" state={form.state} maxlength={120} />
      <TextField name="recu" label="Reçue le" type="date" state={form.state} width={14} />
      <MoneyField name="somme" label="Montant à payer" state={form.state} />
      <Conditions {...props} name="vues-a-preparer" chosen={[]} />
      <BoxField
        name="rattachee"
        label={`Rattacher à ${props.line.year}`}
        hint="En fin d’année : le service est fait cette année, le paiement viendra l’année suivante."
        state={form.state}
      />
      <SubmitRow label="Préparer la liquidation" note="Une autre personne la signera." />
    </Form>
  )
}

function LiquidationForms(props: EngagementProps & { readonly liquidation: Liquidation }) {
  const { liquidation, isFinance } = props
  const told = `${liquidation.document}, ${frenchCents(liquidation.amountCents)}`
  if (!isFinance) return <p>{told} : les finances s’en occupent.</p>
  const keep = { liquidation: liquidation.id, 'version-liquidation': String(liquidation.version) }
  const form = (act: string, values = {}) => {
    const drawn = formOf(props, act, values)
    return { ...drawn, keep: { ...drawn.keep, ...keep } }
  }
  if (liquidationStateOf(liquidation) === 'prepared') {
    return (
      <>
        <Form {...form('signer')}>
          <h3>Signer la liquidation : {told}</h3>
          <Conditions
            {...props}
            name={`vues-${liquidation.id}`}
            chosen={liquidation.checks.map(({ conditionId }) => conditionId)}
          />
          <SubmitRow label="Signer la liquidation" note="Vous attestez que la somme est due." />
        </Form>
        <SendBack {...props} form={form} />
      </>
    )
  }
  if (liquidation.mandate === null) {
    return (
      <Form {...form('mandater')}>
        <h3>Émettre le mandat : {told}</h3>
        <SubmitRow label="Émettre le mandat" note="Le comptable reçoit l’ordre de payer." />
      </Form>
    )
  }
  return <Accountant {...props} told={told} form={form} isSuspended={isSuspended(liquidation)} />
}

function Accountant(
  props: EngagementProps & {
    readonly told: string
    readonly isSuspended: boolean
    readonly form: (act: string, values?: Readonly<Record<string, string>>) => ReturnType<typeof formOf>
  },
) {
  const { told, form, today, isSuspended: waits } = props
  const act = waits ? 'remettre' : 'payer'
  const main = form(act, { 'jour-comptable': today })
  const refusal = form('rejeter', { 'jour-rejet': today })
  return (
    <>
      <Form {...main}>
        <h3>
          {waits ? 'Remettre le mandat, avec le document demandé' : 'Noter le paiement du comptable'} : {told}
        </h3>
        <TextField name="jour-comptable" label="Jour" type="date" state={main.state} width={14} />
        <SubmitRow label={waits ? 'Noter que le mandat est remis' : 'Noter le paiement'} />
      </Form>
      {!waits && (
        <Disclosure summary="Le comptable refuse ce mandat" open={props.sent?.act === 'rejeter'}>
          <Form {...refusal}>
            <TextField name="jour-rejet" label="Refusé le" type="date" state={refusal.state} width={14} />
            <TextField name="motif" label="Motif du comptable" state={refusal.state} maxlength={500} />
            <TextField name="document" label="Document demandé" state={refusal.state} optional maxlength={200} />
            <SubmitRow label="Noter le refus" note="Le délai de paiement s’arrête jusqu’à la remise." />
          </Form>
        </Disclosure>
      )}
    </>
  )
}

function Change(props: EngagementProps) {
  const form = formOf(props, 'changer')
  return (
    <Form {...form}>
      <MoneyField name="ecart" label="Montant" state={form.state} />
      <TextField name="pourquoi" label="Pourquoi" state={form.state} maxlength={500} />
      <SubmitRow
        label="Ajouter à l’engagement"
        others={[{ label: 'Rendre à la ligne', name: 'sens', value: 'rendre' }]}
      />
    </Form>
  )
}

/** Back to the instructor, who prepares another one. */
function SendBack(props: EngagementProps & { readonly form: (act: string) => ReturnType<typeof formOf> }) {
  const form = props.form('renvoyer')
  return (
    <Disclosure summary="Renvoyer cette liquidation" open={props.sent?.act === 'renvoyer'}>
      <Form {...form}>
        <TextField name="renvoi" label="Pourquoi" state={form.state} maxlength={500} />
        <SubmitRow label="Renvoyer" note="L’instructeur en prépare une autre." />
      </Form>
    </Disclosure>
  )
}

/** What is left goes to a line of the next year, and is committed there. */
function CarryOver(props: EngagementProps) {
  const { nextLines, line } = props
  if (nextLines.length === 0) {
    return (
      <p>
        Il faut d’abord une ligne de la même section en {line.year + 1} : ouvrez-la dans les{' '}
        <a href={YEARS}>budgets des années</a>.
      </p>
    )
  }
  const same = nextLines.find(({ code }) => code === line.code)
  const form = formOf(props, 'reporter', { 'ligne-suivante': same?.id ?? '' })
  return (
    <Form {...form}>
      <SelectField
        name="ligne-suivante"
        label={`Ligne de ${line.year + 1}`}
        state={form.state}
        empty="Choisissez une ligne"
        options={nextLines.map(({ id, label, code }) => ({ value: id, label: `${label} (${code})` }))}
      />
      <SubmitRow label="Reporter le reste" note="La ligne de cette année garde ce qu’elle a ouvert." />
    </Form>
  )
}

function Conditions(props: EngagementProps & { readonly name: string; readonly chosen: readonly string[] }) {
  const { conditions, name, chosen } = props
  return (
    <BoxesField
      name={name}
      label="Pièces et conditions que vous avez vues"
      state={EMPTY_FORM}
      chosen={chosen}
      options={conditions.map(({ id, label }) => ({ value: id, label }))}
    />
  )
}

// Its problem is said once, at the top of the page; its fields keep what was written.
function formOf(
  { engagement, sent, keysFor }: EngagementProps,
  act: string,
  values: Readonly<Record<string, string>> = {},
) {
  const own = sent?.act === act ? { values: sent.state.values, errors: sent.state.errors } : { values, errors: {} }
  const keep: Readonly<Record<string, string>> = { version: String(engagement.version) }
  return { action: `${BUDGET_DESK}/engagements/${engagement.id}/${act}`, keys: keysFor(), state: own, keep }
}

function isSuspended({ mandate }: Liquidation): boolean {
  return (mandate?.rejections ?? []).some(({ resumedOn }) => resumedOn === null)
}

function euros(amount: Cents): string {
  return `${amount / 100n},${String(amount % 100n).padStart(2, '0')}`
}
