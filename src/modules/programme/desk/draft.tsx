import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { deskFrame, formKeys, having, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { askToPublish, editDraft, openDraft, publishDraft } from '../commands/index.ts'
import { compareProgrammes } from '../comparing.ts'
import {
  addAim,
  changeAim,
  type EditRefusal,
  findGaps,
  freeSlug,
  putAction,
  putIndicator,
  removeAim,
} from '../editing.ts'
import { findAction, listActions, type Programme } from '../model.ts'
import type { DraftRefusal } from '../refusals.ts'
import { DRAFT_SENTENCES, EDIT_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { type Faults, readAction, readAim, readHead, readIndicator, sentencesOf } from '../typed.ts'
import { DraftPage, HomePage } from './draft-page.tsx'
import { ActionFormPage, AimPage, type DraftForm, HeadPage, IndicatorPage } from './forms.tsx'
import { type Acted, DESK, DRAFT, editionIn, type House, ROLES, submitted } from './submitting.ts'
import { actionValues, aimValues, headValues, indicatorValues } from './values.ts'

/** The draft: the tree is written form by form, then published by two people. */
export function draftDesk(context: Context, frame: House['frame']): Hono {
  const house = { context, frame }
  const desk = new Hono()

  desk.get(DESK, having(ROLES), (c) => showHome(c, house, EMPTY_FORM))
  desk.post(DESK, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { submission }) =>
        endOf(await openDraft(acting, { submission, first: emptyProgramme(context) }), () => DRAFT),
      again: (state) => showHome(c, house, state),
    }),
  )

  desk.get(DRAFT, having(ROLES), (c) => showDraft(c, house, EMPTY_FORM))
  desk.post(`${DRAFT}/demande`, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { fields, submission }) =>
        endOf(await askToPublish(acting, { submission, readAt: editionIn(fields) }), () => `${DRAFT}#publier`),
      again: (state) => showDraft(c, house, state),
    }),
  )
  desk.post(`${DRAFT}/publier`, having(ROLES), (c) =>
    submitted(c, context, {
      act: async (acting, { fields, submission }) =>
        endOf(
          await publishDraft(acting, { submission, readAt: editionIn(fields) }),
          ({ number }) => `/politique/versions/${number}`,
        ),
      again: (state) => showDraft(c, house, state),
    }),
  )

  for (const form of FORMS) {
    desk.get(form.path, having(ROLES), (c) => showForm(c, house, form))
    desk.post(form.path, having(ROLES), (c) =>
      submitted(c, context, {
        act: async (acting, { fields, submission }) => {
          const draft = await store.findDraft(context.db)
          if (!draft) return { problem: DRAFT_SENTENCES['draft-unknown'] }
          const asked = { programme: draft.programme, param: (name: string) => c.req.param(name) ?? '', fields }
          const read = form.read(asked)
          if (!read.ok) return { errors: sentencesOf(read.refusal) }
          return endOf(
            await editDraft(acting, { submission, readAt: editionIn(fields), edit: read.value }),
            () => DRAFT,
          )
        },
        again: (state) => showForm(c, house, form, state),
      }),
    )
  }
  return desk
}

type Edit = (programme: Programme) => Result<Programme, EditRefusal>
type Asked = {
  readonly programme: Programme
  readonly param: (name: string) => string
  readonly fields: Readonly<Record<string, string>>
}

/** One form of the draft: where it is, what it starts from, what it does. */
type FormKind = {
  readonly path: string
  readonly Page: (props: DraftForm) => unknown
  readonly title: string
  readonly canRemove: boolean
  /** What is written now; undefined: there is no such thing in the draft. */
  readonly values: (programme: Programme, param: Asked['param']) => FormState['values'] | undefined
  readonly read: (asked: Asked) => Result<Edit, Faults>
}

const FORMS: readonly FormKind[] = [
  {
    path: `${DRAFT}/entete`,
    Page: HeadPage,
    title: 'Le document',
    canRemove: false,
    values: (programme) => headValues(programme),
    read: ({ fields, programme }) =>
      edited(readHead(fields, programme), (head) => (now) => ({
        ok: true,
        value: { ...head, ambitions: now.ambitions },
      })),
  },
  {
    path: `${DRAFT}/buts/nouveau`,
    Page: AimPage,
    title: 'Une ambition ou une orientation',
    canRemove: false,
    values: () => ({}),
    read: ({ fields, programme }) =>
      edited(
        readAim(fields, freeSlug(programme, fields.titre ?? '')),
        (aim) => (now) => addAim(now, aim, fields.sous || null),
      ),
  },
  {
    path: `${DRAFT}/buts/:slug`,
    Page: AimPage,
    title: 'Changer une ambition ou une orientation',
    canRemove: true,
    values: (programme, param) => {
      const aims = programme.ambitions.flatMap((ambition) => [ambition, ...ambition.orientations])
      const aim = aims.find(({ slug }) => slug === param('slug'))
      return aim && aimValues(aim)
    },
    read: ({ fields, param }) =>
      isRemoving(fields)
        ? { ok: true, value: (now) => removeAim(now, param('slug')) }
        : edited(readAim(fields, param('slug')), (aim) => (now) => changeAim(now, aim)),
  },
  {
    path: `${DRAFT}/actions/nouvelle`,
    Page: ActionFormPage,
    title: 'Une action',
    canRemove: false,
    values: () => ({}),
    read: ({ fields, programme }) =>
      edited(
        readAction(fields, { slug: freeSlug(programme, fields.titre ?? ''), indicators: [] }),
        (action) => (now) => putAction(now, action, fields.sous ?? ''),
      ),
  },
  {
    path: `${DRAFT}/actions/:slug`,
    Page: ActionFormPage,
    title: 'Changer une action',
    canRemove: true,
    values: (programme, param) => {
      const placed = findAction(programme, param('slug'))
      return placed && actionValues(placed.action)
    },
    read: ({ fields, programme, param }) => {
      if (isRemoving(fields)) return { ok: true, value: (now) => removeAim(now, param('slug')) }
      const placed = findAction(programme, param('slug'))
      const known = { slug: param('slug'), indicators: placed?.action.indicators ?? [] }
      return edited(
        readAction(fields, known),
        (action) => (now) => putAction(now, action, placed?.orientation.slug ?? ''),
      )
    },
  },
  {
    path: `${DRAFT}/actions/:slug/indicateurs/:name`,
    Page: IndicatorPage,
    title: 'Un indicateur',
    canRemove: true,
    values: (programme, param) => {
      const action = findAction(programme, param('slug'))?.action
      if (!action || param('name') === NEW) return action && {}
      const indicator = action.indicators.find(({ slug }) => slug === param('name'))
      return indicator && indicatorValues(indicator)
    },
    read: ({ fields, programme, param }) => {
      const action = param('slug')
      if (isRemoving(fields)) {
        return { ok: true, value: (now) => putIndicator(now, { action, indicator: null, name: param('name') }) }
      }
      const name = param('name') === NEW ? freeIndicator(programme, fields.titre ?? '') : param('name')
      return edited(readIndicator(fields, name), (indicator) => (now) => putIndicator(now, { action, indicator, name }))
    },
  },
]

const NEW = 'nouveau'

function edited<Value>(read: Result<Value, Faults>, edit: (value: Value) => Edit): Result<Edit, Faults> {
  return read.ok ? { ok: true, value: edit(read.value) } : read
}

function isRemoving(fields: Asked['fields']): boolean {
  return fields.geste === 'retirer'
}

// An indicator keeps its name when its action moves: it is unique in the whole programme.
function freeIndicator(programme: Programme, title: string): string {
  const taken = new Set(listActions(programme).flatMap(({ action }) => action.indicators.map(({ slug }) => slug)))
  const wanted = freeSlug({ ...programme, ambitions: [] }, title)
  for (let rank = 1; ; rank++) {
    const slug = rank === 1 ? wanted : `${wanted}-${rank}`
    if (!taken.has(slug) && slug !== NEW) return slug
  }
}

async function showHome(c: HonoContext, { context, frame }: House, state: FormState) {
  const publications = await store.listPublications(context.db)
  const versions = await Promise.all(
    publications.map(async (publication) => ({
      publication,
      standing: await store.readStanding(context.db, publication),
    })),
  )
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    draft: await store.findDraft(context.db),
    versions,
    state,
  }
  return c.html(<HomePage site={frame} {...page} />, statusOf(state))
}

async function showDraft(c: HonoContext, { context, frame }: House, state: FormState) {
  const draft = await store.findDraft(context.db)
  if (!draft) return c.redirect(DESK, 303)
  const last = await store.findLastPublication(context.db)
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    draft,
    gaps: findGaps(draft.programme),
    changes: last && compareProgrammes(last.programme, draft.programme),
    isAsker: draft.askedBy === (await theVisitor(c)).personId,
    state,
  }
  return c.html(<DraftPage site={frame} {...page} />, statusOf(state))
}

async function showForm(c: HonoContext, { context, frame }: House, form: FormKind, state?: FormState) {
  const draft = await store.findDraft(context.db)
  const values = draft && form.values(draft.programme, (name) => c.req.param(name) ?? '')
  if (!draft || values === undefined) return c.notFound()
  const props = {
    site: frame,
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    title: form.title,
    action: c.req.path,
    state: state ?? { values, errors: {} },
    // A form that comes back keeps the edition it was read at: what others wrote meanwhile must be seen.
    edition: state === undefined ? draft.edition : editionIn(state.values),
    under: state?.values.sous ?? c.req.query('sous'),
    canRemove: form.canRemove && c.req.param('name') !== NEW,
  }
  return c.html(form.Page(props) as string, state === undefined ? 200 : 422)
}

function endOf<Value>(
  result: Result<Value, DraftRefusal | EditRefusal | SubmissionRefusal>,
  next: (value: Value) => string,
): Acted {
  if (result.ok) return { next: next(result.value) }
  return { problem: { ...DRAFT_SENTENCES, ...EDIT_SENTENCES, ...SUBMISSION_SENTENCES }[result.refusal] }
}

function statusOf(state: FormState): 200 | 422 {
  return state === EMPTY_FORM ? 200 : 422
}

// What a territory begins with, when nothing is published.
function emptyProgramme({ now }: Context): Programme {
  const year = Number(dayIn(now()).slice(0, 4))
  return {
    title: 'Programme de l’économie sociale et solidaire',
    firstYear: year,
    lastYear: year + 5,
    source: { label: 'La mission', url: null, isFictitious: false },
    adoption: null,
    ambitions: [],
  }
}
