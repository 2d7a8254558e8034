import { Button } from '#ui/action'
import { SelectField } from '#ui/form'
import { Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { ComputedFigure, Place, Table } from '../model.ts'
import { labelWithUnit } from '../reports/words.ts'
import type { Comparison } from '../store/index.ts'
import { placePath } from './addresses.ts'
import { AmountText, Marks, SourceList } from './block.tsx'
import { NothingYet } from './faces.tsx'
import { FigureList } from './figures.tsx'
import { CitedReuse, KeyReuse } from './reuse.tsx'
import { ObservatoryPage } from './shell.tsx'

type CompareProps = {
  readonly site: SiteFrame
  readonly origin: string
  /** Of the place, or of the first EPCI while none is chosen. */
  readonly comparison: Comparison | undefined
  /** The same figures, as they are taken away. */
  readonly table: Table | undefined
  readonly chosen: string
  readonly epcis: readonly Place[]
  readonly communes: readonly Place[]
  /** Why what was asked is not shown. */
  readonly problem: string | undefined
}

/** `/observatoire/comparer`: a place beside those it is in, counted the same way; and what others say of further ones. */
export function ComparePage(props: CompareProps) {
  const { site, comparison, problem } = props
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire/comparer"
      title="Comparer les lieux"
      lead="Une commune, son EPCI et le territoire, comptés de la même façon. À côté, ce que d’autres disent de la région et de la France."
      description="Comparer l’ESS d’une commune, d’un EPCI, du territoire, de la région et de la France."
    >
      <PlaceChoice {...props} />
      {problem !== undefined && (
        <Notice kind="warning" title={problem}>
          <p>Choisissez un lieu dans la liste.</p>
        </Notice>
      )}
      {comparison === undefined ? (
        problem === undefined && <NothingYet />
      ) : (
        <SideBySide {...props} comparison={comparison} />
      )}
    </ObservatoryPage>
  )
}

function PlaceChoice({ chosen, epcis, communes }: CompareProps) {
  if (epcis.length === 0) return null
  const optionOf = ({ code, name }: Place) => ({ value: code, label: name })
  return (
    <search>
      <form action="/observatoire/comparer" method="get" class="place-choice">
        <SelectField
          name="lieu"
          label="Un EPCI ou une commune"
          state={{ values: { lieu: chosen }, errors: {} }}
          options={[...epcis, ...communes].map(optionOf)}
        />
        <Button weight="quiet">Comparer</Button>
      </form>
    </search>
  )
}

function SideBySide(props: Pick<CompareProps, 'table' | 'origin'> & { readonly comparison: Comparison }) {
  const { comparison, table, origin } = props
  const { computed, cited } = comparison
  const places = [...new Map(computed.map(({ place, placeName }) => [place, placeName]))]
  const rows = [...new Map(computed.map((figure) => [figure.indicator, figure])).values()]
  const elsewhere = cited.filter(({ place }) => !places.some(([code]) => code === place))
  const [first] = computed
  return (
    <>
      <Section id="cote-a-cote" title="Comptés de la même façon" lead="Mêmes fichiers, même règle, même jour.">
        <DataTable
          caption="Chiffres calculés ici, lieu par lieu"
          captionHidden
          rows={rows}
          columns={[
            { header: 'Chiffre', namesRow: true, cell: ({ label, unit }) => labelWithUnit(label, unit) },
            ...places.map(([code, name]) => ({
              header: name,
              align: 'end' as const,
              cell: (row: ComputedFigure) => <CellOf figures={computed} row={row} place={code} />,
            })),
          ]}
        />
        <ul class="link-list">
          {places.map(([code, name]) => (
            <li>
              <a href={placePath(code)}>Le profil : {name}</a>
            </li>
          ))}
        </ul>
        <Marks amounts={computed.map(({ amount }) => amount)} />
        {first !== undefined && (
          <div class="provenance source">
            <p>Champ : {first.scope}</p>
            <SourceList sources={first.sources} nature="computed" />
          </div>
        )}
        {table !== undefined && <KeyReuse table={table} origin={origin} />}
      </Section>
      {elsewhere.length > 0 && (
        <Section
          id="ailleurs"
          title="Ce que d’autres disent d’ailleurs"
          lead="Ces chiffres ne se comptent pas comme les nôtres : lisez leur champ avant de comparer."
        >
          <FigureList figures={elsewhere} />
          <CitedReuse figures={elsewhere} origin={origin} href="/observatoire/comparer#ailleurs" isElsewhere />
        </Section>
      )}
    </>
  )
}

function CellOf(props: {
  readonly figures: readonly ComputedFigure[]
  readonly row: ComputedFigure
  readonly place: string
}) {
  const { figures, row, place } = props
  const found = figures.find((figure) => figure.place === place && figure.indicator === row.indicator)
  return <AmountText amount={found?.amount ?? { kind: 'not-given' }} unit={row.unit} />
}
