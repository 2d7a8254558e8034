import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { readAs } from '#platform/database'
import { FORM_SENTENCES, readForm, signedIn } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { confirmDecision, declineDecision, proposeDecision, raiseFlags } from '../../commands/commission/index.ts'
import { isDecidable, readVerdict } from '../../sealed/commission.ts'
import { unsettled } from '../../sealed/paper-places.ts'
import * as store from '../../store/commission/index.ts'
import { listDuplicates } from '../../store/paper/index.ts'
import { acting, findSeated, type House, ONE_POLL, pathIn, problemState, shellOf } from '../seated.ts'
import { CommissionPage } from './commission-page.tsx'
import { DuplicatesPage } from './duplicates-page.tsx'
import { type Asked, matching, readAsked } from './listing.ts'
import { COMMISSION_SENTENCES } from './words.ts'

const PATH = `${ONE_POLL}/commission`
const UUID = '[0-9a-f-]{36}'

/** The commission de contrôle: ballots that people should look at, and what two of them decide. */
export function commissionDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  desk.get(PATH, signedIn(), (c) => showFlagged(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/chercher`, signedIn(), (c) => lookNow(c, house))
  desk.post(`${PATH}/proposer`, signedIn(), (c) => propose(c, house))
  desk.post(`${PATH}/propositions/:id{${UUID}}/:answer{confirmer|retirer}`, signedIn(), (c) => settle(c, house))
  desk.get(`${PATH}/doublons`, signedIn(), (c) => showDuplicates(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/doublons`, signedIn(), (c) => proposeDuplicates(c, house))
  return desk
}

async function lookNow(c: HonoContext, house: House) {
  const found = await findSeated(c, house, ['commission'])
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return showFlagged(c, house, problemState(FORM_SENTENCES[form.refusal]), 422)
  if (isDecidable(found.poll.stage)) await raiseFlags(house.context, found.poll)
  return c.redirect(`${pathIn(found.poll, 'commission')}?cherche=oui`, 303)
}

async function propose(c: HonoContext, house: House) {
  const found = await findSeated(c, house, ['commission'])
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return showFlagged(c, house, problemState(FORM_SENTENCES[form.refusal]), 422)
  const { fields, lists, submission } = form.value
  const asked = readAsked((name) => fields[name])
  const ticked = (lists.bulletin ?? []).filter((text) => /^\d{1,9}$/.test(text)).map(Number)
  const envelopeLeaves = fields.tout === 'oui' ? await leavesOf(house, found.poll.id, asked) : ticked
  const input = {
    ...{ submission, seat: found.seat, envelopeLeaves },
    ...{ verdict: readVerdict(fields.decision ?? ''), note: (fields.note ?? '').trim() },
  }
  const proposed = await proposeDecision(await acting(c, house), input)
  if (proposed.ok) return c.redirect(`${pathIn(found.poll, 'commission')}?propose=oui#propositions`, 303)
  const sentence = COMMISSION_SENTENCES[proposed.refusal]
  const field = { 'nothing-chosen': 'bulletin', 'reason-missing': 'decision', 'note-too-long': 'note' } as const
  const at = proposed.refusal in field ? field[proposed.refusal as keyof typeof field] : undefined
  const state = at ? { values: fields, errors: { [at]: sentence } } : problemState(sentence, fields)
  return showFlagged(c, house, state, 422, asked)
}

async function settle(c: HonoContext, house: House) {
  const found = await findSeated(c, house, ['commission'])
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return showFlagged(c, house, problemState(FORM_SENTENCES[form.refusal]), 422)
  const input = { submission: form.value.submission, seat: found.seat, proposalId: c.req.param('id') ?? '' }
  const act = c.req.param('answer') === 'confirmer' ? confirmDecision : declineDecision
  const settled = await act(await acting(c, house), input)
  if (settled.ok) return c.redirect(`${pathIn(found.poll, 'commission')}?decide=oui`, 303)
  return showFlagged(c, house, problemState(COMMISSION_SENTENCES[settled.refusal]), 422)
}

async function proposeDuplicates(c: HonoContext, house: House) {
  const found = await findSeated(c, house, ['commission'])
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return showDuplicates(c, house, problemState(FORM_SENTENCES[form.refusal]), 422)
  const left = await duplicatesOf(house, found.poll)
  const envelopeLeaves = [...new Set(left.map(({ envelopeLeaf }) => envelopeLeaf))]
  const verdict = { outcome: 'annulled', reason: 'voted-on-paper' } as const
  const input = { submission: form.value.submission, seat: found.seat, envelopeLeaves, verdict, note: '' }
  const proposed = await proposeDecision(await acting(c, house), input)
  if (proposed.ok) return c.redirect(`${pathIn(found.poll, 'commission')}?propose=oui#propositions`, 303)
  return showDuplicates(c, house, problemState(COMMISSION_SENTENCES[proposed.refusal]), 422)
}

async function showFlagged(
  c: HonoContext,
  house: House,
  state: FormState,
  status: 200 | 422,
  asked: Asked = readAsked((name) => c.req.query(name)),
) {
  const found = await findSeated(c, house, ['commission'])
  if (!found) return c.notFound()
  const { db } = house.context
  const told = await readAs(db, 'commission', async (commission) => ({
    flagged: await store.listFlagged(commission, found.poll.id),
    proposals: await store.listOpenProposals(commission, found.poll.id),
    decisions: await store.listDecisions(commission, found.poll.id, 50),
  }))
  const done = { isProposed: c.req.query('propose') === 'oui', isDecided: c.req.query('decide') === 'oui' }
  const page = { ...found, ...told, ...done, asked, state, hasLooked: c.req.query('cherche') === 'oui' }
  const duplicateCount = (await duplicatesOf(house, found.poll)).length
  return c.html(<CommissionPage {...(await shellOf(c, house))} {...page} duplicateCount={duplicateCount} />, status)
}

async function showDuplicates(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const found = await findSeated(c, house, ['commission'])
  if (!found) return c.notFound()
  const duplicates = await readAs(house.context.db, 'commission', (commission) =>
    listDuplicates(commission, found.poll.id),
  )
  return c.html(<DuplicatesPage {...(await shellOf(c, house))} {...{ ...found, duplicates, state }} />, status)
}

async function duplicatesOf(
  { context }: House,
  poll: { readonly id: string; readonly manifest: { readonly paper: 'none' | 'paper-prevails' | 'internet-prevails' } },
) {
  const all = await readAs(context.db, 'commission', (commission) => listDuplicates(commission, poll.id))
  return unsettled(all, poll.manifest.paper)
}

async function leavesOf({ context }: House, pollId: string, asked: Asked): Promise<readonly number[]> {
  const flagged = await readAs(context.db, 'commission', (commission) => store.listFlagged(commission, pollId))
  return matching(flagged, asked).map(({ envelopeLeaf }) => envelopeLeaf)
}
