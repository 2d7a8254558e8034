import { z } from 'zod'
import { canonicalJson } from '#kernel/canonical-json'
import type { Programme } from './model.ts'

const OriginShape = z
  .strictObject({ label: z.string(), url: z.string().nullable(), isFictitious: z.boolean() })
  .readonly()
const MarkShape = z.strictObject({ thousandths: z.int(), year: z.int() }).readonly()
const DayShape = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const aim = { slug: z.string(), number: z.string(), title: z.string(), words: z.string(), source: OriginShape }

const ActionShape = z
  .strictObject({
    slug: z.string(),
    title: z.string(),
    words: z.string(),
    source: OriginShape,
    service: z.string(),
    partners: z.array(z.strictObject({ siren: z.string().nullable(), name: z.string() })).readonly(),
    indicators: z
      .array(
        z.strictObject({
          slug: z.string(),
          title: z.string(),
          unit: z.string(),
          baseline: MarkShape.nullable(),
          target: MarkShape.nullable(),
        }),
      )
      .readonly(),
    lines: z.array(z.string()).readonly(),
    legalBasis: z.strictObject({ article: z.string(), competence: z.string() }),
    goals: z.array(z.int().min(1).max(17)).readonly(),
    startsOn: DayShape.nullable(),
    endsOn: DayShape.nullable(),
    places: z.array(z.string()).readonly(),
  })
  .readonly()

const ProgrammeShape = z.strictObject({
  title: z.string().min(3),
  firstYear: z.int().min(2000).max(2199),
  lastYear: z.int().min(2000).max(2199),
  source: OriginShape,
  adoption: z.strictObject({ number: z.string(), on: DayShape }).nullable(),
  ambitions: z
    .array(
      z.strictObject({
        ...aim,
        orientations: z.array(z.strictObject({ ...aim, actions: z.array(ActionShape).readonly() })).readonly(),
      }),
    )
    .readonly(),
})

/**
 * A programme from its text.
 *
 * @throws  when it is not one: only what this module wrote is read
 */
export function readProgramme(text: string): Programme {
  return ProgrammeShape.parse(JSON.parse(text))
}

/** A programme from plain data, as the files of a demonstration hold. */
export function programmeFrom(data: unknown): Programme {
  return ProgrammeShape.parse(data)
}

/** The same programme gives the same text (RFC 8785), whoever writes it. */
export function programmeText(programme: Programme): string {
  return canonicalJson(programme)
}
