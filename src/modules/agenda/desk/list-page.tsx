import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextArea } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { whenOf } from '../mails.ts'
import { type AgendaEvent, type EventState, KIND_WORDS } from '../model.ts'

export const DESK_PATH = '/agents/agenda'

type ListProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly proposed: readonly AgendaEvent[]
  readonly drafts: readonly AgendaEvent[]
  readonly coming: readonly AgendaEvent[]
  readonly over: readonly AgendaEvent[]
  readonly embedding: FormState
}

/** `/agents/agenda`: what waits for an agent first, then what comes, then what is over. */
export function DeskListPage(props: ListProps) {
  const { site, desk, proposed, drafts, coming, over } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Agenda"
      description="Les événements du territoire."
      current={DESK_PATH}
      publicFace={{ label: 'Voir l’agenda', href: '/agenda' }}
    >
      <PageHeader title="Agenda">
        <p>
          <ButtonLink href={`${DESK_PATH}/nouveau`} icon="plus">
            Créer un événement
          </ButtonLink>
        </p>
      </PageHeader>
      {proposed.length > 0 && (
        <Section id="a-lire" title="Proposés" lead="Par des habitants et des associations : à publier ou à refuser.">
          <EventTable caption="Événements proposés" events={proposed} />
        </Section>
      )}
      {drafts.length > 0 && (
        <Section id="brouillons" title="Brouillons" lead="Personne ne les voit encore.">
          <EventTable caption="Brouillons" events={drafts} />
        </Section>
      )}
      <Section id="a-venir" title="À venir">
        {coming.length === 0 ? (
          <EmptyState
            title="Rien n’est annoncé."
            action={{ label: 'Créer un événement', href: `${DESK_PATH}/nouveau` }}
          >
            <p>Les événements publiés seront ici, avec leurs inscriptions.</p>
          </EmptyState>
        ) : (
          <EventTable caption="Événements à venir" events={coming} />
        )}
      </Section>
      {over.length > 0 && (
        <Section id="passes" title="Passés" lead="Les derniers d’abord.">
          <EventTable caption="Événements passés" events={over} />
        </Section>
      )}
      <Elsewhere {...props} />
    </DeskPage>
  )
}

function EventTable({ caption, events }: { readonly caption: string; readonly events: readonly AgendaEvent[] }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={events}
      columns={[
        {
          header: 'Événement',
          namesRow: true,
          cell: (event) => <a href={`${DESK_PATH}/${event.id}`}>{event.title}</a>,
        },
        { header: 'Genre', cell: ({ kind }) => KIND_WORDS[kind] },
        { header: 'Quand', cell: (event) => whenOf(event) },
        { header: 'Inscrits', align: 'end', cell: (event) => <Counts event={event} /> },
        { header: 'État', cell: ({ state }) => <EventBadge state={state} /> },
      ]}
    />
  )
}

function Counts({ event }: { readonly event: AgendaEvent }) {
  if (!event.takesRegistrations) return <>sans inscription</>
  if (event.publishedAt === null) return <>—</>
  const of = event.capacity === null ? '' : ` / ${event.capacity}`
  return (
    <a href={`${DESK_PATH}/${event.id}/inscriptions`}>
      {event.registered}
      {of}
      {event.waiting > 0 && ` (+ ${event.waiting})`}
      <span class="hidden"> inscriptions à {event.title}</span>
    </a>
  )
}

export function EventBadge({ state }: { readonly state: EventState }) {
  const { kind, word } = BADGES[state]
  return <Badge kind={kind}>{word}</Badge>
}

const BADGES = {
  proposed: { kind: 'proposed', word: 'Proposé' },
  draft: { kind: 'draft', word: 'Brouillon' },
  published: { kind: 'open', word: 'Publié' },
  cancelled: { kind: 'withdrawn', word: 'Annulé' },
  refused: { kind: 'refused', word: 'Refusé' },
} as const satisfies Record<EventState, unknown>

function Elsewhere({ keys, embedding }: ListProps) {
  return (
    <Section id="ailleurs" title="Ailleurs" lead="L’agenda en tableau, et sur d’autres sites.">
      <DownloadList
        downloads={[
          {
            href: `${DESK_PATH}/evenements.csv`,
            format: 'CSV',
            label: 'Tous les événements',
            what: 'Dates, lieux, nombres d’inscrits et de présents. Aucun nom.',
          },
        ]}
      />
      <Form action={`${DESK_PATH}/cadre`} keys={keys} state={embedding}>
        <TextArea
          name="sites"
          label="Sites qui peuvent montrer l’agenda dans un cadre"
          hint="Un par ligne, par exemple https://www.commune.example"
          state={embedding}
          optional
          rows={3}
        />
        <SubmitRow label="Enregistrer ces sites" />
      </Form>
    </Section>
  )
}
