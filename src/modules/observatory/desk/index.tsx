import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
import { undrawnWords } from '#platform/documents'
import { EMBEDDER_REFUSALS } from '#platform/http'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  readForm,
  type SentForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { allowEmbedding, composePanorama, PANORAMA_SENTENCES, publishPanorama } from '../commands/index.ts'
import {
  DRAFT_SENTENCES,
  type Draft,
  type DraftFaults,
  rankField,
  readDraft,
  readYear,
  wordsField,
} from '../reports/panorama.ts'
import * as store from '../store/index.ts'
import { ComposePage, ListPage, PreviewPage } from './pages.tsx'

const PATH = '/agents/panorama'
const ROLES = ['agent', 'administrator'] as const

/** `/agents/panorama`: the yearly panorama is composed, seen as readers will see it, and published. */
export function observatoryDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame }
  const desk = new Hono()

  desk.get(PATH, having(ROLES), (c) => showList(c, house, undefined))

  desk.post(`${PATH}/cadre`, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { fields, submission }) => {
        const allowed = await allowEmbedding(acting, { submission, typed: fields.sites ?? '' })
        if (allowed.ok) return { next: `${PATH}#ailleurs` }
        const { refusal } = allowed
        if (refusal === 'submission-reused') return { problem: SUBMISSION_SENTENCES[refusal] }
        return { errors: { sites: EMBEDDER_REFUSALS[refusal] } }
      },
      again: (state) => showList(c, house, state),
    }),
  )

  desk.get(`${PATH}/nouveau`, having(ROLES), (c) => showForm(c, house, { year: undefined }))
  desk.post(`${PATH}/nouveau`, having(ROLES), (c) =>
    submitted(c, context, { act: compose(0), again: (state) => showForm(c, house, { year: undefined, state }) }),
  )

  // What is no year is not found once the guard has let in: who may not read learns nothing.
  desk.get(`${PATH}/:year`, having(ROLES), (c) =>
    yearOf(c) === undefined ? c.notFound() : showForm(c, house, { year: yearOf(c) }),
  )
  desk.post(`${PATH}/:year`, having(ROLES), (c) =>
    yearOf(c) === undefined
      ? c.notFound()
      : submitted(c, context, {
          act: (acting, sent) =>
            compose(versionIn(sent.fields))(acting, {
              ...sent,
              fields: { ...sent.fields, annee: c.req.param('year') },
            }),
          again: (state) => showForm(c, house, { year: yearOf(c), state }),
        }),
  )

  desk.get(`${PATH}/:year/apercu`, having(ROLES), (c) => showPreview(c, house, EMPTY_FORM))
  desk.post(`${PATH}/:year/publier`, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { fields, submission }) => {
        const published = await publishPanorama(acting, {
          submission,
          year: yearOf(c) ?? 0,
          readAt: versionIn(fields),
        })
        return published.ok
          ? { next: `/observatoire/panoramas/${yearOf(c)}` }
          : { problem: sentenceOf(published.refusal) }
      },
      again: (state) => showPreview(c, house, state),
    }),
  )
  return desk
}

type House = { readonly context: Context; readonly frame: SiteFrame }

async function showList(c: HonoContext, { context, frame }: House, sent: FormState | undefined) {
  const sites = (await store.listEmbedders(context.db)).join('\n')
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    drafts: await store.listDrafts(context.db),
    publications: await store.listPublications(context.db),
    embedding: sent ?? { values: { sites }, errors: {} },
  }
  return c.html(<ListPage site={frame} {...page} />, sent === undefined ? 200 : 422)
}

async function showForm(
  c: HonoContext,
  { context, frame }: House,
  { year, state }: { readonly year: number | undefined; readonly state?: FormState },
) {
  const draft = year === undefined ? undefined : await store.findDraft(context.db, year)
  if (year !== undefined && !draft) return c.notFound()
  const thisYear = dayIn(context.now()).slice(0, 4)
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    state: state ?? { values: draft ? fieldsOf(draft) : startOf(thisYear), errors: {} },
    year,
    // A form that comes back keeps the version it was read at: what others saved meanwhile must be seen.
    version: state === undefined ? (draft?.version ?? 0) : versionIn(state.values),
  }
  return c.html(<ComposePage site={frame} {...page} />, state === undefined ? 200 : 422)
}

async function showPreview(c: HonoContext, { context, frame }: House, state: FormState) {
  const draft = await store.findDraft(context.db, yearOf(c) ?? 0)
  if (!draft) return c.notFound()
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    panorama: await store.readPanorama(context.db, draft, context.settings.territoryName),
    version: draft.version,
    chosenCount: draft.blocks.length,
    origin: frame.url ?? '',
  }
  return c.html(<PreviewPage site={frame} {...page} state={state} />, state === EMPTY_FORM ? 200 : 422)
}

async function submitted(c: HonoContext, context: Context, { act, again }: Submitting): Promise<Response> {
  const form = await readForm(c, context)
  if (!form.ok) {
    const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
    return again({ values, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  }
  const acted = await act(contextOf(context, await theVisitor(c)), form.value)
  if ('next' in acted) return c.redirect(acted.next, 303)
  return again({ values: form.value.fields, errors: {}, ...acted })
}

type Acted = { readonly next: string } | { readonly errors: FormState['errors'] } | { readonly problem: string }

type Submitting = {
  readonly act: (acting: Context, sent: SentForm) => Promise<Acted>
  /** The same page again, filled, with what is wrong. */
  readonly again: (state: FormState) => Promise<Response> | Response
}

function compose(readAt: number): Submitting['act'] {
  return async (acting, { fields, submission }) => {
    const read = readDraft(fields, (text) => undrawnWords(text).length === 0)
    if (!read.ok) return { errors: sentencesOf(read.refusal) }
    const composed = await composePanorama(acting, { submission, draft: read.value, readAt })
    if (composed.ok) return { next: `${PATH}/${composed.value.year}/apercu` }
    if (composed.refusal === 'year-taken') return { errors: { annee: PANORAMA_SENTENCES['year-taken'] } }
    return { problem: sentenceOf(composed.refusal) }
  }
}

function sentenceOf(refusal: keyof typeof PANORAMA_SENTENCES | keyof typeof SUBMISSION_SENTENCES): string {
  return refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : PANORAMA_SENTENCES[refusal]
}

function sentencesOf(faults: DraftFaults): FormState['errors'] {
  return Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name, DRAFT_SENTENCES[fault]]))
}

function yearOf(c: HonoContext): number | undefined {
  return readYear(c.req.param('year') ?? '')
}

function versionIn(fields: Readonly<Record<string, string>>): number {
  return Number(/^\d{1,6}$/.exec(fields.version ?? '')?.[0] ?? 0)
}

// What the form of a panorama starts from: the panorama as it is.
function fieldsOf({ year, title, blocks }: Draft): FormState['values'] {
  const told = blocks.flatMap(({ block, words }, index) => [
    [rankField(block), String(index + 1)],
    [wordsField(block), words],
  ])
  return { annee: String(year), titre: title, ...Object.fromEntries(told) }
}

// A first panorama is proposed: the agent keeps what is of use.
function startOf(year: string): FormState['values'] {
  const proposed = [
    'chiffres-cites',
    'chiffres-calcules',
    'familles',
    'secteurs',
    'tailles',
    'territoires',
    'series',
  ] as const
  return {
    annee: year,
    titre: `Panorama de l’ESS ${year}`,
    ...Object.fromEntries(proposed.map((block, index) => [rankField(block), String(index + 1)])),
  }
}
