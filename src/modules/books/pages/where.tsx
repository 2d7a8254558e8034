import type { Child } from 'hono/jsx'
import { cents } from '#kernel/money'
import { ButtonLink } from '#ui/action'
import { BarChart, ChartWithTable } from '#ui/chart'
import { StatList } from '#ui/figure'
import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import { PERIMETER_WORDS, type Perimeter } from '../budget/line.ts'
import { linesOf, type PublicYear, sumsOf } from '../published/model.ts'
import { ExpenseLines, ReceiptLines } from './lines-drawing.tsx'
import { HOME } from './shell.tsx'
import { euros, OurSource, shareOf } from './words.tsx'

const PERIMETERS: readonly Perimeter[] = ['dedicated', 'transversal']

type YearProps = { readonly site: SiteFrame; readonly year: PublicYear }

/** Three figures to read first: voted, set aside, paid. Of what is dedicated only: the two perimeters are never added. */
export function InBrief({ site, year }: YearProps) {
  const lines = linesOf(year.lines, { direction: 'expense', perimeter: 'dedicated' })
  const { openedCents, engagedCents, paidCents } = sumsOf(lines)
  return (
    <Section id="en-bref" title={`En bref, ${year.year}`} lead="L’argent qui est là seulement pour l’ESS.">
      {openedCents === 0n ? (
        <p>Rien n’est encore ouvert : ce qui est proposé attend le vote des élus.</p>
      ) : (
        <StatList
          stats={[
            { label: 'Voté', value: euros(openedCents), hint: 'Ce que les élus permettent de dépenser.' },
            {
              label: 'Mis de côté',
              value: euros(engagedCents),
              hint: `Promis à quelqu’un : ${shareOf(engagedCents, openedCents)} de ce qui est voté.`,
            },
            {
              label: 'Déjà payé',
              value: euros(paidCents),
              hint: `Parti : ${shareOf(paidCents, openedCents)} de ce qui est voté.`,
            },
          ]}
        />
      )}
      <Told site={site} year={year} lines={lines} />
    </Section>
  )
}

/** Expenses of a year, the two perimeters apart. */
export function WhereItGoes(props: YearProps & { readonly withExecution?: boolean; readonly children?: Child }) {
  const { site, year, withExecution, children } = props
  return (
    <Section
      id="ou-il-va"
      title={`Où va l’argent en ${year.year}`}
      lead="Plus la barre est longue, plus il y a d’argent."
    >
      {PERIMETERS.map((perimeter) => {
        const lines = linesOf(year.lines, { direction: 'expense', perimeter }).filter(
          ({ execution }) => execution.openedCents > 0n,
        )
        if (lines.length === 0) return null
        return (
          <>
            <ExpenseLines title={`Budget ${PERIMETER_WORDS[perimeter]}, ${year.year}`} {...{ lines, withExecution }} />
            <Told site={site} year={year} lines={lines} />
          </>
        )
      })}
      {children}
    </Section>
  )
}

/** What is dedicated is paid by its own receipts, then by the general budget. */
export function WhereItComesFrom({ site, year }: YearProps) {
  const receipts = linesOf(year.lines, { direction: 'receipt' })
  const bars = barsOf(year)
  return (
    <Section
      id="d-ou-il-vient"
      title={`D’où vient l’argent en ${year.year}`}
      lead="Le budget général est l’argent commun : des impôts, et ce que donne l’État."
    >
      {receipts.length === 0 ? (
        <p>Aucune recette n’est inscrite pour l’ESS cette année : ces dépenses sont payées par le budget général.</p>
      ) : (
        <ChartWithTable
          summary="Lire les recettes dans un tableau"
          chart={
            <BarChart
              title={`Ce qui paie le budget dédié à l’ESS, ${year.year}`}
              description={bars.map(({ label, display }) => `${label} : ${display}`).join(', ')}
              bars={bars}
            />
          }
          table={<ReceiptLines lines={receipts} />}
        />
      )}
      <Told site={site} year={year} lines={receipts} />
    </Section>
  )
}

function barsOf({ lines }: PublicYear) {
  const own = linesOf(lines, { direction: 'receipt', perimeter: 'dedicated' })
  const { openedCents } = sumsOf(linesOf(lines, { direction: 'expense', perimeter: 'dedicated' }))
  const rest = openedCents - own.reduce((all, line) => all + line.receipts.forecastCents, 0n)
  const bar = (label: string, amount: bigint) => ({ label, value: Number(amount), display: euros(cents(amount)) })
  return [
    ...(rest > 0n ? [bar('Budget général', rest)] : []),
    ...own.map(({ label, receipts }) => bar(label, receipts.forecastCents)),
  ]
}

function Told({ site, year, lines }: YearProps & { readonly lines: PublicYear['lines'] }) {
  return (
    <OurSource
      territoryName={site.territoryName}
      when={`année ${year.year}`}
      isFictitious={lines.some(({ isFictitious }) => isFictitious)}
    />
  )
}

/** From the whole to one year. */
export function WholeYear({ year }: { readonly year: number }) {
  return (
    <p>
      <ButtonLink href={`${HOME}/${year}`} weight="quiet">
        Toute l’année {year}
      </ButtonLink>
    </p>
  )
}
