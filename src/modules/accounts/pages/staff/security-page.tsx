import type { IdentityProvider } from '#platform/identity'
import { Button, ButtonLink } from '#ui/action'
import { ErrorSummary, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { KnownIdentity } from '../../identity/index.ts'
import type { Authenticator, Passkey } from '../../store/index.ts'
import { spellDay } from '../words.ts'
import { ProviderForm } from './agents-page.tsx'
import { NewPasskeyForm } from './enrol-parts.tsx'

const BASE = '/mon-espace/securite'

export const SECURITY_TRAIL = [
  { label: 'Accueil', href: '/' },
  { label: 'Mon espace', href: '/mon-espace' },
  { label: 'Sécurité', href: BASE },
] as const

type Shown = {
  readonly site: SiteFrame
  readonly drawKeys: () => HiddenKeys
  readonly state: FormState
  readonly isFresh: boolean
}

/** `/mon-espace/securite`: passkeys, application of codes, recovery codes, providers. */
export function SecurityPage(
  props: Shown & {
    /** FranceConnect may be untied now. */
    readonly mayUntie: boolean
    readonly passkeys: readonly Passkey[]
    readonly authenticator: Authenticator | undefined
    readonly codesLeft: number
    readonly identities: readonly KnownIdentity[]
    readonly providers: readonly IdentityProvider[]
    /** Those of agents, not linked yet. */
    readonly linkable: readonly IdentityProvider[]
  },
) {
  const { site, drawKeys, state, isFresh, passkeys } = props
  return (
    <Page
      site={site}
      title="Sécurité"
      description="Vos moyens sûrs d’entrer."
      scripts={['passkey']}
      unlisted
      trail={SECURITY_TRAIL.slice(0, 2)}
    >
      <PageHeader
        title="Sécurité"
        lead="Vos moyens sûrs d’entrer. Les rôles d’agent ne s’ouvrent qu’avec eux. Ayez-en deux : une clé d’accès, et un autre pour le jour où elle manque."
      />
      {!isFresh && <ConfirmFirst />}
      {/* The form of passkeys shows its own faults; without it they stand here. */}
      {!isFresh && <ErrorSummary state={state} />}
      <Section
        id="cles"
        title="Clés d’accès"
        lead="Gardées par votre téléphone, votre ordinateur ou une clé USB : rien à retenir, rien à voler."
      >
        {passkeys.length === 0 ? (
          <p>Aucune pour le moment.</p>
        ) : (
          <ul class="account-list">
            {passkeys.map((passkey) => (
              <li>
                <span>
                  <strong>{passkey.name}</strong>
                  <br />
                  Ajoutée le {spellDay(passkey.addedAt)}
                  {passkey.usedAt ? `, utilisée le ${spellDay(passkey.usedAt)}` : ', pas encore utilisée'}
                </span>
                <a href={`${BASE}/cles/${passkey.id}`}>
                  Renommer ou retirer<span class="hidden"> {passkey.name}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        {isFresh && <NewPasskeyForm base={BASE} keys={drawKeys()} state={state} />}
      </Section>
      <AuthenticatorSection {...props} />
      <Providers {...props} />
    </Page>
  )
}

function AuthenticatorSection(props: Parameters<typeof SecurityPage>[0]) {
  const { authenticator, codesLeft, drawKeys, isFresh } = props
  return (
    <Section id="application" title="Application de codes" lead="Pour entrer sans JavaScript, ou sans votre clé.">
      {authenticator === undefined ? (
        <>
          <p>Aucune pour le moment.</p>
          {isFresh && (
            <p>
              <ButtonLink href={`${BASE}/application`} weight="quiet">
                Relier une application de codes
              </ButtonLink>
            </p>
          )}
        </>
      ) : (
        <>
          <p>
            Reliée le {spellDay(authenticator.enrolledAt)}. Codes de secours encore bons : {codesLeft} sur 10.
          </p>
          {isFresh && (
            <>
              <Form action={`${BASE}/codes`} keys={drawKeys()}>
                <p>
                  <Button weight="quiet">Changer les codes de secours</Button>
                </p>
              </Form>
              <p>
                <a href={`${BASE}/application`}>Relier une autre application à sa place</a>
              </p>
              <Form action={`${BASE}/application/retirer`} keys={drawKeys()}>
                <p>
                  <Button weight="danger">Retirer l’application et ses codes de secours</Button>
                </p>
              </Form>
            </>
          )}
        </>
      )}
    </Section>
  )
}

function Providers(props: Parameters<typeof SecurityPage>[0]) {
  const { identities, providers, linkable, drawKeys, isFresh, mayUntie } = props
  if (identities.length === 0 && linkable.length === 0) return null
  const labelOf = (name: string) => providers.find((each) => each.name === name)?.label ?? name
  return (
    <Section id="fournisseurs" title="Fournisseurs d’identité">
      {identities.length > 0 && (
        <ul class="account-list">
          {identities.map(({ provider, confirmedAt }) => (
            <li>
              <span>
                <strong>{labelOf(provider)}</strong>
                <br />
                Dernière réponse le {spellDay(confirmedAt)}
              </span>
              {mayUntie && provider === 'franceconnect' && (
                <Form action={`${BASE}/fournisseur/retirer`} keys={drawKeys()} keep={{ fournisseur: provider }}>
                  <Button weight="plain">Ne plus relier {labelOf(provider)}</Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {isFresh &&
        linkable.map((provider) => (
          <ProviderForm provider={provider} keys={drawKeys()} keep={{ usage: 'relier' }} verb="Relier" />
        ))}
    </Section>
  )
}

function ConfirmFirst() {
  return (
    <Notice kind="info" title="Pour changer quelque chose ici, confirmez d’abord que c’est vous.">
      <p>
        Une connexion sûre de moins de dix minutes est demandée : personne ne peut ajouter sa clé pendant que vous avez
        le dos tourné.
      </p>
      <p>
        <ButtonLink href={`/connexion/agents?suite=${encodeURIComponent(BASE)}`}>Confirmer que c’est moi</ButtonLink>
      </p>
      <p>Vous n’avez encore ni clé ni application ? Demandez une invitation à un administrateur.</p>
    </Notice>
  )
}

/** One passkey: its name, and its end. */
export function PasskeyPage({ site, drawKeys, state, passkey, isFresh }: Shown & { readonly passkey: Passkey }) {
  const action = `${BASE}/cles/${passkey.id}`
  return (
    <Page site={site} title={passkey.name} description="Une clé d’accès." unlisted trail={SECURITY_TRAIL}>
      <PageHeader
        title={passkey.name}
        kicker="Clé d’accès"
        lead={`Ajoutée le ${spellDay(passkey.addedAt)}${passkey.usedAt ? `, utilisée le ${spellDay(passkey.usedAt)}` : ''}.`}
      />
      <Form action={action} keys={drawKeys()} state={state}>
        <TextField name="nom-cle" label="Son nom" maxlength={60} state={state} />
        <SubmitRow label="Garder ce nom" />
      </Form>
      <Section
        id="retirer"
        title="La retirer"
        lead="Elle n’ouvrira plus rien, tout de suite. L’appareil la gardera dans sa liste : effacez-la là aussi."
      >
        {isFresh ? (
          <Form action={action} keys={drawKeys()} keep={{ geste: 'retirer' }}>
            <p>
              <Button weight="danger">Retirer cette clé</Button>
            </p>
          </Form>
        ) : (
          <ConfirmFirst />
        )}
      </Section>
    </Page>
  )
}
