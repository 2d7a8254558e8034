import { ButtonLink } from '#ui/action'
import { BarChart, ChartWithTable } from '#ui/chart'
import { Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { type Section as BudgetSection, PERIMETER_WORDS, type Perimeter, SECTION_WORDS } from '../budget/line.ts'
import { linesOf, type PublicPayment, type PublicYear, sumsOf } from '../published/model.ts'
import { CitedTotals, Means } from './cited.tsx'
import { PaymentTable } from './payment-table.tsx'
import { BudgetShell, HOME, PAYMENTS } from './shell.tsx'
import { InBrief, WhereItComesFrom, WhereItGoes, WholeYear } from './where.tsx'
import { BudgetWords, euros, OurSource } from './words.tsx'

const PERIMETERS: readonly Perimeter[] = ['dedicated', 'transversal']
const SECTIONS: readonly BudgetSection[] = ['F', 'I']

/** `/budget`: where the money comes from, where it goes, year by year. */
export function BudgetPage(props: {
  readonly site: SiteFrame
  /** The last first. */
  readonly years: readonly PublicYear[]
  readonly payments: readonly PublicPayment[]
}) {
  const { site, years, payments } = props
  const current = years.find((year) => year.stages.some(({ isOpen }) => isOpen)) ?? years[0]
  return (
    <BudgetShell
      site={site}
      path={HOME}
      title="Le budget de l’ESS"
      lead="Combien d’argent pour l’économie sociale et solidaire, d’où il vient, où il va, et ce qui est déjà payé."
      description="Le budget de l’économie sociale et solidaire, année par année, jusqu’à chaque paiement."
      years={years.map(({ year }) => year)}
    >
      {current === undefined ? (
        <EmptyState title="Aucun budget n’est encore publié." action={{ label: 'Nous contacter', href: '/contact' }}>
          <p>Vous verrez ici ce qui est prévu, ce qui est voté et ce qui est payé, année par année.</p>
        </EmptyState>
      ) : (
        <>
          <InBrief site={site} year={current} />
          <WhereItGoes site={site} year={current}>
            <WholeYear year={current.year} />
          </WhereItGoes>
          <WhereItComesFrom site={site} year={current} />
          <LastPayments site={site} payments={payments} />
          <YearByYear site={site} years={years} />
          <CitedTotals years={years} />
          <Means years={years} />
        </>
      )}
      <Section id="mots" title="Les mots du budget" lead="Ouvrez une question pour lire la réponse.">
        <BudgetWords />
      </Section>
      <Section id="fichiers" title="Prendre les chiffres">
        <DownloadList downloads={DOWNLOADS} />
      </Section>
    </BudgetShell>
  )
}

const DOWNLOADS = [
  download('lignes', 'Les lignes, année par année', 'Une ligne par ligne de budget et par année.'),
  download('paiements', 'Les paiements', 'Un par ligne, aux associations, entreprises et collectivités.'),
]

type YearRow = {
  readonly year: number
  readonly section: BudgetSection
  readonly perimeter: Perimeter
  readonly sums: ReturnType<typeof sumsOf>
}

function YearByYear({ site, years }: { readonly site: SiteFrame; readonly years: readonly PublicYear[] }) {
  const rows = years
    .flatMap(({ year, lines }) =>
      PERIMETERS.flatMap((perimeter) =>
        SECTIONS.map((section): YearRow => {
          const sums = sumsOf(linesOf(lines, { direction: 'expense', section, perimeter }))
          return { year, section, perimeter, sums }
        }),
      ),
    )
    .filter(({ sums }) => sums.openedCents > 0n)
  if (rows.length === 0) return null
  const drawn = rows.filter(({ perimeter, section }) => perimeter === 'dedicated' && section === 'F')
  return (
    <Section id="annees" title="Année par année">
      <ChartWithTable
        summary="Lire toutes les années dans un tableau"
        chart={
          <BarChart
            title="Fonctionnement dédié à l’ESS, argent ouvert"
            description={drawn.map(({ year, sums }) => `${year} : ${euros(sums.openedCents)}`).join(', ')}
            bars={drawn.map(({ year, sums }) => ({
              label: String(year),
              value: Number(sums.openedCents),
              display: euros(sums.openedCents),
            }))}
          />
        }
        table={<YearTable rows={rows} />}
      />
      <OurSource
        territoryName={site.territoryName}
        when="à chaque opération"
        isFictitious={years.some(({ lines }) => lines.some(({ isFictitious }) => isFictitious))}
      />
    </Section>
  )
}

function YearTable({ rows }: { readonly rows: readonly YearRow[] }) {
  return (
    <DataTable
      caption="Dépenses par année. Dédié et transversal ne s’additionnent pas."
      rows={rows}
      columns={[
        { header: 'Année', namesRow: true, cell: ({ year }) => <a href={`${HOME}/${year}`}>{year}</a> },
        { header: 'Périmètre', cell: ({ perimeter }) => PERIMETER_WORDS[perimeter] },
        { header: 'Section', cell: ({ section }) => SECTION_WORDS[section] },
        { header: 'Ouvert', align: 'end', cell: ({ sums }) => euros(sums.openedCents) },
        { header: 'Engagé', align: 'end', cell: ({ sums }) => euros(sums.engagedCents) },
        { header: 'Payé', align: 'end', cell: ({ sums }) => euros(sums.paidCents) },
      ]}
    />
  )
}

function LastPayments({ site, payments }: { readonly site: SiteFrame; readonly payments: readonly PublicPayment[] }) {
  if (payments.length === 0) return null
  return (
    <Section id="paiements" title="Les derniers paiements">
      <PaymentTable caption="Derniers paiements" payments={payments} />
      <OurSource
        territoryName={site.territoryName}
        when="à chaque paiement"
        isFictitious={payments.some(({ isFictitious }) => isFictitious)}
      />
      <p>
        <ButtonLink href={PAYMENTS} weight="quiet">
          Tous les paiements
        </ButtonLink>
      </p>
    </Section>
  )
}

function download(name: string, label: string, what: string) {
  return { href: `/api/v1/budget/${name}.csv`, format: 'CSV', label, what }
}
