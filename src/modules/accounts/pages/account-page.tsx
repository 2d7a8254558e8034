import { Button } from '#ui/action'
import { ActingBanner } from '#ui/desk'
import { ErrorSummary, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { spellCardNumber } from '../card-number.ts'
import type { Telephone } from '../sentences.ts'
import type { Card, OpenSession } from '../store/index.ts'
import { CallUs } from './help.tsx'
import { spellDay, spellMoment, WAYS } from './words.ts'

type Shown = {
  readonly site: SiteFrame
  /** Each form has keys of its own. */
  readonly drawKeys: () => HiddenKeys
  readonly state: FormState
}

export const SPACE_TRAIL = [
  { label: 'Accueil', href: '/' },
  { label: 'Mon espace', href: '/mon-espace' },
] as const

/** `/mon-espace/compte`. */
export function AccountPage(
  props: Shown & {
    readonly addresses: readonly string[]
    readonly card: Card | undefined
    readonly sessions: readonly OpenSession[]
    /** The session of this very page. */
    readonly here: string
    readonly contact: Telephone
  },
) {
  const { site, drawKeys, state, addresses, card, sessions, contact } = props
  const isOnName = 'nom' in state.errors
  return (
    <Page site={site} title="Mon compte" description="Votre nom, vos moyens d’entrer." unlisted trail={SPACE_TRAIL}>
      <PageHeader title="Mon compte" lead="Votre nom, ce qui vous fait entrer, et où votre compte est ouvert." />
      {!isOnName && <ErrorSummary state={state} />}
      <Section id="nom" title="Votre nom" lead="Les agents et les personnes que vous aidez le voient.">
        <Form
          action="/mon-espace/compte/nom"
          keys={drawKeys()}
          state={isOnName ? state : { values: state.values, errors: {} }}
        >
          <TextField
            name="nom"
            label="Comment voulez-vous qu’on vous appelle ?"
            autocomplete="name"
            maxlength={60}
            state={state}
          />
          <SubmitRow label="Garder ce nom" />
        </Form>
      </Section>
      <AddressesSection addresses={addresses} drawKeys={drawKeys} />
      <CardSection card={card} contact={contact} drawKeys={drawKeys} />
      <Section id="securite" title="Vos moyens sûrs d’entrer" lead="Pour qui travaille ici.">
        <p>
          <a href="/mon-espace/securite">Clés d’accès, application de codes, fournisseurs d’identité</a>
        </p>
      </Section>
      <Section id="aide" title="Se faire aider, aider quelqu’un">
        <p>
          <a href="/mon-espace/aide">Les personnes qui agissent pour vous, et celles que vous aidez</a>
        </p>
      </Section>
      <Section
        id="connexions"
        title="Où votre compte est ouvert"
        lead="Vous ne reconnaissez pas un appareil ? Fermez-le ici."
      >
        <Sessions sessions={sessions} here={props.here} drawKeys={drawKeys} />
      </Section>
    </Page>
  )
}

function AddressesSection(props: { readonly addresses: readonly string[]; readonly drawKeys: () => HiddenKeys }) {
  const { addresses, drawKeys } = props
  return (
    <Section id="adresses" title="Vos adresses e-mail" lead="Chacune vous fait entrer, par un code.">
      <Addresses addresses={addresses} drawKeys={drawKeys} />
      <Form action="/mon-espace/compte/adresses" keys={drawKeys()}>
        <TextField
          name="adresse"
          label="Ajouter une adresse"
          hint="Un code y sera envoyé."
          type="email"
          inputmode="email"
          autocomplete="off"
          maxlength={254}
          spellcheck={false}
          state={{ values: {}, errors: {} }}
        />
        <p>
          <Button weight="quiet">Recevoir un code à cette adresse</Button>
        </p>
      </Form>
    </Section>
  )
}

function CardSection(props: {
  readonly card: Card | undefined
  readonly contact: Telephone
  readonly drawKeys: () => HiddenKeys
}) {
  const { card, contact, drawKeys } = props
  return (
    <Section id="carte" title="Votre carte" lead="Elle fait entrer sans e-mail.">
      {card === undefined ? (
        <p>
          Vous n’avez pas de carte. Un agent peut vous en donner une. <CallUs contact={contact} />
        </p>
      ) : (
        <Form action="/mon-espace/compte/carte/perdue" keys={drawKeys()}>
          <p>
            Carte n° {spellCardNumber(card.number)}, donnée le {spellDay(card.issuedAt)}.
          </p>
          <p>
            <Button weight="quiet">Carte perdue : ne plus l’accepter</Button>
          </p>
        </Form>
      )}
    </Section>
  )
}

function Addresses(props: { readonly addresses: readonly string[]; readonly drawKeys: () => HiddenKeys }) {
  const { addresses, drawKeys } = props
  if (addresses.length === 0) return <p>Aucune adresse pour le moment.</p>
  return (
    <ul class="account-list">
      {addresses.map((address) => (
        <li>
          <span>{address}</span>
          <Form action="/mon-espace/compte/adresses/enlever" keys={drawKeys()} keep={{ adresse: address }}>
            <Button weight="plain">
              Enlever<span class="hidden"> {address}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

function Sessions(props: {
  readonly sessions: readonly OpenSession[]
  readonly here: string
  readonly drawKeys: () => HiddenKeys
}) {
  const { sessions, here, drawKeys } = props
  return (
    <>
      <ul class="account-list">
        {sessions.map((session) => (
          <li>
            <span>
              <strong>{session.device}</strong>
              {session.id === here && ' (ici)'}
              <br />
              {WAYS[session.assurance]}, ouvert le {spellMoment(session.openedAt)}, utilisé le{' '}
              {spellMoment(session.seenAt)}
            </span>
            {session.id !== here && (
              <Form action="/mon-espace/compte/connexions/fermer" keys={drawKeys()} keep={{ connexion: session.id }}>
                <Button weight="plain">
                  Fermer
                  <span class="hidden">
                    {' '}
                    {session.device}, ouvert le {spellMoment(session.openedAt)}
                  </span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form action="/mon-espace/compte/connexions/fermer-tout" keys={drawKeys()}>
        <div class="submit-row">
          <p class="submit-note">Vous serez déconnecté ici aussi.</p>
          <Button weight="quiet">Fermer partout</Button>
          <a class="submit-way" href="/deconnexion">
            Me déconnecter ici seulement
          </a>
        </div>
      </Form>
    </>
  )
}

/** In place of the account while somebody acts for another person. */
export function ActingAccountPage(props: {
  readonly site: SiteFrame
  readonly keys: HiddenKeys
  readonly name: string
}) {
  return (
    <Page site={props.site} title="Mon compte" description="Votre compte." unlisted trail={SPACE_TRAIL}>
      <ActingBanner name={props.name} keys={props.keys} />
      <PageHeader
        title="Mon compte"
        lead="Le nom et les moyens d’entrer d’une personne ne se changent que par elle. Terminez d’abord pour revenir à votre propre compte."
      />
    </Page>
  )
}
