import { CircleMap } from '#ui/circle-map'
import { ClassMap, quantilesOf } from '#ui/class-map'
import { formatCount, formatInteger } from '#ui/format'
import { DataTable } from '#ui/table'
import type { ComputedFigure } from '../model.ts'
import { amountWithUnit, drawable, labelWithUnit, writtenAmount, writtenNumber } from '../reports/words.ts'
import { placePath } from './addresses.ts'
import { AmountText } from './block.tsx'
import { type Atlas, communeCentres } from './commune-centres.ts'

const CLASSES = 5

type ShareProps = { readonly label: string; readonly atlas: Atlas; readonly shares: readonly ComputedFigure[] }

/** A share in classes, one an EPCI, then its table. */
export function ShareMap({ label, atlas, shares }: ShareProps) {
  const { width, height } = atlas.drawings().light
  const unit = shares[0]?.unit ?? '%'
  const classes = quantilesOf(
    shares.flatMap(({ amount }) => drawable(amount) ?? []),
    CLASSES,
  )
  const places = placesOf(atlas, shares, classes)
  const legend = classes.map(({ from, to, count }) => ({
    words:
      from === to
        ? `${writtenNumber(from, unit)} ${unit}`
        : `de ${writtenNumber(from, unit)} à ${writtenNumber(to, unit)} ${unit}`,
    count: formatCount(count, 'EPCI', 'EPCI'),
  }))
  return (
    <>
      <div class="map-frame">
        <ClassMap
          title={`Carte par EPCI : ${label}`}
          {...{ width, height, places }}
          classes={legend}
          absent={places.some(({ band }) => band === null) ? 'pas de chiffre' : null}
        />
        <p class="source">
          Classes : autant d’EPCI, ou presque, dans chacune (quantiles). Contours : {atlas.sources.shapes.producer}.
        </p>
      </div>
      <FigureTable caption={`${label}, par EPCI`} figures={byAmount(shares)} />
    </>
  )
}

function placesOf(atlas: Atlas, shares: readonly ComputedFigure[], classes: ReturnType<typeof quantilesOf>) {
  const figureOf = new Map(shares.map((figure) => [figure.place, figure]))
  return atlas.drawings().light.shapes.flatMap(({ code, path, centre }) => {
    const figure = figureOf.get(code)
    if (!figure) return []
    const { amount, placeName, unit } = figure
    const value = drawable(amount)
    const band = value === undefined ? null : classes.findIndex(({ from, to }) => value >= from && value <= to)
    const told = { label: `${placeName} : ${amountWithUnit(amount, unit)}`, mark: writtenAmount(amount, unit) }
    return [{ ...told, href: placePath(code), ...{ path, centre, band } }]
  })
}

// The whole list is a table of the page of each EPCI: the largest say where the weight is.
const MOST_LISTED = 30

/** Counts as circles, one a commune that has some, then the table of the largest. */
export function VolumeMap({ atlas, counts }: { readonly atlas: Atlas; readonly counts: readonly ComputedFigure[] }) {
  const { width, height, shapes } = atlas.drawings().light
  const centres = communeCentres(atlas)
  const places = counts.flatMap(({ place, placeName, amount, unit }) => {
    const [centre, value] = [centres.get(place), drawable(amount)]
    return centre === undefined || value === undefined || value === 0
      ? []
      : [{ label: placeName, centre, value, display: amountWithUnit(amount, unit) }]
  })
  const sorted = byAmount(counts).slice(0, MOST_LISTED)
  const [first] = sorted
  return (
    <>
      <CircleMap
        title="Carte : établissements de l’ESS par commune"
        description={`Un cercle par commune qui en a au moins un.${first === undefined ? '' : ` ${first.placeName} en a le plus : ${amountWithUnit(first.amount, first.unit)}.`}`}
        {...{ width, height, places }}
        outlines={shapes.map(({ path }) => path)}
        tick={formatInteger}
      />
      <FigureTable caption={`Les ${sorted.length} communes qui en ont le plus`} figures={sorted} />
    </>
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

function byAmount(figures: readonly ComputedFigure[]): readonly ComputedFigure[] {
  return figures.toSorted((one, other) => (drawable(other.amount) ?? -1) - (drawable(one.amount) ?? -1))
}
