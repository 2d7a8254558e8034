import { Hono, type Context as HonoContext } from 'hono'
import { cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { deskFrame, formKeys, having, type SentForm } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { acceptMirror, discardMirror, explainGap, readMirrorFile, sendMirrorFile } from '../../commands/mirror/index.ts'
import { proposeMapping } from '../../mirror/mapping.ts'
import { type Gap, type Mapping, MIRROR_FIELDS, MIRROR_KINDS, OUTCOMES } from '../../mirror/model.ts'
import { MIRROR_REFUSALS } from '../../mirror/sentences.ts'
import * as store from '../../store/mirror/index.ts'
import { ColumnsPage, ReadingPage } from './import-page.tsx'
import { MirrorPage, PATH } from './mirror-page.tsx'
import { type House, KEEPERS, submit } from './submitting.ts'

const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}'
const LINES_A_PAGE = 200

/** `/agents/budget/miroir`: what the finance tool says, beside our journal. */
export function mirrorDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame }
  const desk = new Hono()
  desk.get(PATH, having(KEEPERS), (c) => showMirror(c, house, EMPTY_FORM, 200))
  desk.post(PATH, having(KEEPERS), (c) =>
    submit(c, house, {
      read: readSentFile,
      act: (acting, { submission }, file) => sendMirrorFile(acting, { submission, ...file }),
      sentences: MIRROR_REFUSALS,
      next: ({ id }) => `${PATH}/${id}`,
      again: (state) => showMirror(c, house, state, 422),
    }),
  )
  desk.post(`${PATH}/ecart`, having(KEEPERS), (c) =>
    submit(c, house, {
      read: ({ fields }) => readGap(fields),
      act: (acting, { submission }, told) => explainGap(acting, { submission, ...told }),
      sentences: MIRROR_REFUSALS,
      next: () => `${PATH}#ecarts`,
      again: (state) => showMirror(c, house, state, 422),
    }),
  )
  addImport(desk, house)
  return desk
}

function addImport(desk: Hono, house: House): void {
  desk.get(`${PATH}/${ID}`, having(KEEPERS), (c) => showImport(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/${ID}/colonnes`, having(KEEPERS), (c) =>
    submit(c, house, {
      read: ({ fields }) => readMapping(fields),
      act: (acting, { submission }, told) =>
        readMirrorFile(acting, { submission, importId: c.req.param('id') ?? '', ...told }),
      sentences: MIRROR_REFUSALS,
      next: ({ id }) => `${PATH}/${id}`,
      again: (state) => showImport(c, house, state, 422),
    }),
  )
  for (const [way, act] of [
    ['accepter', acceptMirror],
    ['ecarter', discardMirror],
  ] as const) {
    desk.post(`${PATH}/${ID}/${way}`, having(KEEPERS), (c) =>
      submit(c, house, {
        read: () => done(c.req.param('id') ?? ''),
        act: (acting, { submission }, importId) => act(acting, { submission, importId }),
        sentences: MIRROR_REFUSALS,
        next: () => PATH,
        again: (state) => showImport(c, house, state, 422),
      }),
    )
  }
}

async function showMirror(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const [imports, gaps] = await Promise.all([store.listImports(context.db, 30), store.listGaps(context.db)])
  const page = { imports, gaps, state, keysFor: () => formKeys(c, context) }
  return c.html(<MirrorPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showImport(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const found = await store.findImport(context.db, c.req.param('id') ?? '')
  if (!found) return c.notFound()
  const desk = await deskFrame(c, context)
  const keysFor = () => formKeys(c, context)
  if (found.state === 'sent') {
    const mappings = await store.listMappings(context.db)
    const chosen = mappings.find(({ id }) => id === c.req.query('choix'))
    const page = { found, mappings, mapping: chosen ?? proposeMapping(found.headers), state, keysFor }
    return c.html(<ColumnsPage site={frame} desk={desk} {...page} />, status)
  }
  const outcome = OUTCOMES.find((each) => each === c.req.query('sorte'))
  const after = Number(/^\d{1,7}$/.exec(c.req.query('apres') ?? '')?.[0] ?? 0)
  const lines = await store.listRows(context.db, found.id, { outcome, after, limit: LINES_A_PAGE + 1 })
  const page = {
    found,
    lines: lines.slice(0, LINES_A_PAGE),
    hasMore: lines.length > LINES_A_PAGE,
    outcome,
    state,
    keysFor,
  }
  return c.html(<ReadingPage site={frame} desk={desk} {...page} />, status)
}

async function readSentFile({ files }: SentForm): Promise<Result<Sent, Readonly<Record<string, string>>>> {
  const file = files.fichier
  if (!file || file.size === 0) return refuse({ fichier: MIRROR_REFUSALS['file-empty'] })
  return done({ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
}

type Sent = { readonly fileName: string; readonly bytes: Uint8Array }

function readMapping(
  fields: Readonly<Record<string, string>>,
): Result<{ readonly mapping: Mapping; readonly saveAs: string | null }, Readonly<Record<string, string>>> {
  const year = (fields['exercice-fixe'] ?? '').trim()
  if (year !== '' && !/^20\d\d$/.test(year))
    return refuse({ 'exercice-fixe': 'Écrivez une année, comme 2026, ou rien.' })
  const columns = Object.fromEntries(
    MIRROR_FIELDS.map((field) => [field, fields[`colonne-${field}`] ? (fields[`colonne-${field}`] ?? null) : null]),
  ) as Mapping['columns']
  const fixedKind = MIRROR_KINDS.find((kind) => kind === fields['sorte-fixe']) ?? null
  const name = (fields.nom ?? '').trim()
  const mapping = { columns, fixedKind, fixedYear: year === '' ? null : Number(year) }
  return done({ mapping, saveAs: name === '' ? null : name })
}

function readGap(
  fields: Readonly<Record<string, string>>,
): Result<{ readonly gap: Gap; readonly words: string }, Readonly<Record<string, string>>> {
  const kind = MIRROR_KINDS.find((each) => each === fields.sorte)
  const [ours, theirs] = [fields.ici ?? '', fields.outil ?? '']
  const isRead =
    kind !== undefined && /^\d{4}$/.test(fields.annee ?? '') && /^-?\d{1,15}$/.test(ours) && /^-?\d{1,15}$/.test(theirs)
  if (!isRead) return refuse({ motif: MIRROR_REFUSALS['gap-gone'] })
  const gap = {
    kind,
    year: Number(fields.annee),
    lineCode: fields.ligne ?? '',
    oursCents: cents(BigInt(ours)),
    theirsCents: cents(BigInt(theirs)),
  }
  return done({ gap, words: fields.motif ?? '' })
}
