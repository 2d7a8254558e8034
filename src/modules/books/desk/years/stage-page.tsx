import { writtenDay } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { dayOf } from '#modules/accounts'
import type { Standing } from '#modules/decisions'
import { Button } from '#ui/action'
import { Badge } from '#ui/badge'
import { Keys } from '#ui/desk'
import type { FormState } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { BudgetLine } from '../../budget/line.ts'
import { withLines } from '../../budget/moves.ts'
import { type BudgetStage, objectOfStage } from '../../budget/stage.ts'
import { BUDGET_DESK } from '../parts.tsx'
import { type Around, BudgetPage } from '../shell.tsx'
import { pathOfReport, pathOfStage, pathOfYear, YEARS } from './paths.ts'
import { nameOfStage, STAGE_SUMS, sumOf, wordsOfOpening } from './stages-table.tsx'

type Props = Around & {
  readonly stage: BudgetStage
  readonly lines: readonly BudgetLine[]
  readonly standing: Standing
  readonly state: FormState
}

/** `/agents/budget/etapes/:id`: what a vote opens, line by line, and whether it is decided. */
export function StagePage(props: Props) {
  const { site, desk, stage, lines, standing, state } = props
  const name = nameOfStage(stage)
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title={`${name} ${stage.year}`}
      description="Ce qu’un vote ouvre, ligne par ligne."
      above={[
        { label: 'Budgets des années', href: YEARS },
        { label: `Budget ${stage.year}`, href: pathOfYear(stage.year) },
      ]}
    >
      <PageHeader kicker={`Budget ${stage.year}`} title={`${name} : ${stage.title}`}>
        <Badge kind={standing.kind} />
      </PageHeader>
      {state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      <Facts
        facts={[
          { label: 'Décision', value: standing.words },
          {
            label: 'Crédits',
            value: stage.openedAt === null ? wordsOfOpening(stage) : `Ouverts le ${writtenDay(dayOf(stage.openedAt))}`,
          },
          ...STAGE_SUMS.map(({ label, isOf }) => ({ label, value: frenchCents(sumOf(stage, lines, isOf)) })),
          ...(stage.source === null ? [] : [{ label: 'Source', value: stage.source }]),
        ]}
      />
      <Next {...props} />
      <Section id="montants" title="Montants, ligne par ligne">
        <DataTable
          caption="Ce que cette étape change"
          captionHidden
          rows={withLines(stage.amounts, lines)}
          columns={[
            {
              header: 'Ligne',
              namesRow: true,
              cell: ({ line }) => (
                <>
                  <a href={`${BUDGET_DESK}/lignes/${line.id}`}>{line.label}</a> ({line.code})
                </>
              ),
            },
            { header: 'Chapitre', cell: ({ line }) => line.chapter },
            {
              header: 'Montant',
              align: 'end',
              cell: ({ amountCents }) => `${amountCents > 0n ? '+\u00a0' : ''}${frenchCents(amountCents)}`,
            },
          ]}
          empty={<p>Aucun montant n’est écrit.</p>}
        />
      </Section>
    </BudgetPage>
  )
}

function Next({ stage, standing, isFinance, keysFor }: Props) {
  if (stage.openedAt !== null || stage.kind === 'rob') return null
  const object = objectOfStage(stage.id)
  return (
    <Section
      id="suite"
      title="À faire maintenant"
      lead="Proposé n’est pas décidé : rien n’est ouvert avant « exécutoire »."
    >
      {standing.kind === 'enforceable' ? (
        isFinance ? (
          <form action={`${pathOfStage(stage.id)}/ouvrir`} method="post">
            <Keys keys={keysFor()} />
            <Button>Ouvrir ces crédits</Button>
          </form>
        ) : (
          <p>La décision est exécutoire : les finances peuvent ouvrir ces crédits.</p>
        )
      ) : (
        <>
          {standing.kind === 'proposed' && (
            <p>
              <a href={pathOfReport(object)}>Inscrire le rapport qui le décide</a>, s’il n’est pas déjà inscrit. Dans le
              rapport, ce qu’il décide est « {object} ».
            </p>
          )}
          <p>Les crédits s’ouvrent ici une fois la décision transmise et publiée.</p>
        </>
      )}
    </Section>
  )
}
