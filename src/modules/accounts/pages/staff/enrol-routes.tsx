import type { Hono, Context as HonoContext, MiddlewareHandler } from 'hono'
import { browserSecret, formKeys, readForm, sentFields } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import type { FormState } from '#ui/form'
import {
  addPasskey,
  type Enroller,
  type EnrolRefusal,
  enrolAuthenticator,
  type PasskeyRefusal,
  passkeyEnrolmentOptions,
} from '../../commands/index.ts'
import { seal, secretFrom, unseal } from '../../identity/index.ts'
import { readName } from '../../person-fields.ts'
import { enter, seeOther } from '../entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from '../form-states.ts'
import { TRAIL } from '../sign-in-page.tsx'
import { visitOf } from '../visit.ts'
import { NEVER_KEPT } from './agents.tsx'
import { AuthenticatorForm, RecoveryCodes } from './enrol-parts.tsx'
import { Framed } from './framed.tsx'
import { houseOf, type Shown, type StaffParts, visiting } from './parts.ts'
import { SECURITY_TRAIL } from './security-page.tsx'
import { PASSKEY_SENTENCES, WAYS_SENTENCES } from './sentences.ts'

/** Who adds a way in, behind which guard, on which pages. */
export type Door = {
  readonly base: '/mon-espace/securite' | '/connexion/enrolement'
  readonly guard: MiddlewareHandler
  /** Where it ends well. */
  readonly after: string
  /** Undefined when nobody may enrol here now. */
  readonly whoOf: (c: HonoContext) => Promise<Who | undefined>
  /** The page with the form of passkeys, after it was refused. */
  readonly page: (c: HonoContext, state: FormState) => Shown
  readonly over: (c: HonoContext) => Shown
}

export type Who = { readonly enroller: Enroller; readonly personId: string; readonly displayName: string }

/** The routes that add a passkey and an application of codes, the same for who is signed in and who was asked in. */
export function enrolRoutes(app: Hono, parts: StaffParts, door: Door): void {
  passkeyRoutes(app, parts, door)
  authenticatorRoutes(app, parts, door)
}

function passkeyRoutes(app: Hono, parts: StaffParts, door: Door): void {
  const { context, options } = parts
  const { site } = houseOf(options)

  app.get(`${door.base}/defi`, door.guard, async (c) => {
    const who = await door.whoOf(c)
    if (!who) return c.json({ error: WAYS_SENTENCES['enrolment-over'] }, 403, NEVER_KEPT)
    return c.json(await passkeyEnrolmentOptions(context, browserSecret(c, context), site, who), 200, NEVER_KEPT)
  })

  app.post(`${door.base}/cles`, door.guard, async (c) => {
    const who = await door.whoOf(c)
    if (!who) return door.over(c)
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    if (!form.ok) return door.page(c, staleState(fields, form.refusal))
    const name = readName(fields['nom-cle'])
    if (name === undefined) return door.page(c, faultOf(fields, 'nom-cle', WAYS_SENTENCES['name-missing']))

    const visit = { ...visitOf(c, context, options, form.value), answer: fields.reponse ?? '', name }
    const added = await addPasskey(visiting(parts), visit, who.enroller, site)
    if (!added.ok) {
      if (added.refusal === 'submission-reused') return door.page(c, staleState(fields, added.refusal))
      return door.page(c, problemOf(fields, sentenceOf(added.refusal)))
    }
    if (added.value.secret !== undefined) enter(c, added.value.secret)
    return seeOther(c, door.after)
  })
}

function authenticatorRoutes(app: Hono, parts: StaffParts, door: Door): void {
  const { context, options } = parts
  const path = `${door.base}/application`

  app.get(path, door.guard, async (c) => {
    const who = await door.whoOf(c)
    return who ? authenticatorPage(c, parts, { path, who, state: EMPTY_FORM }) : door.over(c)
  })

  app.post(path, door.guard, async (c) => {
    const who = await door.whoOf(c)
    if (!who) return door.over(c)
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const secret = unsealed(parts, who, fields.brouillon ?? '')
    const refused = (state: FormState) => authenticatorPage(c, parts, { path, who, state, secret }, 422)
    if (!form.ok || secret === undefined) return refused(staleState({}, 'form-stale'))
    if (!fields.code?.trim()) return refused(faultOf({}, 'code', 'Tapez le code que montre l’application.'))

    const visit = { ...visitOf(c, context, options, form.value), secret, code: fields.code }
    const enrolled = await enrolAuthenticator(visiting(parts), visit, who.enroller)
    if (!enrolled.ok) {
      const { refusal } = enrolled
      if (refusal === 'submission-reused') return refused(staleState({}, refusal))
      if (refusal === 'code-wrong') return refused(faultOf({}, 'code', WAYS_SENTENCES[refusal]))
      return refused(problemOf({}, WAYS_SENTENCES[refusal]))
    }
    if (enrolled.value.secret !== undefined) enter(c, enrolled.value.secret)
    return codesPage(c, parts, enrolled.value.recoveryCodes)
  })
}

/** Not a redirection: the codes are kept as hashes, so the page that answers is the only one that can show them. */
export function codesPage(c: HonoContext, { frame }: StaffParts, codes: readonly string[]): Shown {
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Framed
      site={frame}
      title="Vos codes de secours"
      trail={SECURITY_TRAIL}
      lead="L’application est reliée. Voici de quoi entrer si vous la perdez."
    >
      <RecoveryCodes codes={codes}>
        <p>
          <ButtonLink href="/mon-espace/securite">Je les ai gardés</ButtonLink>
        </p>
      </RecoveryCodes>
    </Framed>,
  )
}

function authenticatorPage(
  c: HonoContext,
  { context, frame }: StaffParts,
  shown: {
    readonly path: string
    readonly who: Who
    readonly state: FormState
    readonly secret?: string | undefined
  },
  status: 200 | 422 = 200,
): Shown {
  const { path, who, state, secret = secretFrom(context.random(20)) } = shown
  const sealed = seal(context.keyFor('authenticator drafts'), context.random(12), secret, who.personId)
  return c.html(
    <Framed
      site={frame}
      title="Relier une application de codes"
      trail={trailOf(path)}
      lead="Elle montre un code qui change toutes les trente secondes : un moyen d’entrer sans clé d’accès."
    >
      <AuthenticatorForm
        action={path}
        keys={formKeys(c, context)}
        state={state}
        secret={secret}
        draft={Buffer.from(sealed).toString('base64url')}
        service={context.settings.serviceName}
        holder={who.displayName}
      />
    </Framed>,
    status,
  )
}

function trailOf(path: string) {
  return path.startsWith('/mon-espace') ? SECURITY_TRAIL : TRAIL
}

function unsealed({ context }: StaffParts, who: Who, draft: string): string | undefined {
  return unseal(context.keyFor('authenticator drafts'), Buffer.from(draft, 'base64url'), who.personId)
}

function sentenceOf(refusal: PasskeyRefusal | EnrolRefusal): string {
  return refusal in PASSKEY_SENTENCES
    ? PASSKEY_SENTENCES[refusal as PasskeyRefusal]
    : WAYS_SENTENCES[refusal as EnrolRefusal]
}
