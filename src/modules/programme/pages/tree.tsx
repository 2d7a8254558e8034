import type { Standing } from '#modules/decisions'
import { formatCount } from '#ui/format'
import { Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { listActions, type Programme, type Publication } from '../model.ts'
import { linesOf, type Money, sumsOf } from '../money.ts'
import { PERIMETER_WORDS } from '../sentences.ts'
import { writtenCents } from '../words.ts'
import { Tree } from './branches.tsx'
import { FlowSection } from './flows.tsx'
import { OriginLine, ProgrammePage, StandingLine } from './shell.tsx'
import type { Followed } from './side-by-side.tsx'
import { type Stop, Way } from './way.tsx'

/** `/politique`: the whole tree on one page, then where its money goes. */
export function TreePage(props: {
  readonly site: SiteFrame
  readonly publication: Publication
  readonly standing: Standing
  readonly followed: Followed
}) {
  const { site, publication, standing, followed } = props
  const { programme } = publication
  return (
    <ProgrammePage
      site={site}
      path="/politique"
      tab="/politique"
      title="Ce que fait le territoire pour l’ESS"
      kicker={`${programme.title} ${programme.firstYear}-${programme.lastYear}`}
      lead="Des grandes ambitions aux actions, et des actions à chaque euro : suivez le fil."
      description={`La politique de l’économie sociale et solidaire, ${site.territoryName} : ambitions, orientations, actions et budget.`}
      actions={
        <>
          <StandingLine standing={standing} />
          <OriginLine origin={programme.source} />
        </>
      }
    >
      <Way across label="De l’ambition au paiement" stops={stopsOf(programme, followed.money)} />
      <Tree programme={programme} followed={followed} />
      <FlowSection programme={programme} followed={followed} />
      <Section id="reutiliser" title="Réutiliser">
        <DownloadList
          downloads={[
            {
              href: '/api/v1/politique/actions.csv',
              format: 'CSV',
              label: 'Les actions',
              what: 'Une ligne par action : service, dates, base légale, lignes de budget.',
            },
            {
              href: '/api/v1/politique/indicateurs.csv',
              format: 'CSV',
              label: 'Les indicateurs et leurs valeurs',
              what: 'Une ligne par valeur, avec son jour et sa source.',
            },
            {
              href: '/api/v1/politique',
              format: 'JSON',
              label: 'Le programme entier',
              what: 'Pour un programme d’ordinateur : l’arbre et son suivi.',
            },
          ]}
        />
      </Section>
    </ProgrammePage>
  )
}

/** Before anything is published. */
export function NoProgrammePage({ site }: { readonly site: SiteFrame }) {
  return (
    <ProgrammePage
      site={site}
      path="/politique"
      tab="/politique"
      title="Ce que fait le territoire pour l’ESS"
      description="La politique de l’économie sociale et solidaire."
    >
      <EmptyState title="Le programme n’est pas encore publié.">
        <p>Vous lirez ici les ambitions du territoire, ses actions, et l’argent de chacune.</p>
      </EmptyState>
    </ProgrammePage>
  )
}

/** What one meets on the way down, counted: the page in five knots. */
function stopsOf(programme: Programme, money: Money): readonly Stop[] {
  const { ambitions } = programme
  const [ambition] = ambitions
  const orientations = ambitions.flatMap((each) => each.orientations)
  const actions = listActions(programme)
  const lines = actions.flatMap(({ action }) => linesOf(action, money))
  const dedicated = sumsOf(lines, 'dedicated')
  const others = sumsOf(lines, 'transversal')
  const stops: readonly (Stop | undefined)[] = [
    ambition && {
      title:
        ambitions.length === 1 ? `Ambition ${ambition.number}` : formatCount(ambitions.length, 'ambition', 'ambitions'),
      href: `#${ambition.slug}`,
      detail: 'Ce que veut le territoire.',
    },
    orientations[0] && {
      title: formatCount(orientations.length, 'orientation', 'orientations'),
      href: `#${orientations[0].slug}`,
      detail: 'Comment il s’y prend.',
    },
    actions[0] && {
      title: formatCount(actions.length, 'action', 'actions'),
      href: `#${actions[0].orientation.slug}`,
      detail: 'Ce qui est fait.',
    },
    lines.length > 0
      ? {
          title: formatCount(lines.length, 'ligne de budget', 'lignes de budget'),
          href: `/budget/${money.year}`,
          detail: 'L’argent prévu pour ces actions.',
        }
      : undefined,
    dedicated && {
      title: `${writtenCents(dedicated.paidCents)} payés en ${money.year}`,
      href: '#argent',
      detail: `${PERIMETER_WORDS.dedicated}.${others ? ` À part, d’autres politiques : ${writtenCents(others.paidCents)}.` : ''}`,
    },
  ]
  return stops.filter((stop) => stop !== undefined)
}

/** Said where an older version is read. */
export function OlderVersion({ last }: { readonly last: number }) {
  return (
    <Notice kind="warning" title="Une version plus récente existe.">
      <p>
        <a href="/politique">Lire la version {last}, en vigueur</a>
      </p>
    </Notice>
  )
}
