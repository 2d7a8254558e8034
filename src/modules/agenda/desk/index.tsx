import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { EMBEDDER_REFUSALS } from '#platform/http'
import { contextOf, deskFrame, formKeys, having, readForm, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { allowEmbedding } from '../commands/index.ts'
import { staleState } from '../pages/visiting.ts'
import * as store from '../store/index.ts'
import { eventDesk } from './events.tsx'
import { DESK_PATH, DeskListPage } from './list-page.tsx'
import { peopleDesk } from './people.tsx'
import { READERS } from './roles.ts'
import { csvOf } from './table.ts'

const MOST_SHOWN = 100

/** `/agents/agenda`: every event, and what may be done of it. */
export function agendaDesk(context: Context, frame: SiteFrame, told: { readonly url: string }): Hono {
  const desk = new Hono()
  desk.get(DESK_PATH, having(READERS), async (c) => show(c, undefined, 200))

  desk.get(`${DESK_PATH}/evenements.csv`, having(READERS), async (c) => {
    const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' }
    const events = await store.listWithAttendance(context.db)
    return c.body(csvOf(events), 200, { ...headers, 'Content-Disposition': 'attachment; filename="agenda.csv"' })
  })

  desk.post(`${DESK_PATH}/cadre`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const allowed = await allowEmbedding(contextOf(context, await theVisitor(c)), {
      submission,
      typed: fields.sites ?? '',
    })
    if (allowed.ok) return c.redirect(`${DESK_PATH}#ailleurs`, 303)
    const sites =
      allowed.refusal === 'submission-reused'
        ? 'Ce formulaire a déjà servi. Vérifiez la liste et enregistrez de nouveau.'
        : EMBEDDER_REFUSALS[allowed.refusal]
    return show(c, { values: fields, errors: { sites } }, 422)
  })

  desk.route('/', peopleDesk(context, frame, told))
  desk.route('/', eventDesk(context, frame))
  return desk

  async function show(c: HonoContext, embedding: FormState | undefined, status: 200 | 422) {
    const { db } = context
    const now = context.now()
    const list = (states: Parameters<typeof store.listForDesk>[1], when: 'coming' | 'over') =>
      store.listForDesk(db, states, now, when, MOST_SHOWN)
    const sites = (await store.listEmbedders(db)).join('\n')
    const page = {
      desk: await deskFrame(c, context),
      keys: formKeys(c, context),
      proposed: [...(await list(['proposed'], 'coming')), ...(await list(['proposed'], 'over'))],
      drafts: [...(await list(['draft'], 'coming')), ...(await list(['draft'], 'over'))],
      coming: await list(['published', 'cancelled'], 'coming'),
      over: await list(['published', 'cancelled'], 'over'),
      embedding: embedding ?? { values: { sites }, errors: {} },
    }
    return c.html(<DeskListPage site={frame} {...page} />, status)
  }
}
