import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Day } from '#kernel/calendar'

/** A figure as the folder of cited figures writes it: one line each. */
export type CitedRow = z.infer<typeof Row>

/** Where an indicator stops being comparable with itself. */
export type BreakRow = z.infer<typeof Break>

const text = z.string().trim()
const orNull = text.transform((value) => (value === '' ? null : value))
const year = text.regex(/^(\d{4})?$/).transform((value) => (value === '' ? null : Number(value)))

const Row = z.strictObject({
  place: text.min(1),
  place_name: text.min(1),
  indicator: text.min(1),
  label: text.min(1),
  /** « s » and « nd » are told as they are: they are not 0. */
  value: text.regex(/^(s|nd|-?\d+(\.\d+)?)$/),
  unit: text.min(1),
  nature: z.enum(['cited', 'estimated']),
  vintage: text.min(1),
  year,
  scope: text.min(1),
  title: text.min(1),
  producer: text.min(1),
  url: z.url({ protocol: /^https?$/ }),
  read_on: text.regex(/^\d{4}-\d{2}-\d{2}$/).transform((value) => value as Day),
  licence: orNull,
  part: orNull,
  note: orNull,
})

const Break = z.strictObject({
  indicator: text.min(1),
  year: year.pipe(z.number()),
  label: text.min(1),
  why: text.min(1),
})

/**
 * The cited figures of a territory.
 *
 * @param files  two files of comma-separated values, as in `data/figures`
 * @throws       with the line at fault: the files come with the installation
 */
export function readCited(files: { readonly figures: string; readonly breaks: string }) {
  return { figures: z.array(Row).parse(rowsOf(files.figures)), breaks: z.array(Break).parse(rowsOf(files.breaks)) }
}

function rowsOf(file: string): unknown {
  return parse(file, { columns: true, bom: true, skip_empty_lines: true })
}
