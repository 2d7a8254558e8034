import { ButtonLink } from '#ui/action'
import { Section } from '#ui/heading'
import { EntryList } from '#ui/list'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import type { CitedFigure, ComputedFigure, Table } from '../model.ts'
import type { Publication } from '../store/index.ts'
import { TableBlock } from './block.tsx'
import { drawingOf } from './faces.tsx'
import { FigureList } from './figures.tsx'
import { CitedReuse, KeyReuse } from './reuse.tsx'
import { ObservatoryPage } from './shell.tsx'

type OverviewProps = {
  readonly site: SiteFrame
  readonly origin: string
  readonly computed: readonly ComputedFigure[]
  /** The same as `computed`, as a table: what is taken away. */
  readonly marks: Table | undefined
  readonly cited: readonly CitedFigure[]
  /** Shares by EPCI: what is asked for most. */
  readonly shares: Table | undefined
  readonly panorama: Publication | undefined
}

/** `/observatoire`: what is counted here, what others say, why they differ, and the share of each EPCI. */
export function OverviewPage(props: OverviewProps) {
  const { site, origin, cited, shares, panorama } = props
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire"
      title="L’observatoire de l’ESS"
      lead="Combien de structures, où, dans quels métiers, combien d’emplois. Chaque chiffre dit d’où il vient."
      description={`L’économie sociale et solidaire en chiffres : ${site.territoryName}, chaque chiffre avec sa source.`}
    >
      <Cited cited={cited} origin={origin} />
      <Counted {...props} />
      {cited.length > 0 && <WhyTheyDiffer />}
      {shares !== undefined && (
        <TableBlock table={shares} origin={origin} {...drawingOf(shares)}>
          <p>
            <a href="/observatoire/cartes">Voir la même chose sur une carte</a>
          </p>
        </TableBlock>
      )}
      <Section id="plus-loin" title="Aller plus loin">
        <EntryList level={3} entries={furtherEntries(panorama)} />
      </Section>
    </ObservatoryPage>
  )
}

function Cited({ cited, origin }: Pick<OverviewProps, 'cited' | 'origin'>) {
  if (cited.length === 0) return null
  return (
    <Section
      id="cites"
      title="Ce que disent les autres sources"
      lead="Des chiffres cités tels quels, avec leur adresse. Ils ne se comptent pas tous de la même façon."
    >
      <FigureList figures={latestOf(cited)} />
      <p>
        <a href="#pourquoi">Pourquoi ces chiffres diffèrent</a> ·{' '}
        <a href="/observatoire/evolution">Les chiffres plus anciens</a>
      </p>
      <CitedReuse figures={cited} origin={origin} href="/observatoire#cites" />
    </Section>
  )
}

function Counted({ computed, marks, origin }: Pick<OverviewProps, 'computed' | 'marks' | 'origin'>) {
  return (
    <Section
      id="calcules"
      title="Ce que nous comptons ici"
      lead="À partir de fichiers publics que chacun peut télécharger, par une règle que chacun peut relire."
    >
      {computed.length === 0 ? (
        <EmptyState title="Rien n’est encore compté.">
          <p>Les chiffres paraîtront ici dès qu’un fichier d’établissements sera en service.</p>
        </EmptyState>
      ) : (
        <>
          <FigureList figures={computed} />
          <p>
            <ButtonLink href="/annuaire" weight="quiet">
              Voir la liste des structures comptées
            </ButtonLink>
          </p>
          {marks !== undefined && <KeyReuse table={marks} origin={origin} />}
        </>
      )}
    </Section>
  )
}

// Figures nearly of one time can be set side by side; older ones are in their series.
const SAME_TIME_YEARS = 2

function latestOf(cited: readonly CitedFigure[]): readonly CitedFigure[] {
  const yearOf = ({ vintage }: CitedFigure) => Number(/\d{4}/.exec(vintage)?.[0] ?? 0)
  const last = Math.max(...cited.map(yearOf))
  return cited.filter((figure) => yearOf(figure) >= last - SAME_TIME_YEARS)
}

/** `#pourquoi`: figures that disagree are all right, each for what it counts. */
function WhyTheyDiffer() {
  return (
    <Section
      id="pourquoi"
      title="Pourquoi ces chiffres diffèrent"
      lead="Aucun n’est faux : ils ne comptent pas la même chose, ni la même année."
    >
      <ul class="breaks">
        <li>
          <strong>L’année.</strong> Un chiffre de 2019 ne dit rien de cette année. Chaque chiffre porte la sienne.
        </li>
        <li>
          <strong>Le tout dont on prend la part.</strong> 11 % ou 12 % : la part de l’ESS n’est pas la même dans tout
          l’emploi et dans l’emploi privé seul, et chaque source choisit son total.
        </li>
        <li>
          <strong>Ce qu’on compte.</strong> Une structure peut avoir plusieurs établissements. Certaines sources ne
          comptent que ceux qui ont des salariés ; nous montrons les deux.
        </li>
        <li>
          <strong>Qui est dans l’ESS.</strong> L’Insee ne compte pas les sociétés commerciales de l’ESS ; d’autres les
          comptent. <a href="/observatoire/perimetre">Lire notre règle</a>
        </li>
        <li>
          <strong>Les emplois.</strong> Le nombre exact vient de déclarations que nous n’avons pas le droit de lire. Le
          fichier public ne donne que des tranches de taille : nous disons donc « entre … et … ».
        </li>
      </ul>
    </Section>
  )
}

function furtherEntries(panorama: Publication | undefined) {
  return [
    {
      href: '/observatoire/territoires',
      title: 'Ma commune, mon EPCI',
      lead: 'Un profil pour chaque lieu, à lire ou à imprimer.',
    },
    { href: '/observatoire/secteurs', title: 'Par secteur', lead: 'Où l’ESS pèse le plus, métier par métier.' },
    { href: '/observatoire/evolution', title: 'Au fil des ans', lead: 'Ce qui monte, ce qui baisse, et les ruptures.' },
    ...(panorama === undefined
      ? []
      : [
          {
            href: `/observatoire/panoramas/${panorama.year}`,
            title: panorama.title,
            lead: `Le panorama de l’édition ${panorama.year}, à lire ou à imprimer.`,
          },
        ]),
    {
      href: '/observatoire/methode',
      title: 'La méthode',
      lead: 'Les sources, les règles, ce que « s » et « nd » disent.',
    },
  ]
}
