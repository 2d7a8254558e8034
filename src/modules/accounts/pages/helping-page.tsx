import { Button } from '#ui/action'
import { ActingBanner } from '#ui/desk'
import {
  ChoiceField,
  EMPTY_FORM,
  ErrorSummary,
  Form,
  type FormState,
  type HiddenKeys,
  SubmitRow,
  TextField,
} from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { MANDATE_MONTHS } from '../acting.ts'
import { sentenceOfActing } from '../sentences.ts'
import type { Acted, Mandate } from '../store/index.ts'
import { SPACE_TRAIL } from './account-page.tsx'
import { spellDay, spellMoment } from './words.ts'

type Shown = { readonly site: SiteFrame; readonly state: FormState }

/** `/mon-espace/aide`. */
export function HelpingPage(
  props: Shown & {
    readonly drawKeys: () => HiddenKeys
    readonly given: readonly Mandate[]
    readonly held: readonly Mandate[]
    readonly offered: readonly Mandate[]
    readonly acted: readonly Acted[]
  },
) {
  const { site, state, drawKeys, given, held, offered, acted } = props
  const isOnOffer = Object.keys(state.errors).length > 0
  return (
    <Page site={site} title="Se faire aider" description="Agir pour quelqu’un." unlisted trail={SPACE_TRAIL}>
      <PageHeader
        title="Se faire aider"
        lead="Une personne de confiance peut faire vos démarches à votre place. Vous voyez ce qu’elle fait, et vous arrêtez quand vous voulez."
      />
      {!isOnOffer && <ErrorSummary state={state} />}
      {offered.length > 0 && <OfferedSection offered={offered} drawKeys={drawKeys} />}
      <HeldSection held={held} drawKeys={drawKeys} />
      <GivenSection given={given} drawKeys={drawKeys} state={isOnOffer ? state : EMPTY_FORM} />
      <Section id="historique" title="Ce qui a été fait pour vous">
        <Acts acted={acted} />
      </Section>
    </Page>
  )
}

type Drawn = { readonly drawKeys: () => HiddenKeys }

function OfferedSection({ offered, drawKeys }: Drawn & { readonly offered: readonly Mandate[] }) {
  return (
    <Section id="demandes" title="On vous demande de l’aide">
      {offered.map((mandate) => (
        <Form action="/mon-espace/aide/accepter" keys={drawKeys()} keep={{ aide: mandate.id }}>
          <p>
            <strong>{mandate.giver.displayName}</strong> vous demande d’agir à sa place jusqu’au{' '}
            {spellDay(mandate.endsAt)}. Si vous ne connaissez pas cette personne, ne faites rien.
          </p>
          <SubmitRow label={`Accepter d’aider ${mandate.giver.displayName}`} />
        </Form>
      ))}
    </Section>
  )
}

function HeldSection({ held, drawKeys }: Drawn & { readonly held: readonly Mandate[] }) {
  return (
    <Section id="aides" title="Les personnes que vous aidez">
      {held.length === 0 ? (
        <p>Personne pour le moment.</p>
      ) : (
        <ul class="account-list">
          {held.map((mandate) => (
            <li>
              <span>
                <strong>{mandate.giver.displayName}</strong>, jusqu’au {spellDay(mandate.endsAt)}
              </span>
              <Form action="/mon-espace/aide/agir" keys={drawKeys()} keep={{ aide: mandate.id }}>
                <Button weight="quiet">
                  Agir<span class="hidden"> pour {mandate.giver.displayName}</span>
                </Button>
              </Form>
              <StopForm mandate={mandate} keys={drawKeys()} who={mandate.giver.displayName} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function GivenSection(props: Drawn & { readonly given: readonly Mandate[]; readonly state: FormState }) {
  const { given, drawKeys, state } = props
  return (
    <Section id="aidants" title="Les personnes qui vous aident">
      {given.length === 0 ? (
        <p>Personne pour le moment.</p>
      ) : (
        <ul class="account-list">
          {given.map((mandate) => (
            <li>
              <span>
                <strong>{mandate.holder?.displayName ?? mandate.holderAddress}</strong>, jusqu’au{' '}
                {spellDay(mandate.endsAt)}
                {!mandate.holder && ', n’a pas encore répondu'}
              </span>
              <StopForm
                mandate={mandate}
                keys={drawKeys()}
                who={mandate.holder?.displayName ?? mandate.holderAddress ?? ''}
              />
            </li>
          ))}
        </ul>
      )}
      <OfferForm keys={drawKeys()} state={state} />
    </Section>
  )
}

function Acts({ acted }: { readonly acted: readonly Acted[] }) {
  if (acted.length === 0) return <p>Personne n’a encore agi à votre place.</p>
  return (
    <ul>
      {acted.map(({ by, reason, at }) => (
        <li>
          {sentenceOfActing(by, reason)} Le {spellMoment(at)}.
        </li>
      ))}
    </ul>
  )
}

function StopForm(props: { readonly mandate: Mandate; readonly keys: HiddenKeys; readonly who: string }) {
  return (
    <Form action="/mon-espace/aide/arreter" keys={props.keys} keep={{ aide: props.mandate.id }}>
      <Button weight="plain">
        Arrêter<span class="hidden"> l’aide avec {props.who}</span>
      </Button>
    </Form>
  )
}

function OfferForm({ keys, state }: { readonly keys: HiddenKeys; readonly state: FormState }) {
  return (
    <Form action="/mon-espace/aide/demander" keys={keys} state={state}>
      <TextField
        name="adresse"
        label="L’adresse e-mail de la personne qui vous aidera"
        hint="Elle recevra un message, et devra accepter."
        type="email"
        inputmode="email"
        autocomplete="off"
        maxlength={254}
        spellcheck={false}
        state={state}
      />
      <ChoiceField
        name="duree"
        label="Pour combien de temps ?"
        options={MANDATE_MONTHS.map((months) => ({ value: String(months), label: MONTHS[months] }))}
        state={state}
      />
      <SubmitRow label="Demander à cette personne de m’aider" note="Vous pourrez arrêter à tout moment." />
    </Form>
  )
}

const MONTHS = { 1: 'Un mois', 3: 'Trois mois', 6: 'Six mois', 12: 'Un an' } as const

/** The same page while acting: only the way to end it. */
export function ActingPage({ site, keys, state, name }: Shown & { readonly keys: HiddenKeys; readonly name: string }) {
  return (
    <Page site={site} title="Agir pour quelqu’un" description="Agir pour quelqu’un." unlisted trail={SPACE_TRAIL}>
      <ActingBanner name={name} keys={keys} />
      <ErrorSummary state={state} />
      <PageHeader
        title="Agir pour quelqu’un"
        lead={`Ce que vous faites est fait pour ${name}, et ${name} le verra. Terminez pour revenir à votre propre compte.`}
      />
      <p>
        <a href="/mon-espace">Aller à l’espace de {name}</a>
      </p>
    </Page>
  )
}
