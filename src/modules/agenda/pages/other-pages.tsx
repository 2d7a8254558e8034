import { raw } from 'hono/html'
import { dayIn, writtenDay } from '#kernel/calendar'
import type { CommuneChoice } from '#ui/commune-field'
import { ActingBanner } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { whenOf, whereOf } from '../mails.ts'
import { type AgendaEvent, KIND_WORDS, KINDS } from '../model.ts'
import { EventFields } from './event-fields.tsx'
import { type Asked, addressWith } from './filter.ts'
import { AGENDA, TRAIL } from './parts.tsx'

/** `/agenda/proposer`: somebody tells of an event; an agent reads it before it is shown. */
export function ProposePage(props: {
  /** Of whom one acts for. */
  readonly acting: string | undefined
  readonly site: SiteFrame
  readonly keys: HiddenKeys
  readonly state: FormState
  readonly choices: readonly CommuneChoice[]
}) {
  return (
    <Page
      site={props.site}
      title="Proposer un événement"
      description="Faire entrer une date dans l’agenda du territoire."
      current={AGENDA.href}
      trail={[...TRAIL, AGENDA]}
      scripts={['commune-picker']}
      unlisted
    >
      {props.acting !== undefined && <ActingBanner name={props.acting} />}
      <PageHeader title="Proposer un événement" lead="Un agent lit votre proposition, puis la met dans l’agenda." />
      <Form action="/agenda/proposer" keys={props.keys} state={props.state}>
        <EventFields state={props.state} choices={props.choices} />
        <SubmitRow label="Envoyer ma proposition" note="La réponse sera dans votre espace, sous « Mes rendez-vous »." />
      </Form>
    </Page>
  )
}

/** `/agenda/programme`: the same dates, one line each, for paper. */
export function ProgrammePage(props: {
  readonly site: SiteFrame
  readonly asked: Asked
  readonly events: readonly AgendaEvent[]
}) {
  const { site, asked, events } = props
  const months = Map.groupBy(events, ({ startsAt }) => writtenDay(dayIn(startsAt)).split(' ').slice(-1)[0])
  return (
    <Page
      site={site}
      title="Programme"
      description="L’agenda à imprimer."
      current={AGENDA.href}
      trail={[...TRAIL, AGENDA]}
      unlisted
    >
      <PageHeader
        kicker={site.territoryName}
        title="Programme"
        lead={asked.active.map(({ label }) => label).join(', ') || 'Tout ce qui vient'}
      >
        <p class="hint no-print">Pour l’imprimer : le menu de votre navigateur, puis « Imprimer ».</p>
      </PageHeader>
      {events.length === 0 && (
        <EmptyState
          title="Rien n’est annoncé."
          action={{ label: 'Voir l’agenda', href: addressWith('/agenda', asked.fields) }}
        />
      )}
      {[...months].map(([year, ofYear]) => (
        <Section id={`annee-${year}`} title={String(year)}>
          <div class="on-paper">
            <DataTable
              caption={`Événements de ${year}`}
              captionHidden
              rows={ofYear}
              columns={[
                { header: 'Quand', cell: (event) => whenOf(event) },
                {
                  header: 'Quoi',
                  namesRow: true,
                  cell: (event) => `${event.state === 'cancelled' ? 'Annulé : ' : ''}${event.title}`,
                },
                { header: 'Genre', cell: ({ kind }) => KIND_WORDS[kind] },
                { header: 'Où', cell: (event) => whereOf(event) || '—' },
                {
                  header: 'Venir',
                  cell: ({ takesRegistrations }) => (takesRegistrations ? 'Sur inscription' : 'Libre'),
                },
              ]}
            />
          </div>
        </Section>
      ))}
    </Page>
  )
}

/** `/agenda/abonnement`: addresses for a telephone's calendar, and the frame for another site. */
export function SubscriptionPage({
  site,
  embedders,
}: {
  readonly site: SiteFrame
  readonly embedders: readonly string[]
}) {
  const url = site.url ?? ''
  const feeds = [
    { label: 'Tout l’agenda', href: '/agenda/flux.ics' },
    ...KINDS.map((kind) => ({ label: KIND_WORDS[kind], href: `/agenda/flux.ics?genre=${kind}` })),
  ]
  return (
    <Page
      site={site}
      path="/agenda/abonnement"
      title="S’abonner à l’agenda"
      description="Suivre l’agenda depuis son téléphone, ou le montrer sur un autre site."
      current={AGENDA.href}
      trail={[...TRAIL, AGENDA]}
    >
      <PageHeader
        title="S’abonner à l’agenda"
        lead="Votre téléphone suit l’agenda de lui-même : dates, changements, annulations."
      />
      <Section
        id="adresses"
        title="Les adresses"
        lead="Copiez-en une, puis « Ajouter un agenda par adresse » sur votre téléphone."
      >
        <DataTable
          caption="Adresses des agendas"
          captionHidden
          rows={feeds}
          columns={[
            { header: 'Agenda', namesRow: true, cell: ({ label }) => label },
            { header: 'Adresse', cell: ({ href }) => <a href={href}>{`${url}${href}`}</a> },
          ]}
        />
        <p>
          Pour un seul lieu, ajoutez-le à l’adresse : <code>{`${url}/agenda/flux.ics?lieu=Arras`}</code>
        </p>
        <p>
          <a href="/mon-espace/agenda">Une adresse pour mes seuls rendez-vous</a>
        </p>
      </Section>
      <Section id="cadre" title="Sur votre site" lead="Un cadre qui montre les prochaines dates.">
        <pre>
          <code>{`<iframe src="${url}/agenda/cadre" title="Agenda" width="100%" height="600"></iframe>`}</code>
        </pre>
        <p>
          {embedders.length === 0
            ? 'Aucun site n’y est autorisé pour l’instant. Écrivez-nous pour ajouter le vôtre : '
            : 'Seuls les sites que nous avons autorisés peuvent le montrer. Pour ajouter le vôtre : '}
          <a href="/contact">nous contacter</a>. <a href="/agenda/cadre">Voir le cadre</a>
        </p>
      </Section>
    </Page>
  )
}

const MOST_FRAMED = 20

/** `/agenda/cadre`: a bare list for the frame of another site; each link opens here, in a page of its own. */
export function FramePage({ site, events }: { readonly site: SiteFrame; readonly events: readonly AgendaEvent[] }) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <title>Agenda · {site.serviceName}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content="Les prochaines dates de l’agenda." />
          <meta name="robots" content="noindex" />
          <link rel="stylesheet" href={site.assets.stylesheet} />
        </head>
        <body class="agenda-frame">
          <nav aria-label="Accès rapide">
            <a class="skip" href="#contenu">
              Aller au contenu
            </a>
          </nav>
          <main id="contenu" tabindex={-1}>
            <h1>Agenda</h1>
            {events.length === 0 && <p>Rien n’est annoncé pour l’instant.</p>}
            <ul class="link-list">
              {events.slice(0, MOST_FRAMED).map((event) => (
                <li>
                  <a href={`/agenda/${event.slug}`} target="_blank" rel="noopener">
                    {event.state === 'cancelled' && 'Annulé : '}
                    {event.title}, {whenOf(event)}
                    <span class="hidden"> (autre fenêtre)</span>
                  </a>
                </li>
              ))}
            </ul>
          </main>
          <footer>
            <a href="/agenda" target="_blank" rel="noopener">
              Tout l’agenda<span class="hidden"> (autre fenêtre)</span>
            </a>{' '}
            ·{' '}
            <a href="/contact" target="_blank" rel="noopener">
              Nous contacter
            </a>{' '}
            ·{' '}
            <a href="/accessibilite" target="_blank" rel="noopener">
              {site.accessibility ?? 'Accessibilité'}
            </a>
          </footer>
        </body>
      </html>
    </>
  )
}
