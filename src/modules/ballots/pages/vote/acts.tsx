import type { Context as HonoContext } from 'hono'
import { receiptText } from '#kernel/ballot'
import { bytesOfBase64, hexOf } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
import { networkOf, visitorAddress } from '#platform/http'
import { FORM_SENTENCES, formKeys, readForm, sentFields } from '#platform/sessions'
import type { FormState } from '#ui/form'
import {
  type Confirmed,
  type ConfirmRefusal,
  confirmVote,
  forgetVoter,
  mailRecord,
  type RecordMailRefusal,
} from '../../commands/voting/index.ts'
import { codesOf, decideBasket, readBasket } from '../../sealed/basket.ts'
import { CAST_SENTENCES } from '../../sealed/casting/sentences.ts'
import * as store from '../../store/voting/index.ts'
import { isHeldByFranceConnect } from '../identity/franceconnect-session.ts'
import { findPass, voterBrowser } from '../identity/pass.ts'
import { ChoosePage } from './choose.tsx'
import { ConfirmPage } from './confirm.tsx'
import { clearBasketCookie, clearReceiptCookie, setBasketCookie, setReceiptCookie } from './cookies.ts'
import { NothingRecordedPage, RecordedPage } from './recorded.tsx'
import { ReviewPage } from './review.tsx'
import { setShared, type Visit } from './visit.ts'
import { sentenceOfBasket } from './words.ts'

// Choices come here from who has no JavaScript only: where scripts run, no form holds them (choose.tsx).

/** Keeps the boxes that were ticked, then goes on or searches. */
export async function choose(context: Context, visit: Visit, c: HonoContext): Promise<Response> {
  const form = await readForm(c, context)
  const { lists, fields } = form.ok ? form.value : await sentFields(c)
  const ticked = lists.choix ?? []
  const sought = { words: fields.mots ?? '', place: fields.lieu ?? '' }
  const again = (state: FormState) =>
    c.html(<ChoosePage {...{ visit, sought, ticked, state }} isPlain keys={formKeys(c, context)} />, 422)
  if (!form.ok) return again({ values: fields, errors: {}, problem: FORM_SENTENCES[form.refusal] })

  const basket = readBasket(ticked, visit.poll.manifest)
  if (!basket.ok) return again(faultOf(sentenceOfBasket(basket.refusal)))
  setBasketCookie(c, context, visit.poll, basket.value)
  if (fields.acte === 'chercher') return c.redirect(soughtAt(visit, sought), 303)
  const decided = decideBasket(basket.value, visit.poll.manifest)
  if (!decided.ok) return again(faultOf(sentenceOfBasket(decided.refusal)))
  return c.redirect(visit.paths.review, 303)
}

function faultOf(sentence: string): FormState {
  return { values: {}, errors: { choix: sentence } }
}

function soughtAt({ paths }: Visit, { words, place }: { readonly words: string; readonly place: string }): string {
  return `${paths.choose}?${new URLSearchParams({ mots: words, lieu: place })}`
}

/** Takes one choice away. */
export async function review(context: Context, visit: Visit, c: HonoContext): Promise<Response> {
  const form = await readForm(c, context)
  if (!form.ok) {
    const state = { values: {}, errors: {}, problem: FORM_SENTENCES[form.refusal] }
    return c.html(<ReviewPage visit={visit} keys={formKeys(c, context)} state={state} />, 422)
  }
  const { poll, basket = [] } = visit
  const kept = codesOf(basket, poll.manifest).filter((code) => code !== form.value.fields.retirer)
  const left = readBasket(kept, poll.manifest)
  if (left.ok) setBasketCookie(c, context, poll, left.value)
  return c.redirect(visit.paths.review, 303)
}

/**
 * « Je vote ». The script asks for JSON, and stays on its page when the network fails; a plain form is led on.
 *
 * @param proxies  addresses whose X-Forwarded-For is believed
 */
export async function confirm(
  context: Context,
  visit: Visit,
  c: HonoContext,
  proxies: readonly string[],
): Promise<Response> {
  const { poll, paths } = visit
  const form = await readForm(c, context)
  const pass = await findPass(context, c)
  const isScript = c.req.header('Accept') === 'application/json'
  if (!pass) return isScript ? c.json({ problem: LATE, next: paths.identity }, 422) : c.redirect(paths.identity, 303)

  const refusal = async (problem: string): Promise<Response> => {
    if (isScript) return c.json({ problem }, 422)
    const state = { values: {}, errors: {}, problem }
    const hasVoted = await store.hasVoted(context.db, pass)
    return c.html(<ConfirmPage {...{ visit, pass, hasVoted, state }} keys={formKeys(c, context)} />, 422)
  }
  if (!form.ok) return refusal(FORM_SENTENCES[form.refusal])
  const { fields } = form.value
  const envelope = envelopeOf(fields)
  const castKey = /^[A-Za-z0-9_-]{32}$/.test(fields.cle ?? '') ? fields.cle! : form.value.submission.key
  if (!envelope && !visit.basket) return refusal(EMPTY)

  const sent = envelope ? { envelope } : { basket: visit.basket ?? [] }
  const from = { network: networkOf(visitorAddress(c, proxies), { v6: 48 }), browserHash: voterBrowser(c, context) }
  const result = await confirmVote(context, { poll, pass, castKey, from, ...sent })
  if (!result.ok) return refusal(sentenceOfConfirm(result.refusal))
  keep(context, visit, c, result.value)
  return isScript ? c.json({ next: paths.recorded }) : c.redirect(paths.recorded, 303)
}

const LATE =
  'Vous avez attendu trop longtemps, et votre vote n’est pas enregistré. Dites-nous de nouveau qui vous êtes.'
const EMPTY = 'Vous n’avez encore rien choisi. Choisissez au moins un projet.'

function keep(context: Context, { poll }: Visit, c: HonoContext, { receipt, sealedBy, tracker }: Confirmed): void {
  const recorded = { receipt: receiptText(receipt), sealedBy, ...(tracker && { tracker: hexOf(tracker) }) }
  setReceiptCookie(c, context, poll, recorded)
  clearBasketCookie(c, poll)
}

function sentenceOfConfirm(refusal: ConfirmRefusal): string {
  return refusal.kind === 'not-cast' ? CAST_SENTENCES[refusal.why] : sentenceOfBasket(refusal.why)
}

/** The sealed ballot as the script writes it, in base 64; undefined: there is none. */
function envelopeOf({ pli = '', bulletin = '' }: Readonly<Record<string, string>>) {
  const [enc, ciphertext] = [bytesOfBase64(pli), bytesOfBase64(bulletin)]
  return enc?.length === 32 && ciphertext && ciphertext.length > 0 ? { enc, ciphertext } : undefined
}

/** The mail that says that a vote is recorded. */
export async function mail(context: Context, visit: Visit, c: HonoContext): Promise<Response> {
  const { recorded, poll, paths } = visit
  const form = await readForm(c, context)
  if (!recorded) return c.html(<NothingRecordedPage visit={visit} />, 422)
  const { fields } = form.ok ? form.value : await sentFields(c)
  const again = (state: FormState) =>
    c.html(<RecordedPage {...{ visit, recorded, state }} keys={formKeys(c, context)} />, 422)
  if (!form.ok) return again({ values: fields, errors: {}, problem: FORM_SENTENCES[form.refusal] })

  const sent = await mailRecord(context, { poll, receipt: recorded.receipt, address: fields.adresse ?? '' })
  if (!sent.ok) return again({ values: fields, errors: { adresse: MAIL_SENTENCES[sent.refusal] } })
  return c.redirect(`${paths.recorded}?mail=parti`, 303)
}

const MAIL_SENTENCES: Record<RecordMailRefusal, string> = {
  ...SUBMISSION_SENTENCES,
  'address-unreadable': 'Cette adresse n’est pas complète. Écrivez-la comme prenom@exemple.fr.',
  'submission-reused': 'Un mail est déjà parti pour ce vote, à une autre adresse. Il n’en part qu’un.',
}

/** Wipes what is of this person from the device, and begins anew. */
export async function nextPerson(context: Context, visit: Visit, c: HonoContext): Promise<Response> {
  const form = await readForm(c, context)
  // A form that waited too long still wipes: what is asked for can only protect who asked.
  if (form.ok || visit.recorded) {
    await forgetVoter(context, visit.poll, voterBrowser(c, context))
    clearBasketCookie(c, visit.poll)
    clearReceiptCookie(c, visit.poll)
    // What the script kept, choices and number: it wipes them too, where a browser does not know this header.
    c.header('Clear-Site-Data', '"storage"')
  }
  // FranceConnect would take the next person for this one.
  return c.redirect(isHeldByFranceConnect(c) ? `${visit.paths.identity}/fin` : visit.paths.choose, 303)
}

/** Lends the screen to several people, or takes it back. */
export async function share(context: Context, visit: Visit, c: HonoContext): Promise<Response> {
  const form = await readForm(c, context)
  if (form.ok) setShared(c, form.value.fields.prete === 'oui')
  return c.redirect(visit.paths.shared, 303)
}
