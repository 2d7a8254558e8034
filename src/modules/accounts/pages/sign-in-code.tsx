import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { browserSecret, formKeys, readForm, sentFields } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { isProof, type SignInRefusal, signInByCode } from '../commands/index.ts'
import { returnPath } from '../return-path.ts'
import { FIELD_SENTENCES, sentenceOf } from '../sentences.ts'
import { LIMITS } from '../sign-in-rules.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import { enter, seeOther, suiteOf } from './entering.ts'
import { EMPTY_FORM, notInYet, problemOf, staleState } from './form-states.ts'
import type { AccountOptions } from './options.ts'
import { CodePage, withReturn } from './sign-in-page.tsx'
import { keepKnownBrowser, visiting, visitOf } from './visit.ts'

/** `/connexion/code`: the code of the mail, typed in the browser that asked for it. */
export function codePages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  app.get('/connexion/code', async (c) => {
    const suite = suiteOf(c.req.query('suite'))
    return isProof(await challengeOf(c), context.now())
      ? seeOther(c, withReturn('/connexion/qui', suite))
      : c.html(await codePage(c, EMPTY_FORM, suite))
  })
  app.post('/connexion/code', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    const refused = async (state: FormState, status: 422 | 429 = 422) => c.html(await codePage(c, state, suite), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    if (!fields.code?.trim()) return refused(notInYet(fields, 'code', FIELD_SENTENCES['code-missing']))

    const visit = visitOf(c, context, options, form.value)
    const choosing = fields.autre === 'oui'
    const entered = await signInByCode(visiting(context), { ...visit, code: fields.code, choosing })
    if (!entered.ok) return refused(refusedState(fields, entered.refusal), statusOf(entered.refusal))
    const challenge = await challengeOf(c)
    if (challenge) keepKnownBrowser(c, context, challenge.address)
    if (entered.value.kind === 'choosing') return seeOther(c, withReturn('/connexion/qui', suite))
    enter(c, entered.value.secret)
    return seeOther(c, returnPath(suite))
  })
  return app

  function challengeOf(c: HonoContext) {
    const browserHash = browserHashOf(browserSecret(c, context))
    return store.findChallenge(context.db, { browserHash, personId: null })
  }

  async function codePage(c: HonoContext, state: FormState, suite: string | undefined) {
    const challenge = await challengeOf(c)
    const waits = challenge !== undefined && challenge.spentAt === undefined
    const isUseless = waits && (challenge.triesLeft === 0 || context.now() >= challenge.expiresAt)
    return (
      <CodePage
        site={frame}
        contact={context.settings.contact}
        suite={suite}
        keys={formKeys(c, context)}
        againKeys={formKeys(c, context)}
        state={state}
        address={waits ? challenge.address : undefined}
        codeLength={challenge?.isLong ? 10 : 6}
        isStuck={isUseless || (waits && challenge.triesLeft <= LIMITS.triesPerCode - 2)}
        isDemonstration={options.isDemonstration}
      />
    )
  }
}

function refusedState(fields: FormState['values'], refusal: SignInRefusal): FormState {
  if (refusal === 'submission-reused') return staleState(fields, refusal)
  const sentence = sentenceOf(refusal)
  const isOfTheCode = refusal.kind !== 'network-busy' && refusal.kind !== 'no-code-here'
  return isOfTheCode ? notInYet({ ...fields, code: '' }, 'code', sentence) : problemOf(fields, sentence)
}

function statusOf(refusal: SignInRefusal): 422 | 429 {
  return refusal !== 'submission-reused' && refusal.kind === 'network-busy' ? 429 : 422
}
