import { CircleMap } from '#ui/circle-map'
import { ClassMap, quantilesOf } from '#ui/class-map'
import { formatCount, formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { Tabs } from '#ui/tabs'
import type { ComputedFigure } from '../model.ts'
import { amountWithUnit, drawable, labelWithUnit, writtenAmount, writtenNumber } from '../reports/words.ts'
import { placePath } from './addresses.ts'
import { AmountText, Marks, SourceList } from './block.tsx'
import { type Atlas, communeCentres } from './commune-centres.ts'
import { NothingYet } from './faces.tsx'
import { MapReuse } from './reuse.tsx'
import { ObservatoryPage } from './shell.tsx'

type MapsProps = {
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
export function MapsPage({ site, atlas, shares, counts, indicator }: MapsProps) {
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
          <Shares territoryName={site.territoryName} atlas={atlas} shares={shares} indicator={indicator} />
          <Volumes territoryName={site.territoryName} atlas={atlas} counts={counts} />
        </>
      )}
    </ObservatoryPage>
  )
}

const CLASSES = 5

function mapPath(indicator: MapIndicator): string {
  return `/observatoire/cartes?carte=${indicator}`
}

type Drawn = { readonly atlas: Atlas; readonly territoryName: string }

function Shares({ territoryName, atlas, shares, indicator }: Pick<MapsProps, 'shares' | 'indicator'> & Drawn) {
  const { width, height, shapes } = atlas.drawings().light
  const figureOf = new Map(shares.map((figure) => [figure.place, figure]))
  const known = shares.flatMap(({ amount }) => drawable(amount) ?? [])
  const classes = quantilesOf(known, CLASSES)
  const unit = shares[0]?.unit ?? '%'
  const places = shapes.flatMap(({ code, path, centre }) => {
    const figure = figureOf.get(code)
    if (!figure) return []
    const value = drawable(figure.amount)
    const band = value === undefined ? null : classes.findIndex(({ from, to }) => value >= from && value <= to)
    return [
      {
        label: `${figure.placeName} : ${amountWithUnit(figure.amount, unit)}`,
        href: placePath(code),
        ...{ path, centre, band },
        mark: writtenAmount(figure.amount, unit),
      },
    ]
  })
  const legend = classes.map(({ from, to, count }) => ({
    words:
      from === to
        ? `${writtenNumber(from, unit)} ${unit}`
        : `de ${writtenNumber(from, unit)} à ${writtenNumber(to, unit)} ${unit}`,
    count: formatCount(count, 'EPCI', 'EPCI'),
  }))
  const isAbsent = places.some(({ band }) => band === null)
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
      <div class="map-frame">
        <ClassMap
          title={`Carte par EPCI : ${MAP_WORDS[indicator].label}`}
          {...{ width, height, places }}
          classes={legend}
          absent={isAbsent ? 'pas de chiffre' : null}
        />
        <p class="source">
          Classes : autant d’EPCI, ou presque, dans chacune (quantiles). Contours : {atlas.sources.shapes.producer}.
        </p>
      </div>
      <FigureTable caption={`${MAP_WORDS[indicator].label}, par EPCI`} figures={byAmount(shares)} />
      <Told figures={shares} />
      <MapReuse kind="epci" territoryName={territoryName} figures={shares} href={mapPath(indicator)} />
    </Section>
  )
}

// The whole list is a table of the page of each EPCI: the largest say where the weight is.
const MOST_LISTED = 30

function Volumes({ territoryName, atlas, counts }: Pick<MapsProps, 'counts'> & Drawn) {
  const { width, height, shapes } = atlas.drawings().light
  const centres = communeCentres(atlas)
  const places = counts.flatMap(({ place, placeName, amount, unit }) => {
    const [centre, value] = [centres.get(place), drawable(amount)]
    return centre === undefined || value === undefined || value === 0
      ? []
      : [{ label: placeName, centre, value, display: amountWithUnit(amount, unit) }]
  })
  if (places.length === 0) return null
  const sorted = byAmount(counts).slice(0, MOST_LISTED)
  const [first] = sorted
  return (
    <Section
      id="volumes"
      title="Le volume, par commune"
      lead="La surface de chaque cercle est proportionnelle au nombre d’établissements de l’ESS."
    >
      <CircleMap
        title="Carte : établissements de l’ESS par commune"
        description={`Un cercle par commune qui en a au moins un.${first === undefined ? '' : ` ${first.placeName} en a le plus : ${amountWithUnit(first.amount, first.unit)}.`}`}
        {...{ width, height, places }}
        outlines={shapes.map(({ path }) => path)}
        tick={formatInteger}
      />
      <FigureTable caption={`Les ${sorted.length} communes qui en ont le plus`} figures={sorted} />
      <p>
        <a href="/observatoire/territoires">Chercher une autre commune</a>
      </p>
      <Told figures={counts} />
      <MapReuse kind="commune" territoryName={territoryName} figures={counts} href="/observatoire/cartes#volumes" />
    </Section>
  )
}

function FigureTable({ caption, figures }: { readonly caption: string; readonly figures: readonly ComputedFigure[] }) {
  const [first] = figures
  return (
    <DataTable
      caption={caption}
      rows={figures}
      columns={[
        { header: 'Lieu', namesRow: true, cell: ({ place, placeName }) => <a href={placePath(place)}>{placeName}</a> },
        {
          header: first === undefined ? 'Valeur' : labelWithUnit(first.label, first.unit),
          align: 'end',
          cell: ({ amount, unit }) => <AmountText amount={amount} unit={unit} />,
        },
      ]}
    />
  )
}

function Told({ figures }: { readonly figures: readonly ComputedFigure[] }) {
  const [first] = figures
  if (!first) return null
  return (
    <>
      <p class="reading">
        Lecture : {first.placeName}, {first.label.charAt(0).toLowerCase() + first.label.slice(1)} :{' '}
        {amountWithUnit(first.amount, first.unit)}.
      </p>
      <Marks amounts={figures.map(({ amount }) => amount)} />
      <div class="provenance source">
        <p>Champ : {first.scope}</p>
        <SourceList sources={first.sources} nature="computed" />
      </div>
    </>
  )
}

function byAmount(figures: readonly ComputedFigure[]): readonly ComputedFigure[] {
  return figures.toSorted((one, other) => (drawable(other.amount) ?? -1) - (drawable(one.amount) ?? -1))
}
