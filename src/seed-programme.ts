import { z } from 'zod'
import { addDays, dayIn } from '#kernel/calendar'
import { assert, done, type Result } from '#kernel/result'
import {
  askToPublish,
  editDraft,
  findLastPublication,
  openDraft,
  programmeFrom,
  publishDraft,
  recordStep,
  recordValue,
  tagThings,
} from '#modules/programme'
import { actingAs, type Context } from '#platform/context'

const Source = z.strictObject({ label: z.string(), url: z.string().nullable(), isFictitious: z.boolean() })
const ProgrammeFile = z.strictObject({
  note: z.string(),
  programme: z.unknown(),
  values: z.array(
    z.strictObject({
      action: z.string(),
      indicator: z.string(),
      on: z.string().optional(),
      daysAgo: z.int().optional(),
      thousandths: z.int(),
      nature: z.enum(['cited', 'computed', 'estimated']),
      source: Source,
    }),
  ),
  steps: z.array(
    z.strictObject({
      action: z.string(),
      daysAgo: z.int(),
      state: z.enum(['planned', 'running', 'done', 'stopped']),
      words: z.string().regex(/exemple/),
    }),
  ),
  tags: z.array(z.strictObject({ module: z.string(), kind: z.string(), aim: z.string() })),
})

// Two people of the demonstration: one writes and asks, the other publishes.
const [WRITER, PUBLISHER] = ['00000000-0000-7000-8000-000000000112', '00000000-0000-7000-8000-000000000114']

/**
 * The programme of the demonstration: what is sourced is real, the rest says it is an example. What is there already stays.
 *
 * @param file  what `data/demonstration/programme.json` holds
 * @returns     whether it is new
 */
export async function seedProgramme(context: Context, file: unknown): Promise<boolean> {
  if (await findLastPublication(context.db)) return false
  const { programme: written, values, steps, tags } = ProgrammeFile.parse(file)
  const programme = programmeFrom(written)
  const writer = actingAs(context, { kind: 'person', id: WRITER })
  const publisher = actingAs(context, { kind: 'person', id: PUBLISHER })
  const submission = (name: string) => ({ key: `demonstration-programme-${name}`, body: null })

  mustHold(await openDraft(writer, { submission: submission('brouillon'), first: programme }))
  const edit = () => done(programme)
  const { edition } = mustHold(await editDraft(writer, { submission: submission('texte'), readAt: 1, edit }))
  mustHold(await askToPublish(writer, { submission: submission('demande'), readAt: edition }))
  mustHold(await publishDraft(publisher, { submission: submission('publie'), readAt: edition }))

  const today = dayIn(context.now())
  for (const [rank, { on, daysAgo = 0, ...told }] of values.entries()) {
    const value = { ...told, on: on ?? addDays(today, -daysAgo) }
    mustHold(await recordValue(writer, { submission: submission(`valeur-${rank}`), value }))
  }
  for (const [rank, { daysAgo, ...told }] of steps.entries()) {
    const step = { ...told, on: addDays(today, -daysAgo), isFictitious: true }
    mustHold(await recordStep(writer, { submission: submission(`etape-${rank}`), step }))
  }
  for (const [rank, { module, kind, aim }] of tags.entries()) {
    const contribution = context.contributions.find((each) => each.module === module)
    const listed = contribution?.taggable?.find((each) => each.kind === kind)
    const year = Number(today.slice(0, 4))
    const things = (await listed?.list(context.db, `${year}-01-01`, `${year + 1}-01-01`)) ?? []
    const named = things.map(({ id }) => ({ module, kind, id }))
    mustHold(await tagThings(writer, { submission: submission(`etiquettes-${rank}`), things: named, aim, isFor: true }))
  }
  return true
}

function mustHold<Value, Refusal>(result: Result<Value, Refusal>): Value {
  assert(result.ok, result.ok ? '' : `the programme of the demonstration is right: ${String(result.refusal)}`)
  return result.value
}
