import { Button, ButtonLink } from '#ui/action'
import { CodeField } from '#ui/code-field'
import { BoxField, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { Telephone } from '../sentences.ts'
import { CallUs, OtherWays } from './help.tsx'

/** Somebody of the demonstration, and what they may do. */
export type Actor = { readonly id: string; readonly displayName: string; readonly roles: readonly string[] }

/** Another way in, kept by somebody else: a button that leads there. */
export type Provider = { readonly label: string; readonly href: string }

type Shown = { readonly site: SiteFrame; readonly contact: Telephone; readonly suite: string | undefined }

/** `/connexion`: by an address, by a card, by another door. */
export function SignInPage(
  props: Shown & {
    readonly keys: HiddenKeys
    readonly state: FormState
    readonly who: string | undefined
    readonly providers: readonly Provider[]
    /** Of the demonstration; undefined elsewhere. */
    readonly actors: readonly Actor[] | undefined
    readonly actorKeys: HiddenKeys
  },
) {
  const { site, keys, state, suite, who, providers, actors, contact } = props
  return (
    <Page
      site={site}
      title="Se connecter"
      description="Entrer avec une adresse e-mail, une carte ou une identité."
      unlisted
    >
      <PageHeader
        title="Se connecter"
        lead="Pas de mot de passe à retenir : nous vous envoyons un code. Première fois ? C’est le même chemin."
      />
      {who !== undefined && (
        <Notice kind="info" title={`Vous êtes déjà connecté : ${who}.`}>
          <p>
            <a href={suite ?? '/mon-espace'}>Continuer</a>, ou <a href="/deconnexion">vous déconnecter</a> pour entrer
            sous un autre nom.
          </p>
        </Notice>
      )}
      <MailSection keys={keys} state={state} suite={suite} />
      {providers.length > 0 && <ProvidersSection providers={providers} suite={suite} />}
      <CardSection contact={contact} suite={suite} />
      <Section id="agents" title="Vous travaillez ici">
        <p>
          <a href={withReturn('/connexion/agents', suite)}>Connexion des agents</a>
        </p>
      </Section>
      {actors !== undefined && <ActorsSection actors={actors} keys={props.actorKeys} suite={suite} />}
    </Page>
  )
}

function MailSection(props: {
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly suite: string | undefined
}) {
  const { keys, state, suite } = props
  return (
    <Section id="par-mail" title="Avec une adresse e-mail" lead="L’adresse peut être celle de toute la maison.">
      <Form action="/connexion" keys={keys} state={state} keep={kept(suite)}>
        <TextField
          name="adresse"
          label="Votre adresse e-mail"
          hint="Comme prenom.nom@exemple.fr"
          type="email"
          inputmode="email"
          autocomplete="email"
          maxlength={254}
          spellcheck={false}
          state={state}
        />
        <SubmitRow label="Recevoir un code" />
      </Form>
    </Section>
  )
}

function ProvidersSection(props: { readonly providers: readonly Provider[]; readonly suite: string | undefined }) {
  const { providers, suite } = props
  return (
    <Section id="identite" title="Avec une identité que vous avez déjà">
      {providers.map(({ label, href }) => (
        <p>
          <ButtonLink href={withReturn(href, suite)} weight="quiet">
            {label}
          </ButtonLink>
        </p>
      ))}
    </Section>
  )
}

function CardSection({ contact, suite }: { readonly contact: Telephone; readonly suite: string | undefined }) {
  return (
    <Section
      id="par-carte"
      title="Avec une carte"
      lead="Sans adresse e-mail, on vous donne une carte avec un numéro et un code."
    >
      <p>
        <ButtonLink href={withReturn('/connexion/carte', suite)} weight="quiet">
          Entrer avec ma carte
        </ButtonLink>
      </p>
      <p>
        Pas de carte ? <CallUs contact={contact} />
      </p>
    </Section>
  )
}

function ActorsSection(props: {
  readonly actors: readonly Actor[]
  readonly keys: HiddenKeys
  readonly suite: string | undefined
}) {
  const { actors, keys, suite } = props
  return (
    <Section
      id="demonstration"
      title="Démonstration"
      lead="Ces personnes sont inventées. Entrez comme l’une d’elles pour voir ce qu’elle peut faire."
    >
      {actors.length === 0 ? (
        <p>Aucune personne inventée n’est encore là.</p>
      ) : (
        <Form action="/connexion/demonstration" keys={keys} keep={kept(suite)}>
          <ul class="actors">
            {actors.map(({ id, displayName, roles }) => (
              <li class="actor">
                <Button weight="quiet" name="personne" value={id}>
                  {displayName}
                </Button>
                <span class="actor-roles">{roles.join(', ')}</span>
              </li>
            ))}
          </ul>
        </Form>
      )}
    </Section>
  )
}

/** `/connexion/code`: the code of the mail. `address` undefined: no code waits in this browser. */
export function CodePage(
  props: Shown & {
    readonly keys: HiddenKeys
    readonly againKeys: HiddenKeys
    readonly state: FormState
    readonly address: string | undefined
    readonly codeLength: number
    /** Failed twice, or the code is no use: the other ways are shown. */
    readonly isStuck: boolean
    readonly isDemonstration: boolean
  },
) {
  const { site, keys, againKeys, state, suite, address, contact, isStuck } = props
  if (address === undefined) return <NoCodePage {...props} />
  return (
    <Page site={site} title="Votre code" description="Le code reçu par e-mail." unlisted trail={TRAIL}>
      <PageHeader
        title="Votre code"
        lead={
          <>
            Nous avons envoyé un message à <strong>{address}</strong>. Il contient un code, bon pendant 30 minutes.
          </>
        }
      />
      {props.isDemonstration && (
        <Notice kind="info" title="Démonstration : aucun message ne part.">
          <p>
            Lisez le code dans <a href="/demonstration/courriels">la boîte aux lettres de la démonstration</a>.
          </p>
        </Notice>
      )}
      <Section id="taper" title="Tapez le code">
        <CodeForm keys={keys} state={state} suite={suite} codeLength={props.codeLength} />
        {isStuck && <OtherWays contact={contact} here="mail" />}
      </Section>
      <Section id="rien-recu" title="Rien reçu ?" lead="Regardez aussi dans les courriers indésirables.">
        <Form action="/connexion" keys={againKeys} keep={{ ...kept(suite), adresse: address }}>
          <div class="submit-row">
            <Button weight="quiet">Recevoir un nouveau code</Button>
            <a class="submit-way" href={withReturn('/connexion', suite)}>
              Changer d’adresse
            </a>
          </div>
        </Form>
      </Section>
    </Page>
  )
}

function CodeForm(props: {
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly suite: string | undefined
  readonly codeLength: number
}) {
  const { keys, state, suite, codeLength } = props
  return (
    <Form action="/connexion/code" keys={keys} state={state} keep={kept(suite)}>
      <CodeField
        name="code"
        label="Code reçu"
        hint={codeLength === 6 ? 'Six chiffres, avec ou sans espaces' : 'Dix chiffres et lettres, avec ou sans espaces'}
        length={codeLength}
        kind={codeLength === 6 ? 'mail' : 'card'}
        state={state}
      />
      <BoxField
        name="autre"
        label="Je ne suis pas seul à utiliser cette adresse, et je viens pour la première fois"
        state={state}
      />
      <SubmitRow label="Entrer" />
    </Form>
  )
}

function NoCodePage({ site, state, suite, contact }: Shown & { readonly state: FormState }) {
  return (
    <Page site={site} title="Votre code" description="Le code reçu par e-mail." unlisted trail={TRAIL}>
      <PageHeader
        title="Votre code"
        lead={
          // A code that served is no field's fault here: there is none to type in.
          state.errors.code ??
          state.problem ??
          'Aucun code n’attend dans ce navigateur. Tapez le code là où vous l’avez demandé, ou demandez-en un nouveau ici.'
        }
      />
      <p>
        <ButtonLink href={withReturn('/connexion', suite)}>Demander un code</ButtonLink>
      </p>
      <OtherWays contact={contact} here="mail" />
    </Page>
  )
}

export const TRAIL = [
  { label: 'Accueil', href: '/' },
  { label: 'Se connecter', href: '/connexion' },
] as const

/** Carries where the person came from, when it is known. */
export function kept(suite: string | undefined): Readonly<Record<string, string>> {
  return suite === undefined ? {} : { suite }
}

export function withReturn(href: string, suite: string | undefined): string {
  return suite === undefined ? href : `${href}?suite=${encodeURIComponent(suite)}`
}
