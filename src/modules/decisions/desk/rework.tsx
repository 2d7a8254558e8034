import { Hono, type Context as HonoContext } from 'hono'
import { dayOf } from '#modules/accounts'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import { formatInstant } from '#ui/format'
import { addBeneficiaries, correctReport, removeLine } from '../commands/index.ts'
import { isTied } from '../interests.ts'
import { type LineFault, readLines } from '../lines.ts'
import { type Beneficiary, type Decision, decideCorrection, decideRework } from '../model.ts'
import { readRemoval, readReport, readVersion } from '../reading.ts'
import { sentenceOf } from '../sentences.ts'
import * as store from '../store/index.ts'
import { differencesOf, fieldsOf, settled, unkept } from './conflict.ts'
import { type House, submit, WRITERS } from './parts.tsx'
import { CorrectionPage, ImportPage, ReportConflictPage } from './rework-pages.tsx'
import { idOf, showOne } from './show-decision.tsx'

const ONE = '/agents/decisions/:id{[0-9a-f-]{36}}'

/** What changes in a report before the act: its words, its lines. */
export function reworkDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(`${ONE}/corriger`, having(WRITERS), (c) => showCorrection(c, house))
  desk.post(`${ONE}/corriger`, having(WRITERS), (c) => correct(c, house))
  desk.get(`${ONE}/importer`, having(WRITERS), (c) => showImport(c, house, { state: { values: {}, errors: {} } }, 200))
  desk.post(`${ONE}/importer`, having(WRITERS), (c) => importLines(c, house))
  desk.post(`${ONE}/retraits`, having(WRITERS), (c) =>
    submit(c, house, {
      read: readRemoval,
      act: (acting, { submission }, removal) => removeLine(acting, { submission, decisionId: idOf(c), ...removal }),
      next: () => `/agents/decisions/${idOf(c)}#beneficiaires`,
      again: (state) => showOne(c, house, { form: 'removal', state }),
    }),
  )
  return desk
}

/** A report one may write on: nobody tied to a beneficiary sees its lines. */
async function findOpen(c: HonoContext, { context }: House): Promise<Decision | undefined> {
  const decision = await store.findDecision(context.db, idOf(c))
  if (!decision) return undefined
  const organisations = decision.lines.map(({ beneficiaryId }) => beneficiaryId)
  const links = await store.listInterestsIn(context.db, organisations, dayOf(context.now()))
  return isTied(decision, links, (await theVisitor(c)).personId) ? undefined : decision
}

async function correct(c: HonoContext, house: House): Promise<Response> {
  const decision = await findOpen(c, house)
  if (!decision) return c.notFound()
  const sent = (await sentFields(c)).fields
  const theirs = fieldsOf(decision)
  return submit(c, house, {
    read: (fields) => readReport(settled(fields, theirs)),
    act: (acting, { submission, fields }, report) => {
      const version = readVersion(fields)
      return correctReport(acting, {
        submission,
        decisionId: decision.id,
        report,
        version,
        setAside: unkept(fields, theirs),
      })
    },
    next: () => `/agents/decisions/${decision.id}`,
    again: (state) =>
      state.problem === sentenceOf('changed-meanwhile')
        ? showConflict(c, house, decision, settled(sent, theirs))
        : showCorrection(c, house, state),
  })
}

async function showCorrection(c: HonoContext, house: House, sent?: FormState): Promise<Response> {
  const { context, frame } = house
  const decision = await findOpen(c, house)
  if (!decision) return c.notFound()
  const moment = await store.readMoment(context.db, decision, context.now())
  const open = decideCorrection(decision, moment)
  const from = new Date(context.now().getTime() - 60 * 86_400_000)
  const page = {
    decision,
    meetings: await store.listMeetings(context.db, from),
    state: sent ?? { values: fieldsOf(decision), errors: {} },
    // A form that comes back keeps the version it was read at.
    version: sent ? readVersion(sent.values) : decision.version,
    keys: formKeys(c, context),
    closed: open.ok ? undefined : sentenceOf(open.refusal),
  }
  const html = <CorrectionPage site={frame} desk={await deskFrame(c, context)} {...page} />
  return c.html(html, sent === undefined ? 200 : 422)
}

async function showConflict(
  c: HonoContext,
  house: House,
  decision: Decision,
  fields: Readonly<Record<string, string>>,
) {
  const { context, frame } = house
  const differences = differencesOf(fields, fieldsOf(decision))
  const disputed = new Set(differences.map(({ name }) => name))
  const kept = Object.entries(fields).filter(([name]) => !disputed.has(name) && !/^(envoi|jeton|garder-)/.test(name))
  const page = {
    decision,
    differences,
    keep: { ...Object.fromEntries(kept), version: String(decision.version) },
    keys: formKeys(c, context),
    when: `avant ${formatInstant(context.now())}`,
  }
  return c.html(<ReportConflictPage site={frame} desk={await deskFrame(c, context)} {...page} />, 422)
}

/** What the page of the import shows: what was typed, its faults, or what would be added. */
export type ImportShown = {
  readonly state: FormState
  readonly faults?: readonly LineFault[]
  readonly ready?: readonly Beneficiary[]
}

async function importLines(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const decision = await findOpen(c, house)
  if (!decision) return c.notFound()
  const form = await readForm(c, context)
  const values = { liste: (await sentFields(c)).fields.liste ?? '' }
  if (!form.ok)
    return showImport(c, house, { state: { values, errors: {}, problem: FORM_SENTENCES[form.refusal] } }, 422)
  const { submission, fields } = form.value
  const read = readLines(values.liste, decision.lines)
  if (!read.ok) {
    const liste = 'Rien n’est ajouté : corrigez les lignes nommées ci-dessous, puis vérifiez de nouveau.'
    return showImport(c, house, { state: { values, errors: { liste } }, faults: read.refusal }, 422)
  }
  // Looking at the list writes nothing: the same page shows what would be added.
  if (fields.faire !== 'ajouter') return showImport(c, house, { state: { values, errors: {} }, ready: read.value }, 200)
  const acting = contextOf(context, await theVisitor(c))
  const added = await addBeneficiaries(acting, {
    submission,
    decisionId: decision.id,
    beneficiaries: read.value,
    once: true,
  })
  if (added.ok) return c.redirect(`/agents/decisions/${decision.id}#beneficiaires`, 303)
  const problem = added.refusal === 'submission-reused' ? FORM_SENTENCES['form-stale'] : sentenceOf(added.refusal)
  return showImport(c, house, { state: { values, errors: {}, problem } }, 422)
}

async function showImport(c: HonoContext, house: House, shown: ImportShown, status: 200 | 422): Promise<Response> {
  const { context, frame } = house
  const decision = await findOpen(c, house)
  if (!decision) return c.notFound()
  const open = decideRework(decision)
  const page = {
    decision,
    ...shown,
    keys: formKeys(c, context),
    closed: open.ok ? undefined : sentenceOf(open.refusal),
  }
  return c.html(<ImportPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}
