import { Hono, type Context as HonoContext } from 'hono'
import { readAddress } from '#modules/accounts'
import type { Context } from '#platform/context'
import { visitorAddress } from '#platform/http'
import { formKeys, readForm } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { REPORT_KINDS } from '../../claims/reports.ts'
import { REPORT_FAULTS, tooManyReports } from '../../claims/sentences.ts'
import { sendReport } from '../../commands/claims/index.ts'
import * as store from '../../store/claims/index.ts'
import { findBySlug } from '../../store/index.ts'
import { type House, refusedState, staleState } from './forms.ts'
import { ReportedPage, ReportPage } from './report-page.tsx'

const PATH = '/annuaire/:slug/signaler'

/** `/annuaire/:slug/signaler`: what is wrong with a page, with no account; and its receipt. */
export function reportRoutes(house: House): Hono {
  const { context, frame, proxies } = house
  const pages = new Hono()

  pages.get(PATH, (c) => {
    const asked = REPORT_KINDS.find((kind) => kind === c.req.query('sujet'))
    return show(c, house, { values: asked ? { sujet: asked } : {}, errors: {} }, 200)
  })

  pages.post(PATH, async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const visiting: Context = { ...context, actor: { kind: 'visitor' } }
    const told = { slug: c.req.param('slug'), address: readAddress(fields.email), network: visitorAddress(c, proxies) }
    const sent = await sendReport(visiting, { submission, fields, ...told })
    if (sent.ok) return c.redirect(`/annuaire/signalement/${sent.value.reference}`, 303)
    const { refusal } = sent
    if (refusal === 'submission-reused') return show(c, house, refusedState(fields, {}, refusal), 422)
    if (refusal.kind === 'structure-unknown') return c.notFound()
    if (refusal.kind === 'faults') {
      const errors = Object.fromEntries(refusal.faults.map((fault) => REPORT_FAULTS[fault]))
      return show(c, house, { values: fields, errors }, 422)
    }
    const seconds = Math.max(1, Math.ceil((refusal.until.getTime() - context.now().getTime()) / 1000))
    c.header('Retry-After', String(seconds))
    const problem = tooManyReports(refusal.until, context.settings.contact.telephone)
    return show(c, house, { values: fields, errors: {}, problem }, 429)
  })

  pages.get('/annuaire/signalement/:reference{[2-9A-Z]{4}-[2-9A-Z]{4}}', async (c) => {
    const report = await store.findReport(context.db, { reference: c.req.param('reference') })
    if (!report) return c.notFound()
    c.header('Cache-Control', 'no-store')
    return c.html(<ReportedPage site={frame} report={report} />)
  })
  return pages
}

async function show(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422 | 429) {
  const structure = await findBySlug(context.db, c.req.param('slug') ?? '')
  if (!structure) return c.notFound()
  const { contact } = context.settings
  return c.html(<ReportPage site={frame} {...{ structure, state, contact }} keys={formKeys(c, context)} />, status)
}
