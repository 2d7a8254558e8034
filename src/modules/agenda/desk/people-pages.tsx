import { Button, ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { isCertified } from '../certificate.ts'
import { whenOf, whereOf } from '../mails.ts'
import { type AgendaEvent, type Registration, sessionsToChoose } from '../model.ts'
import { SessionChoice, titlesOf } from '../pages/session-choice.tsx'
import type { Evaluation } from '../store/index.ts'
import { DESK_PATH } from './list-page.tsx'
import { QrCode } from './qr-code.tsx'

type Shell = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly event: AgendaEvent
  readonly registrations: readonly Registration[]
  /** Positions of the sessions each has chosen, by registration. */
  readonly chosen: ReadonlyMap<string, readonly number[]>
  readonly keysFor: () => HiddenKeys
  readonly problem?: string | undefined
}

function trailOf(event: AgendaEvent) {
  return [
    { label: 'À faire', href: '/agents' },
    { label: 'Agenda', href: DESK_PATH },
    { label: event.title, href: `${DESK_PATH}/${event.id}` },
  ]
}

type PeopleProps = Shell & { readonly state: FormState; readonly evaluations: readonly Evaluation[] }

/** `/agents/agenda/:id/inscriptions`: who comes, who waits, and somebody typed in. */
export function RegistrationsPage(props: PeopleProps) {
  const { site, desk, event, registrations, keysFor, state } = props
  const title = `Inscriptions : ${event.title}`
  const of = (wanted: Registration['state']) => registrations.filter((one) => one.state === wanted)
  const [registered, waiting] = [of('registered'), of('waiting')]
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Qui vient."
      current={DESK_PATH}
      trail={trailOf(event)}
      publicFace={{ label: 'Voir la page publique', href: `/agenda/${event.slug}` }}
    >
      <PageHeader title={title} lead={whenOf(event)}>
        <ButtonLink href={`${DESK_PATH}/${event.id}/presence`} weight="quiet">
          Feuille de présence
        </ButtonLink>
      </PageHeader>
      {props.problem !== undefined && <Notice kind="error" title={props.problem} />}
      <Section id="inscrits" title="Inscrits" lead={registered.length === 0 ? undefined : takenOf(event)}>
        <People caption="Inscrits" people={registered} {...props} />
      </Section>
      {waiting.length > 0 && (
        <Section
          id="attente"
          title="Liste d’attente"
          lead="Dans l’ordre d’arrivée : une place libérée va à la première personne."
        >
          <People caption="Liste d’attente" people={waiting} {...props} />
        </Section>
      )}
      {event.state === 'published' && <TypedIn event={event} keys={keysFor()} state={state} />}
      <Opinions evaluations={props.evaluations} />
    </DeskPage>
  )
}

function takenOf({ registered, capacity }: AgendaEvent): string {
  const people = formatCount(registered, 'personne inscrite', 'personnes inscrites')
  return capacity === null ? people : `${people} pour ${formatCount(capacity, 'place', 'places')}`
}

function TypedIn(props: { readonly event: AgendaEvent; readonly keys: HiddenKeys; readonly state: FormState }) {
  const { event, keys, state } = props
  return (
    <Section id="saisir" title="Inscrire quelqu’un" lead="Au téléphone ou au guichet.">
      <Form action={`${DESK_PATH}/${event.id}/inscriptions`} keys={keys} state={state}>
        <TextField name="nom" label="Nom" state={state} maxlength={120} autocomplete="off" />
        <TextField
          name="email"
          type="email"
          label="Adresse e-mail"
          hint="Pour confirmer et rappeler."
          state={state}
          optional
          autocomplete="off"
        />
        <TextField name="telephone" type="tel" label="Téléphone" state={state} optional autocomplete="off" />
        <SessionChoice event={event} state={state} chosen={[]} />
        <TextArea
          name="besoin"
          label="De quoi cette personne a-t-elle besoin ?"
          hint="Effacé 30 jours après l’événement."
          state={state}
          optional
          rows={2}
          maxlength={500}
        />
        <SubmitRow label="Inscrire" />
      </Form>
    </Section>
  )
}

/** Once the sheet is kept: a certificate for each person who came. */
function certificateColumn(event: AgendaEvent, people: readonly Registration[]) {
  if (!people.some(isCertified)) return []
  const cell = (one: Registration) =>
    isCertified(one) ? (
      <a href={`${DESK_PATH}/${event.id}/inscriptions/${one.id}/attestation.pdf`}>
        Attestation<span class="hidden"> de {one.name}, en PDF</span>
      </a>
    ) : (
      '—'
    )
  return [{ header: 'Présence', cell }]
}

function People(props: {
  readonly caption: string
  readonly people: readonly Registration[]
  readonly event: AgendaEvent
  readonly chosen: Shell['chosen']
  readonly keysFor: () => HiddenKeys
}) {
  const { event, chosen, keysFor } = props
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={props.people}
      columns={[
        { header: 'Nom', namesRow: true, cell: ({ name }) => name || 'Effacé' },
        { header: 'Joindre', cell: (one) => <Reach one={one} /> },
        { header: 'Besoins', cell: ({ need }) => need ?? '—' },
        ...sessionsColumn(event, chosen),
        {
          header: 'Inscription',
          cell: (one) => `${formatInstant(one.registeredAt)}${one.personId === null ? ', au guichet' : ''}`,
        },
        ...certificateColumn(event, props.people),
        {
          header: 'Retirer',
          cell: (one) => (
            <form action={`${DESK_PATH}/${event.id}/inscriptions/${one.id}/retirer`} method="post">
              <Keys keys={keysFor()} />
              <Button weight="plain">
                Retirer<span class="hidden"> {one.name}</span>
              </Button>
            </form>
          ),
        },
      ]}
      empty={
        <EmptyState title="Personne n’est inscrit pour l’instant.">
          <p>Les inscriptions prises sur le site et au guichet seront ici.</p>
        </EmptyState>
      }
    />
  )
}

// Only where places are counted: elsewhere nobody chooses.
function sessionsColumn(event: AgendaEvent, chosen: Shell['chosen']) {
  if (sessionsToChoose(event).length === 0) return []
  return [{ header: 'Séances', cell: ({ id }: Registration) => titlesOf(event, chosen.get(id)) || '—' }]
}

function Reach({ one }: { readonly one: Registration }) {
  if (one.email === null && one.telephone === null) return <>{one.personId === null ? '—' : 'par son compte'}</>
  return (
    <>
      {one.email !== null && <a href={`mailto:${encodeURIComponent(one.email)}`}>{one.email}</a>}{' '}
      {one.telephone !== null && <a href={`tel:${one.telephone.replace(/[^\d+]/g, '')}`}>{one.telephone}</a>}
    </>
  )
}

const OPINIONS = ['', 'Pas utile', 'Peu utile', 'Utile', 'Très utile'] as const

function Opinions({ evaluations }: { readonly evaluations: readonly Evaluation[] }) {
  if (evaluations.length === 0) return null
  const comments = evaluations.filter(({ comment }) => comment !== '')
  return (
    <Section
      id="avis"
      title="Avis"
      lead={`${formatCount(evaluations.length, 'personne a répondu', 'personnes ont répondu')}. Rien ne dit qui.`}
    >
      <DataTable
        caption="Réponses"
        captionHidden
        rows={[4, 3, 2, 1]}
        columns={[
          { header: 'Avis', namesRow: true, cell: (opinion) => OPINIONS[opinion] },
          {
            header: 'Réponses',
            align: 'end',
            cell: (opinion) => evaluations.filter((one) => one.opinion === opinion).length,
          },
        ]}
      />
      {comments.map(({ comment }) => (
        <blockquote>{comment}</blockquote>
      ))}
    </Section>
  )
}

/** `/agents/agenda/:id/presence`: one box a person, on a phone at the door or on paper. */
export function PresencePage(props: Shell & { readonly isSaved: boolean; readonly address: string }) {
  const { site, desk, event, registrations, keysFor } = props
  const people = registrations.filter(({ state }) => state === 'registered')
  const title = `Présence : ${event.title}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Qui est venu."
      current={DESK_PATH}
      trail={trailOf(event)}
    >
      <PageHeader title={title} lead={[whenOf(event), whereOf(event)].filter(Boolean).join('. ')} />
      {props.isSaved && <Notice kind="success" title="La feuille est enregistrée." />}
      {props.problem !== undefined && <Notice kind="error" title={props.problem} />}
      <Section
        id="feuille"
        title="La feuille"
        lead={
          people.length === 0
            ? undefined
            : `${formatCount(people.length, 'personne inscrite', 'personnes inscrites')}. Cochez qui est là.`
        }
      >
        <div class="on-paper sheet">
          <Sheet event={event} people={people} chosen={props.chosen} keys={keysFor()} />
        </div>
      </Section>
      <div class="no-print">
        <Section
          id="telephone"
          title="Sur votre téléphone"
          lead="Photographiez ce code pour ouvrir cette feuille à l’entrée. Il faut être connecté comme agent."
        >
          <QrCode text={props.address} label="Code qui ouvre cette feuille de présence" />
        </Section>
      </div>
    </DeskPage>
  )
}

function Sheet(props: {
  readonly event: AgendaEvent
  readonly people: readonly Registration[]
  readonly chosen: Shell['chosen']
  readonly keys: HiddenKeys
}) {
  const { event, people, chosen, keys } = props
  if (people.length === 0) {
    return (
      <EmptyState
        title="Personne n’est inscrit."
        action={
          event.state === 'published'
            ? { label: 'Inscrire quelqu’un', href: `${DESK_PATH}/${event.id}/inscriptions#saisir` }
            : { label: 'Voir l’événement', href: `${DESK_PATH}/${event.id}` }
        }
      >
        <p>La feuille aura une ligne par personne inscrite, avec la place de sa signature.</p>
      </EmptyState>
    )
  }
  return (
    <Form action={`${DESK_PATH}/${event.id}/presence`} keys={keys}>
      <DataTable
        caption="Personnes inscrites"
        captionHidden
        rows={people.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))}
        selection={{
          name: 'present',
          keyOf: ({ id }) => id,
          labelOf: ({ name }) => `${name} est là`,
          chosen: people.filter(({ attended }) => attended === true).map(({ id }) => id),
        }}
        columns={[
          { header: 'Nom', namesRow: true, cell: ({ name }) => name || 'Effacé' },
          { header: 'Besoins', cell: ({ need }) => need ?? '' },
          ...sessionsColumn(event, chosen),
          { header: 'Signature', cell: () => '' },
        ]}
      />
      <SubmitRow
        label="Enregistrer la feuille"
        note="Vous pouvez la reprendre plus tard : les cases gardent ce qui est coché."
      />
    </Form>
  )
}
