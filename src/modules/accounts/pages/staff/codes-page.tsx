import { CodeField } from '#ui/code-field'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { TRAIL } from '../sign-in-page.tsx'

type Shown = { readonly site: SiteFrame; readonly keys: HiddenKeys; readonly state: FormState }

/** `/connexion/invitation`. */
export function InvitationPage({ site, keys, state }: Shown) {
  const title = 'J’ai reçu une invitation'
  return (
    <Page site={site} title={title} description="Répondre à une invitation." unlisted trail={TRAIL}>
      <PageHeader
        title={title}
        lead="Un administrateur vous a invité par e-mail. Le message contient un code, bon pendant sept jours."
      />
      <Form action="/connexion/invitation" keys={keys} state={state}>
        <Address label="L’adresse où vous l’avez reçue" state={state} />
        <Code label="Code de l’invitation" state={state} />
        <SubmitRow label="Continuer" note="Ensuite, vous choisirez comment entrer." />
      </Form>
    </Page>
  )
}

/** `/premier-demarrage`. */
export function FirstRunPage({ site, keys, state }: Shown) {
  const title = 'Premier démarrage'
  return (
    <Page site={site} title={title} description="Créer le premier administrateur." unlisted>
      <PageHeader
        title={title}
        lead="Personne n’administre encore ce service. La console où il a démarré montre un code, bon pendant une heure : tapez-le ici pour devenir administrateur."
      />
      <Form action="/premier-demarrage" keys={keys} state={state}>
        <TextField
          name="nom"
          label="Comment voulez-vous qu’on vous appelle ?"
          autocomplete="name"
          maxlength={60}
          state={state}
        />
        <Address label="Votre adresse e-mail" state={state} />
        <Code label="Code de la console" state={state} />
        <SubmitRow label="Continuer" note="Ensuite, vous choisirez comment entrer ; le rôle vient alors." />
      </Form>
    </Page>
  )
}

function Address({ label, state }: { readonly label: string; readonly state: FormState }) {
  return (
    <TextField
      name="adresse"
      label={label}
      type="email"
      inputmode="email"
      autocomplete="email"
      maxlength={254}
      spellcheck={false}
      state={state}
    />
  )
}

function Code({ label, state }: { readonly label: string; readonly state: FormState }) {
  const hint = 'Dix chiffres et lettres, avec ou sans espaces'
  return <CodeField name="code" label={label} hint={hint} length={10} kind="card" state={state} />
}
