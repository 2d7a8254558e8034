import type { Child } from 'hono/jsx'
import type { IdentityProvider } from '#platform/identity'
import { Button } from '#ui/action'
import { CodeField } from '#ui/code-field'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { Telephone } from '../../sentences.ts'
import { CallUs } from '../help.tsx'
import { kept, TRAIL } from '../sign-in-page.tsx'

/** What the page shows again after a refusal, in the part it is about. */
export type AgentsState = { readonly passkey: FormState; readonly code: FormState }

export const EMPTY_AGENTS: AgentsState = { passkey: EMPTY_FORM, code: EMPTY_FORM }

/** `/connexion/agents`: by a passkey, by a code of an application, by a provider. */
export function AgentsPage(props: {
  readonly site: SiteFrame
  readonly contact: Telephone
  readonly suite: string | undefined
  readonly state: AgentsState
  readonly who: string | undefined
  readonly providers: readonly IdentityProvider[]
  readonly drawKeys: () => HiddenKeys
}) {
  const { site, suite, state, providers, drawKeys } = props
  return (
    <Page
      site={site}
      title="Connexion des agents"
      description="Entrer avec une clé d’accès, un code ou un fournisseur d’identité."
      scripts={['passkey']}
      unlisted
      trail={TRAIL}
    >
      <PageHeader
        title="Connexion des agents"
        lead="Le plus simple est votre clé d’accès : un doigt, un visage ou un code d’appareil, rien à taper."
      />
      {props.who !== undefined && (
        <Notice kind="info" title={`Vous êtes connecté : ${props.who}.`}>
          <p>Entrez de nouveau pour confirmer que c’est vous.</p>
        </Notice>
      )}
      <Section id="cle" title="Avec une clé d’accès">
        <Passkey use="/connexion/agents/defi" kind="get">
          <Form
            action="/connexion/agents/cle"
            keys={drawKeys()}
            state={state.passkey}
            keep={{ ...kept(suite), reponse: '' }}
          >
            <SubmitRow label="Entrer avec ma clé d’accès" />
          </Form>
        </Passkey>
      </Section>
      <CodeSection {...props} />
      {providers.length > 0 && (
        <Section id="fournisseurs" title="Avec votre compte de travail">
          {providers.map((provider) => (
            <ProviderForm provider={provider} keys={drawKeys()} keep={kept(suite)} />
          ))}
        </Section>
      )}
      <OtherWays contact={props.contact} />
    </Page>
  )
}

function OtherWays({ contact }: { readonly contact: Telephone }) {
  return (
    <Section id="autrement" title="Vous n’y arrivez pas ?">
      <ul>
        <li>
          <a href="/connexion/invitation">J’ai reçu une invitation</a>
        </li>
        <li>Plus aucun moyen d’entrer : demandez à un administrateur une nouvelle invitation.</li>
        <li>
          <CallUs contact={contact} />
        </li>
      </ul>
    </Section>
  )
}

function CodeSection({ suite, state, drawKeys }: Parameters<typeof AgentsPage>[0]) {
  return (
    <Section
      id="code"
      title="Avec un code d’application"
      lead="L’application de codes de votre téléphone, ou un code de secours gardé sur papier."
    >
      <Form action="/connexion/agents/code" keys={drawKeys()} state={state.code} keep={kept(suite)}>
        <TextField
          name="nom"
          label="Votre adresse e-mail ou votre nom"
          autocomplete="username"
          maxlength={254}
          spellcheck={false}
          state={state.code}
        />
        <CodeField
          name="code"
          label="Code"
          hint="Six chiffres de l’application, ou dix signes d’un code de secours"
          length={10}
          state={state.code}
        />
        <SubmitRow label="Entrer avec ce code" />
      </Form>
    </Section>
  )
}

/** Leaves for a provider. */
export function ProviderForm(props: {
  readonly provider: IdentityProvider
  readonly keys: HiddenKeys
  readonly keep?: Readonly<Record<string, string>>
  /** In place of « Entrer avec ». */
  readonly verb?: string
}) {
  const { provider, verb = 'Entrer avec' } = props
  return (
    <Form action={`/connexion/par/${provider.name}`} keys={props.keys} keep={props.keep ?? {}}>
      <p>
        <Button weight="quiet">
          {verb} {provider.label}
        </Button>
      </p>
    </Form>
  )
}

/**
 * Around a form that a passkey answers: the island asks the device, writes its answer in the field `reponse`, sends the
 * form. Without JavaScript it says so.
 *
 * @param use   where the question to the device is fetched
 * @param kind  `get` one that is there, or `create` one
 */
export function Passkey(props: { readonly use: string; readonly kind: 'get' | 'create'; readonly children?: Child }) {
  return (
    <>
      <noscript>
        <p>
          Les clés d’accès ont besoin de JavaScript, que votre navigateur n’exécute pas. Choisissez un autre moyen sur
          cette page.
        </p>
      </noscript>
      <div data-passkey={props.kind} data-use={props.use}>
        {props.children}
        <p class="hint" data-passkey-says role="status"></p>
      </div>
    </>
  )
}
