import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { Tabs } from '#ui/tabs'
import type { ComputedFigure } from '../model.ts'
import { drawable } from '../reports/words.ts'
import type { Atlas } from './commune-centres.ts'
import { NothingYet } from './faces.tsx'
import { ShareMap, VolumeMap } from './map-drawings.tsx'
import { MapReuse } from './reuse.tsx'
import { ObservatoryPage } from './shell.tsx'
import { Told } from './told.tsx'

type MapsProps = {
  readonly origin: string
  readonly site: SiteFrame
  readonly atlas: Atlas | undefined
  /** What the first map shows, one an EPCI. */
  readonly shares: readonly ComputedFigure[]
  readonly indicator: MapIndicator
  /** Counts, one a commune. */
  readonly counts: readonly ComputedFigure[]
}

/** What the map in classes can show: shares first, for what is dark must not only be what is populated. */
export const MAP_INDICATORS = ['share-of-employers', 'share-of-establishments', 'employer-density', 'density'] as const
export type MapIndicator = (typeof MAP_INDICATORS)[number]

const MAP_WORDS: Readonly<Record<MapIndicator, { readonly label: string; readonly lead: string }>> = {
  'share-of-employers': {
    label: 'Part parmi les employeurs',
    lead: 'Sur cent établissements qui ont des salariés, combien sont de l’ESS.',
  },
  'share-of-establishments': { label: 'Part parmi tous', lead: 'Sur cent établissements, combien sont de l’ESS.' },
  'employer-density': {
    label: 'Employeurs par habitant',
    lead: 'Établissements employeurs de l’ESS pour 1 000 habitants.',
  },
  density: { label: 'Établissements par habitant', lead: 'Établissements de l’ESS pour 1 000 habitants.' },
}

/** `/observatoire/cartes`: the share of each EPCI in classes, the volume of each commune in circles, each with its table. */
export function MapsPage({ site, origin, atlas, shares, counts, indicator }: MapsProps) {
  const isEmpty = atlas === undefined || shares.length === 0
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire/cartes"
      title="Les cartes"
      lead="Une carte pour la part de l’ESS, une autre pour le nombre d’établissements. Chacune a son tableau."
      description={`Cartes de l’ESS : ${site.territoryName}, part par EPCI et nombre d’établissements par commune.`}
    >
      {isEmpty ? (
        <NothingYet />
      ) : (
        <>
          <Shares
            territoryName={site.territoryName}
            origin={origin}
            atlas={atlas}
            shares={shares}
            indicator={indicator}
          />
          <Volumes territoryName={site.territoryName} origin={origin} atlas={atlas} counts={counts} />
        </>
      )}
    </ObservatoryPage>
  )
}

export function mapPath(indicator: MapIndicator): string {
  return `/observatoire/cartes?carte=${indicator}`
}

export const VOLUMES_PATH = '/observatoire/cartes#volumes'

type Drawn = { readonly atlas: Atlas; readonly territoryName: string; readonly origin: string }

function Shares({ territoryName, origin, atlas, shares, indicator }: Pick<MapsProps, 'shares' | 'indicator'> & Drawn) {
  return (
    <Section
      id="parts"
      title="Le poids, par EPCI"
      lead={`${MAP_WORDS[indicator].lead} Plus c’est foncé, plus il y en a ; le chiffre est écrit sur chaque EPCI.`}
    >
      <Tabs
        label="Ce que montre la carte"
        tabs={MAP_INDICATORS.map((each) => ({ label: MAP_WORDS[each].label, href: mapPath(each) }))}
        current={mapPath(indicator)}
      />
      <ShareMap label={MAP_WORDS[indicator].label} atlas={atlas} shares={shares} />
      <Told figures={shares} />
      <MapReuse kind="epci" territoryName={territoryName} origin={origin} figures={shares} href={mapPath(indicator)} />
    </Section>
  )
}

function Volumes({ territoryName, origin, atlas, counts }: Pick<MapsProps, 'counts'> & Drawn) {
  if (!counts.some(({ amount }) => drawable(amount))) return null
  return (
    <Section
      id="volumes"
      title="Le volume, par commune"
      lead="La surface de chaque cercle est proportionnelle au nombre d’établissements de l’ESS."
    >
      <VolumeMap atlas={atlas} counts={counts} />
      <p>
        <a href="/observatoire/territoires">Chercher une autre commune</a>
      </p>
      <Told figures={counts} />
      <MapReuse kind="commune" territoryName={territoryName} origin={origin} figures={counts} href={VOLUMES_PATH} />
    </Section>
  )
}
