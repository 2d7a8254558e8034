import { done, type Result, refuse } from '#kernel/result'
import type { Section } from './line.ts'

/** A version of the plan of codes, as the State publishes it. */
export type Nomenclature = {
  readonly id: string
  /** As « M57 ». */
  readonly name: string
  readonly yearFrom: number
  /** null: still in force. */
  readonly yearTo: number | null
  readonly source: string
  readonly licence: string
  /** « Officiel », or « à vérifier » on the official plan. */
  readonly status: 'official' | 'to-verify'
}

/** Chapter, article (by nature) or function. */
export type CodeKind = 'chapter' | 'nature' | 'function'

export type BudgetCode = {
  readonly kind: CodeKind
  readonly code: string
  readonly label: string
  /** Of a chapter. */
  readonly section: Section | null
  /** Of an article: chapters of its real expenditure and of its real receipts. */
  readonly expenseChapter: string | null
  readonly receiptChapter: string | null
}

export type NomenclatureFault =
  | { readonly kind: 'columns-unknown' }
  | { readonly kind: 'line-unreadable'; readonly line: number }
  | { readonly kind: 'code-twice'; readonly line: number; readonly code: string }

/** Columns of the files of the Direction générale des collectivités locales, as for M52: they tell what a file holds. */
const COLUMNS: readonly (readonly [CodeKind, readonly string[]])[] = [
  ['nature', ['code', 'libelle', 'chapitre_depense_reelle', 'chapitre_recette_reelle']],
  ['chapter', ['code', 'libelle', 'section']],
  ['function', ['code', 'libelle']],
]

/**
 * Reads a file of codes: its columns tell whether it holds chapters, articles or functions.
 *
 * @param rows  cells of a CSV, the first row naming the columns
 */
export function readCodes(rows: readonly (readonly string[])[]): Result<readonly BudgetCode[], NomenclatureFault> {
  const [header = [], ...body] = rows
  const kind = COLUMNS.find(([, names]) => names.every((name) => header.includes(name)))?.[0]
  if (!kind) return refuse({ kind: 'columns-unknown' } as const)
  const codes = new Map<string, BudgetCode>()
  for (const [index, cells] of body.entries()) {
    const line = index + 2
    const cell = (name: string) => cells[header.indexOf(name)]?.trim() ?? ''
    const section = cell('section')
    const isSound =
      /^[0-9A-Z-]{1,12}$/.test(cell('code')) &&
      cell('libelle') !== '' &&
      cells.length === header.length &&
      (kind !== 'chapter' || section === 'F' || section === 'I')
    if (!isSound) return refuse({ kind: 'line-unreadable', line } as const)
    if (codes.has(cell('code'))) return refuse({ kind: 'code-twice', line, code: cell('code') } as const)
    codes.set(cell('code'), {
      kind,
      code: cell('code'),
      label: cell('libelle').slice(0, 300),
      section: kind === 'chapter' ? (section as Section) : null,
      expenseChapter: cell('chapitre_depense_reelle') || null,
      receiptChapter: cell('chapitre_recette_reelle') || null,
    })
  }
  return done([...codes.values()])
}

/**
 * The cells of a CSV with commas, or with semicolons as a French spreadsheet writes it: quotes hold what a cell has of them,
 * and are doubled inside.
 */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const cell = lines[0]?.includes(';') ? SEMICOLON_CELL : COMMA_CELL
  return lines.filter((line) => line !== '').map((line) => cellsOfLine(line, cell))
}

const COMMA_CELL = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g
const SEMICOLON_CELL = /(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g

function cellsOfLine(line: string, cell: RegExp): readonly string[] {
  const found = line.matchAll(cell)
  return [...found].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

/** What a new version changes of an older one. */
export type CodeChanges = {
  readonly added: readonly BudgetCode[]
  readonly removed: readonly BudgetCode[]
  readonly renamed: readonly { readonly code: BudgetCode; readonly before: string }[]
}

/** Compares two versions, code by code. */
export function compareCodes(before: readonly BudgetCode[], after: readonly BudgetCode[]): CodeChanges {
  const keyOf = ({ kind, code }: BudgetCode) => `${kind} ${code}`
  const [old, fresh] = [before, after].map((codes) => new Map(codes.map((code) => [keyOf(code), code])))
  return {
    added: after.filter((code) => !old!.has(keyOf(code))),
    removed: before.filter((code) => !fresh!.has(keyOf(code))),
    renamed: after.flatMap((code) => {
      const label = old!.get(keyOf(code))?.label
      return label === undefined || label === code.label ? [] : [{ code, before: label }]
    }),
  }
}

export function sentenceOfNomenclatureFault(fault: NomenclatureFault): string {
  switch (fault.kind) {
    case 'columns-unknown':
      return 'Les colonnes de ce fichier ne sont pas celles d’une nomenclature : « code », « libelle », et « section » pour les chapitres.'
    case 'line-unreadable':
      return `Ligne ${fault.line} : le code ou le libellé manque, ou il y a une colonne de trop. Corrigez-la dans le fichier.`
    case 'code-twice':
      return `Ligne ${fault.line} : le code ${fault.code} est déjà dans ce fichier. Gardez-en un seul.`
  }
}

export const CODE_WORDS: Readonly<Record<CodeKind, string>> = {
  chapter: 'Chapitre',
  nature: 'Article',
  function: 'Fonction',
}

export const STATUS_WORDS: Readonly<Record<Nomenclature['status'], string>> = {
  official: 'officiel',
  'to-verify': 'à vérifier',
}
