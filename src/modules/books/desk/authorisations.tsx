import { Hono, type Context as HonoContext } from 'hono'
import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { findStanding } from '#modules/decisions'
import { having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { type Authorisation, objectOfAuthorisation } from '../budget/authorisation.ts'
import { EXPENSE_READERS, FINANCE_ROLES } from '../budget/roles.ts'
import { openAuthorisation, proposeAuthorisation } from '../commands/budget/index.ts'
import * as store from '../store/budget/index.ts'
import { AUTHORISATIONS, AuthorisationPage, AuthorisationsPage, YEAR_COUNT } from './authorisations-pages.tsx'
import { around, type Fields, type House, ID, idOf, submit } from './parts.tsx'
import { faultsOf, readSum, readWords } from './reading.ts'

/** `/agents/budget/autorisations`: AE and AP, what each year may pay of them, and what is left. */
export function authorisationsDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(AUTHORISATIONS, having(EXPENSE_READERS), (c) => showAll(c, house, EMPTY_FORM, 200))
  desk.post(AUTHORISATIONS, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: readAuthorisation,
      act: (acting, { submission }, authorisation) => proposeAuthorisation(acting, { submission, authorisation }),
      next: ({ id }) => `${AUTHORISATIONS}/${id}`,
      again: (state) => showAll(c, house, state, 422),
    }),
  )
  desk.get(`${AUTHORISATIONS}/${ID}`, having(EXPENSE_READERS), (c) => showOne(c, house, EMPTY_FORM, 200))
  desk.post(`${AUTHORISATIONS}/${ID}/ouvrir`, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: () => done(undefined),
      act: (acting, { submission }) => openAuthorisation(acting, { submission, authorisationId: idOf(c) }),
      next: () => `${AUTHORISATIONS}/${idOf(c)}`,
      again: (state) => showOne(c, house, state, 422),
    }),
  )
  return desk
}

async function showAll(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const { db, now } = house.context
  const authorisations = await store.listAuthorisations(db)
  const page = {
    authorisations: await Promise.all(
      authorisations.map(async (each) => ({
        ...each,
        standing: await findStanding(db, objectOfAuthorisation(each.id)),
      })),
    ),
    left: await store.leftOfAuthorisations(db),
    firstYear: now().getUTCFullYear(),
    state,
  }
  return c.html(<AuthorisationsPage {...(await around(c, house))} {...page} />, status)
}

async function showOne(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const { db } = house.context
  const authorisation = (await store.listAuthorisations(db)).find(({ id }) => id === idOf(c))
  if (!authorisation) return c.notFound()
  const page = {
    authorisation,
    left: (await store.leftOfAuthorisations(db)).get(authorisation.id),
    standing: await findStanding(db, objectOfAuthorisation(authorisation.id)),
    state,
  }
  return c.html(<AuthorisationPage {...(await around(c, house))} {...page} />, status)
}

type Words = Omit<Authorisation, 'id' | 'openedAt'>

function readAuthorisation(fields: Fields): Result<Words, Fields> {
  const kind = fields.genre === 'ae' || fields.genre === 'ap' ? fields.genre : undefined
  const code = (fields.code ?? '').trim()
  const label = readWords(fields, 'nom', 200)
  const amount = readSum(fields, 'montant')
  const years = readYears(fields)
  const faults: Fields = {
    ...(kind ? {} : { genre: 'Choisissez une AE ou une AP.' }),
    ...(/^(?=.{1,40}$)[0-9A-Za-z]+(-[0-9A-Za-z]+)*$/.test(code)
      ? {}
      : { code: 'Écrivez des lettres et des chiffres, comme AE-2026-1.' }),
    ...faultsOf(label, amount, years),
  }
  if (!kind || !label.ok || !amount.ok || !years.ok || Object.keys(faults).length > 0) return refuse(faults)
  return done({ kind, code, label: label.value, amountCents: amount.value, years: years.value })
}

function readYears(fields: Fields): Result<Words['years'], Fields> {
  const first = Number(fields['premiere-annee'])
  if (!/^(19|20|21)\d\d$/.test(fields['premiere-annee'] ?? '')) {
    return refuse({ 'premiere-annee': 'Écrivez l’année en quatre chiffres, comme 2026.' })
  }
  const parts = Array.from({ length: YEAR_COUNT }, (_, index) => {
    const name = `cp-${index + 1}`
    const read: Result<Cents, Fields> = fields[name]?.trim() ? readSum(fields, name) : done(cents(0n))
    return { year: first + index, read }
  })
  const faults = faultsOf(...parts.map(({ read }) => read))
  if (Object.keys(faults).length > 0) return refuse(faults)
  return done(
    parts.flatMap(({ year, read }) => (read.ok && read.value > 0n ? [{ year, amountCents: read.value }] : [])),
  )
}
