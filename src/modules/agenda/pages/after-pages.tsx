import { ButtonLink } from '#ui/action'
import { ActingBanner } from '#ui/desk'
import { ChoiceField, Form, type FormState, type HiddenKeys, SubmitRow, TextArea } from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { whenOf, whereOf } from '../mails.ts'
import type { AgendaEvent, Registration } from '../model.ts'
import { AGENDA, TRAIL } from './parts.tsx'

type AfterProps = {
  readonly site: SiteFrame
  readonly event: AgendaEvent
  readonly own: Registration
  /** Of whom one acts for. */
  readonly acting: string | undefined
}

function trailOf(event: AgendaEvent) {
  return [...TRAIL, AGENDA, { label: event.title, href: `/agenda/${event.slug}` }]
}

/** `/agenda/:slug/attestation`: a sheet to print or to keep. */
export function CertificatePage({ site, event, own, acting, today }: AfterProps & { readonly today: string }) {
  return (
    <Page
      site={site}
      title="Attestation de présence"
      description="Une attestation à garder ou à imprimer."
      trail={trailOf(event)}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader kicker={site.territoryName} title="Attestation de présence" />
      <Section id="attestation" title="Nous attestons">
        <p>
          que <strong>{own.name}</strong> a pris part à « {event.title} », {whenOf(event)}.
        </p>
        <Facts
          facts={[
            ...(whereOf(event) === '' ? [] : [{ label: 'Lieu', value: whereOf(event) }]),
            ...(event.host === '' ? [] : [{ label: 'Accueil par', value: event.host }]),
            { label: 'Faite le', value: formatDay(today) },
            { label: 'Référence', value: <code>{own.id}</code> },
          ]}
        />
        <p class="no-print">
          <ButtonLink href={`/agenda/${event.slug}/attestation.pdf`}>Ouvrir l’attestation en PDF</ButtonLink>
        </p>
      </Section>
    </Page>
  )
}

const OPINIONS = [
  { value: '4', label: 'Très utile' },
  { value: '3', label: 'Utile' },
  { value: '2', label: 'Peu utile' },
  { value: '1', label: 'Pas utile' },
] as const

/** `/agenda/:slug/avis`: two questions, and nothing of who answers. */
export function OpinionPage(props: AfterProps & { readonly keys: HiddenKeys; readonly state: FormState }) {
  const { site, event, own, acting, keys, state } = props
  return (
    <Page
      site={site}
      title={`Votre avis : ${event.title}`}
      description="Dire ce que l’on a pensé d’un événement."
      trail={trailOf(event)}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader kicker="Votre avis" title={event.title} lead={whenOf(event)} />
      {own.evaluatedAt !== null ? (
        <Notice kind="success" title="Merci : votre avis est gardé, sans votre nom." />
      ) : (
        <Section id="avis" title="Qu’en avez-vous pensé ?" lead="Deux questions. Rien ne dit qui a répondu.">
          <Form action={`/agenda/${event.slug}/avis`} keys={keys} state={state}>
            <ChoiceField name="utile" label="Pour vous, c’était…" state={state} options={OPINIONS} />
            <TextArea
              name="commentaire"
              label="Ce qu’il faut garder, ce qu’il faut changer"
              state={state}
              optional
              rows={5}
              maxlength={2000}
            />
            <SubmitRow label="Donner mon avis" />
          </Form>
        </Section>
      )}
    </Page>
  )
}
