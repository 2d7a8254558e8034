import type { PersonalDataKind } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { ConfirmField } from '#ui/confirm'
import { Form, type FormState, type HiddenKeys, SubmitRow } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { Definitions } from '#ui/text'
import { ERASING_WORD } from './erasure.ts'

/** `/mon-espace/donnees/effacer`: what would go, what would stay, why and until when; then the act. */
export function ErasePage(props: {
  readonly site: SiteFrame
  readonly kinds: readonly PersonalDataKind[]
  readonly keys: HiddenKeys
  readonly state: FormState
  /** Set when a fresh sign-in is needed first. */
  readonly mustSignIn: boolean
}) {
  const { site, kinds, keys, state, mustSignIn } = props
  return (
    <Page
      site={site}
      title="Effacer mon compte"
      description="Ce qui serait effacé, ce qui resterait, et pourquoi."
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Mon espace', href: '/mon-espace' },
        { label: 'Mes données', href: '/mon-espace/donnees' },
      ]}
      current="/mon-espace"
      unlisted
    >
      <PageHeader title="Effacer mon compte" lead="Lisez d’abord : un compte effacé ne revient pas." />
      <Section id="part" title="Ce qui est effacé aussitôt">
        <ul>
          {kinds
            .filter(({ stays }) => stays === null)
            .map(({ what }) => (
              <li>{what}</li>
            ))}
        </ul>
      </Section>
      <Section id="reste" title="Ce qui reste, et pourquoi">
        <Staying kinds={kinds} />
      </Section>
      <Section id="confirmer" title="Confirmer">
        <p>
          Gardez d’abord une copie, si vous en voulez une :{' '}
          <a href="/mon-espace/donnees/export" download>
            télécharger mes données
          </a>
          .
        </p>
        {mustSignIn ? <SignInFirst /> : <EraseForm keys={keys} state={state} />}
      </Section>
    </Page>
  )
}

function SignInFirst() {
  return (
    <Notice kind="warning" title="Reconnectez-vous d’abord.">
      <p>Vous êtes connecté depuis un moment. Nous voulons être sûrs que c’est bien vous qui demandez cela.</p>
      <p>
        <ButtonLink href="/connexion?suite=%2Fmon-espace%2Fdonnees%2Feffacer">Me reconnecter</ButtonLink>
      </p>
    </Notice>
  )
}

function EraseForm({ keys, state }: { readonly keys: HiddenKeys; readonly state: FormState }) {
  return (
    <Form action="/mon-espace/donnees/effacer" keys={keys} state={state}>
      <ConfirmField name="confirmation" word={ERASING_WORD} state={state} />
      <SubmitRow
        label="Effacer mon compte"
        weight="danger"
        note="Vous serez déconnecté partout. Si vous avez une adresse e-mail, un dernier courriel vous le confirmera."
        ways={[{ label: 'Garder mon compte', href: '/mon-espace' }]}
      />
    </Form>
  )
}

/** `/compte-efface`: where one arrives once it is done. The same for all. */
export function ErasedPage({ site, kinds }: { readonly site: SiteFrame; readonly kinds: readonly PersonalDataKind[] }) {
  return (
    <Page site={site} title="Votre compte est effacé" description="Votre compte est effacé." unlisted>
      <PageHeader
        title="Votre compte est effacé"
        lead="Vous êtes déconnecté partout. Merci d’être venu ; vous pouvez revenir quand vous voulez, avec un compte neuf."
      />
      <Section id="reste" title="Ce qui reste, et pourquoi">
        <Staying kinds={kinds} />
      </Section>
      <p>
        <ButtonLink href="/">Revenir à l’accueil</ButtonLink>
      </p>
    </Page>
  )
}

function Staying({ kinds }: { readonly kinds: readonly PersonalDataKind[] }) {
  const words = kinds.flatMap(({ what, stays }) => (stays === null ? [] : [{ word: what, meaning: stays }]))
  return <Definitions words={words} />
}
