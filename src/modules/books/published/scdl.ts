import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { csvLine, plainText } from '#kernel/tabular'
import type { Direction, ExecutedLine, Section } from '../budget/line.ts'
import type { BudgetCode, CodeKind } from '../budget/nomenclature.ts'
import type { BudgetStage } from '../budget/stage.ts'
import { euros } from './files.ts'

/** Stages that the schema knows: budget primitif, budget supplémentaire, décisions modificatives, compte of the year. */
export const SCDL_STAGES = ['BP', 'BS', 'DM', 'CA'] as const
export type ScdlStage = (typeof SCDL_STAGES)[number]

/** All that is needed to write the budget of a year. */
export type ScdlBudget = {
  readonly authority: { readonly name: string; readonly siret: string }
  readonly year: number
  /** Settled by its CFU. */
  readonly isClosed: boolean
  readonly lines: readonly ExecutedLine[]
  readonly stages: readonly BudgetStage[]
  readonly codes: readonly BudgetCode[]
  /** What the year before had, by code of line: open for an expense, forecast for a receipt. */
  readonly before: ReadonlyMap<string, Cents>
}

export type ScdlRefusal = 'authority-unknown' | 'year-unknown' | 'stage-not-open' | 'year-not-closed'

export const SCDL_SENTENCES: Readonly<Record<ScdlRefusal, string>> = {
  'authority-unknown':
    'Le nom et le SIRET de la collectivité ne sont pas encore renseignés : un agent les écrit dans « Séances », « Délais et réglages ».',
  'year-unknown': 'Il n’y a pas de budget pour cette année : choisissez une année de la page /budget.',
  'stage-not-open': 'Cette étape n’est pas encore décidée : seul ce que les élus ont voté est publié.',
  'year-not-closed': 'Les comptes de cette année ne sont pas arrêtés : le compte est publié après son vote.',
}

/** The columns of the SCDL « budget » 0.8.3, in their order, and what each means. */
export const SCDL_COLUMNS = [
  { name: 'BGT_NATDEC', type: 'text', meaning: 'Étape du budget' },
  { name: 'BGT_ANNEE', type: 'number', meaning: 'Année du budget' },
  { name: 'BGT_SIRET', type: 'text', meaning: 'SIRET de la collectivité' },
  { name: 'BGT_NOM', type: 'text', meaning: 'Nom de la collectivité' },
  { name: 'BGT_CONTNAT', type: 'text', meaning: 'Article (compte par nature)' },
  { name: 'BGT_CONTNAT_LABEL', type: 'text', meaning: 'Nom de l’article' },
  { name: 'BGT_NATURE', type: 'text', meaning: 'Chapitre' },
  { name: 'BGT_NATURE_LABEL', type: 'text', meaning: 'Nom du chapitre' },
  { name: 'BGT_FONCTION', type: 'text', meaning: 'Fonction' },
  { name: 'BGT_FONCTION_LABEL', type: 'text', meaning: 'Nom de la fonction' },
  { name: 'BGT_OPERATION', type: 'text', meaning: 'Ligne de budget, pour information' },
  { name: 'BGT_SECTION', type: 'text', meaning: 'Fonctionnement ou investissement' },
  { name: 'BGT_OPBUDG', type: 'text', meaning: 'Opération réelle ou d’ordre' },
  { name: 'BGT_CODRD', type: 'text', meaning: 'Recette ou dépense' },
  { name: 'BGT_MTREAL', type: 'number', meaning: 'Montant réalisé : mandats ou titres émis' },
  { name: 'BGT_MTBUDGPREC', type: 'number', meaning: 'Montant prévu l’année d’avant' },
  { name: 'BGT_MTRARPREC', type: 'number', meaning: 'Restes à réaliser de l’année d’avant' },
  { name: 'BGT_MTPROPNOUV', type: 'number', meaning: 'Ce que cette étape ajoute ou retire' },
  { name: 'BGT_MTPREV', type: 'number', meaning: 'Montant prévu par les étapes d’avant' },
  { name: 'BGT_CREDOUV', type: 'number', meaning: 'Crédits ouverts après cette étape' },
  { name: 'BGT_MTRAR3112', type: 'number', meaning: 'Reporté sur l’année suivante' },
  { name: 'BGT_ARTSPE', type: 'text', meaning: 'Article spécialisé ou non' },
] as const satisfies readonly {
  readonly name: string
  readonly type: 'text' | 'number'
  readonly meaning: string
}[]

type ColumnName = (typeof SCDL_COLUMNS)[number]['name']
type Row = Readonly<Record<ColumnName, string>>

/**
 * The lines of a stage, cells in the order of the columns: only what was decided. One for each line of the budget, so that
 * what is dedicated and what is transversal are never added.
 */
export function scdlRows(
  budget: ScdlBudget,
  stage: ScdlStage,
): Result<readonly (readonly string[])[], 'stage-not-open' | 'year-not-closed'> {
  if (stage === 'CA' && !budget.isClosed) return refuse('year-not-closed')
  const rows = stage === 'CA' ? rowsOfYear(budget) : rowsOfStages(budget, KINDS[stage])
  if (rows.length === 0) return refuse('stage-not-open')
  return done(rows.map((row) => SCDL_COLUMNS.map(({ name }) => row[name])))
}

/** A file of the stage: RFC 4180, commas, the header first. */
export function scdlCsv(rows: readonly (readonly string[])[]): string {
  const plain = (cell: string, at: number) => (SCDL_COLUMNS[at]?.type === 'text' ? plainText(cell) : cell)
  return [SCDL_COLUMNS.map(({ name }) => name), ...rows.map((row) => row.map(plain))].map(csvLine).join('')
}

const KINDS = { BP: 'bp', BS: 'bs', DM: 'dm' } as const satisfies Record<Exclude<ScdlStage, 'CA'>, BudgetStage['kind']>
const STAGE_NAMES = {
  bp: 'budget primitif',
  bs: 'budget supplémentaire',
  dm: 'décision modificative',
} as const
const SECTIONS: Readonly<Record<Section, string>> = { F: 'fonctionnement', I: 'investissement' }
const DIRECTIONS: Readonly<Record<Direction, string>> = { expense: 'dépense', receipt: 'recette' }

function rowsOfStages(budget: ScdlBudget, kind: keyof typeof STAGE_NAMES): readonly Row[] {
  const byId = new Map(budget.lines.map((line) => [line.id, line]))
  const foreseen = new Map<string, bigint>()
  const opened = budget.stages
    .filter(({ openedAt }) => openedAt !== null)
    .toSorted((one, other) => one.openedAt!.getTime() - other.openedAt!.getTime())
  return opened.flatMap((stage) =>
    stage.amounts.flatMap(({ lineId, amountCents }) => {
      const line = byId.get(lineId)
      const before = foreseen.get(lineId) ?? 0n
      foreseen.set(lineId, before + amountCents)
      if (stage.kind !== kind || line === undefined) return []
      const after = euros(before + amountCents)
      return {
        ...cellsOf(budget, line, STAGE_NAMES[kind]),
        BGT_MTPROPNOUV: euros(amountCents),
        BGT_MTPREV: euros(before),
        BGT_CREDOUV: line.direction === 'expense' ? after : '',
      }
    }),
  )
}

// The CFU took the place of the compte administratif; the schema has kept its name.
function rowsOfYear(budget: ScdlBudget): readonly Row[] {
  return budget.lines.map((line) => {
    const { execution, receipts, direction } = line
    const isExpense = direction === 'expense'
    return {
      ...cellsOf(budget, line, 'compte administratif'),
      BGT_MTREAL: euros(isExpense ? execution.mandatedCents : receipts.issuedCents),
      BGT_MTPREV: euros(isExpense ? execution.openedCents : receipts.forecastCents),
      BGT_CREDOUV: isExpense ? euros(execution.openedCents) : '',
      BGT_MTRAR3112: isExpense ? euros(execution.carriedCents) : '',
    }
  })
}

function cellsOf({ authority, year, codes, before }: ScdlBudget, line: ExecutedLine, natdec: string): Row {
  const labelOf = (kind: CodeKind, code: string) =>
    codes.find((each) => each.kind === kind && each.code === code)?.label ?? code
  const previous = before.get(line.code)
  return {
    BGT_NATDEC: natdec,
    BGT_ANNEE: String(year),
    BGT_SIRET: authority.siret,
    BGT_NOM: authority.name,
    BGT_CONTNAT: line.nature,
    BGT_CONTNAT_LABEL: labelOf('nature', line.nature),
    BGT_NATURE: line.chapter,
    BGT_NATURE_LABEL: labelOf('chapter', line.chapter),
    BGT_FONCTION: line.function,
    BGT_FONCTION_LABEL: labelOf('function', line.function),
    BGT_OPERATION: `${line.code} ${line.label}${line.isFictitious ? ' (montant fictif)' : ''}`,
    BGT_SECTION: SECTIONS[line.section],
    // Ours move money: an opération d’ordre has no line here.
    BGT_OPBUDG: 'réel',
    BGT_CODRD: DIRECTIONS[line.direction],
    BGT_MTREAL: '',
    BGT_MTBUDGPREC: previous === undefined ? '' : euros(previous),
    BGT_MTRARPREC: '',
    BGT_MTPROPNOUV: '',
    BGT_MTPREV: '',
    BGT_CREDOUV: '',
    BGT_MTRAR3112: '',
    BGT_ARTSPE: '',
  }
}

/** By code of line, what a year had. */
export function amountsByCode(lines: readonly ExecutedLine[]): ReadonlyMap<string, Cents> {
  return new Map(
    lines.map(({ code, direction, execution, receipts }) => [
      code,
      cents(direction === 'expense' ? execution.openedCents : receipts.forecastCents),
    ]),
  )
}
