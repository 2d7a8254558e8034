import { Hono, type Context as HonoContext } from 'hono'
import { isDay } from '#kernel/calendar'
import { readCents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import { makePdf, makeWorkbook } from '#platform/documents'
import { deskFrame, formKeys, having, ROLES, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import {
  arbitrate,
  ask,
  changeLevels,
  openCampaign,
  proposeBudget,
  tellPosts,
} from '../../commands/preparation/index.ts'
import { noteOf, workbookOf } from '../../preparation/documents.ts'
import type { Amounts, Campaign } from '../../preparation/model.ts'
import { PREPARATION_REFUSALS } from '../../preparation/sentences.ts'
import * as store from '../../store/preparation/index.ts'
import { ARBITERS, type House, KEEPERS, submit } from '../mirror/submitting.ts'
import { CampaignPage } from './campaign-page.tsx'
import { DemandPage } from './demand-page.tsx'
import { PATH, PreparationsPage } from './preparations-page.tsx'

const YEAR = ':year{20[0-9]{2}}'
const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}'
type Fields = Readonly<Record<string, string>>

/** `/agents/budget/preparation`: next year's budget, from the first demand to what the elected will vote on. */
export function preparationDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame }
  const desk = new Hono()
  addList(desk, house)
  addCampaign(desk, house)
  addDocuments(desk, house)
  return desk
}

function addList(desk: Hono, house: House): void {
  const again = (c: HonoContext) => (state: FormState) => showList(c, house, state, 422)
  desk.get(PATH, having(ARBITERS), (c) => showList(c, house, EMPTY_FORM, 200))
  desk.post(PATH, having(KEEPERS), (c) =>
    submit(c, house, {
      read: ({ fields }) => readCampaign(fields),
      act: (acting, { submission }, asked) => openCampaign(acting, { submission, ...asked }),
      sentences: PREPARATION_REFUSALS,
      next: ({ year }) => `${PATH}/${year}`,
      again: again(c),
    }),
  )
  desk.post(`${PATH}/niveaux`, having(['administrator']), (c) =>
    submit(c, house, {
      read: ({ lists }) => done(readLevels(lists)),
      act: (acting, { submission }, levels) => changeLevels(acting, { submission, levels }),
      sentences: PREPARATION_REFUSALS,
      next: () => PATH,
      again: again(c),
    }),
  )
  desk.post(`${PATH}/postes`, having(KEEPERS), (c) =>
    submit(c, house, {
      read: ({ fields }) => readPosts(fields),
      act: (acting, { submission }, posts) => tellPosts(acting, { submission, posts }),
      sentences: PREPARATION_REFUSALS,
      next: () => PATH,
      again: again(c),
    }),
  )
}

function addCampaign(desk: Hono, house: House): void {
  const yearOf = (c: HonoContext) => Number(c.req.param('year'))
  desk.get(`${PATH}/${YEAR}`, having(ARBITERS), (c) => showCampaign(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/${YEAR}`, having(KEEPERS), (c) =>
    submit(c, house, {
      read: ({ fields }) => readDemand(fields, yearOf(c)),
      act: (acting, { submission, fields }, told) =>
        ask(acting, { submission, year: yearOf(c), lineCode: fields.ligne ?? '', ...told }),
      sentences: PREPARATION_REFUSALS,
      next: ({ id }) => `${PATH}/${yearOf(c)}/${id}`,
      again: (state) => showCampaign(c, house, state, 422),
    }),
  )
  desk.post(`${PATH}/${YEAR}/proposer`, having(KEEPERS), (c) =>
    submit(c, house, {
      read: () => done(undefined),
      act: (acting, { submission }) => proposeBudget(acting, { submission, year: yearOf(c) }),
      sentences: PREPARATION_REFUSALS,
      next: () => `/budget/${yearOf(c)}`,
      again: (state) => showCampaign(c, house, state, 422),
    }),
  )
  desk.get(`${PATH}/${YEAR}/${ID}`, having(ARBITERS), (c) => showDemand(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/${YEAR}/${ID}`, having(ARBITERS), (c) =>
    submit(c, house, {
      read: ({ fields }) => readDemand(fields, yearOf(c)),
      act: (acting, { submission, fields }, told, visitor) =>
        arbitrate(acting, {
          submission,
          year: yearOf(c),
          demandId: c.req.param('id') ?? '',
          version: Number(fields.version ?? 0),
          level: Number(fields.niveau ?? 0),
          roles: visitor.roles.map(({ role }) => role),
          ...told,
        }),
      sentences: PREPARATION_REFUSALS,
      next: () => `${PATH}/${yearOf(c)}/${c.req.param('id')}`,
      again: (state) => showDemand(c, house, state, 422),
    }),
  )
}

function addDocuments(desk: Hono, { context }: House): void {
  const read = async (c: HonoContext) => {
    const campaign = await store.findCampaign(context.db, Number(c.req.param('year')))
    return campaign && readAll(context, campaign)
  }
  desk.get(`${PATH}/${YEAR}/note.pdf`, having(ARBITERS), async (c) => {
    const all = await read(c)
    if (!all) return c.notFound()
    const note = noteOf(all, context.settings, dayOf(context.now()))
    return c.body(
      await makePdf('report', note),
      200,
      fileHeaders(`note-budget-${all.campaign.year}.pdf`, 'application/pdf'),
    )
  })
  desk.get(`${PATH}/${YEAR}/demandes.xlsx`, having(ARBITERS), async (c) => {
    const all = await read(c)
    if (!all) return c.notFound()
    const book = workbookOf(all, context.settings, dayOf(context.now()))
    return c.body(await makeWorkbook(book), 200, fileHeaders(`budget-${all.campaign.year}.xlsx`, XLSX))
  })
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function fileHeaders(name: string, type: string) {
  return {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  }
}

async function readAll({ db }: Context, campaign: Campaign) {
  const [demands, lines, levels] = await Promise.all([
    store.listDemands(db, campaign.id),
    store.listLinesBefore(db, campaign.year),
    store.listLevels(db),
  ])
  return { campaign, demands, lines, levels }
}

async function showList(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const { db } = context
  const [campaigns, levels, posts] = await Promise.all([
    store.listCampaigns(db),
    store.listLevels(db),
    store.listPosts(db),
  ])
  const { roles } = await theVisitor(c)
  const maySet = roles.some(({ role }) => role === 'administrator')
  const mayKeep = roles.some(({ role }) => KEEPERS.includes(role))
  const today = dayOf(context.now())
  const page = { campaigns, levels, posts, today, maySet, mayKeep, state, keysFor: () => formKeys(c, context) }
  return c.html(<PreparationsPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showCampaign(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const campaign = await store.findCampaign(context.db, Number(c.req.param('year')))
  if (!campaign) return c.notFound()
  const all = await readAll(context, campaign)
  const mayKeep = (await theVisitor(c)).roles.some(({ role }) => KEEPERS.includes(role))
  const page = { ...all, mayKeep, chosen: c.req.query('ligne'), state, keysFor: () => formKeys(c, context) }
  return c.html(<CampaignPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showDemand(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const campaign = await store.findCampaign(context.db, Number(c.req.param('year')))
  if (!campaign) return c.notFound()
  const { demands, lines, levels } = await readAll(context, campaign)
  const demand = demands.find(({ id }) => id === c.req.param('id'))
  if (!demand) return c.notFound()
  const line = lines.find(({ lineCode }) => lineCode === demand.lineCode)
  const roles = (await theVisitor(c)).roles.map(({ role }) => role)
  const page = { campaign, demand, line, levels, roles, state, keysFor: () => formKeys(c, context) }
  return c.html(<DemandPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

type Told = { readonly amounts: Amounts; readonly reason: string }

/** The amounts of the years, the first being the one prepared; the years left empty at the end are none. */
function readDemand(fields: Fields, year: number): Result<Told, Fields> {
  const errors: Record<string, string> = {}
  const read = (name: string) => {
    const text = (fields[name] ?? '').trim()
    if (text === '') return null
    const amount = readCents(text)
    if (!amount.ok) errors[name] = 'Écrivez un montant en euros, comme 1250,50.'
    return amount.ok ? amount.value : null
  }
  const amounts = [0, 1, 2, 3].map((at) => read(`annee-${at}`))
  const commitmentCents = read('engagement')
  if (Object.keys(errors).length > 0) return refuse(errors)
  const lastTold = amounts.findLastIndex((amount) => amount !== null)
  const years = amounts
    .slice(0, lastTold + 1)
    .flatMap((cents, at) => (cents === null ? [] : [{ year: year + at, cents }]))
  return done({ amounts: { commitmentCents, years }, reason: fields.motif ?? '' })
}

function readCampaign(fields: Fields) {
  const [year, opensOn, closesOn] = [fields.annee ?? '', fields.ouverture ?? '', fields.fin ?? '']
  if (!/^20\d\d$/.test(year)) return refuse({ annee: 'Écrivez une année, comme 2027.' })
  if (!isDay(opensOn)) return refuse({ ouverture: 'Choisissez une date.' })
  if (!isDay(closesOn)) return refuse({ fin: 'Choisissez une date.' })
  return done({ year: Number(year), opensOn, closesOn })
}

function readLevels(lists: Readonly<Record<string, readonly string[]>>) {
  return [1, 2, 3, 4, 5, 6].flatMap((at) => {
    const name = (lists[`niveau-${at}`]?.at(-1) ?? '').trim().slice(0, 60)
    const roles = ROLES.filter((role) => ARBITERS.includes(role) && (lists[`roles-${at}`] ?? []).includes(role))
    return name === '' || roles.length === 0 ? [] : [{ rank: at, name, roles }]
  })
}

function readPosts(fields: Fields) {
  const count = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec((fields.nombre ?? '').trim())
  if (!/^20\d\d$/.test(fields['annee-postes'] ?? ''))
    return refuse({ 'annee-postes': 'Écrivez une année, comme 2026.' })
  if (!count) return refuse({ nombre: PREPARATION_REFUSALS['post-wrong'] })
  const url = (fields.adresse ?? '').trim()
  if (url !== '' && !/^https?:\/\/\S+$/.test(url))
    return refuse({ adresse: 'Écrivez une adresse qui commence par https://.' })
  return done({
    year: Number(fields['annee-postes']),
    kind: (fields.sorte ?? '').trim().slice(0, 80),
    fullTimeHundredths: Number(count[1]) * 100 + Number((count[2] ?? '').padEnd(2, '0')),
    source: { title: (fields.source ?? '').trim().slice(0, 300), url: url === '' ? null : url },
    isFictitious: false,
  })
}
