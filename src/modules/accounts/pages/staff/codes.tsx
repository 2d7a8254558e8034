import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { formKeys, readForm, sentFields } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { acceptInvitation, beginFirstRun } from '../../commands/index.ts'
import { readAddress, readName } from '../../person-fields.ts'
import { FIELD_SENTENCES } from '../../sentences.ts'
import * as store from '../../store/index.ts'
import { seeOther } from '../entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from '../form-states.ts'
import { visitOf } from '../visit.ts'
import { FirstRunPage, InvitationPage } from './codes-page.tsx'
import { type Shown, type StaffParts, visiting } from './parts.ts'
import { sentenceOfCode } from './sentences.ts'

type Fields = Readonly<Record<string, string>>
type Refuse = (state: FormState, status?: 422 | 429) => Shown

const ENROLMENT = '/connexion/enrolement'

/** `/connexion/invitation`: the code of a mail, then a first strong way in. */
export function invitationPages(parts: StaffParts): Hono {
  const { context, frame, options } = parts
  const app = new Hono()
  const page = (c: HonoContext, state: FormState) => (
    <InvitationPage site={frame} keys={formKeys(c, context)} state={state} />
  )

  app.get('/connexion/invitation', (c) => c.html(page(c, EMPTY_FORM)))
  app.post('/connexion/invitation', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const refused: Refuse = (state, status = 422) => c.html(page(c, state), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const address = readAddress(fields.adresse)
    if (address === undefined) return refused(faultOf(fields, 'adresse', FIELD_SENTENCES['address-unreadable']))
    if (!fields.code?.trim()) return refused(faultOf(fields, 'code', FIELD_SENTENCES['code-missing']))

    const visit = { ...visitOf(c, context, options, form.value), address, code: fields.code.slice(0, 40) }
    const accepted = await acceptInvitation(visiting(parts), visit)
    return accepted.ok ? seeOther(c, ENROLMENT) : refusedCode(c, fields, accepted.refusal, refused)
  })
  return app
}

/** `/premier-demarrage`: the code of the console, then a strong way in, then the role of administrator. */
export function firstRunPages(parts: StaffParts): Hono {
  const { context, frame, options } = parts
  const app = new Hono()
  const page = (c: HonoContext, state: FormState) => (
    <FirstRunPage site={frame} keys={formKeys(c, context)} state={state} />
  )
  // Gone for good once somebody administers: nothing here helps who comes later.
  const mustBeFirstRun = async () => {
    if (options.isDemonstration || (await store.hasHadAdministrator(context.db))) throw new HTTPException(410)
  }

  app.get('/premier-demarrage', async (c) => {
    await mustBeFirstRun()
    return c.html(page(c, EMPTY_FORM))
  })
  app.post('/premier-demarrage', async (c) => {
    await mustBeFirstRun()
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const refused: Refuse = (state, status = 422) => c.html(page(c, state), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const [displayName, address] = [readName(fields.nom), readAddress(fields.adresse)]
    if (displayName === undefined) return refused(faultOf(fields, 'nom', FIELD_SENTENCES['name-missing']))
    if (address === undefined) return refused(faultOf(fields, 'adresse', FIELD_SENTENCES['address-unreadable']))
    if (!fields.code?.trim()) return refused(faultOf(fields, 'code', 'Tapez le code que montre la console du service.'))

    const visit = { ...visitOf(c, context, options, form.value), displayName, address, code: fields.code.slice(0, 40) }
    const begun = await beginFirstRun(visiting(parts), visit)
    return begun.ok ? seeOther(c, ENROLMENT) : refusedCode(c, fields, begun.refusal, refused)
  })
  return app
}

function refusedCode(
  c: HonoContext,
  fields: Fields,
  refusal: Parameters<typeof sentenceOfCode>[0] | 'submission-reused',
  refused: Refuse,
): Shown {
  if (refusal === 'submission-reused') return refused(staleState(fields, refusal))
  if (refusal.kind !== 'wait') return refused(faultOf(fields, 'code', sentenceOfCode(refusal)))
  c.header('Retry-After', String(Math.ceil(refusal.waitMs / 1_000)))
  return refused(problemOf(fields, sentenceOfCode(refusal)), 429)
}
