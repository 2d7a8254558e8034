import { Hono, type Context as HonoContext } from 'hono'
import { browserSecret, contextOf, formKeys, readForm, sentFields, signedIn, theVisitor } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import { EMPTY_FORM, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Page } from '#ui/page'
import { findFirstVisit, joinByIdentity, linkFirstVisit } from '../../commands/index.ts'
import { readName } from '../../person-fields.ts'
import { returnPath } from '../../return-path.ts'
import { FIELD_SENTENCES } from '../../sentences.ts'
import { enter, seeOther, suiteOf } from '../entering.ts'
import { faultOf, problemOf, staleState } from '../form-states.ts'
import { kept, TRAIL } from '../sign-in-page.tsx'
import { visitOf } from '../visit.ts'
import { type StaffParts, visiting } from './parts.ts'
import { FIRST_VISIT_SENTENCES } from './sentences.ts'

const LINK = '/mon-espace/relier'

/** A first visit by FranceConnect: a new account, or one that is there already, proved by its own way in. */
export function firstVisitPages(parts: StaffParts): Hono {
  const { context, frame, options } = parts
  const app = new Hono()

  app.get('/connexion/premiere-visite', async (c) => page(c, EMPTY_FORM, suiteOf(c.req.query('suite')), 200))
  app.post('/connexion/premiere-visite', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    if (!form.ok) return page(c, staleState(fields, form.refusal), suite, 422)
    const displayName = readName(fields.nom)
    if (displayName === undefined) return page(c, faultOf(fields, 'nom', FIELD_SENTENCES['name-missing']), suite, 422)

    const visit = { ...visitOf(c, context, options, form.value), displayName }
    const joined = await joinByIdentity(visiting(parts), visit)
    if (!joined.ok) {
      const { refusal } = joined
      if (refusal === 'submission-reused') return page(c, staleState(fields, refusal), suite, 422)
      return page(c, problemOf(fields, FIRST_VISIT_SENTENCES[refusal]), suite, 422)
    }
    enter(c, joined.value.secret)
    return seeOther(c, returnPath(suite))
  })

  app.get(LINK, signedIn(), (c) => linkPage(c, EMPTY_FORM, 200))
  app.post(LINK, signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    if (!form.ok) return linkPage(c, staleState({}, form.refusal), 422)
    const linked = await linkFirstVisit(contextOf(context, visitor), visitOf(c, context, options, form.value), visitor)
    if (linked.ok) return seeOther(c, '/mon-espace/securite#fournisseurs')
    const { refusal } = linked
    const state =
      refusal === 'submission-reused' ? staleState({}, refusal) : problemOf({}, FIRST_VISIT_SENTENCES[refusal])
    return linkPage(c, state, 422)
  })
  return app

  async function page(c: HonoContext, state: FormState, suite: string | undefined, status: 200 | 422) {
    c.header('Cache-Control', 'no-store')
    const found = await findFirstVisit(context, browserSecret(c, context))
    if (!found) return overPage(c, state)
    const shown = { ...state, values: { nom: found.displayName, ...state.values } }
    return c.html(
      <Page
        site={frame}
        title="Première visite"
        description="Première visite par FranceConnect."
        unlisted
        trail={TRAIL}
      >
        <PageHeader
          title="Première visite"
          lead="C’est la première fois que vous entrez ici avec FranceConnect. Avez-vous déjà un compte ?"
        />
        <Section
          id="deja"
          title="J’ai déjà un compte"
          lead="Entrez-y d’abord comme d’habitude, par un code ou par votre carte : c’est ce qui prouve que ce compte est le vôtre."
        >
          <p>
            <ButtonLink href={`/connexion?suite=${encodeURIComponent(LINK)}`}>
              Entrer dans mon compte pour le relier
            </ButtonLink>
          </p>
        </Section>
        <Section id="nouveau" title="Je n’en ai pas" lead="Nous en faisons un. FranceConnect vous y fera entrer.">
          <Form action="/connexion/premiere-visite" keys={formKeys(c, context)} state={shown} keep={kept(suite)}>
            <TextField
              name="nom"
              label="Comment voulez-vous qu’on vous appelle ?"
              autocomplete="name"
              maxlength={60}
              state={shown}
            />
            <SubmitRow label="Faire mon compte" />
          </Form>
        </Section>
      </Page>,
      status,
    )
  }

  async function linkPage(c: HonoContext, state: FormState, status: 200 | 422) {
    const visitor = await theVisitor(c)
    const found = await findFirstVisit(context, browserSecret(c, context))
    if (!found) return overPage(c, state)
    return c.html(
      <Page
        site={frame}
        title="Relier FranceConnect"
        description="Relier FranceConnect à votre compte."
        unlisted
        trail={TRAIL}
      >
        <PageHeader
          title="Relier FranceConnect"
          lead={`Vous êtes dans le compte de ${visitor.displayName}. Relié, FranceConnect vous y fera entrer sans code.`}
        />
        <Form action={LINK} keys={formKeys(c, context)} state={state}>
          <SubmitRow
            label="Relier FranceConnect à ce compte"
            ways={[{ label: 'Ne rien changer', href: '/mon-espace' }]}
          />
        </Form>
      </Page>,
      status,
    )
  }

  function overPage(c: HonoContext, state: FormState) {
    return c.html(
      <Page site={frame} title="Première visite" description="Rien n’attend ici." unlisted trail={TRAIL}>
        <PageHeader title="Rien n’attend ici" lead={state.problem ?? FIRST_VISIT_SENTENCES['first-visit-over']} />
        <p>
          <ButtonLink href="/connexion">Revenir à la connexion</ButtonLink>
        </p>
      </Page>,
      403,
    )
  }
}
