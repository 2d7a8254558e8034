import { Hono, type Context as HonoContext } from 'hono'
import { readAddress } from '#modules/accounts'
import { readFormWithFiles } from '#platform/files'
import { contextOf, formKeys, readForm, signedIn, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { HeldFile } from '#ui/upload'
import { readClaim } from '../../claims/claiming.ts'
import { CLAIM_PIECES } from '../../claims/pieces.ts'
import { CLAIM_FAULTS, CLAIM_REFUSALS, CODE_SENTENCES } from '../../claims/sentences.ts'
import { answerQuestion, claimPage, giveUpClaim, proveByCode } from '../../commands/claims/index.ts'
import * as store from '../../store/claims/index.ts'
import { findBySlug } from '../../store/index.ts'
import { ClaimPage } from './claim-page.tsx'
import { actingOn, type House, personOn, refusedState, staleState } from './forms.ts'

const PATH = '/annuaire/:slug/revendiquer'

type Shown = {
  readonly claim?: FormState
  readonly code?: FormState
  readonly question?: FormState
  readonly held?: readonly HeldFile[]
}

/** `/annuaire/:slug/revendiquer`: asking to keep the page of one's organisation, the code, what an agent asks. */
export function claimRoutes(house: House): Hono {
  const pages = new Hono()

  pages.get(PATH, signedIn(), (c) => show(c, house, {}, 200))

  pages.post(PATH, signedIn(), (c) => sendClaim(c, house))
  pages.post(`${PATH}/code`, signedIn(), (c) => sendCode(c, house))
  pages.post(`${PATH}/reponse`, signedIn(), (c) => sendAnswer(c, house))
  pages.post(`${PATH}/abandon`, signedIn(), (c) => sendGivingUp(c, house))
  return pages
}

async function sendClaim(c: HonoContext, house: House) {
  const { context } = house
  const { form, attachments, held, problem } = await readFormWithFiles(c, context, CLAIM_PIECES)
  if (!form.ok) return show(c, house, { claim: await staleState(c, form.refusal), held }, 422)
  const { fields, submission } = form.value
  if (problem !== undefined) {
    return show(c, house, { claim: { values: fields, errors: { pieces: problem } }, held }, 422)
  }
  const read = readClaim(fields, { address: readAddress(fields.adresse), fileCount: attachments.pieces.length })
  if (!read.ok) {
    const errors = Object.fromEntries(read.refusal.map((fault) => CLAIM_FAULTS[fault]))
    return show(c, house, { claim: { values: fields, errors }, held }, 422)
  }
  const slug = c.req.param('slug') ?? ''
  const acting = contextOf(context, await theVisitor(c))
  const claimed = await claimPage(acting, { submission, slug, draft: read.value, attachments })
  if (claimed.ok) return c.redirect(`/annuaire/${slug}/revendiquer`, 303)
  return show(c, house, { claim: refusedState(fields, CLAIM_REFUSALS, claimed.refusal), held }, 422)
}

async function sendCode(c: HonoContext, house: House) {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return show(c, house, { code: await staleState(c, form.refusal) }, 422)
  const { fields, submission } = form.value
  const claim = await claimOn(c, house)
  const code = fields.code ?? ''
  const acting = contextOf(context, await theVisitor(c))
  const proven = await proveByCode(acting, { submission, claimId: claim?.id ?? NOBODY, code })
  if (proven.ok && proven.value.kind === 'right') return c.redirect(pathOf(c), 303)
  if (proven.ok) {
    const sentence = CODE_SENTENCES[proven.value.kind as keyof typeof CODE_SENTENCES]
    const state = { values: {}, errors: { code: sentence } }
    // Burnt, it shows no box for it any more.
    return show(c, house, proven.value.kind === 'burnt' ? { claim: problemOf(sentence) } : { code: state }, 422)
  }
  return show(c, house, { code: refusedState(fields, CLAIM_REFUSALS, proven.refusal) }, 422)
}

async function sendAnswer(c: HonoContext, house: House) {
  const { context } = house
  const { form, attachments, held, problem } = await readFormWithFiles(c, context, CLAIM_PIECES)
  if (!form.ok) return show(c, house, { question: await staleState(c, form.refusal), held }, 422)
  const { fields, submission } = form.value
  if (problem !== undefined) {
    return show(c, house, { question: { values: fields, errors: { pieces: problem } }, held }, 422)
  }
  const claim = await claimOn(c, house)
  const acting = contextOf(context, await theVisitor(c))
  const told = { submission, claimId: claim?.id ?? NOBODY, words: fields.reponse ?? '', attachments }
  const answered = await answerQuestion(acting, told)
  if (answered.ok) return c.redirect(pathOf(c), 303)
  if (answered.refusal === 'words-missing') {
    return show(c, house, { question: { values: fields, errors: { reponse: 'Écrivez votre réponse.' } }, held }, 422)
  }
  return show(c, house, { question: refusedState(fields, CLAIM_REFUSALS, answered.refusal), held }, 422)
}

async function sendGivingUp(c: HonoContext, house: House) {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return show(c, house, { claim: await staleState(c, form.refusal) }, 422)
  const claim = await claimOn(c, house)
  const acting = contextOf(context, await theVisitor(c))
  const { submission } = form.value
  const left = await giveUpClaim(acting, { submission, claimId: claim?.id ?? NOBODY })
  if (left.ok) return c.redirect(pathOf(c), 303)
  return show(c, house, { claim: refusedState({}, CLAIM_REFUSALS, left.refusal) }, 422)
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function show(c: HonoContext, house: House, shown: Shown, status: 200 | 422) {
  const { context, frame } = house
  const structure = await findBySlug(context.db, c.req.param('slug') ?? '')
  if (!structure) return c.notFound()
  const claim = await store.findClaimOf(context.db, structure.id, await personOn(c))
  const states = {
    claim: shown.claim ?? EMPTY_FORM,
    code: shown.code ?? EMPTY_FORM,
    question: shown.question ?? EMPTY_FORM,
  }
  const page = { structure, claim, states, held: shown.held ?? [], keys: () => formKeys(c, context) }
  return c.html(<ClaimPage site={frame} acting={await actingOn(c)} {...page} />, status)
}

async function claimOn(c: HonoContext, { context }: House) {
  const structure = await findBySlug(context.db, c.req.param('slug') ?? '')
  return structure && store.findClaimOf(context.db, structure.id, await personOn(c))
}

function pathOf(c: HonoContext): string {
  return `/annuaire/${c.req.param('slug')}/revendiquer`
}

function problemOf(problem: string): FormState {
  return { values: {}, errors: {}, problem }
}
