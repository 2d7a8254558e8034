import { Disclosure } from '#ui/disclosure'
import { formatDay, formatInstant } from '#ui/format'
import { Facts } from '#ui/list'
import { DataTable } from '#ui/table'
import type { Kept } from './kept.ts'

/** Everything kept, part by part: one thing as facts, several as a table, long lists folded. */
export function KeptView({ kept }: { readonly kept: Kept }) {
  return (
    <>
      {Object.entries(kept).map(([name, value]) => (
        <section class="kept" aria-label={name}>
          <h3>{name}</h3>
          <Part name={name} value={value} />
        </section>
      ))}
    </>
  )
}

const FOLDED_FROM = 6

function Part({ name, value }: { readonly name: string; readonly value: unknown }) {
  if (!Array.isArray(value)) return isRecord(value) ? <RecordFacts row={value} /> : <p>{words(value)}</p>
  const rows = value.filter(isRecord)
  if (rows.length === 0) return <p>{value.map(words).join(', ')}</p>
  if (rows.length === 1) return <RecordFacts row={rows[0]!} />
  if (rows.length < FOLDED_FROM) return <RecordTable name={name} rows={rows} />
  return (
    <Disclosure summary={`Voir les ${rows.length} lignes`}>
      <RecordTable name={name} rows={rows} />
    </Disclosure>
  )
}

type Row = Readonly<Record<string, unknown>>

function RecordFacts({ row }: { readonly row: Row }) {
  return <Facts facts={Object.entries(row).map(([label, value]) => ({ label, value: words(value) }))} />
}

function RecordTable({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return (
    <DataTable
      caption={name}
      captionHidden
      columns={columns.map((header) => ({ header, cell: (row: Row) => words(row[header]) }))}
      rows={rows}
    />
  )
}

function words(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (value instanceof Date) return formatInstant(value)
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value
  return typeof value === 'object' ? Object.values(value).map(words).join(', ') : String(value)
}

function isRecord(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
