import { Hono, type Context as HonoContext } from 'hono'
import { z } from 'zod'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, formKeys, readForm, type SentForm, signedIn } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { type BureauRefusal, keepKey, keepRehearsal, keepShareFact } from '../../commands/preparation/index.ts'
import { trialEnvelopes, trialManifest } from '../../sealed/trial.ts'
import { CeremonyPage } from './ceremony-page.tsx'
import { BureauHomePage } from './home-page.tsx'
import { ProofPage } from './proof-page.tsx'
import { RehearsalPage } from './rehearsal-page.tsx'
import { type BureauVisit, bureauPath, type House, visitOf } from './visit.ts'

const ONE = '/scrutins/:slug{[a-z0-9-]{1,80}}/bureau'

/** What the members of a bureau do: the ceremony, the rehearsal, the proof of their shares. */
export function bureauPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const house = { context, frame }
  pages.get(ONE, signedIn(), (c) =>
    visiting(c, house, (visit) => {
      const isSaved = c.req.query('enregistre') === 'oui'
      c.header('Cache-Control', 'no-store')
      return c.html(<BureauHomePage site={frame} {...{ visit, isSaved }} />)
    }),
  )
  for (const [part, show, keep] of PARTS) {
    pages.get(`${ONE}/${part}`, signedIn(), (c) => visiting(c, house, (visit) => show(c, house, visit, undefined)))
    pages.post(`${ONE}/${part}`, signedIn(), (c) =>
      visiting(c, house, async (visit) => {
        const form = await readForm(c, context)
        if (!form.ok) return show(c, house, visit, FORM_SENTENCES[form.refusal])
        const kept = await keep(visit, form.value)
        if (kept.ok) return c.redirect(`${bureauPath(visit.poll.slug)}?enregistre=oui`, 303)
        return show(c, house, visit, BUREAU_SENTENCES[kept.refusal])
      }),
    )
  }
  return pages
}

type Show = (
  c: HonoContext,
  house: House,
  visit: BureauVisit,
  problem: string | undefined,
) => Response | Promise<Response>
type Keep = (visit: BureauVisit, form: SentForm) => Promise<Result<unknown, BureauRefusal | SubmissionRefusal>>

const PARTS: readonly (readonly [part: string, show: Show, keep: Keep])[] = [
  ['ceremonie', showCeremony, keepCeremony],
  ['repetition', showRehearsal, keepTypedShares],
  ['preuve', showProof, keepProof],
]

const BUREAU_SENTENCES: Readonly<Record<BureauRefusal | SubmissionRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'poll-unknown': 'Ce vote n’existe plus. Prévenez un administrateur.',
  'already-published': 'Ce vote est publié : sa clé ne change plus.',
  'another-bureau': 'Le nombre de membres a changé depuis le début de la cérémonie. Recommencez-la.',
  'no-key': 'La cérémonie de la clé n’a pas encore eu lieu. Commencez par elle.',
  'share-unknown': 'Aucune part ne porte ce numéro. Choisissez une part de la liste.',
  'trial-not-opened': 'Les deux bulletins d’essai n’ont pas été ouverts avec la bonne clé. Recommencez la répétition.',
}

async function visiting(
  c: HonoContext,
  house: House,
  answer: (visit: BureauVisit) => Response | Promise<Response>,
): Promise<Response> {
  const visit = await visitOf(c, house)
  return visit ? answer(visit) : c.notFound()
}

function showCeremony(c: HonoContext, { context, frame }: House, visit: BureauVisit, problem: string | undefined) {
  if (visit.poll.isPublished) return c.redirect(bureauPath(visit.poll.slug), 303)
  const keys = formKeys(c, context)
  return c.html(<CeremonyPage site={frame} {...{ visit, keys, problem }} />, problem === undefined ? 200 : 422)
}

async function showRehearsal(
  c: HonoContext,
  { context, frame }: House,
  visit: BureauVisit,
  problem: string | undefined,
): Promise<Response> {
  const { poll, key } = visit
  if (!key) return c.redirect(bureauPath(poll.slug), 303)
  const manifest = trialManifest(poll.slug, key)
  const trials = await trialEnvelopes(context.keyFor, key, manifest)
  const keys = formKeys(c, context)
  const page = { visit, keys, problem, manifest, trials }
  return c.html(<RehearsalPage site={frame} {...page} />, problem === undefined ? 200 : 422)
}

function showProof(c: HonoContext, { context, frame }: House, visit: BureauVisit, problem: string | undefined) {
  const { poll, key: pollKey } = visit
  if (!pollKey) return c.redirect(bureauPath(poll.slug), 303)
  const keys = formKeys(c, context)
  return c.html(<ProofPage site={frame} {...{ visit, keys, problem, pollKey }} />, problem === undefined ? 200 : 422)
}

const COMMITMENTS = z.array(
  z.strictObject({ salt: z.string().regex(/^[0-9a-f]{32}$/), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
)

async function keepCeremony({ poll, acting }: BureauVisit, { fields, submission }: SentForm) {
  const shares = COMMITMENTS.safeParse(jsonOf(fields.parts ?? ''))
  const publicKey = fields.cle ?? ''
  if (!shares.success || !/^[0-9a-f]{64}$/.test(publicKey)) return { ok: false, refusal: 'another-bureau' } as const
  return keepKey(acting, { submission, pollId: poll.id, made: { publicKey, shares: shares.data } })
}

async function keepTypedShares({ poll, acting }: BureauVisit, { fields, submission }: SentForm) {
  const numbers = (fields.numeros ?? '').split(' ').filter(Boolean).map(Number)
  const trackers = (fields.bulletins ?? '').split(' ').filter(Boolean)
  return keepRehearsal(acting, { submission, pollId: poll.id, numbers, trackers })
}

async function keepProof({ poll, acting }: BureauVisit, { fields, submission }: SentForm) {
  const kind = fields.quoi === 'lost' ? 'lost' : 'proven'
  return keepShareFact(acting, { submission, pollId: poll.id, number: Number(fields.numero), kind })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
