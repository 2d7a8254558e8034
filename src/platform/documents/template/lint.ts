import type { DocumentKind, Fields } from '../kind.ts'
import { FILTERS, isFilter } from '../writing.ts'
import type { TemplateFault, TemplateFaultName, TemplatePlace } from './faults.ts'
import type { Cell, Paragraph } from './paragraphs.ts'
import { namesOf, nearestName, resolve, type Scope, tableOf } from './scope.ts'
import { type Tag, tagsOf } from './tags.ts'

type Told = { readonly faults: readonly TemplateFault[]; readonly fields: readonly string[] }

/** A part opened and not closed yet. */
type Open = { readonly name: string; readonly columns: Fields | null; readonly paragraph: Paragraph; readonly tag: Tag }

type State = {
  readonly kind: DocumentKind
  readonly faults: TemplateFault[]
  readonly fields: Set<string>
  open: Open[]
}

/** Everything wrong with the tags of these paragraphs, in their order, and the fields they name. */
export function lint(paragraphs: readonly Paragraph[], kind: DocumentKind): Told {
  const state: State = { kind, faults: [], fields: new Set(), open: [] }
  for (const [index, paragraph] of paragraphs.entries()) {
    // A part begins and ends in one file: a header knows nothing of the text.
    if (index > 0 && paragraphs[index - 1]!.file !== paragraph.file) closeAll(state)
    if (paragraph.isMarked) tell(state, 'has-tracked-changes', paragraph, null)
    for (const tag of tagsOf(paragraph.text)) read(state, paragraph, tag)
  }
  closeAll(state)
  return { faults: state.faults, fields: [...state.fields].sort() }
}

/** What is wrong with a tag, before its place is told. */
type Wrong = { readonly name: TemplateFaultName; readonly nearest: string | null }

const wrong = (name: TemplateFaultName, nearest: string | null = null): Wrong => ({ name, nearest })

function read(state: State, paragraph: Paragraph, tag: Tag): void {
  if (tag.is === 'close') {
    readClose(state, paragraph, tag)
    return
  }
  const found =
    tag.is === 'fault' ? wrong(tag.fault) : tag.is === 'print' ? wrongPrint(state, tag) : wrongOpen(state, tag)
  if (found) tell(state, found.name, paragraph, tag, found.nearest)
  if (tag.is === 'fault') return
  const field = resolve(scopeOf(state), tag.name)?.field
  if (field) state.fields.add(tag.name)
  // What is opened by a wrong name still has an end: one fault, not two.
  if (tag.is === 'open') {
    const columns = !tag.isInverted && field?.type === 'table' ? field.columns : null
    state.open.push({ name: tag.name, columns, paragraph, tag })
  }
}

function wrongPrint(state: State, tag: Extract<Tag, { is: 'print' }>): Wrong | undefined {
  const field = resolve(scopeOf(state), tag.name)?.field
  if (!field) return unknown(state, tag)
  const parts = `{#${tag.name}} … {/${tag.name}}`
  if (field.type === 'table') return wrong('table-as-text', parts)
  if (field.type === 'condition') return wrong('condition-as-text', parts)
  if (field.type === 'group') return wrong('group-as-text', `{${tag.name}.${Object.keys(field.fields)[0]}}`)
  if (tag.filter === null) return undefined
  const fitting = Object.entries(FILTERS).flatMap(([name, { types }]) => (types.includes(field.type) ? [name] : []))
  if (fitting.includes(tag.filter)) return undefined
  const near = nearestName(tag.filter, fitting)
  const name = isFilter(tag.filter) ? 'filter-of-another-type' : 'unknown-filter'
  return wrong(name, near === undefined ? null : `{${tag.name} | ${near}}`)
}

function wrongOpen(state: State, tag: Extract<Tag, { is: 'open' }>): Wrong | undefined {
  const field = resolve(scopeOf(state), tag.name)?.field
  if (!field) return unknown(state, tag)
  if (field.type !== 'group') return undefined
  return wrong('group-as-text', `{${sign(tag)}${tag.name}.${Object.keys(field.fields)[0]}}`)
}

function unknown(state: State, tag: Extract<Tag, { is: 'print' | 'open' }>): Wrong {
  const table = tableOf(state.kind.fields, tag.name)
  if (table !== undefined) return wrong('outside-its-table', `{#${table}} et {/${table}}`)
  const near = nearestName(tag.name, namesOf(scopeOf(state)))
  const filter = tag.is === 'print' && tag.filter !== null ? ` | ${tag.filter}` : ''
  return wrong('unknown-field', near === undefined ? null : `{${sign(tag)}${near}${filter}}`)
}

function readClose(state: State, paragraph: Paragraph, tag: Extract<Tag, { is: 'close' }>): void {
  const last = state.open.at(-1)
  if (last && (tag.name === '' || tag.name === last.name)) {
    state.open.pop()
    if (!isOneRow(last.paragraph.cells, paragraph.cells)) tell(state, 'part-over-cells', last.paragraph, last.tag)
    return
  }
  const at = state.open.findLastIndex(({ name }) => name === tag.name)
  if (at >= 0) {
    tell(state, 'crossed-parts', paragraph, tag, `{/${last!.name}}`)
    state.open.splice(at, 1)
    return
  }
  // The end is misspelt where its beginning is not.
  const meant = last && nearestName(tag.name, [last.name])
  if (last && meant !== undefined) {
    tell(state, 'unknown-field', paragraph, tag, `{/${last.name}}`)
    state.open.pop()
  } else tell(state, 'unopened-part', paragraph, tag, `{#${tag.name}}`)
}

function closeAll(state: State): void {
  for (const { name, paragraph, tag } of state.open) tell(state, 'unclosed-part', paragraph, tag, `{/${name}}`)
  state.open = []
}

function scopeOf({ kind, open }: State): Scope {
  return [...open.flatMap(({ columns }) => (columns === null ? [] : [columns])).reverse(), kind.fields]
}

function sign(tag: Extract<Tag, { is: 'print' | 'open' }>): string {
  return tag.is === 'print' ? '' : tag.isInverted ? '^' : '#'
}

/** Both in one row of one table, whatever the column, or both in the same cell, or out of any table. */
function isOneRow(begin: readonly Cell[], end: readonly Cell[]): boolean {
  const isSame = (a: Cell | undefined, b: Cell | undefined) => a?.table === b?.table && a?.row === b?.row
  return (
    begin.length === end.length &&
    begin.every(
      (cell, depth) => isSame(cell, end[depth]) && (depth === begin.length - 1 || cell.column === end[depth]!.column),
    )
  )
}

function tell(
  state: State,
  name: TemplateFaultName,
  paragraph: Paragraph,
  tag: Tag | null,
  nearest: string | null = null,
): void {
  state.faults.push({ name, place: placeOf(paragraph, tag?.at ?? 0), tag: tag?.text ?? null, nearest })
}

const MOST_AROUND = 60

/** Some words on each side: enough to find the place by searching for them. */
function placeOf({ part, text, cells }: Paragraph, at: number): TemplatePlace {
  const [from, to] = [Math.max(0, at - MOST_AROUND), Math.min(text.length, at + MOST_AROUND)]
  const around = `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`
  const cell = cells.at(-1)
  return { part, around, cell: cell ? { row: cell.row, column: cell.column } : null }
}
