import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { deskFrame, FORM_SENTENCES, formKeys, having, holds, readForm, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { publishGrant, tieGrant } from '../commands/index.ts'
import { countOf } from '../settings.ts'
import * as store from '../store/index.ts'
import { acting, type House, ID, isId, PATH, READERS, refusedBy, WRITERS } from './parts.ts'
import { GrantPage } from './sheet-page.tsx'

type Sent = { readonly act: 'publier' | 'engagement'; readonly state: FormState }

/** One grant: what it says, where it is paid, and its publication. */
export function sheetDesk(house: House): Hono {
  const desk = new Hono()
  const { context } = house

  desk.get(`${PATH}/${ID}`, having(READERS), (c) => show(c, house, undefined, 200))

  desk.post(`${PATH}/${ID}`, having(WRITERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, { act: 'publier', state: staleBy(FORM_SENTENCES[form.refusal]) }, 422)
    const id = c.req.param('id')
    const done = await publishGrant(await acting(c, context), { submission: form.value.submission, grantId: id })
    if (done.ok) return c.redirect(`${PATH}/${id}`, 303)
    return show(c, house, { act: 'publier', state: refusedBy(done.refusal) }, 422)
  })

  desk.post(`${PATH}/${ID}/engagement`, having(WRITERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, { act: 'engagement', state: staleBy(FORM_SENTENCES[form.refusal]) }, 422)
    const { fields, submission } = form.value
    const [grantId, asked] = [c.req.param('id'), fields.engagement ?? '']
    const input = { submission, grantId, version: Number(fields.version), engagementId: asked === '' ? null : asked }
    const tied =
      asked === '' || isId(asked)
        ? await tieGrant(await acting(c, context), input)
        : ({ ok: false, refusal: 'engagement-unknown' } as const)
    if (tied.ok) return c.redirect(`${PATH}/${grantId}`, 303)
    return show(c, house, { act: 'engagement', state: refusedBy(tied.refusal, fields) }, 422)
  })
  return desk
}

async function show(
  c: HonoContext,
  { context, frame }: House,
  sent: Sent | undefined,
  status: 200 | 422,
): Promise<Response> {
  const { db } = context
  const grant = await store.findGrant(db, c.req.param('id') ?? '')
  if (!grant) return c.notFound()
  const [settings, money, engagements] = await Promise.all([
    store.readSettings(db),
    store.findMoney(db, grant),
    store.listEngagementsOf(db, grant),
  ])
  const page = {
    grant,
    money,
    engagements: engagements.map(({ id, number, purpose, askedCents }) => ({
      value: id,
      label: `${number ?? 'Demandé'} · ${purpose} · ${frenchCents(askedCents)}`,
    })),
    months: countOf(settings, 'publication-months'),
    today: dayIn(context.now()),
    mayWrite: holds(await theVisitor(c), WRITERS),
    sent,
    keysFor: () => formKeys(c, context),
  }
  return c.html(<GrantPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

function staleBy(problem: string): FormState {
  return { values: {}, errors: {}, problem }
}
