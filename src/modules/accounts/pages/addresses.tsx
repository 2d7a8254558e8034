import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { browserSecret, contextOf, formKeys, readForm, sentFields, signedIn, theVisitor } from '#platform/sessions'
import { CodeField } from '#ui/code-field'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { askForCode, confirmAddress } from '../commands/index.ts'
import { readAddress } from '../person-fields.ts'
import { FIELD_SENTENCES, sentenceOf } from '../sentences.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import { SPACE_TRAIL } from './account-page.tsx'
import { seeOther } from './entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from './form-states.ts'
import type { AccountOptions } from './options.ts'
import { visitOf } from './visit.ts'

/** Adding an address to one's account: a code goes there first, so that nobody joins another's. */
export function addressPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  app.post('/mon-espace/compte/adresses', signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    const { fields } = form.ok ? form.value : await sentFields(c)
    const refused = (state: FormState, status: 422 | 429 = 422) => c.html(addressPage(c, state), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const address = readAddress(fields.adresse)
    if (address === undefined) return refused(faultOf(fields, 'adresse', FIELD_SENTENCES['address-unreadable']))
    const visit = visitOf(c, context, options, form.value)
    const { personId } = visitor
    const asked = await askForCode(contextOf(context, visitor), {
      ...visit,
      address,
      knownBrowser: undefined,
      personId,
    })
    if (asked.ok) return seeOther(c, '/mon-espace/compte/adresse')
    if (asked.refusal === 'submission-reused') return refused(staleState(fields, asked.refusal))
    c.header('Retry-After', String(Math.ceil(asked.refusal.waitMs / 1000)))
    return refused(problemOf(fields, sentenceOf(asked.refusal)), 429)
  })

  app.get('/mon-espace/compte/adresse', signedIn(), async (c) => c.html(await codePage(c, EMPTY_FORM)))
  app.post('/mon-espace/compte/adresse', signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    const { fields } = form.ok ? form.value : await sentFields(c)
    if (!form.ok) return c.html(await codePage(c, staleState(fields, form.refusal)), 422)
    const visit = visitOf(c, context, options, form.value)
    const { personId } = visitor
    const { code = '' } = fields
    const confirmed = await confirmAddress(contextOf(context, visitor), { ...visit, code, personId })
    if (confirmed.ok) return seeOther(c, '/mon-espace/compte#adresses')
    if (confirmed.refusal === 'submission-reused')
      return c.html(await codePage(c, staleState({}, confirmed.refusal)), 422)
    return c.html(await codePage(c, faultOf({}, 'code', sentenceOf(confirmed.refusal))), 422)
  })
  return app

  function addressPage(c: HonoContext, state: FormState) {
    return <AddressPage site={frame} keys={formKeys(c, context)} state={state} />
  }

  async function codePage(c: HonoContext, state: FormState) {
    const { personId } = await theVisitor(c)
    const browserHash = browserHashOf(browserSecret(c, context))
    const challenge = await store.findChallenge(context.db, { browserHash, personId })
    const address = challenge && challenge.spentAt === undefined ? challenge.address : undefined
    if (address === undefined) return addressPage(c, state)
    const isLong = challenge?.isLong ?? false
    return <AddressCodePage site={frame} keys={formKeys(c, context)} state={state} address={address} isLong={isLong} />
  }
}

type Shown = { readonly site: SiteFrame; readonly keys: HiddenKeys; readonly state: FormState }

const TRAIL = [...SPACE_TRAIL, { label: 'Mon compte', href: '/mon-espace/compte' }] as const

function AddressPage({ site, keys, state }: Shown) {
  return (
    <Page site={site} title="Ajouter une adresse" description="Une autre adresse e-mail." unlisted trail={TRAIL}>
      <PageHeader title="Ajouter une adresse" lead="Un code y sera envoyé, pour être sûr qu’elle est à vous." />
      <Form action="/mon-espace/compte/adresses" keys={keys} state={state}>
        <TextField
          name="adresse"
          label="Adresse à ajouter"
          hint="Comme prenom.nom@exemple.fr"
          type="email"
          inputmode="email"
          autocomplete="off"
          maxlength={254}
          spellcheck={false}
          state={state}
        />
        <SubmitRow label="Recevoir un code" ways={[{ label: 'Revenir à mon compte', href: '/mon-espace/compte' }]} />
      </Form>
    </Page>
  )
}

function AddressCodePage(props: Shown & { readonly address: string; readonly isLong: boolean }) {
  const { site, keys, state, address, isLong } = props
  return (
    <Page site={site} title="Confirmer l’adresse" description="Le code reçu par e-mail." unlisted trail={TRAIL}>
      <PageHeader
        title="Confirmer l’adresse"
        lead={
          <>
            Nous avons envoyé un code à <strong>{address}</strong>.
          </>
        }
      />
      <Form action="/mon-espace/compte/adresse" keys={keys} state={state}>
        <CodeField
          name="code"
          label="Code reçu"
          hint={isLong ? 'Dix chiffres et lettres, avec ou sans espaces' : 'Six chiffres, avec ou sans espaces'}
          length={isLong ? 10 : 6}
          kind={isLong ? 'card' : 'mail'}
          state={state}
        />
        <SubmitRow label="Ajouter l’adresse" ways={[{ label: 'Revenir à mon compte', href: '/mon-espace/compte' }]} />
      </Form>
    </Page>
  )
}
