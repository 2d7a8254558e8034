import { Button } from '#ui/action'
import type { CommuneChoice } from '#ui/commune-field'
import { ConflictForm, type Difference } from '#ui/conflict'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { whenOf } from '../mails.ts'
import type { AgendaEvent } from '../model.ts'
import { EventFields } from '../pages/event-fields.tsx'
import type { SetAside } from '../store/index.ts'
import { DESK_PATH, EventBadge } from './list-page.tsx'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame; readonly keysFor: () => HiddenKeys }

type EditProps = Shell & {
  /** Undefined: a new one. */
  readonly event: AgendaEvent | undefined
  readonly version: number
  readonly state: FormState
  readonly choices: readonly CommuneChoice[]
  readonly isSaved: boolean
  /** Texts of conflicts that were not kept. */
  readonly setAside: readonly SetAside[]
  /** What is wrong with the act asked for, beside the form. */
  readonly problem?: string | undefined
}

const TRAIL = [
  { label: 'À faire', href: '/agents' },
  { label: 'Agenda', href: DESK_PATH },
]

/** `/agents/agenda/:id` and `/agents/agenda/nouveau`. */
export function EditPage(props: EditProps) {
  const { site, desk, event, state, choices, version, keysFor } = props
  const title = event?.title ?? 'Créer un événement'
  const isPublic = event && event.publishedAt !== null
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Un événement de l’agenda."
      current={DESK_PATH}
      trail={TRAIL}
      scripts={['commune-picker']}
      publicFace={isPublic ? { label: 'Voir la page publique', href: `/agenda/${event.slug}` } : undefined}
    >
      <PageHeader title={title} lead={event && whenOf(event)}>
        {event && <EventBadge state={event.state} />}
        {event && <Ways event={event} />}
      </PageHeader>
      {props.isSaved && <Notice kind="success" title="C’est enregistré." />}
      {props.problem !== undefined && <Notice kind="error" title={props.problem} />}
      {event && event.stateReason !== '' && <Notice kind="info" title={event.stateReason} />}
      {event && <Acts event={event} keysFor={keysFor} />}
      <Section id="fiche" title="La fiche">
        <Form
          action={event ? `${DESK_PATH}/${event.id}` : `${DESK_PATH}/nouveau`}
          keys={keysFor()}
          state={state}
          keep={{ version: String(version) }}
        >
          <EventFields state={state} choices={choices} />
          <SubmitRow
            label={event ? 'Enregistrer' : 'Créer le brouillon'}
            note={
              event?.state === 'published' ? 'Si la date ou le lieu change, les inscrits reçoivent un mail.' : undefined
            }
          />
        </Form>
      </Section>
      <Aside texts={props.setAside} />
    </DeskPage>
  )
}

function Aside({ texts }: { readonly texts: readonly SetAside[] }) {
  if (texts.length === 0) return null
  return (
    <Section
      id="mis-de-cote"
      title="Textes mis de côté"
      lead="Quand deux personnes ont écrit en même temps, celui qui n’a pas été choisi est gardé ici."
    >
      <Facts
        facts={texts.map(({ label, content, setAsideAt }) => ({
          label: `${label}, ${formatInstant(setAsideAt)}`,
          value: content || '(rien)',
        }))}
      />
    </Section>
  )
}

function Ways({ event }: { readonly event: AgendaEvent }) {
  if (!event.takesRegistrations || event.publishedAt === null) return null
  return (
    <p>
      <a href={`${DESK_PATH}/${event.id}/inscriptions`}>Inscriptions ({event.registered})</a> ·{' '}
      <a href={`${DESK_PATH}/${event.id}/presence`}>Feuille de présence</a>
    </p>
  )
}

function Acts({ event, keysFor }: { readonly event: AgendaEvent; readonly keysFor: () => HiddenKeys }) {
  const act = (name: string) => `${DESK_PATH}/${event.id}/${name}`
  const waits = event.state === 'draft' || event.state === 'proposed'
  return (
    <Section id="etat" title="Ce que vous pouvez faire">
      {waits && (
        <form action={act('publier')} method="post">
          <Keys keys={keysFor()} />
          <Button>Publier</Button>
        </form>
      )}
      <form action={act('dupliquer')} method="post">
        <Keys keys={keysFor()} />
        <Button weight="quiet">Dupliquer, une semaine plus tard</Button>
      </form>
      {event.state === 'proposed' && (
        <Reason
          action={act('refuser')}
          keys={keysFor()}
          question="Pourquoi refuser ?"
          label="Refuser"
          hint="Lu par la personne qui a proposé."
        />
      )}
      {event.state === 'published' && (
        <Reason
          action={act('annuler')}
          keys={keysFor()}
          question="Pourquoi annuler ?"
          label="Annuler l’événement"
          hint="Affiché sur la page et envoyé à chaque inscrit."
        />
      )}
    </Section>
  )
}

function Reason(props: {
  readonly action: string
  readonly keys: HiddenKeys
  readonly question: string
  readonly label: string
  readonly hint: string
}) {
  return (
    <Form action={props.action} keys={props.keys}>
      <TextField
        name="raison"
        label={props.question}
        hint={props.hint}
        state={{ values: {}, errors: {} }}
        maxlength={500}
      />
      <SubmitRow label={props.label} weight="danger" />
    </Form>
  )
}

/** Somebody saved the same event meanwhile: both texts, field by field. */
export function EventConflictPage(
  props: Shell & {
    readonly event: AgendaEvent
    readonly differences: readonly Difference[]
    readonly keep: Readonly<Record<string, string>>
    readonly who: string
    readonly when: string
  },
) {
  const { site, desk, event } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={event.title}
      description="Deux textes à départager."
      current={DESK_PATH}
      trail={TRAIL}
    >
      <PageHeader kicker="Deux textes à départager" title={event.title} lead={whenOf(event)} />
      <ConflictForm
        action={`${DESK_PATH}/${event.id}`}
        keys={props.keysFor()}
        who={props.who}
        when={props.when}
        differences={props.differences}
        keep={props.keep}
      />
    </DeskPage>
  )
}
