import { type Cents, cents, frenchCents } from '#kernel/money'
import type { Standing } from '#modules/decisions'
import { Button, ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { Keys } from '#ui/desk'
import type { FormState } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { Engagement, EngagementBalances } from '../../budget/engagement.ts'
import {
  type BudgetYear,
  DIRECTION_WORDS,
  type ExecutedLine,
  PERIMETER_WORDS,
  SECTION_WORDS,
  type Section as SectionCode,
} from '../../budget/line.ts'
import type { Nomenclature } from '../../budget/nomenclature.ts'
import { type BudgetStage, objectOfYear } from '../../budget/stage.ts'
import { BUDGET_DESK } from '../parts.tsx'
import { type Around, BudgetPage } from '../shell.tsx'
import { pathOfReport, pathOfYear, YEARS } from './paths.ts'
import { StagesTable } from './stages-table.tsx'
import { YearBadge } from './years-page.tsx'

export type YearProps = Around & {
  readonly year: BudgetYear
  readonly nomenclature: Nomenclature | undefined
  readonly lines: readonly ExecutedLine[]
  readonly stages: readonly (BudgetStage & { readonly standing: Standing })[]
  /** What may change chapter, by section: the limit, and what is left of it. */
  readonly room: Readonly<Record<SectionCode, { readonly limitCents: Cents; readonly leftCents: Cents }>>
  /** Committed and not liquidated: what keeps the year from being closed. */
  readonly open: readonly { readonly engagement: Engagement; readonly balances: EngagementBalances }[]
  readonly standing: Standing
  readonly state: FormState
}

/** `/agents/budget/annees/:year`: what is voted, line by line, and how the year ends. */
export function YearPage(props: YearProps) {
  const { site, desk, isFinance, year, nomenclature, state } = props
  const mayWrite = isFinance && year.closedAt === null
  const path = pathOfYear(year.year)
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title={`Budget ${year.year}`}
      description="Les lignes, les votes et la clôture d’une année."
      above={[{ label: 'Budgets des années', href: YEARS }]}
      publicFace={{ label: 'Voir le budget publié', href: '/budget' }}
    >
      <PageHeader
        kicker={nomenclature === undefined ? undefined : `Nomenclature ${nomenclature.name}`}
        title={`Budget ${year.year}`}
      >
        <YearBadge closedAt={year.closedAt} />
        {mayWrite && <ButtonLink href={`${path}/etapes/proposer`}>Proposer des crédits</ButtonLink>}
        {mayWrite && (
          <ButtonLink href={`${path}/lignes/ajouter`} weight="quiet">
            Ajouter une ligne
          </ButtonLink>
        )}
      </PageHeader>
      {state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      <StagesTable {...props} />
      <Lines {...props} mayWrite={mayWrite} />
      <Room {...props} mayWrite={mayWrite} />
      <End {...props} />
    </BudgetPage>
  )
}

function Lines({ lines, mayWrite, year }: YearProps & { readonly mayWrite: boolean }) {
  const sums = PERIMETERS.map((perimeter) => {
    const own = lines.filter((line) => line.perimeter === perimeter && line.direction === 'expense')
    return { label: `Dépenses, ${PERIMETER_WORDS[perimeter]}`, value: frenchCents(sumOf(own)) }
  })
  const receipts = lines.filter(({ direction }) => direction === 'receipt')
  return (
    <Section
      id="lignes"
      title="Lignes"
      lead="Ce qui est dédié à l’ESS et ce qui est transversal ne s’additionnent pas."
    >
      {lines.length > 0 && (
        <Facts facts={[...sums, { label: 'Recettes attendues', value: frenchCents(sumOf(receipts)) }]} />
      )}
      <DataTable
        caption={`Lignes de ${year.year}`}
        captionHidden
        rows={lines}
        columns={[
          {
            header: 'Ligne',
            namesRow: true,
            cell: ({ id, label, code }) => (
              <>
                <a href={`${BUDGET_DESK}/lignes/${id}`}>{label}</a> ({code})
              </>
            ),
          },
          {
            header: 'Sens',
            cell: ({ section, direction }) => `${DIRECTION_WORDS[direction]}, ${SECTION_WORDS[section]}`,
          },
          { header: 'Chapitre', cell: ({ chapter }) => chapter },
          { header: 'Périmètre', cell: ({ perimeter }) => PERIMETER_WORDS[perimeter] },
          { header: 'Ouvert', align: 'end', cell: (line) => frenchCents(openedOf(line)) },
          ...(mayWrite
            ? [
                {
                  header: 'Changer',
                  cell: ({ id, label }: ExecutedLine) => (
                    <a href={`${BUDGET_DESK}/lignes/${id}/modifier`} aria-label={`Renommer ${label}`}>
                      Renommer
                    </a>
                  ),
                },
              ]
            : []),
        ]}
        detailOf={({ isFictitious }) => (isFictitious ? <Badge kind="fictitious" /> : undefined)}
        empty={
          <EmptyState title="Aucune ligne n’est encore écrite.">
            <p>Ajoutez les lignes, puis proposez leurs crédits.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

function Room({ room, mayWrite, year }: YearProps & { readonly mayWrite: boolean }) {
  const sections = SECTIONS.filter((section) => room[section].limitCents > 0n)
  if (sections.length === 0) return null
  return (
    <Section
      id="virements"
      title="Virements entre chapitres"
      lead="Dans une section, sans toucher au personnel (CGCT, article L5217-10-6)."
    >
      <Facts
        facts={sections.map((section) => ({
          label: SECTION_WORDS[section],
          value: `Il reste ${frenchCents(room[section].leftCents)} sur ${frenchCents(room[section].limitCents)}`,
        }))}
      />
      {mayWrite && (
        <p>
          <a href={`${pathOfYear(year.year)}/etapes/proposer?sorte=move`}>Proposer un virement</a>
        </p>
      )}
    </Section>
  )
}

function End({ year, open, standing, isFinance, keysFor }: YearProps) {
  if (year.closedAt !== null) return null
  const object = objectOfYear(year.year)
  return (
    <Section
      id="cloture"
      title="Fin de l’année et CFU"
      lead="Le compte financier unique clôt l’année, une fois sa délibération exécutoire."
    >
      <DataTable
        caption="Ce qui est engagé et pas encore liquidé"
        rows={open}
        columns={[
          {
            header: 'Dépense',
            namesRow: true,
            cell: ({ engagement }) => (
              <a href={`${BUDGET_DESK}/engagements/${engagement.id}#agir`}>{engagement.purpose}</a>
            ),
          },
          { header: 'Numéro', cell: ({ engagement }) => engagement.number ?? '' },
          { header: 'Reste', align: 'end', cell: ({ balances }) => frenchCents(balances.committedCents) },
        ]}
        empty={<p>Rien ne reste à reporter, à rattacher ni à rendre.</p>}
      />
      {open.length > 0 && <p>Ouvrez chaque dépense pour la reporter, la rattacher ou rendre ses crédits.</p>}
      <Facts
        facts={[
          {
            label: 'Délibération du CFU',
            value:
              standing.kind === 'proposed' ? (
                'Pas encore prise'
              ) : (
                <>
                  <Badge kind={standing.kind} /> {standing.told}
                </>
              ),
          },
        ]}
      />
      {standing.kind === 'proposed' && (
        <p>
          <a href={pathOfReport(object)}>Inscrire le rapport du CFU</a>, qui décide « {object} ».
        </p>
      )}
      {isFinance && standing.kind === 'enforceable' && open.length === 0 && (
        <form action={`${pathOfYear(year.year)}/clore`} method="post">
          <Keys keys={keysFor()} />
          <p>Après, plus rien n’est ouvert, engagé ni liquidé sur cette année.</p>
          <Button weight="danger">Clore l’année {year.year}</Button>
        </form>
      )}
    </Section>
  )
}

function sumOf(lines: readonly ExecutedLine[]): Cents {
  return cents(lines.reduce((sum, line) => sum + openedOf(line), 0n))
}

function openedOf({ direction, execution, receipts }: ExecutedLine): Cents {
  return direction === 'expense' ? execution.openedCents : receipts.forecastCents
}

const PERIMETERS = ['dedicated', 'transversal'] as const
const SECTIONS = ['F', 'I'] as const
