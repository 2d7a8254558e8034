import { DeskPage } from '#ui/desk'
import { EMPTY_FORM, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { GRANTED_ROLES, type GrantedRole, ROLE_RULES, type RoleGrant } from '../../roles/model.ts'
import type { CrowdedAddress, FoundPerson, RoleHolder } from '../../store/index.ts'
import { GrantLink } from '../grant-link.tsx'
import type { Visit } from '../visit.ts'
import { DoneNotice, nameOf, periodInWords } from '../words.tsx'

type PeopleProps = {
  readonly visit: Visit
  readonly state: FormState
  /** The role whose holders are shown; undefined: all. */
  readonly role: GrantedRole | undefined
  /** Undefined while nothing was looked for. */
  readonly found: readonly FoundPerson[] | undefined
  readonly waiting: readonly RoleGrant[]
  readonly holders: readonly RoleHolder[]
  readonly names: ReadonlyMap<string, string>
  readonly crowded: readonly CrowdedAddress[]
}

/** `/agents/personnes`: what waits, somebody to look for, who holds what. */
export function PeoplePage(props: PeopleProps) {
  const { visit, state, found, waiting } = props
  const isInvitation = Object.hasOwn(state.values, 'adresse')
  return (
    <DeskPage
      site={visit.site}
      desk={visit.desk}
      title="Personnes et rôles"
      description="Qui peut faire quoi."
      current="/agents/personnes"
    >
      <PageHeader title="Personnes et rôles" lead="Qui peut faire quoi, sur quoi et jusqu’à quand." />
      <DoneNotice done={visit.done} />
      {waiting.length > 0 && <Waiting {...props} />}
      <Section id="chercher" title="Chercher une personne">
        <Form action="/agents/personnes" keys={visit.keys()} state={isInvitation ? EMPTY_FORM : state}>
          <TextField
            name="mots"
            type="search"
            label="Nom, adresse e-mail ou numéro de carte"
            hint="Une partie du nom suffit. L’adresse s’écrit en entier."
            state={isInvitation ? EMPTY_FORM : state}
            autocomplete="off"
            maxlength={120}
          />
          <SubmitRow label="Chercher" />
        </Form>
        {found && <Found found={found} />}
      </Section>
      <Holders {...props} />
      {props.crowded.length > 0 && <Crowded crowded={props.crowded} />}
      {visit.isAdministrator && <Invite visit={visit} state={isInvitation ? state : EMPTY_FORM} />}
    </DeskPage>
  )
}

function Crowded({ crowded }: { readonly crowded: readonly CrowdedAddress[] }) {
  return (
    <Section
      id="foyers"
      title="Adresses très partagées"
      lead="Plus de personnes que dans un foyer s’en servent. C’est peut-être une classe ou une résidence : demandez, puis donnez des cartes."
    >
      <DataTable
        caption="Adresses partagées par plus de personnes qu’un foyer"
        captionHidden
        rows={crowded}
        columns={[
          { header: 'Adresse', namesRow: true, cell: ({ hint }) => hint },
          {
            header: 'Personnes',
            align: 'end',
            cell: ({ personCount }) => formatCount(personCount, 'personne', 'personnes'),
          },
          { header: 'Arrivées au-delà', align: 'end', cell: ({ beyondCount }) => String(beyondCount) },
        ]}
      />
      <p class="hint">
        Le nombre de personnes par foyer se règle dans <a href="/agents/territoire">les réglages du territoire</a>.
      </p>
    </Section>
  )
}

function Invite({ visit, state }: { readonly visit: Visit; readonly state: FormState }) {
  return (
    <Section
      id="inviter"
      title="Inviter un collègue"
      lead="Il reçoit un code par e-mail, ajoute un moyen de connexion sûr, puis vous lui donnez un rôle."
    >
      <Form action="/agents/personnes/inviter" keys={visit.keys()} state={state}>
        <TextField name="nom" label="Son nom" state={state} autocomplete="off" maxlength={60} />
        <TextField
          name="adresse"
          type="email"
          label="Son adresse e-mail"
          state={state}
          autocomplete="off"
          maxlength={254}
        />
        <SubmitRow label="Envoyer l’invitation" />
      </Form>
    </Section>
  )
}

function Waiting({ visit, waiting, names }: PeopleProps) {
  return (
    <Section
      id="a-confirmer"
      title="À confirmer"
      lead="Un rôle sensible prend effet quand une deuxième personne l’a confirmé."
    >
      <DataTable
        caption="Demandes à confirmer"
        captionHidden
        rows={waiting}
        columns={[
          {
            header: 'Demande',
            namesRow: true,
            cell: (grant) => (
              <GrantLink visit={visit} grant={grant}>
                {ROLE_RULES[grant.role].label} pour {nameOf(names, grant.personId)}
              </GrantLink>
            ),
          },
          { header: 'Demandé par', cell: (grant) => nameOf(names, grant.askedBy) },
          { header: 'Période', cell: periodInWords },
          {
            header: 'Vous pouvez',
            cell: (grant) => {
              const isTheirs = [grant.askedBy, grant.personId].includes(visit.visitor.personId)
              if (visit.isAdministrator && !isTheirs) return 'confirmer'
              return isTheirs ? 'suivre' : 'attendre'
            },
          },
        ]}
      />
    </Section>
  )
}

function Found({ found }: { readonly found: readonly FoundPerson[] }) {
  return (
    <DataTable
      caption={formatCount(found.length, 'personne trouvée', 'personnes trouvées')}
      rows={found}
      empty={
        <EmptyState title="Personne ne répond à ces mots.">
          <p>Essayez une partie du nom seulement, ou l’adresse e-mail en entier.</p>
        </EmptyState>
      }
      columns={[
        {
          header: 'Personne',
          namesRow: true,
          cell: ({ id, displayName }) => <a href={`/agents/personnes/${id}`}>{displayName}</a>,
        },
        { header: 'Adresses', cell: ({ addresses }) => (addresses.length === 0 ? 'aucune' : addresses.join(', ')) },
        { header: 'Carte', cell: ({ hasCard }) => (hasCard ? 'oui' : 'non') },
      ]}
    />
  )
}

function Holders({ role, holders }: PeopleProps) {
  return (
    <Section
      id="roles"
      title="Qui a un rôle aujourd’hui"
      lead={role === undefined ? undefined : ROLE_RULES[role].meaning}
    >
      <nav class="orders" aria-label="Choisir un rôle">
        <ul>
          <li>
            <a href="/agents/personnes#roles" aria-current={role === undefined ? 'true' : undefined}>
              Tous les rôles
            </a>
          </li>
          {GRANTED_ROLES.map((each) => (
            <li>
              <a href={`/agents/personnes?role=${each}#roles`} aria-current={each === role ? 'true' : undefined}>
                {ROLE_RULES[each].label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <DataTable
        caption={formatCount(holders.length, 'personne', 'personnes')}
        rows={holders}
        empty={
          <EmptyState title="Personne n’a ce rôle aujourd’hui.">
            <p>Cherchez une personne ci-dessus pour lui donner un rôle.</p>
          </EmptyState>
        }
        columns={[
          {
            header: 'Personne',
            namesRow: true,
            cell: ({ personId, displayName }) => <a href={`/agents/personnes/${personId}`}>{displayName}</a>,
          },
          { header: 'Rôles', cell: ({ roles }) => roles.map((each) => ROLE_RULES[each].label).join(', ') },
        ]}
      />
    </Section>
  )
}
