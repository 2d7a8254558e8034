import { Hono, type Context as HonoContext } from 'hono'
import { done } from '#kernel/result'
import { findStanding } from '#modules/decisions'
import type { Context } from '#platform/context'
import { having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { moveRuleOf, roomOf } from '../../budget/moves.ts'
import { EXPENSE_READERS, FINANCE_ROLES } from '../../budget/roles.ts'
import { objectOfStage, objectOfYear } from '../../budget/stage.ts'
import { addLine, changeLine, closeYear, openStage, openYear, proposeStage } from '../../commands/budget/index.ts'
import * as store from '../../store/budget/index.ts'
import { around, BUDGET_DESK, type House, ID, idOf, submit } from '../parts.tsx'
import { ChangeLinePage, NewLinePage } from './line-form.tsx'
import { pathOfStage, pathOfYear, YEARS } from './paths.ts'
import { readKind, readLine, readLineChange, readStage, readYear } from './reading.ts'
import { StageFormPage } from './stage-form.tsx'
import { StagePage } from './stage-page.tsx'
import { YearPage } from './year-page.tsx'
import { YearsPage } from './years-page.tsx'

const YEAR = `${YEARS}/:year{[0-9]{4}}`

/** `/agents/budget/annees`: to open a year, write its lines, propose and open its credits, close it. */
export function yearsDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(YEARS, having(EXPENSE_READERS), (c) => showYears(c, house, EMPTY_FORM, 200))
  desk.post(YEARS, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: readYear,
      act: async (acting, { submission }, asked) => {
        const opened = await openYear(acting, { submission, ...asked })
        return opened.ok ? done(asked.year) : opened
      },
      next: (year) => pathOfYear(year),
      again: (state) => showYears(c, house, state, 422),
    }),
  )
  desk.get(YEAR, having(EXPENSE_READERS), (c) => showYear(c, house, EMPTY_FORM, 200))
  desk.post(`${YEAR}/clore`, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: () => done(undefined),
      act: (acting, { submission }) => closeYear(acting, { submission, year: yearOf(c) }),
      next: () => pathOfYear(yearOf(c)),
      again: (state) => showYear(c, house, state, 422),
    }),
  )
  addLines(desk, house)
  addStages(desk, house)
  return desk
}

function addLines(desk: Hono, house: House): void {
  desk.get(`${YEAR}/lignes/ajouter`, having(FINANCE_ROLES), (c) => showNewLine(c, house, NEW_LINE, 200))
  desk.post(`${YEAR}/lignes/ajouter`, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: (fields) => readLine(fields, yearOf(c)),
      act: (acting, { submission }, line) => addLine(acting, { submission, line }),
      next: () => `${pathOfYear(yearOf(c))}#lignes`,
      again: (state) => showNewLine(c, house, state, 422),
    }),
  )
  const one = `${BUDGET_DESK}/lignes/${ID}/modifier`
  desk.get(one, having(FINANCE_ROLES), (c) => showLineChange(c, house, EMPTY_FORM, 200))
  desk.post(one, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: readLineChange,
      act: (acting, { submission }, words) => changeLine(acting, { submission, lineId: idOf(c), ...words }),
      next: () => `${BUDGET_DESK}/lignes/${idOf(c)}`,
      again: (state) => showLineChange(c, house, state, 422),
    }),
  )
}

function addStages(desk: Hono, house: House): void {
  const path = `${YEAR}/etapes/proposer`
  desk.get(path, having(FINANCE_ROLES), (c) => showStageForm(c, house, EMPTY_FORM, 200))
  desk.post(path, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: (fields) => readStage(fields, yearOf(c)),
      act: (acting, { submission }, stage) => proposeStage(acting, { submission, stage }),
      next: ({ id }) => pathOfStage(id),
      again: (state) => showStageForm(c, house, state, 422),
    }),
  )
  const one = `${BUDGET_DESK}/etapes/${ID}`
  desk.get(one, having(EXPENSE_READERS), (c) => showStage(c, house, EMPTY_FORM, 200))
  desk.post(`${one}/ouvrir`, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: () => done(undefined),
      act: (acting, { submission }) => openStage(acting, { submission, stageId: idOf(c) }),
      next: () => pathOfStage(idOf(c)),
      again: (state) => showStage(c, house, state, 422),
    }),
  )
}

type Status = 200 | 422

async function showYears(c: HonoContext, house: House, state: FormState, status: Status) {
  const { db, now } = house.context
  const [years, nomenclatures] = await Promise.all([store.listYears(db), store.listNomenclatures(db)])
  const next = (years[0]?.year ?? now().getUTCFullYear() - 1) + 1
  const first = { annee: String(next), nomenclature: nomenclatures[0]?.id ?? '' }
  const page = { years, nomenclatures, state: filled(state, first) }
  return c.html(<YearsPage {...(await around(c, house))} {...page} />, status)
}

async function showYear(c: HonoContext, house: House, state: FormState, status: Status) {
  const { db } = house.context
  const year = await store.findYear(db, yearOf(c))
  if (!year) return c.notFound()
  const [lines, stages, nomenclatures, engagements, standing] = await Promise.all([
    store.listExecution(db, year.year),
    store.listStages(db, year.year),
    store.listNomenclatures(db),
    store.listEngagements(db, { year: year.year }),
    findStanding(db, objectOfYear(year.year)),
  ])
  const balances = await store.balancesOfEngagements(
    db,
    engagements.map(({ id }) => id),
  )
  const page = {
    ...{ year, lines, state, standing },
    nomenclature: nomenclatures.find(({ id }) => id === year.nomenclatureId),
    stages: await Promise.all(
      stages.map(async (stage) => ({ ...stage, standing: await findStanding(db, objectOfStage(stage.id)) })),
    ),
    room: await readRoom(house.context, year.year),
    open: engagements.flatMap((engagement) => {
      const own = balances.get(engagement.id)
      return own && own.committedCents > 0n ? [{ engagement, balances: own }] : []
    }),
  }
  return c.html(<YearPage {...(await around(c, house))} {...page} />, status)
}

async function showNewLine(c: HonoContext, house: House, state: FormState, status: Status) {
  const { db } = house.context
  const year = await store.findYear(db, yearOf(c))
  if (!year) return c.notFound()
  const codes = await store.listCodes(db, year.nomenclatureId)
  return c.html(<NewLinePage {...(await around(c, house))} {...{ year: year.year, codes, state }} />, status)
}

async function showLineChange(c: HonoContext, house: House, state: FormState, status: Status) {
  const line = await store.findLine(house.context.db, idOf(c))
  if (!line) return c.notFound()
  const page = { line, state: filled(state, { nom: line.label, perimetre: line.perimeter }) }
  return c.html(<ChangeLinePage {...(await around(c, house))} {...page} />, status)
}

async function showStageForm(c: HonoContext, house: House, state: FormState, status: Status) {
  const { context } = house
  const year = yearOf(c)
  if (!(await store.findYear(context.db, year))) return c.notFound()
  const lines = await store.listExecution(context.db, year)
  const kind = readKind(state.values.sorte ?? c.req.query('sorte'))
  const page = { year, lines, kind, state, room: await readRoom(context, year) }
  return c.html(<StageFormPage {...(await around(c, house))} {...page} />, status)
}

async function showStage(c: HonoContext, house: House, state: FormState, status: Status) {
  const { db } = house.context
  const stage = await store.findStage(db, idOf(c))
  if (!stage) return c.notFound()
  const lines = await store.listLines(db, stage.year)
  const standing = await findStanding(db, objectOfStage(stage.id))
  return c.html(<StagePage {...(await around(c, house))} {...{ stage, lines, standing, state }} />, status)
}

async function readRoom({ db }: Context, year: number) {
  const [settings, stages, lines] = await Promise.all([
    store.readBudgetSettings(db),
    store.listStages(db, year),
    store.listLines(db, year),
  ])
  const rule = moveRuleOf(settings, stages, lines)
  return { F: roomOf(rule, 'F'), I: roomOf(rule, 'I') }
}

function yearOf(c: HonoContext): number {
  return Number(c.req.param('year'))
}

/** What a form starts from, until somebody wrote in it. */
function filled(state: FormState, first: FormState['values']): FormState {
  return Object.keys(state.values).length > 0 ? state : { ...state, values: first }
}

const NEW_LINE: FormState = { values: { sens: 'expense', section: 'F', perimetre: 'dedicated' }, errors: {} }
