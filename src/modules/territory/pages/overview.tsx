import { Button } from '#ui/action'
import { CommuneField } from '#ui/commune-field'
import { formatCount, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Icon } from '#ui/icon'
import { DownloadList } from '#ui/list'
import { MovingMapPlace, TerritoryMap } from '#ui/map'
import { EmptyState } from '#ui/message'
import { islandPath, Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { type Atlas, byName, sumOfPopulations } from '../atlas/index.ts'
import { boundsOf } from '../map/index.ts'
import { type Commune, type Epci, slugOf } from '../model.ts'
import { whereIs } from '../picker.ts'
import type { Match } from '../search/index.ts'
import { Figures, Inhabitants, Places, sourceLine } from './parts.tsx'

type OverviewProps = {
  readonly site: SiteFrame
  readonly atlas: Atlas
  readonly asked: string
  readonly matches: readonly Match[]
}

/** `/territoire`: find a commune, see the map, the EPCIs, the figures, take the data. */
export function OverviewPage({ site, atlas, asked, matches }: OverviewProps) {
  const { communes, epcis, sources, figures } = atlas
  const own = figures.filter(({ place }) => place === 'territory')
  return (
    <Page
      site={site}
      path="/territoire"
      title="Le territoire"
      description={`La carte du territoire ${site.territoryName}, ses ${communes.length} communes et ses ${epcis.length} EPCI.`}
      current="/territoire"
      trail={[{ label: 'Accueil', href: '/' }]}
      scripts={['map', 'commune-picker']}
    >
      <PageHeader
        kicker={site.territoryName}
        title="Le territoire"
        lead={`${formatCount(communes.length, 'commune', 'communes')}, réunies en ${epcis.length} groupements. Cherchez la vôtre, ou choisissez sur la carte.`}
      />
      <CommuneSearch asked={asked} />
      {asked !== '' && <Found atlas={atlas} asked={asked} matches={matches} />}
      <MapSection site={site} atlas={atlas} />
      <Section id="chiffres" title="En chiffres" lead="Chaque chiffre dit d’où il vient.">
        <Inhabitants
          count={sumOfPopulations(communes)}
          label="Personnes qui vivent ici"
          source={sources.population}
          nature="computed"
          scope="Somme des populations municipales des communes."
        />
        <Figures figures={own} />
      </Section>
      <Section id="communes" title="Les communes">
        <p>
          <a href="/territoire/communes">Toutes les communes, de A à Z</a>
        </p>
      </Section>
      <Data />
    </Page>
  )
}

// Without a script the names that are close come below, each leading to its page.
function CommuneSearch({ asked }: { readonly asked: string }) {
  return (
    <search class="commune-search">
      <form action="/territoire" method="get">
        <CommuneField
          name="q"
          label="Chercher une commune"
          hint="Son nom, même approché, ou son code postal."
          leads
          state={{ values: { q: asked }, errors: {} }}
        />
        <Button weight="quiet">
          <Icon name="search" /> Chercher
        </Button>
      </form>
    </search>
  )
}

function Found({ atlas, asked, matches }: Omit<OverviewProps, 'site'>) {
  if (matches.length === 0) {
    return (
      <EmptyState title={`Aucune commune d’ici ne ressemble à « ${asked} ».`}>
        <p>
          Vérifiez le nom, essayez le code postal, ou <a href="/territoire/communes">lisez la liste complète</a>.
        </p>
      </EmptyState>
    )
  }
  return (
    <Section id="trouve" title={formatCount(matches.length, 'commune trouvée', 'communes trouvées')}>
      <DataTable
        caption="Communes trouvées"
        captionHidden
        rows={matches}
        columns={[
          { header: 'Commune', namesRow: true, cell: ({ commune }) => <PlaceLink place={commune} /> },
          { header: 'Où', cell: ({ commune }) => whereIs(atlas, commune) },
          { header: 'Trouvée par', cell: ({ alias }) => alias?.name ?? 'son nom ou son code' },
        ]}
      />
    </Section>
  )
}

function MapSection({ site, atlas }: { readonly site: SiteFrame; readonly atlas: Atlas }) {
  const { epcis: drawing } = atlas.drawings()
  const epcis = [...atlas.epcis].sort(byName)
  const numberOf = new Map(epcis.map(({ code }, index) => [code, index + 1]))
  const shapes = [...drawing.shapes].sort((a, b) => numberOf.get(a.code)! - numberOf.get(b.code)!)
  return (
    <Section
      id="carte"
      title="La carte"
      lead="Chaque couleur est un EPCI : des communes qui agissent ensemble. Les traits fins sont les communes."
    >
      <div class="map-wide">
        <div class="map-frame">
          <TerritoryMap
            title="Carte : choisir un EPCI"
            width={drawing.width}
            height={drawing.height}
            borders={drawing.borders}
            shapes={shapes.map(({ code, path, centre, tint }) => {
              const epci = atlas.epciByCode.get(code)!
              return {
                href: `/territoire/${slugOf(epci)}`,
                label: epci.name,
                path,
                centre,
                tint,
                number: numberOf.get(code)!,
              }
            })}
          />
          <p class="source">{sourceLine('Contours', atlas.sources.shapes)}</p>
          <MovingMapPlace
            label="Ouvrir la carte qui se déplace"
            map={{
              source: '/api/v1/communes.geojson',
              worker: islandPath(site.assets, 'map.worker'),
              styles: islandPath(site.assets, 'map.css'),
              bounds: boundsOf(atlas.shapes),
            }}
          />
        </div>
        <ol class="map-numbered">
          {epcis.map((epci) => (
            <li>
              <span>
                <PlaceLink place={epci} />
                <small>{sizeOf(epci, atlas.communes)}</small>
              </span>
            </li>
          ))}
        </ol>
      </div>
    </Section>
  )
}

function sizeOf({ code, communeCountHere }: Epci, communes: readonly Commune[]): string {
  const here = sumOfPopulations(communes.filter(({ epciCode }) => epciCode === code))
  return `${formatCount(communeCountHere, 'commune', 'communes')}, ${formatCount(here, 'habitant', 'habitants')} ici`
}

function Data() {
  return (
    <Section id="donnees" title="Les données" lead="Libres, avec leur source dans chaque fichier JSON.">
      <DownloadList
        downloads={[
          {
            href: '/api/v1/communes.csv',
            format: 'CSV',
            label: 'Les communes',
            what: 'Code, nom, EPCI, canton, habitants : pour un tableur.',
          },
          {
            href: '/api/v1/epci.csv',
            format: 'CSV',
            label: 'Les EPCI',
            what: 'Code, nom, nombre de communes et d’habitants : pour un tableur.',
          },
          {
            href: '/api/v1/communes.geojson',
            format: 'GeoJSON',
            label: 'Les contours des communes',
            what: 'Pour un logiciel de cartes.',
          },
          {
            href: '/api/v1/epci.geojson',
            format: 'GeoJSON',
            label: 'Les contours des EPCI',
            what: 'La part de chacun qui est sur ce territoire.',
          },
          {
            href: '/api/v1/communes',
            format: 'JSON',
            label: 'Les communes, pour un programme',
            what: 'Cherche aussi un nom : /api/v1/communes?q=…',
          },
        ]}
      />
    </Section>
  )
}

/** `/territoire/communes`: all of them, by their first letter. */
export function CommuneListPage({ site, atlas }: { readonly site: SiteFrame; readonly atlas: Atlas }) {
  const byLetter = Map.groupBy([...atlas.communes].sort(byName), ({ name }) => initialOf(name))
  return (
    <Page
      site={site}
      path="/territoire/communes"
      title="Toutes les communes"
      description={`Les ${atlas.communes.length} communes du territoire ${site.territoryName}, de A à Z.`}
      current="/territoire"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Le territoire', href: '/territoire' },
      ]}
    >
      <PageHeader
        kicker={site.territoryName}
        title="Toutes les communes"
        lead={`Les ${formatInteger(atlas.communes.length)} communes, de A à Z.`}
      />
      <nav aria-label="Première lettre">
        <ul class="letters">
          {[...byLetter.keys()].map((letter) => (
            <li>
              <a href={`#lettre-${letter}`}>{letter}</a>
            </li>
          ))}
        </ul>
      </nav>
      {[...byLetter].map(([letter, places]) => (
        <Section id={`lettre-${letter}`} title={letter} lead={formatCount(places.length, 'commune', 'communes')}>
          <Places places={places} />
        </Section>
      ))}
      <p class="source">{sourceLine('Liste', atlas.sources.communes)}</p>
    </Page>
  )
}

function initialOf(name: string): string {
  return name.normalize('NFD').charAt(0).toUpperCase()
}

function PlaceLink({ place }: { readonly place: { readonly code: string; readonly name: string } }) {
  return <a href={`/territoire/${slugOf(place)}`}>{place.name}</a>
}
