import { ActingBanner } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { whenOf, whereOf } from '../mails.ts'
import { type AgendaEvent, closingOf, type Registration, sessionsToChoose } from '../model.ts'
import { AGENDA, isFull, placesOf, TRAIL } from './parts.tsx'
import { SessionChoice, titlesOf } from './session-choice.tsx'

type RegistrationProps = {
  readonly site: SiteFrame
  /** Of whom one acts for. */
  readonly acting: string | undefined
  readonly event: AgendaEvent
  readonly own: Registration | undefined
  /** How many wait before them, when they wait. */
  readonly ahead: number
  readonly keysFor: () => HiddenKeys
  readonly state: FormState
  /** Positions of the sessions chosen, or ticked in a form that comes back. */
  readonly chosen: readonly number[]
  readonly now: Date
}

/** `/agenda/:slug/inscription`: register, see where one stands, give the place back. */
export function RegistrationPage(props: RegistrationProps) {
  const { site, event } = props
  return (
    <Page
      site={site}
      title={`Inscription : ${event.title}`}
      description="S’inscrire, voir où l’on en est, rendre sa place."
      current={AGENDA.href}
      trail={[...TRAIL, AGENDA, { label: event.title, href: `/agenda/${event.slug}` }]}
      unlisted
    >
      {props.acting !== undefined && <ActingBanner name={props.acting} />}
      <PageHeader kicker="Inscription" title={event.title} lead={whenOf(event)} />
      <Standing {...props} />
    </Page>
  )
}

function Standing(props: RegistrationProps) {
  const { event, own, now, state } = props
  const problem = state.problem && <Notice kind="error" title={state.problem} />
  if (own && own.state !== 'cancelled') {
    return (
      <>
        {problem}
        <Held {...props} own={own} />
      </>
    )
  }
  if (event.state === 'cancelled') return <Notice kind="warning" title="Cet événement est annulé." />
  if (now >= closingOf(event)) {
    return (
      <>
        {problem}
        <Notice kind="info" title="Les inscriptions sont closes.">
          <p>
            Appelez-nous : il reste parfois une place. <a href="/contact">Nous contacter</a>
          </p>
        </Notice>
      </>
    )
  }
  return <RegistrationForm {...props} />
}

function RegistrationForm({ event, own, keysFor, state, chosen }: RegistrationProps) {
  const full = isFull(event)
  return (
    <Section id="inscrire" title={full ? 'C’est complet : la liste d’attente' : 'S’inscrire'} lead={placesOf(event)}>
      {own && <Notice kind="success" title="Votre inscription est annulée. Vous pouvez vous inscrire de nouveau." />}
      <Form action={`/agenda/${event.slug}/inscription`} keys={keysFor()} state={state}>
        <TextField
          name="nom"
          label="Votre nom"
          hint="Celui qui sera sur la feuille d’entrée. Seuls les organisateurs le voient."
          state={state}
          autocomplete="name"
          maxlength={120}
        />
        {!full && <SessionChoice {...{ event, state, chosen }} />}
        <TextArea
          name="besoin"
          label="De quoi avez-vous besoin pour participer ?"
          hint="Interprète, boucle magnétique, place pour un fauteuil… Effacé 30 jours après l’événement."
          state={state}
          optional
          rows={3}
          maxlength={500}
        />
        <SubmitRow
          label={full ? 'M’inscrire sur la liste d’attente' : 'M’inscrire'}
          note={
            full
              ? 'Si une place se libère, elle est à vous dans l’ordre d’arrivée : nous vous l’écrivons aussitôt.'
              : 'Nous vous écrivons une fois pour confirmer, et une fois la veille.'
          }
        />
      </Form>
    </Section>
  )
}

function Held(props: RegistrationProps & { readonly own: Registration }) {
  const { event, own, ahead, now, chosen } = props
  const isOver = now >= event.endsAt
  return (
    <>
      {event.state === 'cancelled' && (
        <Notice kind="warning" title="Cet événement est annulé.">
          <p>{event.stateReason}</p>
        </Notice>
      )}
      {own.state === 'registered' && !isOver && event.state !== 'cancelled' && (
        <Notice kind="success" title="Vous êtes inscrit : votre place est gardée." />
      )}
      {own.state === 'waiting' && !isOver && event.state !== 'cancelled' && (
        <Notice
          kind="info"
          title={
            ahead === 0
              ? 'Vous êtes en tête de la liste d’attente.'
              : `Il y a ${formatCount(ahead, 'personne', 'personnes')} avant vous sur la liste d’attente.`
          }
        >
          <p>Dès qu’une place se libère, elle est à vous : nous vous l’écrivons.</p>
        </Notice>
      )}
      <Section id="votre-inscription" title="Votre inscription">
        <Facts
          facts={[
            { label: 'Au nom de', value: own.name },
            { label: 'Quand', value: whenOf(event) },
            { label: 'Où', value: whereOf(event) || 'À préciser' },
            ...(sessionsToChoose(event).length === 0
              ? []
              : [{ label: 'Vos séances', value: titlesOf(event, chosen) || 'Aucune choisie' }]),
            ...(own.need === null ? [] : [{ label: 'Vos besoins', value: own.need }]),
          ]}
        />
        {isOver ? <Afterwards event={event} own={own} /> : <GiveBack {...props} />}
      </Section>
      {!isOver && own.state === 'registered' && event.state !== 'cancelled' && <OtherSessions {...props} own={own} />}
    </>
  )
}

function GiveBack({ event, own, keysFor }: RegistrationProps & { readonly own: Registration }) {
  if (event.state === 'cancelled') return null
  return (
    <Form action={`/agenda/${event.slug}/inscription/annuler`} keys={keysFor()} keep={{ inscription: own.id }}>
      <SubmitRow
        label={own.state === 'registered' ? 'Rendre ma place' : 'Quitter la liste d’attente'}
        weight="danger"
        note={own.state === 'registered' ? 'La première personne qui attend l’aura aussitôt.' : undefined}
        ways={[{ label: 'Voir mes inscriptions', href: '/mon-espace/agenda' }]}
      />
    </Form>
  )
}

function Afterwards({ event, own }: { readonly event: AgendaEvent; readonly own: Registration }) {
  if (own.attended !== true) return <p>Cet événement est passé.</p>
  return (
    <ul class="link-list">
      <li>
        <a href={`/agenda/${event.slug}/attestation`}>Mon attestation de présence</a>
      </li>
      <li>
        {own.evaluatedAt === null ? (
          <a href={`/agenda/${event.slug}/avis`}>Dire ce que j’en ai pensé</a>
        ) : (
          'Vous avez donné votre avis. Merci.'
        )}
      </li>
    </ul>
  )
}

/** Other sessions for who is registered already. */
function OtherSessions({ event, own, keysFor, chosen }: RegistrationProps & { readonly own: Registration }) {
  if (sessionsToChoose(event).length === 0) return null
  return (
    <Section id="vos-seances" title="Choisir vos séances">
      <Form action={`/agenda/${event.slug}/inscription/seances`} keys={keysFor()} keep={{ inscription: own.id }}>
        <SessionChoice event={event} state={{ values: {}, errors: {} }} chosen={chosen} held={chosen} />
        <SubmitRow label="Enregistrer mes séances" />
      </Form>
    </Section>
  )
}
