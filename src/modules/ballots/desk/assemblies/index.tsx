import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, having, readForm, sentFields } from '#platform/sessions'
import { DATE_SENTENCES, readDateField } from '#ui/date-field'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { createAssembly, endSession, openSession } from '../../commands/assemblies/index.ts'
import { ASSEMBLY_SENTENCES } from '../../pages/assemblies/sentences.ts'
import { readAssembly } from '../../sealed/assembly/forms.ts'
import * as store from '../../store/assemblies/index.ts'
import { acting, type House, problemState, shellOf } from '../seated.ts'
import { answer, type Show } from './answer.ts'
import { AssemblyPage } from './assembly-page.tsx'
import { AssemblyListPage } from './list-page.tsx'
import { NewAssemblyPage } from './new-page.tsx'
import { assemblyPrints } from './prints.ts'
import { questionsDesk } from './questions.tsx'
import { roomDesk } from './room.tsx'
import { ASSEMBLIES_PATH, CONVENERS, ONE, pathOf, readHeld } from './shell.ts'

/** What statutes most often say. */
const USUAL = {
  ...{ 'quorum-1': '1/2', 'quorum-2': '0', convocation: '1', portee: 'assembly', procurations: '2' },
  colleges: 'Tous les membres ; 1',
}

/** `/agents/assemblees`: assemblies by college, from their members to their minutes. */
export function assembliesDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  desk.get(ASSEMBLIES_PATH, having(CONVENERS), async (c) => {
    const assemblies = await store.listAssemblies(context.db)
    return c.html(<AssemblyListPage {...(await shellOf(c, house))} assemblies={assemblies} />)
  })
  desk.get(`${ASSEMBLIES_PATH}/nouvelle`, having(CONVENERS), (c) =>
    showNew(c, house, { values: USUAL, errors: {} }, 200),
  )
  desk.post(`${ASSEMBLIES_PATH}/nouvelle`, having(CONVENERS), (c) => create(c, house))
  const show: Show = async (c, state, status) => {
    const held = await readHeld(c, house, state)
    return held ? c.html(<AssemblyPage {...held} />, status) : c.notFound()
  }
  desk.get(ONE, having(CONVENERS), (c) => show(c, EMPTY_FORM, 200))
  desk.post(`${ONE}/:act{ouvrir|finir}`, having(CONVENERS), (c) =>
    answer(c, house, show, async (acts, { submission }, assembly) => {
      const act = c.req.param('act') === 'ouvrir' ? openSession : endSession
      return { outcome: act(acts, { submission, assemblyId: assembly.id }), to: pathOf(assembly) }
    }),
  )
  for (const part of [roomDesk, questionsDesk, assemblyPrints]) desk.route('/', part(house))
  return desk
}

async function create(c: HonoContext, house: House) {
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showNew(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const { fields, submission } = form.value
  const read = readAssembly(fields)
  const day = readDateField(fields, 'jour', { earliest: '2020-01-01', latest: '2099-12-31' })
  if (!read.ok || !day.ok) {
    const errors = { ...(!day.ok && { jour: DATE_SENTENCES[day.refusal] }), ...(!read.ok && read.refusal) }
    return showNew(c, house, { values: fields, errors }, 422)
  }
  const created = await createAssembly(await acting(c, house), { submission, draft: read.value, heldOn: day.value })
  if (created.ok) return c.redirect(pathOf(created.value), 303)
  return showNew(c, house, problemState(ASSEMBLY_SENTENCES[created.refusal], sent), 422)
}

async function showNew(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  return c.html(<NewAssemblyPage {...(await shellOf(c, house))} state={state} />, status)
}
