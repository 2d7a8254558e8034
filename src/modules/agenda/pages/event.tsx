import type { Place } from '#platform/context'
import { ButtonLink, ClosedButton, IconLink } from '#ui/action'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts, PlaceLinks } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { whenOf, whereOf } from '../mails.ts'
import { type AgendaEvent, closingOf, type HeldSession, KIND_WORDS } from '../model.ts'
import { AGENDA, isFull, placesOf, StateBadge, TRAIL } from './parts.tsx'
import { type Atlas, PlaceMap } from './place-map.tsx'
import { hoursOf, placesOfSession } from './session-choice.tsx'

type EventProps = { readonly event: AgendaEvent; readonly now: Date }
type PageProps = EventProps & {
  readonly site: SiteFrame
  readonly atlas: Atlas | undefined
  /** What it is for. */
  readonly aims: readonly Place[]
}

/** `/agenda/:slug`: one event, and how to take part. */
export function EventPage({ site, event, now, atlas, aims }: PageProps) {
  return (
    <Page
      site={site}
      path={`/agenda/${event.slug}`}
      title={event.title}
      description={`${KIND_WORDS[event.kind]}, ${whenOf(event)}. ${whereOf(event)}`}
      current={AGENDA.href}
      trail={[...TRAIL, AGENDA]}
    >
      <PageHeader kicker={KIND_WORDS[event.kind]} title={event.title} lead={whenOf(event)}>
        <StateBadge event={event} now={now} />
        <TakePart event={event} now={now} />
      </PageHeader>
      {event.state === 'cancelled' && (
        <Notice kind="warning" title="Cet événement est annulé.">
          <p>{event.stateReason}</p>
        </Notice>
      )}
      <Section id="pratique" title="En pratique">
        <Facts facts={[...factsOf(event), ...aimFact(aims)]} />
        <ul class="link-list">
          <li>
            <IconLink href={`/agenda/${event.slug}/evenement.ics`} icon="calendar">
              Ajouter à mon agenda
            </IconLink>
          </li>
          {whereOf(event) !== '' && (
            <li>
              <IconLink href={mapOf(event)} icon="map" away>
                Voir sur une carte
              </IconLink>
            </li>
          )}
        </ul>
      </Section>
      {event.communeCode !== null && atlas && (
        <Section id="ou" title="Où est-ce ?" lead={whereOf(event)}>
          <PlaceMap atlas={atlas} communeCode={event.communeCode} />
        </Section>
      )}
      {event.description !== '' && (
        <Section id="description" title="De quoi s’agit-il ?">
          {event.description.split(/\n{2,}/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </Section>
      )}
      {event.sessions.length > 0 && (
        <Section id="seances" title="Le déroulé">
          <Sessions sessions={event.sessions} />
        </Section>
      )}
    </Page>
  )
}

function TakePart({ event, now }: EventProps) {
  if (event.state === 'cancelled' || event.endsAt <= now) {
    return event.takesRegistrations ? (
      <ButtonLink href={`/agenda/${event.slug}/inscription`} weight="quiet">
        Mon inscription
      </ButtonLink>
    ) : null
  }
  if (!event.takesRegistrations) return event.kind === 'echeance' ? null : <p>Sans inscription : venez simplement.</p>
  if (now >= closingOf(event)) {
    return (
      <ClosedButton
        id="inscription-close"
        reason="Les inscriptions sont closes. Appelez-nous : il reste parfois une place."
      >
        S’inscrire
      </ClosedButton>
    )
  }
  return (
    <p>
      <ButtonLink href={`/agenda/${event.slug}/inscription`}>
        {isFull(event) ? 'Rejoindre la liste d’attente' : 'S’inscrire'}
      </ButtonLink>
    </p>
  )
}

function aimFact(aims: readonly Place[]) {
  return aims.length === 0 ? [] : [{ label: 'Sert à', value: <PlaceLinks places={aims} /> }]
}

function factsOf(event: AgendaEvent) {
  const where = whereOf(event)
  const closes = event.takesRegistrations && event.registrationClosesAt
  return [
    { label: 'Quand', value: whenOf(event) },
    ...(where === '' ? [] : [{ label: 'Où', value: where }]),
    ...(event.access === '' ? [] : [{ label: 'Pour entrer', value: event.access }]),
    ...(event.host === '' ? [] : [{ label: 'Accueil par', value: event.host }]),
    ...(event.takesRegistrations ? [{ label: 'Places', value: placesOf(event) }] : []),
    ...(closes ? [{ label: 'S’inscrire avant', value: formatInstant(closes) }] : []),
  ]
}

function mapOf(event: AgendaEvent): string {
  const sought = [event.street, event.communeName].filter(Boolean).join(', ') || whereOf(event)
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(sought)}`
}

/** The parts of an event, with who leads each. */
export function Sessions({ sessions }: { readonly sessions: readonly HeldSession[] }) {
  const isCounted = sessions.some(({ capacity }) => capacity !== null)
  return (
    <DataTable
      caption="Les séances"
      captionHidden
      rows={sessions}
      columns={[
        { header: 'Heure', cell: hoursOf },
        { header: 'Séance', namesRow: true, cell: ({ title }) => title },
        { header: 'Animée par', cell: ({ facilitators }) => facilitators || '—' },
        ...(isCounted ? [{ header: 'Places', cell: placesOfSession }] : []),
      ]}
    />
  )
}
