import { done, type Result, refuse } from '#kernel/result'
import type { Project } from '../model.ts'
import { fault, type ReadingFault } from './faults.ts'
import type { Meta } from './meta.ts'
import { type Decimal, readAmount, scaled } from './numbers.ts'
import { checkWidth, nextRow, note, type Reading, textsOf } from './rows.ts'
import { type Columns, readColumns } from './table.ts'

export type ProjectsRead = {
  readonly projects: readonly Project[]
  readonly budget: bigint
  readonly decimals: number
}

type Row = { readonly id: string; readonly line: number; readonly cost: Decimal; readonly cells: readonly string[] }

/** Columns the format describes (pabulib.org/format), beside project_id and cost. */
const KNOWN_COLUMNS =
  'name category target votes score selected subunit district subdistrict neighborhood latitude longitude public_id description'.split(
    ' ',
  )

/** No vote was ever held on a tenth of it; counts slow down with the square of their number. */
const MOST_PROJECTS = 10_000

/** Reads the PROJECTS section up to the line VOTES. */
export function readProjects(reading: Reading, meta: Meta): Result<ProjectsRead, ReadingFault> {
  const columns = readColumns(reading, ['project_id', 'cost'], KNOWN_COLUMNS)
  if (!columns.ok) return columns
  const rows = readRows(reading, columns.value)
  if (!rows.ok) return rows

  const decimals = rows.value.reduce((most, { cost }) => Math.max(most, cost.decimals), meta.budget.decimals)
  const budget = scaled(meta.budget, decimals)
  const projects = rows.value.map((row) => projectOf(row, columns.value, decimals))
  projects.forEach((project, index) => {
    if (project.cost > budget) note(reading, 'project-dearer-than-budget', project.id, rows.value[index]!.line)
  })
  return done({ projects, budget, decimals })
}

function readRows(reading: Reading, columns: Columns): Result<readonly Row[], ReadingFault> {
  const idColumn = columns.names.indexOf('project_id')
  const costColumn = columns.names.indexOf('cost')
  const rows: Row[] = []
  const seen = new Set<string>()
  for (;;) {
    const next = nextRow(reading)
    if (next === 'fault') return refuse(reading.fault!)
    if (next === 'end') return refuse(fault('section-missing', reading.line, 'VOTES'))
    if (next === 'VOTES') break
    if (next !== 'cells') return refuse(fault('section-misplaced', reading.line, next, 'VOTES'))
    const wrong = checkWidth(reading, columns.width)
    if (wrong) return refuse(wrong)
    const { line } = reading
    const cells = textsOf(reading)
    const id = cells[idColumn]!.trim()
    const faultOfId = checkId(id, line, seen)
    if (faultOfId) return refuse(faultOfId)
    const cost = readAmount(cells[costColumn]!, 'cost', line)
    if (!cost.ok) return cost
    seen.add(id)
    if (rows.length === MOST_PROJECTS) return refuse(fault('projects-in-excess', line, String(MOST_PROJECTS)))
    rows.push({ id, line, cost: cost.value, cells })
  }
  return rows.length === 0 ? refuse(fault('project-missing', reading.line)) : done(rows)
}

function checkId(id: string, line: number, seen: ReadonlySet<string>): ReadingFault | undefined {
  if (id === '') return fault('project-id-missing', line)
  if (id.includes(',')) return fault('project-id-has-comma', line, id)
  return seen.has(id) ? fault('project-repeated', line, id) : undefined
}

function projectOf(row: Row, columns: Columns, decimals: number): Project {
  const cell = (name: string) => row.cells[columns.names.indexOf(name)]
  const others = columns.names.filter((name) => !['project_id', 'cost', 'name'].includes(name))
  return {
    id: row.id,
    name: cell('name') ?? '',
    cost: scaled(row.cost, decimals),
    wasSelected: wasSelected(cell('selected')?.trim()),
    columns: Object.fromEntries(others.map((name) => [name, cell(name)!])),
  }
}

/** `selected`: 1 funded; 0 not; 2 and 3 are special cases of the format, not funded by the count. */
function wasSelected(text: string | undefined): boolean | undefined {
  if (text === '1') return true
  return text === '0' || text === '2' || text === '3' ? false : undefined
}
