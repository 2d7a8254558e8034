import { Hono, type Context as HonoContext } from 'hono'
import { EMBEDDER_REFUSALS } from '#platform/http'
import { contextOf, deskFrame, formKeys, having, readForm, theVisitor } from '#platform/sessions'
import { DeskPage } from '#ui/desk'
import { Form, type FormState, SubmitRow, TextArea } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { allowEmbedding } from '../commands/index.ts'
import { type House, refusedState, staleState } from '../pages/claims/forms.ts'
import * as store from '../store/index.ts'
import { READERS } from './claims/roles.ts'

const PATH = '/agents/annuaire/cadre'
const TITLE = 'L’annuaire sur d’autres sites'

/** `/agents/annuaire/cadre`: which sites may show the directory. */
export function embeddingDesk(house: House): Hono {
  const { context } = house
  const desk = new Hono()
  desk.get(PATH, having(READERS), (c) => show(c, house, undefined, 200))

  desk.post(PATH, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const acting = contextOf(context, await theVisitor(c))
    const allowed = await allowEmbedding(acting, { submission, typed: fields.sites ?? '' })
    if (allowed.ok) return c.redirect(`${PATH}?fait=oui`, 303)
    if (allowed.refusal === 'submission-reused') {
      return show(c, house, refusedState(fields, EMBEDDER_REFUSALS, allowed.refusal), 422)
    }
    return show(c, house, { values: fields, errors: { sites: EMBEDDER_REFUSALS[allowed.refusal] } }, 422)
  })
  return desk
}

async function show(c: HonoContext, { context, frame }: House, sent: FormState | undefined, status: 200 | 422) {
  const allowed = await store.findEmbedders(context.db)
  const state = sent ?? { values: { sites: allowed.join('\n') }, errors: {} }
  const keys = formKeys(c, context)
  return c.html(
    <DeskPage
      site={frame}
      desk={await deskFrame(c, context)}
      title={TITLE}
      description="Qui peut montrer l’annuaire dans un cadre."
      current={PATH}
      publicFace={{ label: 'Voir comment on le montre', href: '/annuaire/integrer' }}
    >
      <PageHeader
        title={TITLE}
        lead="Une mairie ou une association peut montrer l’annuaire sur son site, si ce site est dans la liste ci-dessous."
      />
      {c.req.query('fait') === 'oui' && (
        <Notice kind="success" title="C’est enregistré.">
          <p>Les sites de la liste peuvent montrer l’annuaire dès maintenant. Les autres ne le peuvent pas.</p>
        </Notice>
      )}
      <Form action={PATH} keys={keys} state={state}>
        <TextArea
          name="sites"
          label="Sites qui peuvent montrer l’annuaire dans un cadre"
          hint="Un par ligne, par exemple https://www.commune.example. Laissez vide pour n’en autoriser aucun."
          state={state}
          optional
          rows={6}
          maxlength={5000}
        />
        <SubmitRow label="Enregistrer ces sites" />
      </Form>
    </DeskPage>,
    status,
  )
}
