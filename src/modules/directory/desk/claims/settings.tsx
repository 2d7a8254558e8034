import { Hono, type Context as HonoContext } from 'hono'
import { contextOf, deskFrame, formKeys, having, readForm, theVisitor } from '#platform/sessions'
import { DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, SelectField, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { writtenSettings } from '../../claims/settings.ts'
import { setDirectorySettings } from '../../commands/claims/index.ts'
import { type House, refusedState, staleState } from '../../pages/claims/forms.ts'
import { RECORDABLE } from '../../recognitions/model.ts'
import * as store from '../../store/claims/index.ts'
import { recognitionName } from '../../words.ts'

const PATH = '/agents/annuaire/reglages'
const TITLE = 'Réglages de l’annuaire'

/** `/agents/annuaire/reglages`: when texts are read, by whom, and when the end of a recognition is told. */
export function settingRoutes(house: House): Hono {
  const { context } = house
  const desk = new Hono()
  desk.get(PATH, having(['administrator']), (c) => show(c, house, undefined, 200))

  desk.post(PATH, having(['administrator']), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const acting = contextOf(context, await theVisitor(c))
    const set = await setDirectorySettings(acting, { submission, typed: fields })
    if (set.ok) return c.redirect(`${PATH}?fait=oui`, 303)
    if (set.refusal === 'submission-reused') return show(c, house, refusedState(fields, {}, set.refusal), 422)
    const errors = Object.fromEntries(set.refusal.faults.map(({ name, sentence }) => [name, sentence]))
    return show(c, house, { values: fields, errors }, 422)
  })
  return desk
}

async function show(c: HonoContext, { context, frame }: House, sent: FormState | undefined, status: 200 | 422) {
  const settings = await store.findDirectorySettings(context.db)
  const state = sent ?? { values: writtenSettings(settings), errors: {} }
  const keys = formKeys(c, context)
  return c.html(
    <DeskPage
      site={frame}
      desk={await deskFrame(c, context)}
      title={TITLE}
      description="Qui relit, quand, et quand on prévient."
      current={PATH}
    >
      <PageHeader title={TITLE} />
      {c.req.query('fait') === 'oui' && <Notice kind="success" title="C’est enregistré." />}
      <Form action={PATH} keys={keys} state={state}>
        <ChoiceField
          name="moderation"
          label="Ce que les structures écrivent sur leur page"
          state={state}
          options={[
            { value: 'before', label: 'est relu avant d’être public' },
            { value: 'after', label: 'est public tout de suite, et relu ensuite' },
          ]}
        />
        <ChoiceField
          name="ambassador-scope"
          label="Les ambassadeurs relisent"
          state={state}
          options={[
            { value: 'epci', label: 'les textes des structures de leur intercommunalité' },
            { value: 'territory', label: 'les textes de tout le territoire' },
            { value: 'none', label: 'rien : les agents seuls relisent' },
          ]}
        />
        <SelectField
          name="ambassador-mark"
          label="Leur structure doit avoir"
          state={state}
          options={Object.keys(RECORDABLE).map((name) => ({ value: name, label: recognitionName(name) }))}
        />
        <TextField
          name="warning-days"
          label="Prévenir de la fin d’une reconnaissance, combien de jours avant"
          hint="Par exemple : 180, 90."
          state={state}
          width={20}
        />
        <SubmitRow label="Enregistrer" />
      </Form>
    </DeskPage>,
    status,
  )
}
