import { type Cents, cents, frenchCents } from '#kernel/money'
import type { Standing } from '#modules/decisions'
import { Badge } from '#ui/badge'
import { Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import type { BudgetLine } from '../../budget/line.ts'
import { withLines } from '../../budget/moves.ts'
import { type BudgetStage, STAGE_WORDS } from '../../budget/stage.ts'
import { pathOfStage } from './paths.ts'

type Props = {
  readonly stages: readonly (BudgetStage & { readonly standing: Standing })[]
  readonly lines: readonly BudgetLine[]
}

/** What was proposed for a year, in order: « proposé », « décidé », « exécutoire », and whether its credits are open. */
export function StagesTable({ stages, lines }: Props) {
  return (
    <Section id="etapes" title="Crédits proposés et décidés">
      <DataTable
        caption="Étapes du budget"
        captionHidden
        rows={stages}
        columns={[
          {
            header: 'Étape',
            namesRow: true,
            cell: (stage) => (
              <>
                <a href={pathOfStage(stage.id)}>{nameOfStage(stage)}</a>, {stage.title}
              </>
            ),
          },
          ...STAGE_SUMS.map(({ label, isOf }) => ({
            header: label,
            align: 'end' as const,
            cell: (stage: BudgetStage) => frenchCents(sumOf(stage, lines, isOf)),
          })),
          { header: 'Décision', cell: ({ standing }) => <Badge kind={standing.kind} /> },
          { header: 'Crédits', cell: (stage) => wordsOfOpening(stage) },
        ]}
        empty={
          <EmptyState title="Rien n’est encore proposé.">
            <p>Ajoutez des lignes, puis proposez le budget primitif.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

/** « Décision modificative n° 2 ». */
export function nameOfStage({ kind, number }: Pick<BudgetStage, 'kind' | 'number'>): string {
  return kind === 'dm' || kind === 'move' ? `${STAGE_WORDS[kind]} n°\u00a0${number}` : STAGE_WORDS[kind]
}

export function wordsOfOpening({ kind, openedAt }: Pick<BudgetStage, 'kind' | 'openedAt'>): string {
  if (kind === 'rob') return 'N’ouvre rien : c’est un débat'
  return openedAt === null ? 'Pas encore ouverts' : 'Ouverts'
}

/** What is summed of a stage: what is dedicated and what is transversal are never added together. */
export const STAGE_SUMS: readonly { readonly label: string; readonly isOf: (line: BudgetLine) => boolean }[] = [
  { label: 'Dépenses dédiées', isOf: (line) => line.direction === 'expense' && line.perimeter === 'dedicated' },
  { label: 'Dépenses transversales', isOf: (line) => line.direction === 'expense' && line.perimeter === 'transversal' },
  { label: 'Recettes', isOf: ({ direction }) => direction === 'receipt' },
]

/** What a stage adds to some lines; moves compensate each other. */
export function sumOf(
  { amounts }: Pick<BudgetStage, 'amounts'>,
  lines: readonly BudgetLine[],
  isOf: (line: BudgetLine) => boolean,
): Cents {
  const own = withLines(amounts, lines).filter(({ line }) => isOf(line))
  return cents(own.reduce((sum, { amountCents }) => sum + amountCents, 0n))
}
