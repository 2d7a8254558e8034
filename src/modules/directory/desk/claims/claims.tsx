import { Hono, type Context as HonoContext } from 'hono'
import { listAttachments, shownAttachment } from '#platform/files'
import { contextOf, deskFrame, formKeys, having, readForm, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { CLAIM_VERDICTS } from '../../claims/claiming.ts'
import { CLAIM_PIECES } from '../../claims/pieces.ts'
import { CLAIM_REFUSALS, DECLARATION_REFUSALS } from '../../claims/sentences.ts'
import { answerClaim, answerDeclaration, setAmbassador } from '../../commands/claims/index.ts'
import { type House, refusedState, staleState } from '../../pages/claims/forms.ts'
import * as store from '../../store/claims/index.ts'
import { isKeptOut, WITHDRAWAL_KEY } from '../../store/index.ts'
import { FAMILIES } from '../../words.ts'
import { ClaimDeskPage, ClaimsDeskPage } from './claim-pages.tsx'
import { READERS } from './roles.ts'

const PATH = '/agents/annuaire/demandes'
const ID = ':id{[0-9a-f-]{36}}'
const MOST_SHOWN = 200

/** `/agents/annuaire/demandes`: who asks to keep a page, structures people declare; each answered with a reason. */
export function claimDeskRoutes(house: House): Hono {
  const { context } = house
  const desk = new Hono()
  desk.get(PATH, having(READERS), (c) => showAll(c, house, EMPTY_FORM, 200))
  desk.get(`${PATH}/${ID}`, having(READERS), (c) => showOne(c, house, EMPTY_FORM, 200))

  desk.post(`${PATH}/${ID}`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showOne(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const verdict = CLAIM_VERDICTS.find((each) => each === fields.avis)
    if (!verdict) return showOne(c, house, { values: fields, errors: { avis: 'Choisissez votre réponse.' } }, 422)
    const acting = contextOf(context, await theVisitor(c))
    const told = { claimId: c.req.param('id'), verdict, reason: fields.raison ?? '' }
    const answered = await answerClaim(acting, { submission, ...told, isAmbassador: fields.ambassadeur === 'oui' })
    if (answered.ok) return c.redirect(PATH, 303)
    if (answered.refusal === 'reason-missing') {
      return showOne(c, house, { values: fields, errors: { raison: CLAIM_REFUSALS['reason-missing'] } }, 422)
    }
    return showOne(c, house, refusedState(fields, CLAIM_REFUSALS, answered.refusal), 422)
  })

  desk.post(`${PATH}/${ID}/ambassadeur`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showOne(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const acting = contextOf(context, await theVisitor(c))
    const told = { claimId: c.req.param('id'), isAmbassador: fields.ambassadeur === 'oui' }
    const set = await setAmbassador(acting, { submission, ...told })
    if (set.ok) return c.redirect(`${PATH}/${told.claimId}`, 303)
    return showOne(c, house, refusedState(fields, CLAIM_REFUSALS, set.refusal), 422)
  })

  desk.post(`/agents/annuaire/declarations/${ID}`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showAll(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const acting = contextOf(context, await theVisitor(c))
    const told = { id: c.req.param('id'), reason: fields.raison ?? '' }
    const [accepts, comesBack] = [fields.avis === 'accept', fields.reparait === 'oui']
    const answered = await answerDeclaration(acting, { submission, ...told, accepts, comesBack })
    if (answered.ok) return c.redirect(`${PATH}#declarations`, 303)
    return showAll(c, house, refusedState(fields, DECLARATION_REFUSALS, answered.refusal), 422)
  })
  return desk
}

async function showAll(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const [claims, declarations] = await Promise.all([
    store.listWaitingClaims(context.db, MOST_SHOWN),
    store.listDeclarations(context.db, MOST_SHOWN),
  ])
  const familyOf = (family: string) => FAMILIES.find((each) => each.family === family)?.one ?? family
  const key = context.keyFor(WITHDRAWAL_KEY)
  const kept = await Promise.all(declarations.map((declaration) => isKeptOut(context.db, declaration, key)))
  const keptOut = new Set(declarations.flatMap(({ id }, index) => (kept[index] ? [id] : [])))
  const page = { claims, declarations, keptOut, state, familyOf, keys: () => formKeys(c, context) }
  return c.html(<ClaimsDeskPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showOne(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const claim = await store.findClaim(context.db, c.req.param('id') ?? '')
  if (!claim || claim.state === 'code-sent') return c.notFound()
  const [pieces, others, domains] = await Promise.all([
    listAttachments(context.db, CLAIM_PIECES, [claim.id]),
    store.listClaimsOf(context.db, claim.structureId),
    store.listKnownDomains(context.db, claim.structureId),
  ])
  const page = {
    claim,
    state,
    domains,
    files: (pieces.get(claim.id) ?? []).map(shownAttachment),
    others: others.filter(({ id }) => id !== claim.id),
    keys: () => formKeys(c, context),
  }
  return c.html(<ClaimDeskPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}
