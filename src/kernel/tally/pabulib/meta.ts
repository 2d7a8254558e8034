import { done, type Result, refuse } from '#kernel/result'
import type { VoteType } from '../model.ts'
import { fault, type ReadingFault } from './faults.ts'
import { type Decimal, readAmount } from './numbers.ts'
import { nextRow, note, type Reading, textsOf } from './rows.ts'

export type Meta = {
  readonly entries: ReadonlyMap<string, string>
  readonly voteType: VoteType
  readonly budget: Decimal
  /** Line of each key. */
  readonly lines: ReadonlyMap<string, number>
}

const VOTE_TYPES: readonly VoteType[] = ['approval', 'choose-1', 'cumulative', 'scoring', 'ordinal']

/** Keys that change what is counted or checked: for these nothing may be uncertain. */
const KEYS_THAT_COUNT = ['vote_type', 'budget', 'num_projects', 'num_votes', 'min_length', 'max_length', 'currency']

/** Reads the META section, from the top of the file to the line PROJECTS. */
export function readMeta(reading: Reading): Result<Meta, ReadingFault> {
  const first = nextRow(reading)
  if (first === 'fault') return refuse(reading.fault!)
  if (first === 'end') return refuse(fault('file-empty', 1))
  if (first !== 'META') return refuse(fault('section-missing', reading.line, 'META'))
  const entries = new Map<string, string>()
  const lines = new Map<string, number>()
  const wrong = readHeader(reading) ?? readEntries(reading, entries, lines)
  return wrong ? refuse(wrong) : understand(reading, entries, lines)
}

function readHeader(reading: Reading): ReadingFault | undefined {
  const row = nextRow(reading)
  if (row === 'fault') return reading.fault
  const cells = row === 'cells' ? textsOf(reading).map((cell) => cell.trim().toLowerCase()) : []
  if (cells[0] === 'key' && cells[1] === 'value') return undefined
  return fault('header-missing', reading.line, 'key;value', cells.join(';'))
}

function readEntries(
  reading: Reading,
  entries: Map<string, string>,
  lines: Map<string, number>,
): ReadingFault | undefined {
  for (;;) {
    const row = nextRow(reading)
    if (row === 'PROJECTS') return undefined
    if (row === 'fault') return reading.fault
    if (row === 'end') return fault('section-missing', reading.line, 'PROJECTS')
    if (row !== 'cells') return fault('section-misplaced', reading.line, row, 'PROJECTS')
    const wrong = readEntry(reading, entries, lines)
    if (wrong) return wrong
  }
}

function readEntry(
  reading: Reading,
  entries: Map<string, string>,
  lines: Map<string, number>,
): ReadingFault | undefined {
  const { line } = reading
  const [rawKey, ...values] = textsOf(reading)
  const key = rawKey!.trim()
  if (values.length === 0) return fault('cells-missing', line, '2', '1')
  const last = Math.max(
    0,
    values.findLastIndex((text) => text.trim() !== ''),
  )
  if (values.splice(last + 1).length > 0) note(reading, 'separator-trailing')
  if (values.length > 1) {
    if (KEYS_THAT_COUNT.includes(key)) return fault('cells-in-excess', line, '2', String(values.length + 1))
    note(reading, 'separator-in-value', key)
  }
  const value = values.join(';')
  const before = entries.get(key)
  if (before === undefined) {
    entries.set(key, value)
    lines.set(key, line)
    return undefined
  }
  if (before !== value && KEYS_THAT_COUNT.includes(key)) return fault('key-contradicted', line, key, before)
  note(reading, 'key-repeated', key)
  return undefined
}

function understand(
  reading: Reading,
  entries: ReadonlyMap<string, string>,
  lines: ReadonlyMap<string, number>,
): Result<Meta, ReadingFault> {
  for (const key of ['budget', 'vote_type']) {
    if (!entries.has(key)) return refuse(fault('key-missing', reading.line, key))
  }
  const written = entries.get('vote_type')!.trim()
  const voteType = VOTE_TYPES.find((type) => type === written.toLowerCase())
  if (!voteType) return refuse(fault('vote-type-unknown', lines.get('vote_type')!, '', written))

  const budgetText = entries.get('budget')!
  const budget = readAmount(budgetText, 'budget', lines.get('budget')!)
  if (!budget.ok) return budget
  if (budgetText.includes('.')) note(reading, 'budget-has-decimals', budgetText.trim(), lines.get('budget')!)
  return done({ entries, voteType, budget: budget.value, lines })
}

/** A whole number of the META section (a limit, a count); undefined when the key is absent, noted when unreadable. */
export function wholeNumber(reading: Reading, meta: Meta, key: string): number | undefined {
  const text = meta.entries.get(key)?.trim() ?? ''
  if (text === '') return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  note(reading, 'limit-unreadable', `${key};${text}`, meta.lines.get(key)!)
  return undefined
}
