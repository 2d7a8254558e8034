import type { PlacePart } from '#platform/context'
import { formatCount, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { type Atlas, byName, sumOfPopulations } from '../atlas/index.ts'
import { type Commune, type Epci, slugOf } from '../model.ts'
import { CloseUp, Figures, Inhabitants, PlaceParts, Places, sourceLine } from './parts.tsx'

type EpciProps = {
  readonly site: SiteFrame
  readonly atlas: Atlas
  readonly epci: Epci
  readonly members: readonly Commune[]
}

/** `/territoire/cu-d-arras-200033579`: its communes, how many live there, its neighbours. */
export function EpciPage(props: EpciProps & { readonly parts: readonly PlacePart[] }) {
  const { site, atlas, epci, members, parts } = props
  const kind = KINDS[epci.kind] ?? 'Groupement de communes'
  const neighbours = (atlas.drawings().epciNeighbours.get(epci.code) ?? [])
    .flatMap((code) => atlas.epciByCode.get(code) ?? [])
    .sort(byName)
  return (
    <Page
      site={site}
      path={`/territoire/${slugOf(epci)}`}
      title={epci.name}
      description={`${epci.name} : ${formatCount(epci.communeCount, 'commune', 'communes')}, leur carte et leurs habitants.`}
      current="/territoire"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Le territoire', href: '/territoire' },
      ]}
    >
      <PageHeader kicker={`${kind} · ${site.territoryName}`} title={epci.name} lead={leadOf(epci)} />
      <Population atlas={atlas} epci={epci} members={members} />
      <PlaceParts parts={parts} />
      <Section id="carte" title="La carte">
        <div class="map-frame">
          <CloseUp atlas={atlas} epciCode={epci.code} title={`Carte des communes de ${epci.name}`} />
          <p class="source">{sourceLine('Contours', atlas.sources.shapes)}</p>
        </div>
      </Section>
      <Section id="communes" title="Ses communes ici" lead={formatCount(members.length, 'commune', 'communes')}>
        <DataTable
          caption={`Communes de ${epci.name}`}
          captionHidden
          rows={members}
          columns={[
            {
              header: 'Commune',
              namesRow: true,
              cell: (each) => <a href={`/territoire/${slugOf(each)}`}>{each.name}</a>,
            },
            { header: 'Code postal', cell: ({ postcodes }) => postcodes.join(' et ') },
            { header: 'Habitants', align: 'end', cell: ({ population }) => formatInteger(population) },
          ]}
        />
        <p class="source">{sourceLine('Habitants', atlas.sources.population)}</p>
      </Section>
      {neighbours.length > 0 && (
        <Section id="voisins" title="Ses voisins">
          <Places places={neighbours} />
        </Section>
      )}
    </Page>
  )
}

// Two sources, often two years: both are shown, with what each counts.
function Population({ atlas, epci, members }: Omit<EpciProps, 'site'>) {
  const crosses = epci.communeCount !== epci.communeCountHere
  return (
    <Section
      id="habitants"
      title="Qui y vit"
      lead="Deux sources ne comptent pas la même année : les deux sont montrées."
    >
      <div class="home-figures">
        <Inhabitants
          count={sumOfPopulations(members)}
          label={crosses ? 'Personnes qui vivent dans ses communes d’ici' : 'Personnes qui vivent dans ses communes'}
          source={atlas.sources.population}
          nature="computed"
          scope="Somme des populations municipales des communes."
        />
        <Inhabitants
          count={epci.population}
          label={crosses ? 'Personnes qui y vivent, communes d’ailleurs comprises' : 'Personnes qui y vivent'}
          source={atlas.sources.epciPopulation}
          nature="cited"
        />
      </div>
      <Figures figures={atlas.figures.filter(({ place }) => place === epci.code)} />
    </Section>
  )
}

function leadOf({ communeCount, communeCountHere }: Epci): string {
  const whole = formatCount(communeCount, 'commune', 'communes')
  if (communeCount === communeCountHere) return `${whole} qui agissent ensemble.`
  return `${whole} qui agissent ensemble, dont ${formatInteger(communeCountHere)} sur ce territoire.`
}

const KINDS: Readonly<Record<string, string>> = {
  CC: 'Communauté de communes',
  CA: 'Communauté d’agglomération',
  CU: 'Communauté urbaine',
  ME: 'Métropole',
}
