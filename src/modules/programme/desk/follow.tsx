import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { deskFrame, formKeys, having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { recordStep, recordValue, withdrawValue } from '../commands/index.ts'
import { findAction, listActions } from '../model.ts'
import type { FollowRefusal } from '../refusals.ts'
import { FOLLOW_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { sentencesOf } from '../typed.ts'
import { readStep, readValue } from '../typed-follow.ts'
import { FollowListPage, FollowPage } from './follow-pages.tsx'
import { type Acted, DESK, type House, ROLES, submitted } from './submitting.ts'

const FOLLOW = `${DESK}/suivi`

/** How far actions have come: the service in charge says it, one word and one value at a time. */
export function followDesk(context: Context, frame: House['frame']): Hono {
  const house = { context, frame }
  const desk = new Hono()

  desk.get(FOLLOW, having(ROLES), async (c) => {
    const last = await store.findLastPublication(context.db)
    const page = {
      desk: await deskFrame(c, context),
      keys: formKeys(c, context),
      actions: last ? listActions(last.programme) : [],
      steps: await store.listSteps(context.db),
      values: await store.listValues(context.db),
    }
    return c.html(<FollowListPage site={frame} {...page} />)
  })

  desk.get(`${FOLLOW}/:slug`, having(ROLES), (c) => show(c, house, {}))

  desk.post(`${FOLLOW}/:slug/valeurs`, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { fields, submission }) => {
        const read = readValue(fields, slugOf(c))
        if (!read.ok) return { errors: sentencesOf(read.refusal) }
        return endOf(await recordValue(acting, { submission, value: read.value }), c, VALUE_FIELDS)
      },
      again: (valueState) => show(c, house, { valueState }),
    }),
  )

  desk.post(`${FOLLOW}/:slug/etapes`, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { fields, submission }) => {
        const read = readStep(fields, slugOf(c))
        if (!read.ok) return { errors: sentencesOf(read.refusal) }
        return endOf(await recordStep(acting, { submission, step: read.value }), c, { 'day-to-come': 'etape-jour' })
      },
      again: (stepState) => show(c, house, { stepState }),
    }),
  )

  desk.post(`${FOLLOW}/:slug/retrait`, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { fields, submission }) => {
        if (!UUID.test(fields.valeur ?? '')) return { problem: FOLLOW_SENTENCES['value-unknown'] }
        return endOf(await withdrawValue(acting, { submission, id: fields.valeur! }), c, {})
      },
      again: ({ problem }) => show(c, house, { valueState: { ...EMPTY_FORM, problem } }),
    }),
  )
  return desk
}

// Where a refusal stands in the form of a value.
const VALUE_FIELDS = { 'day-to-come': 'jour', 'indicator-unknown': 'indicateur' } as const

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function show(
  c: HonoContext,
  { context, frame }: House,
  { valueState, stepState }: { readonly valueState?: FormState; readonly stepState?: FormState },
) {
  const last = await store.findLastPublication(context.db)
  const placed = last && findAction(last.programme, slugOf(c))
  if (!placed) return c.notFound()
  const today = dayIn(context.now())
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    placed,
    steps: await store.listSteps(context.db, { action: placed.action.slug }),
    values: await store.listValues(context.db, { action: placed.action.slug }),
    // What is noted is most often of the day.
    valueState: valueState ?? { values: { jour: today }, errors: {} },
    stepState: stepState ?? { values: { 'etape-jour': today }, errors: {} },
  }
  return c.html(<FollowPage site={frame} {...page} />, valueState || stepState ? 422 : 200)
}

function slugOf(c: HonoContext): string {
  return c.req.param('slug') ?? ''
}

function endOf<Value>(
  result: Result<Value, FollowRefusal | SubmissionRefusal>,
  c: HonoContext,
  fieldOf: Partial<Record<FollowRefusal, string>>,
): Acted {
  if (result.ok) return { next: `${FOLLOW}/${slugOf(c)}` }
  const { refusal } = result
  if (refusal === 'submission-reused') return { problem: SUBMISSION_SENTENCES[refusal] }
  const field = fieldOf[refusal]
  return field === undefined
    ? { problem: FOLLOW_SENTENCES[refusal] }
    : { errors: { [field]: FOLLOW_SENTENCES[refusal] } }
}
