import { readDataText } from '../data.ts'
import type { Verdict, Work } from '../press/work.ts'
import { fixZipDates } from '../zip-dates.ts'
import { readParts } from './check.ts'
import { merge, zipOf } from './merge.ts'
import { withProperties } from './properties.ts'

type Filled = { readonly verdict: Verdict; readonly document?: Uint8Array }

/** Fills a model that is sound, and says what is wrong with one that is not. */
export async function fill({ template, kind, data, properties }: Extract<Work, { work: 'fill' }>): Promise<Filled> {
  const { verdict, parts } = await readParts(template, kind)
  if (verdict.faults.length > 0) return { verdict }
  const merged = merge(parts, kind, readDataText(kind, data))
  if (!merged.ok) return { verdict: { faults: [merged.refusal], fields: [] } }
  const zip = zipOf(withProperties(merged.value, properties))
  return { verdict, document: fixZipDates(zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })) }
}
