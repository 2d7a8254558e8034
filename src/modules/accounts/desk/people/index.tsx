import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, readForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { closeSessionsOf, grantRole, invite } from '../../commands/index.ts'
import { readAddress, readName } from '../../person-fields.ts'
import { dayOf } from '../../roles/days.ts'
import { isGrantedRole } from '../../roles/model.ts'
import { sentenceOfRoleRefusal } from '../../roles/sentences.ts'
import * as store from '../../store/index.ts'
import { fieldOfRefusal, readAsked, sentenceOfAsked } from '../asked.ts'
import { administrators, answerForm, idOf, readers, visitOf } from '../visit.ts'
import { peopleOf } from '../words.tsx'
import { PeoplePage } from './list.tsx'
import { PersonPage } from './person.tsx'

const MOST_FOUND = 50
const MOST_WORDS = 120

/** `/agents/personnes` and `/agents/personnes/:id`. */
export function peoplePages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.get('/agents/personnes', readers(), (c) => showList(c, context, frame, EMPTY_FORM, 200))
  // The words may be a name or an address: they travel in the body.
  app.post('/agents/personnes', readers(), async (c) => {
    const { fields } = await sentFields(c)
    const values = { mots: (fields.mots ?? '').trim().slice(0, MOST_WORDS) }
    const form = await readForm(c, context)
    if (!form.ok) return showList(c, context, frame, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }, 422)
    if (values.mots !== '') return showList(c, context, frame, { values, errors: {} }, 200)
    const errors = { mots: 'Écrivez un nom, une adresse ou un numéro de carte.' }
    return showList(c, context, frame, { values, errors }, 422)
  })
  app.post('/agents/personnes/inviter', administrators(), (c) => inviteSomebody(c, context, frame))
  app.get('/agents/personnes/:id', readers(), (c) => showPerson(c, context, frame, EMPTY_FORM, 200))
  app.post('/agents/personnes/:id/roles', administrators(), (c) => give(c, context, frame))
  app.post('/agents/personnes/:id/sessions', administrators(), (c) => closeAll(c, context, frame))
  return app
}

async function showList(c: HonoContext, context: Context, frame: SiteFrame, state: FormState, status: 200 | 422) {
  const { db } = context
  const visit = await visitOf(c, context, frame)
  const asked = c.req.query('role') ?? ''
  const role = isGrantedRole(asked) ? asked : undefined
  const words = state.values.mots ?? ''
  const found = words === '' || status === 422 ? undefined : await store.searchPeople(db, words, MOST_FOUND)
  const waiting = await store.listWaiting(db, visit.today)
  const holders = await store.listRoleHolders(db, visit.today, role)
  const names = await store.listNames(db, peopleOf(waiting))
  const crowded = await store.listCrowdedAddresses(db, MOST_FOUND)
  const page = <PeoplePage visit={visit} {...{ state, role, found, waiting, holders, names, crowded }} />
  return c.html(page, status)
}

function inviteSomebody(c: HonoContext, context: Context, frame: SiteFrame) {
  return answerForm(c, context, {
    act: async ({ fields, submission }, acting) => {
      const [displayName, address] = [readName(fields.nom ?? ''), readAddress(fields.adresse ?? '')]
      if (displayName === undefined) return refuse('name-missing')
      if (address === undefined) return refuse('address-unreadable')
      return invite(acting, submission, { displayName, address })
    },
    sentence: (refusal) => INVITATION[refusal],
    fieldOf: (refusal) => ({ 'name-missing': 'nom', 'address-unreadable': 'adresse' })[refusal as string],
    next: () => '/agents/personnes?fait=invite',
    again: (state) => showList(c, context, frame, state, 422),
  })
}

const INVITATION = {
  'name-missing': 'Écrivez le nom de la personne, 60 lettres au plus.',
  'address-unreadable': 'Cette adresse e-mail n’est pas complète. Écrivez-la comme prenom.nom@exemple.fr.',
  'person-unknown': 'Ce compte n’existe plus. Invitez la personne par son adresse.',
  'submission-reused': 'Ce formulaire a déjà été envoyé avec d’autres réponses. Rechargez la page et recommencez.',
} as const

async function showPerson(c: HonoContext, context: Context, frame: SiteFrame, state: FormState, status: 200 | 422) {
  const { db } = context
  const visit = await visitOf(c, context, frame)
  const id = idOf(c)
  const person = id && (await store.findRosterPerson(db, id, visit.now))
  if (!person) throw new HTTPException(404)
  const grants = await store.listGrantsOf(db, person.id)
  const inEffect = await store.listInEffect(db, visit.today, { personId: person.id })
  const names = await store.listNames(db, peopleOf(grants))
  return c.html(<PersonPage visit={visit} {...{ person, grants, inEffect, names, state }} />, status)
}

function give(c: HonoContext, context: Context, frame: SiteFrame) {
  const id = idOf(c)
  if (id === undefined) throw new HTTPException(404)
  return answerForm(c, context, {
    act: async (form, acting) => {
      const asked = readAsked(form.fields, id, dayOf(context.now()))
      return asked.ok ? grantRole(acting, form.submission, asked.value) : asked
    },
    sentence: sentenceOfAsked,
    fieldOf: fieldOfRefusal,
    next: ({ isWaiting }) => `/agents/personnes/${id}?fait=${isWaiting ? 'demande' : 'donne'}`,
    again: async (state) => showPerson(c, context, frame, state, 422),
  })
}

function closeAll(c: HonoContext, context: Context, frame: SiteFrame) {
  const id = idOf(c)
  if (id === undefined) throw new HTTPException(404)
  return answerForm(c, context, {
    act: (form, acting) => closeSessionsOf(acting, form.submission, id),
    sentence: sentenceOfRoleRefusal,
    next: () => `/agents/personnes/${id}?fait=ferme`,
    again: async (state) => showPerson(c, context, frame, state, 422),
  })
}
