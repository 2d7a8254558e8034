import { CircleMap } from '#ui/circle-map'
import { ClassMap, quantilesOf } from '#ui/class-map'
import { formatCount, formatInteger } from '#ui/format'
import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { ComputedFigure } from '../model.ts'
import { amountWithUnit, drawable, writtenAmount, writtenNumber } from '../reports/words.ts'
import { placePath } from './addresses.ts'
import { AmountText, Marks, SourceList } from './block.tsx'
import { type Atlas, communeCentres } from './commune-centres.ts'
import { NothingYet } from './faces.tsx'
import { ObservatoryPage } from './shell.tsx'

type MapsProps = {
  readonly site: SiteFrame
  readonly atlas: Atlas | undefined
  /** Shares, one an EPCI. */
  readonly shares: readonly ComputedFigure[]
  /** Counts, one a commune. */
  readonly counts: readonly ComputedFigure[]
}

/** `/observatoire/cartes`: the share of each EPCI in classes, the volume of each commune in circles, each with its table. */
export function MapsPage({ site, atlas, shares, counts }: MapsProps) {
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
          <Shares atlas={atlas} shares={shares} />
          <Volumes atlas={atlas} counts={counts} />
        </>
      )}
    </ObservatoryPage>
  )
}

const CLASSES = 5

function Shares({ atlas, shares }: { readonly atlas: Atlas; readonly shares: readonly ComputedFigure[] }) {
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
      title="La part de l’ESS, par EPCI"
      lead="Parmi les établissements qui ont des salariés. Plus c’est foncé, plus la part est grande ; elle est écrite sur chaque EPCI."
    >
      <div class="map-frame">
        <ClassMap
          title="Carte : part de l’ESS par EPCI"
          {...{ width, height, places }}
          classes={legend}
          absent={isAbsent ? 'pas de chiffre' : null}
        />
        <p class="source">
          Classes : autant d’EPCI, ou presque, dans chacune (quantiles). Contours : {atlas.sources.shapes.producer}.
        </p>
      </div>
      <FigureTable caption="Part de l’ESS par EPCI" figures={byAmount(shares)} />
      <Told figures={shares} />
    </Section>
  )
}

// The whole list is a table of the page of each EPCI: the largest say where the weight is.
const MOST_LISTED = 30

function Volumes({ atlas, counts }: { readonly atlas: Atlas; readonly counts: readonly ComputedFigure[] }) {
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
      title="Le nombre d’établissements, par commune"
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
          header: first === undefined ? 'Valeur' : `${first.label} (${first.unit})`,
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
