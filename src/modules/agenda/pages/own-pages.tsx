import { Button } from '#ui/action'
import { ActingBanner, Keys } from '#ui/desk'
import type { HiddenKeys } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { whenOf } from '../mails.ts'
import type { AgendaEvent, EventState, Registration } from '../model.ts'

export type OwnRegistration = { readonly event: AgendaEvent; readonly registration: Registration }

type OwnProps = {
  readonly site: SiteFrame
  /** Of whom one acts for. */
  readonly acting: string | undefined
  readonly registrations: readonly OwnRegistration[]
  readonly proposed: readonly AgendaEvent[]
  /** Address of their own feed; undefined: they have none. */
  readonly feed: { readonly address: string; readonly createdAt: Date } | undefined
  readonly keysFor: () => HiddenKeys
  readonly isProposed: boolean
  /** Why what was asked for is not done. */
  readonly problem: string | undefined
}

/** `/mon-espace/agenda`: where one is registered, what one proposed, one's own feed. */
export function OwnAgendaPage(props: OwnProps) {
  const { site, registrations, proposed } = props
  return (
    <Page
      site={site}
      title="Mes rendez-vous"
      description="Vos inscriptions, vos propositions, votre agenda."
      current="/mon-espace"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Mon espace', href: '/mon-espace' },
      ]}
      unlisted
    >
      {props.acting !== undefined && <ActingBanner name={props.acting} />}
      <PageHeader
        title="Mes rendez-vous"
        lead="Vos inscriptions, ce que vous avez proposé, et votre agenda sur le téléphone."
      />
      {props.problem !== undefined && <Notice kind="error" title={props.problem} />}
      {props.isProposed && (
        <Notice kind="success" title="Votre proposition est arrivée.">
          <p>Un agent la lit avant de la mettre dans l’agenda. Son état est ici.</p>
        </Notice>
      )}
      <Section id="inscriptions" title="Vos inscriptions">
        <Registrations registrations={registrations} />
      </Section>
      {proposed.length > 0 && (
        <Section id="propositions" title="Vos propositions">
          <DataTable
            caption="Vos propositions"
            captionHidden
            rows={proposed}
            columns={[
              { header: 'Événement', namesRow: true, cell: ({ title }) => title },
              { header: 'Quand', cell: (event) => whenOf(event) },
              { header: 'État', cell: (event) => PROPOSAL_WORDS[event.state] },
              { header: 'Réponse', cell: ({ stateReason }) => stateReason || '—' },
            ]}
          />
        </Section>
      )}
      {props.acting === undefined && <Feed {...props} />}
    </Page>
  )
}

const PROPOSAL_WORDS: Readonly<Record<EventState, string>> = {
  proposed: 'Un agent va la lire',
  draft: 'En préparation',
  published: 'Dans l’agenda',
  cancelled: 'Annulé',
  refused: 'Refusée',
}

function Registrations({ registrations }: Pick<OwnProps, 'registrations'>) {
  return (
    <DataTable
      caption="Vos inscriptions"
      captionHidden
      rows={registrations}
      columns={[
        {
          header: 'Événement',
          namesRow: true,
          cell: ({ event }) => <a href={`/agenda/${event.slug}/inscription`}>{event.title}</a>,
        },
        { header: 'Quand', cell: ({ event }) => whenOf(event) },
        { header: 'État', cell: ({ event, registration }) => standingOf(event, registration) },
      ]}
      empty={
        <EmptyState title="Vous n’êtes inscrit nulle part." action={{ label: 'Voir l’agenda', href: '/agenda' }}>
          <p>Vos inscriptions seront ici, avec leur date et le moyen de rendre votre place.</p>
        </EmptyState>
      }
    />
  )
}

function standingOf(event: AgendaEvent, { state, attended }: Registration): string {
  if (event.state === 'cancelled') return 'Événement annulé'
  if (attended === true) return 'Vous y étiez'
  return { registered: 'Inscrit', waiting: 'Sur la liste d’attente', cancelled: 'Place rendue' }[state]
}

function Feed({ feed, keysFor }: OwnProps) {
  return (
    <Section
      id="abonnement"
      title="Sur votre téléphone"
      lead="Une adresse à donner à votre agenda : vos rendez-vous s’y mettent d’eux-mêmes."
    >
      {feed === undefined ? (
        <form action="/mon-espace/agenda/abonnement" method="post">
          <Keys keys={keysFor()} />
          <Button weight="quiet">Créer mon adresse</Button>
        </form>
      ) : (
        <>
          <p>
            <a class="feed-address" href={feed.address}>
              {feed.address}
            </a>
          </p>
          <p class="hint">
            Créée le {formatInstant(feed.createdAt)}. Qui connaît cette adresse voit vos rendez-vous : ne la donnez à
            personne. Si elle s’est perdue, changez-la : l’ancienne ne mène plus nulle part.
          </p>
          <form action="/mon-espace/agenda/abonnement" method="post">
            <Keys keys={keysFor()} />
            <Button weight="quiet">Changer l’adresse</Button>
          </form>
          <form action="/mon-espace/agenda/abonnement/arreter" method="post">
            <Keys keys={keysFor()} />
            <Button weight="danger">Arrêter l’abonnement</Button>
          </form>
        </>
      )}
      <p>
        <a href="/agenda/abonnement">Suivre tout l’agenda, sans compte</a>
      </p>
    </Section>
  )
}
