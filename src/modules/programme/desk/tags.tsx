import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context, TaggedThing } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
import { deskFrame, formKeys, having, type SentForm } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { tagThings } from '../commands/index.ts'
import { listAims } from '../model.ts'
import { FOLLOW_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { type Acted, DESK, type House, ROLES, submitted } from './submitting.ts'
import { addressOf, type Narrowing, TagsPage } from './tags-page.tsx'

const TAGS = `${DESK}/etiquettes`
const SHOWN = 50

/** What things are for: an agent says it here, and the report of the year follows. */
export function tagDesk(context: Context, frame: House['frame']): Hono {
  const house = { context, frame }
  const desk = new Hono()
  desk.get(TAGS, having(ROLES), (c) => show(c, house, { asked: c.req.query(), state: EMPTY_FORM, chosen: [] }))
  desk.post(TAGS, having(ROLES), (c) => {
    let chosen: readonly string[] = []
    return submitted(c, context, {
      act: (acting, sent) => {
        chosen = sent.lists.chose ?? []
        return tag(acting, sent, context)
      },
      again: (state) => show(c, house, { asked: state.values, state, chosen }),
    })
  })
  return desk
}

async function tag(acting: Context, { fields, lists, submission }: SentForm, context: Context): Promise<Acted> {
  const narrowing = narrowingOf(fields, context)
  const known = await store.listThings(context.db, context.contributions, narrowing.year, narrowing.kind)
  const keys = new Set(known.map(store.keyOf))
  const things = (lists.chose ?? []).filter((key) => keys.has(key)).map(thingOf)
  if (things.length === 0) return { problem: 'Cochez au moins une ligne.' }
  if (!fields.but) return { errors: { but: FOLLOW_SENTENCES['aim-unknown'] } }
  const isFor = fields.geste !== 'detacher'
  const tagged = await tagThings(acting, { submission, things, aim: fields.but, isFor })
  if (tagged.ok) return { next: `${addressOf(narrowing)}&fait=${tagged.value.count}` }
  const { refusal } = tagged
  if (refusal === 'submission-reused') return { problem: SUBMISSION_SENTENCES[refusal] }
  return { errors: { but: FOLLOW_SENTENCES[refusal] } }
}

type Shown = {
  readonly asked: Readonly<Record<string, string>>
  readonly state: FormState
  readonly chosen: readonly string[]
}

async function show(c: HonoContext, { context, frame }: House, { asked, state, chosen }: Shown) {
  const { db, contributions } = context
  const narrowing = narrowingOf(asked, context)
  const [last, tags] = [await store.findLastPublication(db), await store.listTags(db)]
  const aims = last ? listAims(last.programme) : []
  const aimsOf = new Map<string, string[]>()
  for (const one of tags) aimsOf.set(store.keyOf(one), [...(aimsOf.get(store.keyOf(one)) ?? []), one.aim])
  const things = (await store.listThings(db, contributions, narrowing.year, narrowing.kind)).map((thing) => ({
    thing,
    aims: aimsOf.get(store.keyOf(thing)) ?? [],
  }))
  const untagged = things.filter((each) => each.aims.length === 0)
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    kinds: store.listThingKinds(contributions),
    ...{ aims, narrowing, chosen, state },
    shown: [...untagged, ...things.filter((each) => each.aims.length > 0)].slice(0, SHOWN),
    total: things.length,
    untagged: untagged.length,
    taggedCount: /^\d{1,4}$/.test(asked.fait ?? '') ? Number(asked.fait) : undefined,
  }
  return c.html(<TagsPage site={frame} {...page} />, state === EMPTY_FORM ? 200 : 422)
}

function narrowingOf(asked: Readonly<Record<string, string>>, { contributions, now }: Context): Narrowing {
  const year = /^2[01]\d\d$/.test(asked.annee ?? '') ? Number(asked.annee) : Number(dayIn(now()).slice(0, 4))
  const kind = store.listThingKinds(contributions).find((each) => `${each.module}/${each.kind}` === asked.genre)
  return { year, kind }
}

function thingOf(key: string): TaggedThing {
  const [module = '', kind = '', ...id] = key.split('/')
  return { module, kind, id: id.join('/') }
}
