import { ButtonLink, IconLink } from '#ui/action'
import { Filters } from '#ui/filters'
import { SelectField, TextField } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { type AgendaEvent, KIND_WORDS, KINDS } from '../model.ts'
import { type Asked, addressWith } from './filter.ts'
import { AGENDA, EventList, TRAIL } from './parts.tsx'

/** `/agenda`: what comes, narrowed by the address. */
export function AgendaPage(props: {
  readonly site: SiteFrame
  readonly asked: Asked
  readonly events: readonly AgendaEvent[]
  readonly total: number
  readonly now: Date
}) {
  const { site, asked, events, total, now } = props
  return (
    <Page
      site={site}
      path="/agenda"
      title="Agenda"
      description="Comptoirs à initiatives, réunions, visites, formations et dates limites."
      current={AGENDA.href}
      trail={TRAIL}
    >
      <PageHeader title="Agenda" lead="Ce qui se passe près de chez vous, et comment y prendre part.">
        <p>
          <ButtonLink href="/agenda/proposer" weight="quiet">
            Proposer un événement
          </ButtonLink>
        </p>
      </PageHeader>
      <Section id="a-venir" title="À venir" lead={countOf(asked, events)}>
        {/* The filters are folded: what was not understood is told beside what is shown all the same. */}
        {Object.values(asked.errors).map((error) => (
          <Notice kind="warning" title={error} />
        ))}
        <EventFilters asked={asked} found={events.length} total={total} />
        {events.length === 0 ? (
          <Nothing isNarrowed={asked.active.length > 0} />
        ) : (
          <EventList events={events} now={now} level={3} />
        )}
      </Section>
      <OtherViews asked={asked} />
    </Page>
  )
}

// What is narrowed is counted beside the filters.
function countOf(asked: Asked, events: readonly AgendaEvent[]): string | undefined {
  if (asked.active.length > 0 || events.length === 0) return undefined
  return formatCount(events.length, 'événement', 'événements')
}

function EventFilters({
  asked,
  found,
  total,
}: {
  readonly asked: Asked
  readonly found: number
  readonly total: number
}) {
  const state = { values: asked.fields, errors: asked.errors }
  return (
    <Filters
      action="/agenda"
      active={asked.active.map(({ name, label }) => ({
        label,
        hrefWithout: addressWith('/agenda', asked.fields, name),
      }))}
      hrefWithoutAny="/agenda"
      found={formatCount(found, 'événement', 'événements')}
      total={String(total)}
    >
      <SelectField
        name="genre"
        label="Quoi"
        state={state}
        optional
        empty="Tout"
        options={KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))}
      />
      <TextField
        name="lieu"
        label="Où"
        hint="Une commune, un code postal ou une intercommunalité."
        state={state}
        optional
      />
      <TextField name="du" type="date" label="À partir du" state={state} optional width={12} />
      <TextField name="au" type="date" label="Jusqu’au" state={state} optional width={12} />
    </Filters>
  )
}

function Nothing({ isNarrowed }: { readonly isNarrowed: boolean }) {
  if (isNarrowed) {
    return (
      <EmptyState title="Rien ne répond à ces filtres." action={{ label: 'Voir tout l’agenda', href: '/agenda' }}>
        <p>Enlevez un filtre pour voir plus large.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Rien n’est annoncé pour l’instant."
      action={{ label: 'Proposer un événement', href: '/agenda/proposer' }}
    >
      <p>Les prochains comptoirs, réunions, visites et formations seront ici.</p>
    </EmptyState>
  )
}

function OtherViews({ asked }: { readonly asked: Asked }) {
  return (
    <Section id="autrement" title="Autrement" lead="Les mêmes dates, sous une autre forme.">
      <ul class="link-list">
        <li>
          <IconLink href="/agenda/calendrier" icon="calendar">
            Mois par mois
          </IconLink>
        </li>
        <li>
          <IconLink href={addressWith('/agenda/programme', asked.fields)} icon="print">
            Programme à imprimer
          </IconLink>
        </li>
        <li>
          <IconLink href="/agenda/abonnement" icon="calendar">
            S’abonner depuis son téléphone, ou montrer l’agenda sur un autre site
          </IconLink>
        </li>
      </ul>
    </Section>
  )
}
