import { Button } from '#ui/action'
import { DeskPage, Keys } from '#ui/desk'
import { EMPTY_FORM, ErrorSummary, Form, type FormState, SubmitRow } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { Thread } from '#ui/thread'
import { GRANTED_ROLES, ROLE_RULES, type RoleGrant, stateOf } from '../../roles/model.ts'
import type { RosterPerson } from '../../store/index.ts'
import { GrantFields } from '../grant-fields.tsx'
import { GrantLink } from '../grant-link.tsx'
import type { Visit } from '../visit.ts'
import { DoneNotice, GrantBadge, objectInWords, periodInWords } from '../words.tsx'
import { historyOf } from './history.tsx'

type PersonProps = {
  readonly visit: Visit
  readonly person: RosterPerson
  /** Everything they were ever given, the last first. */
  readonly grants: readonly RoleGrant[]
  readonly inEffect: readonly RoleGrant[]
  readonly names: ReadonlyMap<string, string>
  readonly state: FormState
}

/** `/agents/personnes/:id`: who they are, what they may do, how they came to it. */
export function PersonPage(props: PersonProps) {
  const { visit, person } = props
  const isSelf = visit.visitor.personId === person.id
  return (
    <DeskPage
      site={visit.site}
      desk={visit.desk}
      title={person.displayName}
      description="Une personne et ses rôles."
      current="/agents/personnes"
      trail={[
        { label: 'À faire', href: '/agents' },
        { label: 'Personnes et rôles', href: '/agents/personnes' },
      ]}
    >
      <PageHeader title={person.displayName} kicker={isSelf ? 'C’est vous' : undefined} />
      <DoneNotice done={visit.done} />
      {!Object.hasOwn(props.state.values, 'role') && <ErrorSummary state={props.state} />}
      <Identity person={person} />
      <Roles {...props} />
      {visit.isAdministrator && !isSelf && <Give {...props} />}
      <History {...props} />
      {visit.isAdministrator && <Security {...props} />}
    </DeskPage>
  )
}

function Identity({ person }: { readonly person: RosterPerson }) {
  return (
    <Facts
      facts={[
        { label: 'Adresses e-mail', value: person.addresses.length === 0 ? 'aucune' : person.addresses.join(', ') },
        { label: 'Carte', value: person.hasCard ? 'oui' : 'non' },
        { label: 'Compte ouvert', value: formatInstant(person.createdAt) },
      ]}
    />
  )
}

function Roles({ visit, grants }: PersonProps) {
  const alive = grants.filter((grant) => ['waiting', 'to-come', 'in-force'].includes(stateOf(grant, visit.today)))
  return (
    <Section id="roles" title="Ses rôles">
      <DataTable
        caption="Rôles en vigueur, à venir ou à confirmer"
        captionHidden
        rows={alive}
        empty={
          <EmptyState title="Aucun rôle particulier.">
            <p>Cette personne agit comme habitante ou habitant.</p>
          </EmptyState>
        }
        columns={[
          {
            header: 'Rôle',
            namesRow: true,
            cell: (grant) => (
              <GrantLink visit={visit} grant={grant}>
                {ROLE_RULES[grant.role].label}
              </GrantLink>
            ),
          },
          { header: 'Sur quoi', cell: ({ object }) => objectInWords(object) },
          { header: 'Période', cell: periodInWords },
          { header: 'État', cell: (grant) => <GrantBadge state={stateOf(grant, visit.today)} /> },
        ]}
      />
    </Section>
  )
}

function Give({ visit, person, state }: PersonProps) {
  return (
    <Section
      id="donner"
      title="Donner un rôle"
      lead="Un rôle sensible attend la confirmation d’un autre administrateur, ou d’une personne suppléante."
    >
      <Form
        action={`/agents/personnes/${person.id}/roles`}
        keys={visit.keys()}
        state={Object.hasOwn(state.values, 'role') ? state : EMPTY_FORM}
      >
        <GrantFields state={state} roles={GRANTED_ROLES} />
        <SubmitRow label="Donner ce rôle" />
      </Form>
    </Section>
  )
}

function History({ grants, names, visit }: PersonProps) {
  const knots = historyOf(grants, names, visit)
  if (knots.length === 0) return null
  return (
    <Section id="historique" title="Historique des rôles">
      <Thread label="Historique des rôles, du plus récent au plus ancien" direction="up" knots={knots} recent={8} />
    </Section>
  )
}

function Security({ visit, person }: PersonProps) {
  const { sessionCount } = person
  return (
    <Section id="securite" title="Sécurité">
      <p>
        {sessionCount === 0
          ? 'Aucune session ouverte.'
          : `${formatCount(sessionCount, 'session ouverte', 'sessions ouvertes')} sur ses appareils.`}
      </p>
      {sessionCount > 0 && (
        <form action={`/agents/personnes/${person.id}/sessions`} method="post">
          <Keys keys={visit.keys()} />
          <p class="hint">Un appareil perdu, un départ : tout est fermé, il faudra se connecter de nouveau.</p>
          <Button weight="danger">Fermer toutes ses sessions</Button>
        </form>
      )}
      <p>
        <a href={`/agents/journal?auteur=person:${person.id}`}>Ce que cette personne a fait, dans le journal</a>
      </p>
    </Section>
  )
}
