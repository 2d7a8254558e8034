import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { formKeys, readForm, sentFields, visitorOf } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { askForCode } from '../commands/index.ts'
import { readAddress } from '../person-fields.ts'
import { FIELD_SENTENCES, sentenceOf } from '../sentences.ts'
import { listActors } from './actors.ts'
import { seeOther, suiteOf } from './entering.ts'
import { EMPTY_FORM, notInYet, problemOf, staleState } from './form-states.ts'
import type { AccountOptions } from './options.ts'
import { codePages } from './sign-in-code.tsx'
import { signInDoors } from './sign-in-doors.tsx'
import { SignInPage, withReturn } from './sign-in-page.tsx'
import { residentProviders } from './staff/parts.ts'
import { knownBrowser, visiting, visitOf } from './visit.ts'

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

  app.route('/', codePages(context, frame, options))
  app.route('/', signInDoors(context, frame, options))
  return app

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
}
