import type { Context } from '#platform/context'
import * as store from '../../store/index.ts'

const AT_ONCE = 1_000

/** The trail as a CSV file, line after line: identifiers only, never a name. */
export function journalCsv(db: Context['db'], question: store.JournalQuestion): ReadableStream<Uint8Array> {
  const text = new TextEncoder()
  let after: store.JournalPlace | undefined
  return new ReadableStream({
    start: (controller) => controller.enqueue(text.encode(`\uFEFF${COLUMNS.join(';')}\r\n`)),
    pull: async (controller) => {
      const entries = await store.listJournal(db, question, AT_ONCE, after)
      if (entries.length > 0) controller.enqueue(text.encode(entries.map(lineOf).join('')))
      after = entries.at(-1)
      if (entries.length < AT_ONCE) controller.close()
    },
  })
}

const COLUMNS = ['date', 'acte', 'objet', 'auteur', 'pour', 'details', 'sceau', 'identifiant'] as const

function lineOf(entry: store.JournalEntry): string {
  const { doneAt, act, object, actor, actingFor, details, seal, id } = entry
  const cells = [doneAt.toISOString(), act, object, actor, actingFor ?? '', JSON.stringify(details), seal ?? '', id]
  return `${cells.map((cell) => quoted(String(cell))).join(';')}\r\n`
}

// A spreadsheet runs what begins like a formula: such a cell begins with an apostrophe (OWASP, CSV injection).
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
