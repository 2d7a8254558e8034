import { Hono, type Context as HonoContext } from 'hono'
import { findEpci, nameCommunes, pickCommune, readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { formKeys, readForm, signedIn } from '#platform/sessions'
import type { CommuneChoice } from '#ui/commune-field'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { type Choices, type PlaceRefusal, readChoices, SCOPE_VALUES } from '../choices.ts'
import { choose, followPlace, leavePlace } from '../commands.choices.ts'
import { subjectsOf } from '../commands.sending.ts'
import { findChoices } from '../store.choices.ts'
import { ChoicesPage } from './choices-page.tsx'
import { ownerOn, staleState } from './owner.ts'

const PATH = '/mon-espace/messages/reglages'

/** What comes back beside the choices in force. */
type Shown = {
  readonly state: FormState
  /** The form of places comes back with what was typed. */
  readonly placeState?: FormState
  readonly communes?: readonly CommuneChoice[]
}

/** `/mon-espace/messages/reglages`: what one is told, how soon, of which places. */
export function choicePages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  pages.get(PATH, signedIn(), (c) => show(c, { state: EMPTY_FORM }, 200))

  pages.post(PATH, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { state: await staleState(c, form.refusal) }, 422)
    const owner = await ownerOn(c, context)
    const before = await findChoices(context.db, owner.personId)
    const choices = readChoices(form.value.fields, subjectsOf(context), before)
    const { submission } = form.value
    const chosen = await choose(owner.context, { submission, personId: owner.personId, choices })
    if (chosen.ok) return c.redirect(`${PATH}?enregistre=oui`, 303)
    return show(c, { state: problemOf(form.value.fields, chosen.refusal) }, 422)
  })

  pages.post(`${PATH}/lieux`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { state: EMPTY_FORM, placeState: await staleState(c, form.refusal) }, 422)
    const { fields, submission } = form.value
    const read = await readPlace(context, fields)
    if (!read.ok) return show(c, { state: EMPTY_FORM, placeState: read.state, communes: read.communes }, 422)
    const owner = await ownerOn(c, context)
    const followed = await followPlace(owner.context, { submission, personId: owner.personId, place: read.place })
    if (followed.ok) return c.redirect(`${PATH}#lieux`, 303)
    return show(c, { state: EMPTY_FORM, placeState: problemOf(fields, followed.refusal) }, 422)
  })

  pages.post(`${PATH}/lieux/retirer`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { state: await staleState(c, form.refusal) }, 422)
    const owner = await ownerOn(c, context)
    const { submission, fields } = form.value
    const left = await leavePlace(owner.context, { submission, personId: owner.personId, place: fields.lieu ?? '' })
    if (left.ok) return c.redirect(`${PATH}#lieux`, 303)
    return show(c, { state: problemOf(fields, left.refusal) }, 422)
  })
  return pages

  async function show(c: HonoContext, shown: Shown, status: 200 | 422) {
    const owner = await ownerOn(c, context)
    const choices = await findChoices(context.db, owner.personId)
    const page = {
      acting: owner.acting,
      choices,
      subjects: subjectsOf(context).filter(({ roles }) => !roles || owner.roles.some((role) => roles.includes(role))),
      places: await namePlaces(context, choices),
      isSaved: c.req.query('enregistre') === 'oui',
      ...shown,
    }
    return c.html(<ChoicesPage site={frame} {...page} keysFor={() => formKeys(c, context)} />, status)
  }
}

const PLACE_SENTENCES: Record<PlaceRefusal | SubmissionRefusal, string> = {
  'too-many-places': 'Vous suivez déjà vingt lieux. Retirez-en un, ou suivez tout le territoire.',
  ...SUBMISSION_SENTENCES,
}

function problemOf(values: Readonly<Record<string, string>>, refusal: PlaceRefusal | SubmissionRefusal): FormState {
  return { values, errors: {}, problem: PLACE_SENTENCES[refusal] }
}

type ReadPlace =
  | { readonly ok: true; readonly place: string }
  | { readonly ok: false; readonly state: FormState; readonly communes: readonly CommuneChoice[] }

async function readPlace(context: Context, fields: Readonly<Record<string, string>>): Promise<ReadPlace> {
  const scope = Object.hasOwn(SCOPE_VALUES, fields.portee ?? '') ? SCOPE_VALUES[fields.portee!] : undefined
  if (scope === undefined) return wrong({ portee: 'Choisissez ce que vous suivez.' })
  if (scope === 'territory') return { ok: true, place: 'territory' }

  const atlas = await readAtlas(context.db)
  if (!atlas) return wrong({ commune: 'Les communes ne sont pas encore chargées ici. Suivez tout le territoire.' })
  const picked = pickCommune(atlas, fields, 'commune')
  if (picked.kind !== 'one') return wrong({ commune: picked.error }, picked.choices)
  if (scope === 'commune') return { ok: true, place: `commune:${picked.commune.code}` }
  const { epciCode } = picked.commune
  if (epciCode === null)
    return wrong({ commune: 'Cette commune n’est dans aucune intercommunalité : suivez-la seule.' })
  return { ok: true, place: `epci:${epciCode}` }

  function wrong(errors: FormState['errors'], communes: readonly CommuneChoice[] = []): ReadPlace {
    return { ok: false, state: { values: fields, errors }, communes }
  }
}

/** The places a person follows, by their names. */
async function namePlaces(context: Context, { places }: Choices) {
  const codeIn = (place: string) => place.slice(place.indexOf(':') + 1)
  const communes = await nameCommunes(context.db, places.filter((place) => place.startsWith('commune:')).map(codeIn))
  return Promise.all(
    places.map(async (place) => {
      if (place === 'territory') return { place, name: `Tout le territoire : ${context.settings.territoryName}` }
      if (place.startsWith('commune:')) return { place, name: communes.get(codeIn(place)) ?? codeIn(place) }
      return { place, name: (await findEpci(context.db, codeIn(place)))?.name ?? codeIn(place) }
    }),
  )
}
