import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import { assert } from '#kernel/result'

/** A kind of document the territory has a model of: what a model may print, each field with its sense and an example. */
export type DocumentKind = {
  /** As « decisions.report »; names the model's file: `decisions.report.docx`. */
  readonly id: string
  /** As « Rapport à la commission permanente ». */
  readonly label: string
  readonly fields: Fields
}

/** By name, as it stands between braces in a model: French, lower case, without accents: « montant_propose ». */
export type Fields = { readonly [name: string]: Field }

export type Field = Leaf | Group | Table

/** One value. In a model `{nom}` prints it, and `{#nom}…{/nom}` keeps what is between only when there is one. */
export type Leaf =
  | { readonly type: 'text'; readonly sense: string; readonly example: string }
  | { readonly type: 'amount'; readonly sense: string; readonly example: Cents }
  | { readonly type: 'date'; readonly sense: string; readonly example: Day }
  | { readonly type: 'number'; readonly sense: string; readonly example: number }
  /** A number that is never cut in groups of three. */
  | { readonly type: 'year'; readonly sense: string; readonly example: number }
  /** Prints nothing: `{#est_urgent}…{/est_urgent}` when it holds, `{^est_urgent}…{/est_urgent}` when it does not. */
  | { readonly type: 'condition'; readonly sense: string; readonly example: boolean }

/** Fields that go together, written with a point: `{seance.date}`. */
export type Group = { readonly type: 'group'; readonly sense: string; readonly fields: Fields }

/** Lines of one shape: `{#beneficiaires}{nom}{/beneficiaires}` is repeated for each. */
export type Table = {
  readonly type: 'table'
  readonly sense: string
  /** Leaves and groups; a table holds no table. */
  readonly columns: Fields
  /** How many lines an example has; 3 when not told. */
  readonly exampleRows?: number
}

/** A field as a page lists it: its whole name, and the table it is used in, if any. */
export type ListedField = {
  /** As « seance.date », « montant ». */
  readonly name: string
  readonly field: Leaf | Table
  /** Name of the table it is a column of; null: it is used anywhere. */
  readonly table: string | null
}

/** Every field of a kind in order, the columns of a table after it. Groups are only in names. */
export function listFields(fields: Fields, before = '', table: string | null = null): readonly ListedField[] {
  return Object.entries(fields).flatMap(([name, field]): readonly ListedField[] => {
    const whole = before + name
    if (field.type === 'group') return listFields(field.fields, `${whole}.`, table)
    const listed = { name: whole, field, table }
    return field.type === 'table' ? [listed, ...listFields(field.columns, '', whole)] : [listed]
  })
}

/** States that a kind is well declared: names a model can hold, and no table in a table. */
export function assertKind(kind: DocumentKind): void {
  assert(/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(kind.id), 'the name of a kind is a file name')
  assertFields(kind.fields, false)
}

function assertFields(fields: Fields, isInTable: boolean): void {
  for (const [name, field] of Object.entries(fields)) {
    assert(/^[a-z][a-z0-9_]*$/.test(name), `a field is lower case without accents, « ${name} » is not`)
    if (field.type === 'group') assertFields(field.fields, isInTable)
    if (field.type !== 'table') continue
    assert(!isInTable, 'a table holds no table')
    assertFields(field.columns, true)
  }
}
