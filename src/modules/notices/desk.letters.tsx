import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { makePdf } from '#platform/documents'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  type Role,
  readForm,
  type SentForm,
  theVisitor,
} from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { addressLetter, cancelLetter, type LetterRefusal, makeBatch, markBatch } from './commands.letters.ts'
import { LettersPage } from './desk.letters-page.tsx'
import { pagesOf } from './desk.letters-print.ts'
import { findBatch, listBatches, listLettersOfBatch, listWaiting } from './store.letters.ts'

const PATH = '/agents/lettres'
const WRITERS: readonly Role[] = ['agent', 'administrator']
const MOST_BATCHES = 20
const BATCH = ':number'
const ID = ':id{[0-9a-f-]{36}}'

const SENTENCES: Record<LetterRefusal | SubmissionRefusal, string> = {
  'nothing-to-print': 'Aucune lettre n’est prête : il manque une adresse, ou tout est déjà dans un lot.',
  'letter-gone': 'Cette lettre est déjà dans un lot, postée ou annulée.',
  'batch-not-there': 'Ce lot est déjà noté ainsi, ou il faut d’abord le dire imprimé.',
  'address-does-not-fit': 'Une adresse tient en cinq lignes de 38 signes, avec un code postal de cinq chiffres.',
  ...SUBMISSION_SENTENCES,
}

/** `/agents/lettres`: what must be printed and posted for people without e-mail. */
export function letterDesk(context: Context, frame: SiteFrame, { url }: { readonly url: string }): Hono {
  const desk = new Hono()
  desk.get(PATH, having(WRITERS), (c) => show(c, undefined, 200))

  desk.get(`${PATH}/lots/${BATCH}/pdf`, having(WRITERS), async (c) => {
    const batch = await findBatch(context.db, Number(c.req.param('number')))
    const letters = batch ? await listLettersOfBatch(context.db, batch.id) : []
    if (!batch || letters.length === 0) return c.notFound()
    const pdf = await makePdf('letter', pagesOf(batch, letters, context.settings, url))
    return c.body(pdf, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="lettres-lot-${batch.number}.pdf"`,
      'Cache-Control': 'no-store',
    })
  })

  desk.post(`${PATH}/lots`, having(WRITERS), (c) =>
    act(c, ({ submission }, acting) => makeBatch(acting, { submission })),
  )
  for (const [path, state] of [
    ['imprime', 'printed'],
    ['poste', 'posted'],
  ] as const) {
    desk.post(`${PATH}/lots/${BATCH}/${path}`, having(WRITERS), (c) =>
      act(c, ({ submission }, acting) =>
        markBatch(acting, { submission, number: Number(c.req.param('number')), state }),
      ),
    )
  }
  desk.post(`${PATH}/${ID}/adresse`, having(WRITERS), (c) =>
    act(c, ({ submission, fields }, acting) =>
      addressLetter(acting, { submission, letterId: c.req.param('id'), address: fields.adresse ?? '' }),
    ),
  )
  desk.post(`${PATH}/${ID}/annuler`, having(WRITERS), (c) =>
    act(c, ({ submission }, acting) => cancelLetter(acting, { submission, letterId: c.req.param('id') })),
  )

  type Done = Promise<Result<unknown, LetterRefusal | SubmissionRefusal>>

  async function act(c: HonoContext, doIt: (form: SentForm, acting: Context) => Done) {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { sentence: FORM_SENTENCES[form.refusal] }, 422)
    const result = await doIt(form.value, contextOf(context, await theVisitor(c)))
    if (result.ok) return c.redirect(PATH, 303)
    const { adresse } = form.value.fields
    const typed = adresse === undefined ? {} : { letterId: c.req.param('id') ?? '', address: adresse }
    return show(c, { sentence: SENTENCES[result.refusal], ...typed }, 422)
  }

  async function show(c: HonoContext, problem: Problem | undefined, status: 200 | 422) {
    const [letters, batches] = await Promise.all([listWaiting(context.db), listBatches(context.db, MOST_BATCHES)])
    const around = { site: frame, desk: await deskFrame(c, context), keysFor: () => formKeys(c, context) }
    return c.html(<LettersPage {...around} {...{ letters, batches, problem }} />, status)
  }

  return desk
}

/** What was wrong, and what was typed for which letter. */
export type Problem = { readonly sentence: string; readonly letterId?: string; readonly address?: string }
