import { Hono } from 'hono'
import type { Context } from '#platform/context'
import {
  clearSessionCookie,
  FORM_SENTENCES,
  formKeys,
  readForm,
  sentFields,
  signedIn,
  theVisitor,
  type Visitor,
} from '#platform/sessions'
import { isConfirmed } from '#ui/confirm'
import { EMPTY_FORM, type FormState } from '#ui/field'
import type { SiteFrame } from '#ui/page'
import { demonstrationPages } from '../demonstration/index.tsx'
import type { HouseOptions } from '../index.tsx'
import { DataPage } from './data-page.tsx'
import { ErasedPage, ErasePage } from './erase-page.tsx'
import { ERASING_WORD, eraseAccount, isRecent, sentenceOfErasure } from './erasure.ts'
import { exportFile, keptOf } from './kept.ts'
import { PrivacyPage } from './privacy-page.tsx'
import { SpacePage } from './space-page.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const ERASE = '/mon-espace/donnees/effacer'

/** `/mon-espace`, `/donnees-personnelles`, and the mailbox of the demonstration. */
export function spacePages(context: Context, frame: SiteFrame, options: HouseOptions): Hono {
  const app = new Hono()
  const kinds = context.contributions.flatMap((each) => each.personalData ?? [])

  app.get('/mon-espace', signedIn(), async (c) => {
    const visitor = await theVisitor(c)
    const told = await Promise.all(context.contributions.map((each) => each.space?.(context.db, subjectOf(visitor))))
    const parts = told.filter((part) => part !== undefined)
    return c.html(<SpacePage site={frame} visitor={visitor} parts={parts} />)
  })
  app.get('/mon-espace/donnees', signedIn(), async (c) => {
    const visitor = await theVisitor(c)
    const told = await Promise.all(context.contributions.map((each) => each.space?.(context.db, subjectOf(visitor))))
    const corrections = told.flatMap((part) => part?.links ?? [])
    const kept = await keptOf(context, subjectOf(visitor))
    return c.html(<DataPage site={frame} visitor={visitor} kept={kept} corrections={corrections} />)
  })
  app.get('/mon-espace/donnees/export', signedIn(), async (c) => {
    const kept = await keptOf(context, subjectOf(await theVisitor(c)))
    const now = context.now()
    return c.body(exportFile(kept, options.url, now), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="mes-donnees-${now.toISOString().slice(0, 10)}.json"`,
    })
  })

  app.get(ERASE, signedIn(), async (c) => {
    const mustSignIn = !isRecent(await theVisitor(c), context.now())
    return c.html(<ErasePage site={frame} keys={formKeys(c, context)} state={EMPTY_FORM} {...{ kinds, mustSignIn }} />)
  })
  app.post(ERASE, signedIn(), async (c) => {
    const visitor = await theVisitor(c)
    const form = await readForm(c, context)
    const { confirmation = '' } = (await sentFields(c)).fields
    const erased = form.ok
      ? await eraseAccount(context, visitor, {
          submission: form.value.submission,
          isConfirmed: isConfirmed(confirmation, ERASING_WORD),
        })
      : form
    if (erased.ok) {
      clearSessionCookie(c)
      return c.redirect('/compte-efface', 303)
    }
    const state = stateOf(erased.refusal, confirmation)
    const mustSignIn = !isRecent(visitor, context.now())
    return c.html(<ErasePage site={frame} keys={formKeys(c, context)} {...{ kinds, state, mustSignIn }} />, 422)
  })

  app.get('/compte-efface', (c) => c.html(<ErasedPage site={frame} kinds={kinds} />, 200, SHARED))
  app.get('/donnees-personnelles', (c) => {
    return c.html(<PrivacyPage site={frame} settings={context.settings} kinds={kinds} />, 200, SHARED)
  })
  if (options.isDemonstration) app.route('/', demonstrationPages(context, frame, options.url))
  return app
}

/** Whose space it is: that of the person acted for, while somebody acts for another. */
function subjectOf({ personId, actingFor }: Visitor): string {
  return actingFor?.personId ?? personId
}

type Refusal = Parameters<typeof sentenceOfErasure>[0] | 'form-stale'

function stateOf(refusal: Refusal, confirmation: string): FormState {
  const values = { confirmation }
  if (refusal === 'form-stale') return { values, errors: {}, problem: FORM_SENTENCES[refusal] }
  const sentence = sentenceOfErasure(refusal)
  const isOfField = typeof refusal === 'object' && refusal.kind === 'not-confirmed'
  return isOfField ? { values, errors: { confirmation: sentence } } : { values, errors: {}, problem: sentence }
}
