import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { base64Of, bytesOfBase64 } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, formKeys, holdBody, readForm, signedIn } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { compareOpening, sendOpening } from '../../commands/opening/index.ts'
import type { OpeningRefusal } from '../../sealed/opening.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/opening/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'
import { type BureauVisit, bureauPath, type House, visitOf } from '../bureau/visit.ts'
import { CountingPage, OpeningPage } from './opening-page.tsx'

const PATH = '/scrutins/:slug{[a-z0-9-]{1,80}}/bureau/ouverture'

/** The opening: the bureau's page receives what counts, opens it with the shares typed there, and gives back ballots. */
export function openingPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const house = { context, frame }
  pages.get(PATH, signedIn(), (c) => show(c, house, undefined, 200))
  pages.get(`${PATH}/bulletins`, signedIn(), (c) => giveEnvelopes(c, house))
  pages.post(`${PATH}/comparer`, signedIn(), (c) => compare(c, house))
  pages.post(`${PATH}/publier`, signedIn(), (c) => send(c, house))
  return pages
}

const OPENING_SENTENCES: Readonly<Record<OpeningRefusal | SubmissionRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'not-closed': 'Le vote n’est pas clos : rien ne peut être ouvert. Il faut d’abord le clore, à deux.',
  'already-opened': 'Le résultat est déjà publié : rien n’a été changé.',
  unreadable: 'Ce que cette page a envoyé ne se lit pas. Rechargez la page et recommencez le dépouillement.',
  'other-ballots': 'Ces bulletins ne sont pas ceux du vote clos. Rechargez la page et recommencez le dépouillement.',
  'opened-differently':
    'Une autre machine a trouvé autre chose : les deux suites de signes diffèrent. Recommencez sur les deux machines. Si elles diffèrent encore, arrêtez et prévenez la commission de contrôle.',
}

type Found = { readonly visit: BureauVisit; readonly poll: SealedPoll }

async function find(c: HonoContext, house: House): Promise<Found | undefined> {
  const visit = await visitOf(c, house)
  const poll = visit && (await findSealedPollById(house.context.db, visit.poll.id, house.context.now()))
  return poll && { visit, poll }
}

async function show(c: HonoContext, house: House, problem: string | undefined, status: 200 | 422) {
  const found = await find(c, house)
  if (!found) return c.notFound()
  const { db } = house.context
  const { slug } = found.poll
  // Who sent the ballots waits here: this page comes back by itself until the result is there.
  const isWaiting = status === 200 && c.req.query('attente') === 'oui'
  const sending = await store.findSending(db, found.poll.id)
  if (isWaiting && found.poll.stage === 'published') return c.redirect(`/scrutins/${slug}`, 303)
  if (isWaiting && sending?.refusal === null) {
    c.header('Refresh', `${WAIT_SECONDS}; url=${WAITING(slug)}`)
    return c.html(<CountingPage site={house.frame} visit={found.visit} poll={found.poll} />, 200)
  }
  const comparisons = await store.listComparisons(db, found.poll.id)
  const opened = await store.findOpenedHash(db, found.poll.id)
  const refused = sending?.refusal ? OPENING_SENTENCES[sending.refusal] : undefined
  const page = { ...found, comparisons, opened, isSaved: c.req.query('enregistre') === 'oui' }
  const isCounting = sending?.refusal === null
  return c.html(
    <OpeningPage
      site={house.frame}
      keys={formKeys(c, house.context)}
      {...page}
      isCounting={isCounting}
      problem={problem ?? refused}
    />,
    status,
  )
}

/** Often enough that nobody wonders, seldom enough that it weighs nothing. */
const WAIT_SECONDS = 4
const WAITING = (slug: string) => `${bureauPath(slug, 'ouverture')}?attente=oui`

/** One a line, in base 64: encapsulated key, then sealed ballot; then its college, in a poll that has some. */
async function giveEnvelopes(c: HonoContext, house: House) {
  const found = await find(c, house)
  if (!found) return c.notFound()
  if (!found.poll.facts.closedAt) throw new HTTPException(403)
  const admitted = await store.listAdmitted(house.context.db, found.poll.id)
  const lines = admitted.map(({ enc, ciphertext, college }) => {
    const sealed = base64Of(new Uint8Array([...enc, ...ciphertext]))
    return college === undefined ? `${sealed}\n` : `${sealed} ${college}\n`
  })
  return c.text(lines.join(''), 200, { 'Cache-Control': 'no-store' })
}

async function compare(c: HonoContext, house: House) {
  const found = await find(c, house)
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, FORM_SENTENCES[form.refusal], 422)
  const { submission, fields } = form.value
  const { acting } = found.visit
  const input = { submission, poll: found.poll, personId: personOf(acting), opened: fields.empreinte ?? '' }
  const compared = await compareOpening(acting, input)
  if (compared.ok) return c.redirect(`${bureauPath(found.poll.slug, 'ouverture')}?enregistre=oui`, 303)
  return show(c, house, OPENING_SENTENCES[compared.refusal], 422)
}

async function send(c: HonoContext, house: House) {
  const found = await find(c, house)
  if (!found) return c.notFound()
  await holdBody(c, MOST_SENT)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, FORM_SENTENCES[form.refusal], 422)
  const { submission, fields } = form.value
  const packed = bytesOfBase64(fields.bulletins ?? '')
  if (!packed?.length) return show(c, house, OPENING_SENTENCES.unreadable, 422)
  const { acting } = found.visit
  const sent = await sendOpening(acting, { submission, poll: found.poll, personId: personOf(acting), packed })
  if (sent.ok || sent.refusal === 'already-opened') return c.redirect(WAITING(found.poll.slug), 303)
  return show(c, house, OPENING_SENTENCES[sent.refusal], 422)
}

/** In bytes: a million ballots, packed. */
const MOST_SENT = 60_000_000

function personOf({ actor }: Context): string {
  return actor.kind === 'person' ? actor.id : ''
}
