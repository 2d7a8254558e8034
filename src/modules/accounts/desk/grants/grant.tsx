import { Button } from '#ui/action'
import { DeskPage, Keys } from '#ui/desk'
import { EMPTY_FORM, ErrorSummary, Form, type FormState, SelectField, SubmitRow, TextArea } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { Thread } from '#ui/thread'
import { ROLE_RULES, type RoleGrant, stateOf } from '../../roles/model.ts'
import type { RoleHolder } from '../../store/index.ts'
import { historyOf } from '../people/history.tsx'
import type { Visit } from '../visit.ts'
import { DoneNotice, GrantBadge, nameOf, objectInWords, periodInWords } from '../words.tsx'

type GrantProps = {
  readonly visit: Visit
  readonly grant: RoleGrant
  readonly substitutes: readonly RoleHolder[]
  readonly names: ReadonlyMap<string, string>
  readonly state: FormState
}

/** `/agents/roles/:id`: one grant, from its request to its end. */
export function GrantPage(props: GrantProps) {
  const { visit, grant, names } = props
  const state = stateOf(grant, visit.today)
  const who = nameOf(names, grant.personId)
  const { label, meaning } = ROLE_RULES[grant.role]
  return (
    <DeskPage
      site={visit.site}
      desk={visit.desk}
      title={`${label} : ${who}`}
      description="Un rôle donné à une personne."
      current="/agents/personnes"
      trail={[
        { label: 'À faire', href: '/agents' },
        { label: 'Personnes et rôles', href: '/agents/personnes' },
      ]}
    >
      <PageHeader kicker={<GrantBadge state={state} />} title={`${label} : ${who}`} lead={meaning} />
      <DoneNotice done={visit.done} />
      <Fault state={props.state} />
      <Facts
        facts={[
          {
            label: 'Pour',
            value: visit.isAdministrator ? <a href={`/agents/personnes/${grant.personId}`}>{who}</a> : who,
          },
          { label: 'Sur quoi', value: objectInWords(grant.object) },
          { label: 'Période', value: periodInWords(grant) },
          { label: 'Demandé par', value: nameOf(names, grant.askedBy) },
          ...(grant.reason === null ? [] : [{ label: 'Pourquoi', value: grant.reason }]),
          ...(grant.delegatedFrom === null ? [] : [{ label: 'Nature', value: 'délégation' }]),
        ]}
      />
      {state === 'waiting' && visit.isAdministrator && <Confirm {...props} />}
      {['waiting', 'to-come', 'in-force'].includes(state) && <TakeBack {...props} />}
      <Section id="historique" title="Ce qui s’est passé">
        <Thread label="Ce qui s’est passé" direction="up" knots={historyOf([grant], names, visit)} />
      </Section>
    </DeskPage>
  )
}

function Confirm(props: GrantProps) {
  const { visit, grant } = props
  const isSecond = ![grant.askedBy, grant.personId].includes(visit.visitor.personId)
  return (
    <Section
      id="confirmer"
      title="Confirmer"
      lead="Trois personnes différentes : qui demande, qui confirme, qui reçoit."
    >
      {isSecond ? (
        <form action={`/agents/roles/${grant.id}/confirmer`} method="post">
          <Keys keys={visit.keys()} />
          <p>Confirmez seulement si vous savez que cette personne doit avoir ce rôle.</p>
          <Button>Confirmer ce rôle</Button>
        </form>
      ) : (
        <Notice kind="info" title="Une autre personne doit confirmer.">
          <p>
            Demandez à un autre administrateur. S’il n’y en a pas, une personne suppléante d’un autre service peut le
            faire avec un code ; à défaut, qui tient le serveur lance <code>filigrane admin confirm {grant.id}</code>.
          </p>
        </Notice>
      )}
      <CallSubstitute {...props} />
    </Section>
  )
}

function CallSubstitute({ visit, grant, substitutes, state }: GrantProps) {
  const possible = substitutes.filter(({ personId }) => ![grant.askedBy, grant.personId].includes(personId))
  if (possible.length === 0) return null
  return (
    <Form action={`/agents/roles/${grant.id}/suppleant`} keys={visit.keys()} state={formOf(state, 'suppleant')}>
      <SelectField
        name="suppleant"
        label="Demander à une personne suppléante"
        hint="Elle reçoit un code par e-mail. Il sert une fois, pour cet acte seulement, après une connexion forte."
        state={state}
        empty="Choisissez une personne"
        options={possible.map(({ personId, displayName }) => ({ value: personId, label: displayName }))}
      />
      <SubmitRow label="Envoyer le code" />
    </Form>
  )
}

function TakeBack({ visit, grant, state }: GrantProps) {
  const isWaiting = stateOf(grant, visit.today) === 'waiting'
  const [title, label] = isWaiting ? ['Refuser', 'Refuser la demande'] : ['Retirer', 'Retirer ce rôle']
  return (
    <Section
      id="retirer"
      title={title}
      lead={isWaiting ? undefined : 'L’effet est immédiat : la page suivante de cette personne n’aura plus ce rôle.'}
    >
      <Form action={`/agents/roles/${grant.id}/retirer`} keys={visit.keys()} state={formOf(state, 'raison')}>
        <TextArea name="raison" label="Pourquoi" state={state} rows={2} maxlength={500} />
        <SubmitRow label={label} weight="danger" />
      </Form>
    </Section>
  )
}

// Two forms stand on the page: each shows its own faults.
function formOf(state: FormState, field: string): FormState {
  return Object.hasOwn(state.values, field) ? state : EMPTY_FORM
}

/** What is wrong with a form of one button. */
function Fault({ state }: { readonly state: FormState }) {
  const isOfAField = Object.hasOwn(state.values, 'raison') || Object.hasOwn(state.values, 'suppleant')
  return isOfAField ? null : <ErrorSummary state={state} />
}
