import { ButtonLink } from '#ui/action'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { kept } from '../sign-in-page.tsx'
import { Framed } from './framed.tsx'
import { FIRST_VISIT_SENTENCES } from './sentences.ts'

type Shown = { readonly site: SiteFrame; readonly keys: HiddenKeys; readonly state: FormState }

/** Where an account that is there is tied to FranceConnect. */
export const LINK = '/mon-espace/relier'

/** `/connexion/premiere-visite`. */
export function FirstVisitPage({ site, keys, state, suite }: Shown & { readonly suite: string | undefined }) {
  return (
    <Framed
      site={site}
      title="Première visite"
      lead="C’est la première fois que vous entrez ici avec FranceConnect. Avez-vous déjà un compte ?"
    >
      <Section
        id="deja"
        title="J’ai déjà un compte"
        lead="Entrez-y d’abord comme d’habitude, par un code ou par votre carte : c’est ce qui prouve que ce compte est le vôtre."
      >
        <p>
          <ButtonLink href={`/connexion?suite=${encodeURIComponent(LINK)}`}>
            Entrer dans mon compte pour le relier
          </ButtonLink>
        </p>
      </Section>
      <Section id="nouveau" title="Je n’en ai pas" lead="Nous en faisons un. FranceConnect vous y fera entrer.">
        <Form action="/connexion/premiere-visite" keys={keys} state={state} keep={kept(suite)}>
          <TextField
            name="nom"
            label="Comment voulez-vous qu’on vous appelle ?"
            autocomplete="name"
            maxlength={60}
            state={state}
          />
          <SubmitRow label="Faire mon compte" />
        </Form>
      </Section>
    </Framed>
  )
}

/** `/mon-espace/relier`. */
export function LinkPage({ site, keys, state, name }: Shown & { readonly name: string }) {
  return (
    <Framed
      site={site}
      title="Relier FranceConnect"
      lead={`Vous êtes dans le compte de ${name}. Relié, FranceConnect vous y fera entrer sans code.`}
    >
      <Form action={LINK} keys={keys} state={state}>
        <SubmitRow
          label="Relier FranceConnect à ce compte"
          ways={[{ label: 'Ne rien changer', href: '/mon-espace' }]}
        />
      </Form>
    </Framed>
  )
}

/** No first visit waits in this browser. */
export function OverPage({ site, state }: Pick<Shown, 'site' | 'state'>) {
  return (
    <Framed site={site} title="Rien n’attend ici" lead={state.problem ?? FIRST_VISIT_SENTENCES['first-visit-over']}>
      <p>
        <ButtonLink href="/connexion">Revenir à la connexion</ButtonLink>
      </p>
    </Framed>
  )
}
