import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { browserSecret, formKeys, readForm, sentFields, visitorOf } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { askForCode, type SignedIn, signInByCode } from '../commands/index.ts'
import { readAddress } from '../person-fields.ts'
import { returnPath } from '../return-path.ts'
import { FIELD_SENTENCES, sentenceOf } from '../sentences.ts'
import { LIMITS } from '../sign-in-rules.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import { listActors } from './actors.ts'
import { enter, seeOther, suiteOf } from './entering.ts'
import { EMPTY_FORM, notInYet, problemOf, staleState } from './form-states.ts'
import type { AccountOptions } from './options.ts'
import { signInDoors } from './sign-in-doors.tsx'
import { CodePage, SignInPage, withReturn } from './sign-in-page.tsx'
import { residentProviders } from './staff/parts.ts'
import { keepKnownBrowser, knownBrowser, visiting, visitOf } from './visit.ts'

/** `/connexion` and what residents sign in with. */
export function signInPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()

  app.get('/connexion', async (c) => c.html(await signInPage(c, EMPTY_FORM, suiteOf(c.req.query('suite')))))
  app.post('/connexion', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    const refused = async (state: FormState, status: 422 | 429) => c.html(await signInPage(c, state, suite), status)
    if (!form.ok) return refused(staleState(fields, form.refusal), 422)
    const address = readAddress(fields.adresse)
    if (address === undefined) return refused(notInYet(fields, 'adresse', FIELD_SENTENCES['address-unreadable']), 422)

    const asked = await askForCode(visiting(context), {
      ...visitOf(c, context, options, form.value),
      address,
      knownBrowser: knownBrowser(c, context, address),
      personId: null,
    })
    if (asked.ok) return seeOther(c, withReturn('/connexion/code', suite))
    if (asked.refusal === 'submission-reused') return refused(staleState(fields, asked.refusal), 422)
    c.header('Retry-After', String(Math.ceil(asked.refusal.waitMs / 1000)))
    return refused(problemOf(fields, sentenceOf(asked.refusal)), 429)
  })

  app.get('/connexion/code', async (c) => {
    const challenge = await challengeOf(c)
    const suite = suiteOf(c.req.query('suite'))
    const now = context.now().getTime()
    const isProved = challenge?.provedAt && !challenge.spentAt
    if (isProved && now < challenge.provedAt.getTime() + LIMITS.proofLivesMs) {
      return seeOther(c, withReturn('/connexion/qui', suite))
    }
    return c.html(await codePage(c, EMPTY_FORM, suite))
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
    if (!entered.ok) {
      const { refusal } = entered
      if (refusal === 'submission-reused') return refused(staleState(fields, refusal))
      if (refusal.kind === 'network-busy') return refused(problemOf(fields, sentenceOf(refusal)), 429)
      if (refusal.kind === 'no-code-here') return refused(problemOf(fields, sentenceOf(refusal)))
      return refused(notInYet({ ...fields, code: '' }, 'code', sentenceOf(refusal)))
    }
    const challenge = await challengeOf(c)
    if (challenge) keepKnownBrowser(c, context, challenge.address)
    return entered.value.kind === 'choosing'
      ? seeOther(c, withReturn('/connexion/qui', suite))
      : opened(c, entered.value, suite)
  })

  app.route('/', signInDoors(context, frame, options))
  return app

  function opened(c: HonoContext, { secret }: SignedIn, suite: string | undefined) {
    enter(c, secret)
    return seeOther(c, returnPath(suite))
  }

  function challengeOf(c: HonoContext) {
    const browserHash = browserHashOf(browserSecret(c, context))
    return store.findChallenge(context.db, { browserHash, personId: null })
  }

  async function signInPage(c: HonoContext, state: FormState, suite: string | undefined) {
    const visitor = await visitorOf(c)
    return (
      <SignInPage
        site={frame}
        contact={context.settings.contact}
        suite={suite}
        keys={formKeys(c, context)}
        state={state}
        who={visitor?.displayName}
        providers={residentProviders(options)}
        actors={options.isDemonstration ? await listActors(context) : undefined}
        actorKeys={formKeys(c, context)}
      />
    )
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
