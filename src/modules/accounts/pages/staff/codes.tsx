import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { formKeys, readForm, sentFields } from '#platform/sessions'
import { CodeField } from '#ui/code-field'
import { Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Page } from '#ui/page'
import { acceptInvitation, beginFirstRun } from '../../commands/index.ts'
import { readAddress, readName } from '../../person-fields.ts'
import { FIELD_SENTENCES } from '../../sentences.ts'
import * as store from '../../store/index.ts'
import { seeOther } from '../entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from '../form-states.ts'
import { TRAIL } from '../sign-in-page.tsx'
import { visitOf } from '../visit.ts'
import { type StaffParts, visiting } from './parts.ts'
import { sentenceOfCode } from './sentences.ts'

type Fields = Readonly<Record<string, string>>

/** `/connexion/invitation` and `/premier-demarrage`: a code typed, then a first strong way in. */
export function codePages(parts: StaffParts): Hono {
  const { context, frame, options } = parts
  const app = new Hono()

  app.get('/connexion/invitation', (c) => c.html(invitationPage(c, EMPTY_FORM)))
  app.post('/connexion/invitation', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const refused = (state: FormState, status: 422 | 429 = 422) => c.html(invitationPage(c, state), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const address = readAddress(fields.adresse)
    if (address === undefined) return refused(faultOf(fields, 'adresse', FIELD_SENTENCES['address-unreadable']))
    if (!fields.code?.trim()) return refused(faultOf(fields, 'code', FIELD_SENTENCES['code-missing']))

    const visit = { ...visitOf(c, context, options, form.value), address, code: fields.code.slice(0, 40) }
    const accepted = await acceptInvitation(visiting(parts), visit)
    if (accepted.ok) return seeOther(c, '/connexion/enrolement')
    return refusedCode(c, fields, accepted.refusal, refused)
  })

  app.get('/premier-demarrage', async (c) => {
    await mustBeFirstRun()
    return c.html(firstRunPage(c, EMPTY_FORM))
  })
  app.post('/premier-demarrage', async (c) => {
    await mustBeFirstRun()
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const refused = (state: FormState, status: 422 | 429 = 422) => c.html(firstRunPage(c, state), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const [displayName, address] = [readName(fields.nom), readAddress(fields.adresse)]
    if (displayName === undefined) return refused(faultOf(fields, 'nom', FIELD_SENTENCES['name-missing']))
    if (address === undefined) return refused(faultOf(fields, 'adresse', FIELD_SENTENCES['address-unreadable']))
    if (!fields.code?.trim()) return refused(faultOf(fields, 'code', 'Tapez le code que montre la console du service.'))

    const visit = { ...visitOf(c, context, options, form.value), displayName, address, code: fields.code.slice(0, 40) }
    const begun = await beginFirstRun(visiting(parts), visit)
    if (begun.ok) return seeOther(c, '/connexion/enrolement')
    return refusedCode(c, fields, begun.refusal, refused)
  })
  return app

  // Gone for good once somebody administers: nothing here helps who comes later.
  async function mustBeFirstRun(): Promise<void> {
    if (options.isDemonstration || (await store.hasHadAdministrator(context.db))) throw new HTTPException(410)
  }

  function invitationPage(c: HonoContext, state: FormState) {
    return (
      <Page
        site={frame}
        title="J’ai reçu une invitation"
        description="Répondre à une invitation."
        unlisted
        trail={TRAIL}
      >
        <PageHeader
          title="J’ai reçu une invitation"
          lead="Un administrateur vous a invité par e-mail. Le message contient un code, bon pendant sept jours."
        />
        <Form action="/connexion/invitation" keys={formKeys(c, context)} state={state}>
          <TextField
            name="adresse"
            label="L’adresse où vous l’avez reçue"
            type="email"
            inputmode="email"
            autocomplete="email"
            maxlength={254}
            spellcheck={false}
            state={state}
          />
          <CodeField
            name="code"
            label="Code de l’invitation"
            hint="Dix chiffres et lettres, avec ou sans espaces"
            length={10}
            kind="card"
            state={state}
          />
          <SubmitRow label="Continuer" note="Ensuite, vous choisirez comment entrer." />
        </Form>
      </Page>
    )
  }

  function firstRunPage(c: HonoContext, state: FormState) {
    return (
      <Page site={frame} title="Premier démarrage" description="Créer le premier administrateur." unlisted>
        <PageHeader
          title="Premier démarrage"
          lead="Personne n’administre encore ce service. La console où il a démarré montre un code, bon pendant une heure : tapez-le ici pour devenir administrateur."
        />
        <Form action="/premier-demarrage" keys={formKeys(c, context)} state={state}>
          <TextField
            name="nom"
            label="Comment voulez-vous qu’on vous appelle ?"
            autocomplete="name"
            maxlength={60}
            state={state}
          />
          <TextField
            name="adresse"
            label="Votre adresse e-mail"
            type="email"
            inputmode="email"
            autocomplete="email"
            maxlength={254}
            spellcheck={false}
            state={state}
          />
          <CodeField
            name="code"
            label="Code de la console"
            hint="Dix chiffres et lettres, avec ou sans espaces"
            length={10}
            kind="card"
            state={state}
          />
          <SubmitRow label="Continuer" note="Ensuite, vous choisirez comment entrer ; le rôle vient alors." />
        </Form>
      </Page>
    )
  }

  function refusedCode(
    c: HonoContext,
    fields: Fields,
    refusal: Parameters<typeof sentenceOfCode>[0] | 'submission-reused',
    refused: (state: FormState, status?: 422 | 429) => Response | Promise<Response>,
  ) {
    if (refusal === 'submission-reused') return refused(staleState(fields, refusal))
    if (refusal.kind === 'wait') {
      c.header('Retry-After', String(Math.ceil(refusal.waitMs / 1_000)))
      return refused(problemOf(fields, sentenceOfCode(refusal)), 429)
    }
    return refused(faultOf(fields, 'code', sentenceOfCode(refusal)))
  }
}
