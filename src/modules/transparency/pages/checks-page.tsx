import { Badge } from '#ui/badge'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { bySubject, type Standing, type StandingCheck } from '../checking.ts'
import { DayStrip } from './day-strip.tsx'
import { Incidents } from './incidents.tsx'
import { durationOf, resultOf } from './words.ts'

const OLD_MS = 3_600_000

const HOW_TO_READ =
  'Les trente jours : un trait bas, c’était vrai ; un grand trait, c’était faux ; creux ou un point, ce n’était pas vérifié.'

type Props = { readonly site: SiteFrame; readonly standing: Standing; readonly now: Date }

/** `/transparence`: what must always hold, whether it holds, since when, and what is done when it does not. */
export function ChecksPage({ site, standing, now }: Props) {
  const { checks, incidents } = standing
  const errors = checks.filter(({ severity }) => severity === 'error')
  const warnings = checks.filter(({ severity }) => severity === 'warning')
  const open = incidents.filter(({ closedAt }) => closedAt === null)
  const closed = incidents.filter(({ closedAt }) => closedAt !== null)
  return (
    <Page
      site={site}
      path="/transparence"
      title="Transparence"
      description="Ce qui doit toujours être vrai ici, vérifié toutes les dix minutes, et ce qui est fait quand ce ne l’est plus."
      current="/transparence"
      trail={[{ label: 'Accueil', href: '/' }]}
    >
      <PageHeader
        kicker={site.territoryName}
        title="Transparence"
        lead="Voici ce qui doit toujours être vrai sur ce site. Un programme le vérifie toutes les dix minutes et dit ici ce qu’il trouve."
      >
        <State standing={standing} errors={errors} now={now} />
      </PageHeader>
      {open.length > 0 && (
        <Section id="incidents" title="Incidents en cours" lead="Ce qui n’est pas réglé, et ce que nous faisons.">
          <Incidents incidents={open} />
        </Section>
      )}
      {bySubject(errors).map(({ subject, checks: told }, index) => (
        <Section id={`sujet-${index + 1}`} title={subject} lead={index === 0 ? HOW_TO_READ : undefined}>
          <Checks caption={`Contrôles : ${subject}`} checks={told} now={now} />
        </Section>
      ))}
      {warnings.length > 0 && (
        <Section
          id="surveiller"
          title="À surveiller"
          lead="Ce ne sont pas des erreurs : quand la phrase n’est pas vraie, quelqu’un doit s’en occuper."
        >
          <Checks caption="Ce qui est à surveiller" checks={warnings} now={now} />
        </Section>
      )}
      {closed.length > 0 && (
        <Section id="clos" title="Derniers incidents clos">
          <Incidents incidents={closed} />
        </Section>
      )}
      <Further />
    </Page>
  )
}

function Further() {
  return (
    <Section id="plus" title="Pour aller plus loin">
      <p>
        <a href="/transparence/algorithmes">Les règles de calcul qui aident à décider</a> : à quoi elles servent et qui
        décide.
      </p>
      <DownloadList
        downloads={[
          {
            href: '/donnees/controles.csv',
            format: 'CSV',
            label: 'Les contrôles, jour par jour',
            what: 'Une ligne par contrôle et par jour.',
          },
          {
            href: '/api/v1/transparence',
            format: 'JSON',
            label: 'L’état des contrôles maintenant',
            what: 'Ce que montre cette page, pour un programme.',
          },
        ]}
      />
    </Section>
  )
}

/** What fails is said first. */
function State({
  standing,
  errors,
  now,
}: {
  readonly standing: Standing
  readonly errors: readonly StandingCheck[]
  readonly now: Date
}) {
  const { askedAt } = standing
  if (!askedAt) {
    return (
      <EmptyState title="Les contrôles n’ont pas encore été faits.">
        <p>Ils le sont toutes les dix minutes : revenez un peu plus tard.</p>
      </EmptyState>
    )
  }
  const failing = errors.filter(({ run }) => run?.result === 'fails')
  const unknown = errors.filter(({ run }) => run === undefined || run.result === 'not-run')
  const when = `Dernière vérification : ${formatInstant(askedAt)}.`
  return (
    <>
      {failing.length > 0 && (
        <Notice
          kind="error"
          title={`${formatCount(failing.length, 'contrôle trouve', 'contrôles trouvent')} une erreur en ce moment.`}
        >
          <ul>
            {failing.map(({ sentence }) => (
              <li>Ce n’est plus vrai : « {sentence} »</li>
            ))}
          </ul>
          <p>{when}</p>
        </Notice>
      )}
      {failing.length === 0 && (
        <Notice kind="success" title="Tout ce qui a été vérifié est vrai.">
          <p>
            {formatCount(errors.length - unknown.length, 'contrôle fait', 'contrôles faits')} sur {errors.length}.{' '}
            {when}
          </p>
        </Notice>
      )}
      {unknown.length > 0 && (
        <Notice
          kind="warning"
          title={`${formatCount(unknown.length, 'contrôle n’a pas été fait', 'contrôles n’ont pas été faits')}.`}
        >
          <p>La raison est écrite à côté de chacun.</p>
        </Notice>
      )}
      {now.getTime() - askedAt.getTime() > OLD_MS && (
        <Notice kind="warning" title="Cette vérification date de plus d’une heure.">
          <p>Elle devrait se faire toutes les dix minutes : ce qui est écrit ici n’est peut-être plus à jour.</p>
        </Notice>
      )}
    </>
  )
}

function Checks(props: { readonly caption: string; readonly checks: readonly StandingCheck[]; readonly now: Date }) {
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={props.checks}
      columns={[
        { header: 'Ce qui doit être vrai', namesRow: true, cell: ({ sentence }) => sentence },
        { header: 'Aujourd’hui', cell: Result },
        {
          header: 'Vérifié',
          cell: ({ run }) => (run ? `${formatInstant(run.askedAt)}, en ${durationOf(run.durationMs)}` : 'pas encore'),
        },
        { header: 'Trente derniers jours', cell: ({ days }) => <DayStrip days={days} now={props.now} /> },
      ]}
    />
  )
}

function Result({ run, severity }: StandingCheck) {
  const { badge, word, detail } = resultOf(run, severity)
  return (
    <>
      <Badge kind={badge}>{word}</Badge>
      {detail !== undefined && <p class="hint">{detail}</p>}
    </>
  )
}
