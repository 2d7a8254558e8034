import { CodeField } from '#ui/code-field'
import { ChoiceField, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { Telephone } from '../sentences.ts'
import { CallUs, OtherWays } from './help.tsx'
import { kept, TRAIL, withReturn } from './sign-in-page.tsx'

type Shown = {
  readonly site: SiteFrame
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly suite: string | undefined
  readonly contact: Telephone
}

/** What the form says for « somebody else of the house ». */
export const SOMEBODY_NEW = 'nouveau'

/** `/connexion/qui`: who, among those of the address; the first time, only how to be called. */
export function WhoPage(
  props: Shown & {
    readonly people: readonly { readonly id: string; readonly displayName: string }[]
    readonly isBeyondHousehold: boolean
  },
) {
  const { site, keys, state, suite, people, contact } = props
  const isFirst = people.length === 0
  const title = isFirst ? 'Bienvenue' : 'Qui êtes-vous ?'
  const name = <NameField isFirst={isFirst} state={state} />
  return (
    <Page site={site} title={title} description="Dire qui entre." unlisted trail={TRAIL}>
      <PageHeader
        title={title}
        lead={
          isFirst
            ? 'Votre adresse est vérifiée. Il ne manque qu’un nom.'
            : 'Plusieurs personnes peuvent utiliser cette adresse. Choisissez votre nom, ou ajoutez-le.'
        }
      />
      {props.isBeyondHousehold && (
        <Notice kind="warning" title="Beaucoup de personnes utilisent cette adresse.">
          <p>
            Vous pouvez continuer. Pour une classe ou un foyer, une carte par personne est plus simple.{' '}
            <CallUs contact={contact} />
          </p>
        </Notice>
      )}
      <Form
        action="/connexion/qui"
        keys={keys}
        state={state}
        keep={isFirst ? { ...kept(suite), premier: 'oui' } : kept(suite)}
      >
        {isFirst ? (
          name
        ) : (
          <>
            <ChoiceField
              name="personne"
              label="Votre nom"
              options={[
                ...people.map(({ id, displayName }) => ({ value: id, label: displayName })),
                { value: SOMEBODY_NEW, label: 'Ajouter quelqu’un de la maison', hint: 'Écrivez son nom ci-dessous.' },
              ]}
              state={state}
            />
            {name}
          </>
        )}
        <SubmitRow label={isFirst ? 'Créer mon compte' : 'Entrer'} />
      </Form>
    </Page>
  )
}

function NameField({ isFirst, state }: { readonly isFirst: boolean; readonly state: FormState }) {
  return (
    <TextField
      name="nom"
      label={isFirst ? 'Comment voulez-vous qu’on vous appelle ?' : 'Le prénom ou le nom à ajouter'}
      hint="Un prénom suffit. Vous pourrez le changer."
      autocomplete="name"
      maxlength={60}
      optional={!isFirst}
      state={state}
    />
  )
}

/** `/connexion/carte`: the number and the code of a card. */
export function CardSignInPage(props: Shown & { readonly isStuck: boolean }) {
  const { site, keys, state, suite, contact } = props
  return (
    <Page
      site={site}
      title="Entrer avec une carte"
      description="Le numéro et le code imprimés sur la carte."
      unlisted
      trail={TRAIL}
    >
      <PageHeader title="Entrer avec une carte" lead="Recopiez le numéro et le code qui sont sur votre carte." />
      <Form action="/connexion/carte" keys={keys} state={state} keep={kept(suite)}>
        <TextField
          name="numero"
          label="Numéro de la carte"
          hint="Dix chiffres, avec ou sans espaces"
          inputmode="numeric"
          autocomplete="off"
          maxlength={24}
          width={14}
          spellcheck={false}
          state={state}
        />
        <CodeField
          name="code"
          label="Code de la carte"
          hint="Douze chiffres et lettres. Grandes ou petites lettres, c’est pareil."
          length={12}
          kind="card"
          state={state}
        />
        <SubmitRow
          label="Entrer"
          ways={[{ label: 'Entrer avec une adresse e-mail', href: withReturn('/connexion', suite) }]}
        />
      </Form>
      {props.isStuck && <OtherWays contact={contact} here="card" />}
    </Page>
  )
}

/** `/deconnexion`. */
export function SignOutPage(props: {
  readonly site: SiteFrame
  readonly keys: HiddenKeys
  readonly who: string | undefined
}) {
  const { site, keys, who } = props
  return (
    <Page site={site} title="Se déconnecter" description="Fermer votre compte sur cet appareil." unlisted>
      {who === undefined ? (
        <>
          <PageHeader title="Vous êtes déconnecté" lead="Personne n’est connecté dans ce navigateur." />
          <p>
            <a href="/">Revenir à l’accueil</a> · <a href="/connexion">Se connecter</a>
          </p>
        </>
      ) : (
        <>
          <PageHeader title="Se déconnecter" lead={`Vous êtes connecté : ${who}.`} />
          <Form action="/deconnexion" keys={keys}>
            <SubmitRow
              label="Me déconnecter"
              note="Sur un ordinateur partagé, fermez aussi le navigateur."
              others={[{ label: 'Me déconnecter et oublier cet appareil', name: 'oublier', value: 'oui' }]}
              ways={[{ label: 'Rester connecté', href: '/mon-espace' }]}
            />
          </Form>
        </>
      )}
    </Page>
  )
}
