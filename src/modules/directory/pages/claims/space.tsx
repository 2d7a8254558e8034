import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import { type Picked, pickCommune, readAtlas } from '#modules/territory'
import { contextOf, formKeys, readForm, signedIn, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { mayReadText } from '../../claims/ambassadors.ts'
import { readDeclaration } from '../../claims/declaring.ts'
import { DECLARATION_REFUSALS } from '../../claims/sentences.ts'
import { declareStructure } from '../../commands/claims/index.ts'
import * as store from '../../store/claims/index.ts'
import { FAMILIES } from '../../words.ts'
import { actingOn, type House, personOn, refusedState, staleState } from './forms.ts'
import { answerText, textToRead } from './reading-acts.ts'
import { DeclarePage, OwnStructuresPage, ReadingPage, ToReadPage } from './space-pages.tsx'

const PATH = '/mon-espace/annuaire'
const MOST_SHOWN = 200

/** `/mon-espace/annuaire`: the pages one keeps, what one asked, a structure to declare, texts an ambassador reads. */
export function spaceRoutes(house: House): Hono {
  const { context, frame } = house
  const pages = new Hono()

  pages.get(PATH, signedIn(), async (c) => {
    const personId = await personOn(c)
    const told = {
      acting: await actingOn(c),
      claims: await store.listClaimsBy(context.db, personId),
      declarations: await store.listDeclarationsBy(context.db, personId),
      readsTexts: (await seatsOf(house, personId)).length > 0,
      isDone: c.req.query('fait') === 'declaration',
    }
    return c.html(<OwnStructuresPage site={frame} {...told} />)
  })

  pages.get(`${PATH}/ajouter`, signedIn(), (c) => showDeclaration(c, house, EMPTY_FORM, 200))

  pages.post(`${PATH}/ajouter`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showDeclaration(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const commune = await communeOf(house, fields)
    const picked = commune?.kind === 'one' ? { code: commune.commune.code } : { error: commune?.error ?? NO_COMMUNE }
    const families = FAMILIES.map(({ family }) => family)
    const read = readDeclaration(fields, picked, families)
    if (!read.ok) {
      const errors = Object.fromEntries(read.refusal.map(({ name, sentence }) => [name, sentence]))
      return showDeclaration(c, house, { values: fields, errors }, 422)
    }
    const acting = contextOf(context, await theVisitor(c))
    const declared = await declareStructure(acting, { submission, draft: read.value })
    if (declared.ok) return c.redirect(`${PATH}?fait=declaration`, 303)
    if (declared.refusal === 'known-already') {
      const errors = { numero: DECLARATION_REFUSALS['known-already'] }
      return showDeclaration(c, house, { values: fields, errors }, 422)
    }
    return showDeclaration(c, house, refusedState(fields, DECLARATION_REFUSALS, declared.refusal), 422)
  })

  pages.get(`${PATH}/relecture`, signedIn(), async (c) => {
    const seats = await seatsOf(house, await personOn(c))
    if (seats.length === 0) return c.notFound()
    const texts = await readableTexts(house, seats)
    return c.html(
      <ToReadPage site={frame} acting={await actingOn(c)} texts={texts} isDone={c.req.query('fait') === 'reponse'} />,
    )
  })

  pages.get(`${PATH}/relecture/:id{[0-9a-f-]{36}}`, signedIn(), (c) => showText(c, house, EMPTY_FORM, 200))

  pages.post(`${PATH}/relecture/:id{[0-9a-f-]{36}}`, signedIn(), async (c) => {
    const seats = await seatsOf(house, await personOn(c))
    const answered = await answerText(c, house, { kind: 'ambassador', seats })
    if (answered.ok) return c.redirect(`${PATH}/relecture?fait=reponse`, 303)
    return showText(c, house, answered.state, 422)
  })
  return pages
}

const NO_COMMUNE = 'Le territoire n’a pas encore de communes : demandez à un agent.'

async function showDeclaration(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const { context, frame } = house
  const commune = await communeOf(house, state.values)
  const communes = commune?.kind === 'choice' ? commune.choices : []
  return c.html(
    <DeclarePage site={frame} acting={await actingOn(c)} {...{ state, communes }} keys={formKeys(c, context)} />,
    status,
  )
}

async function communeOf({ context }: House, fields: FormState['values']): Promise<Picked | undefined> {
  const atlas = await readAtlas(context.db)
  return atlas && pickCommune(atlas, fields, 'commune')
}

/** The structures somebody reads texts by: those they speak for as an ambassador, while the label holds. */
async function seatsOf({ context }: House, personId: string): Promise<readonly store.AmbassadorSeat[]> {
  const { ambassadorMark: mark, ambassadorScope } = await store.findDirectorySettings(context.db)
  if (ambassadorScope === 'none') return []
  return store.listAmbassadorSeats(context.db, personId, { mark, today: dayIn(context.now()) })
}

async function readableTexts({ context: { db } }: House, seats: readonly store.AmbassadorSeat[]) {
  const { ambassadorScope } = await store.findDirectorySettings(db)
  const texts = await store.listUnread(db, MOST_SHOWN)
  const epcis = await Promise.all(texts.map(({ communeCode }) => store.findEpciCode(db, communeCode)))
  return texts.filter(({ structureId }, index) =>
    mayReadText(seats, { structureId, epciCode: epcis[index] ?? null }, ambassadorScope),
  )
}

async function showText(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const { context, frame } = house
  const id = c.req.param('id') ?? ''
  const readable = await readableTexts(house, await seatsOf(house, await personOn(c)))
  const told = readable.some((text) => text.id === id) ? await textToRead(house, id) : undefined
  if (!told) return c.notFound()
  return c.html(
    <ReadingPage site={frame} acting={await actingOn(c)} {...told} state={state} keys={formKeys(c, context)} />,
    status,
  )
}
