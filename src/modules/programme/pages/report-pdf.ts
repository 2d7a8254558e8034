import { createHash } from 'node:crypto'
import { type Bytes, GENERATOR, makePdf, type ReportData } from '#platform/documents'

/**
 * The report of a year on paper. It is made once for what it says: whoever asks for the same gets the same bytes, and two
 * who ask at once wait for one making.
 *
 * @throws  PressError when it could not be made
 */
export function reportPdf(report: ReportData): Promise<Bytes> {
  const fingerprint = createHash('sha256')
    .update(`${GENERATOR}\n${JSON.stringify(report)}`)
    .digest('hex')
  const known = kept.get(fingerprint)
  if (known) return known
  const made = makePdf('report', report)
  const oldest = kept.keys().next()
  if (kept.size >= MOST_KEPT && oldest.value !== undefined) kept.delete(oldest.value)
  kept.set(fingerprint, made)
  // What failed is made again by the next reader.
  made.catch(() => kept.delete(fingerprint))
  return made
}

// A report for each year of a programme, and what the last changes made of them.
const MOST_KEPT = 12
const kept = new Map<string, Promise<Bytes>>()
