import { currentRule } from '#kernel/perimeter'
import { assert, done, type Result, refuse } from '#kernel/result'
import { readAtlas } from '#modules/territory'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { ExtractionEvent, ExtractionLimits, ExtractionRequest, Extractor } from '../extraction.ts'
import { type ImportRefusal, isDay, type Kind, type RefusedRow } from '../model.ts'
import { sentenceOfFault } from '../sentences.ts'
import { SOURCES } from '../sources/index.ts'
import * as store from '../store/index.ts'
import { compareImport } from './choices.ts'

export type ImportAsked = {
  readonly kind: Kind
  /** Names in the folder of imports, in the order of the kind's files. */
  readonly fileNames: readonly string[]
  /** The day the data are of. */
  readonly vintage: string
  readonly producer?: string | undefined
  readonly licence?: string | undefined
  readonly url?: string | null | undefined
  readonly isFictitious?: boolean
  /** Set when nobody waits for a job: the caller reads at once. */
  readonly isReadHere?: boolean
}

/** Asks for a file to be read: a job does it, and nothing that is shown changes. */
export function askImport(
  context: Context,
  input: ImportAsked & { readonly submission: Submission },
): Promise<Result<{ readonly id: string }, ImportRefusal | SubmissionRefusal>> {
  const id = context.newId()
  const { kind, fileNames, vintage } = input
  const source = SOURCES[kind]
  return inTransaction<{ readonly id: string }, ImportRefusal>(context, input.submission, async (transaction) => {
    if (!isDay(vintage)) return refuse('vintage-wrong')
    if (fileNames.length !== source.files.length || fileNames.includes('')) return refuse('file-unknown')
    await store.lockChoices(transaction)
    if (await store.isBusy(transaction, kind)) return refuse('kind-busy')
    await store.insertImport(transaction, {
      id,
      kind,
      fileNames,
      vintage,
      producer: input.producer ?? source.producer,
      licence: input.licence ?? source.licence,
      url: input.url === undefined ? source.url : input.url,
      isFictitious: input.isFictitious ?? false,
      askedBy: context.actor.kind === 'person' ? context.actor.id : null,
      at: context.now(),
    })
    await recordAudit(transaction, context, {
      act: 'directory.import-asked',
      object: `import:${id}`,
      details: { kind },
    })
    if (!input.isReadHere) {
      await context.enqueue(transaction, 'directory.read', { importId: id }, { queue: 'directory', attempts: 3 })
    }
    return done({ id })
  })
}

const ROWS_AT_ONCE = 500

/**
 * Reads the file of an import, keeps what it says of the territory beside what is shown, and compares the two. Begun
 * again after a crash, it begins from the start of the file.
 *
 * @param paths  of its files, in their order; undefined when one is not in the folder any more
 */
export async function readImport(
  context: Context,
  id: string,
  how: {
    readonly extract: Extractor
    readonly paths: readonly (string | undefined)[]
    readonly limits: ExtractionLimits
  },
): Promise<void> {
  const found = await store.findImport(context.db, id)
  if (!found || !(await store.markReading(context.db, id))) return
  await store.deleteRows(context.db, id)
  const missing = how.paths.indexOf(undefined)
  if (missing >= 0) {
    // A bare name would be looked for wherever the process was started.
    const fault = { kind: 'file-missing', file: found.files[missing]?.name ?? '' } as const
    await store.markFailed(context.db, id, sentenceOfFault(fault), context.now())
    return
  }
  const paths = how.paths.filter((path) => path !== undefined)
  const request = await requestFor(context, found.kind, paths, how.limits)
  const withdrawn = await store.listWithdrawn(context.db)
  const linked = new Set<string>()
  await keep(context, id, withoutWithdrawn(how.extract(request), withdrawn, linked))
  await keepLinkedOut(context, linked)
  await compareImport(context, id)
}

/** What a file is read with: the places of the territory, and what legal forms may be of the ESS. */
export async function requestFor(
  context: Context,
  kind: Kind,
  files: readonly string[],
  limits: ExtractionLimits,
): Promise<ExtractionRequest> {
  const atlas = await readAtlas(context.db)
  assert(atlas, 'a territory is loaded before its files are read')
  const former = atlas.aliases.flatMap(({ formerCode, communeCode }) =>
    formerCode === null ? [] : [[formerCode, communeCode] as const],
  )
  const own = atlas.communes.map(({ code }) => [code, code] as const)
  return {
    kind,
    files,
    limits,
    communes: [...new Map([...former, ...own])],
    departments: [...new Set(own.map(([code]) => code.slice(0, code.startsWith('97') ? 3 : 2)))],
    epcis: atlas.epcis.map(({ code }) => code),
    legalCategories: Object.keys(currentRule().categories),
  }
}

/**
 * Who asked not to be shown is not kept either.
 *
 * @param linked  filled with the other number of who withdrew under one: a file may tell that both are of one structure
 */
async function* withoutWithdrawn(
  events: AsyncIterable<ExtractionEvent>,
  withdrawn: ReadonlySet<string>,
  linked: Set<string>,
): AsyncGenerator<ExtractionEvent> {
  const isOut = (number: string) => withdrawn.has(number) || linked.has(number)
  const keepsOut = (numbers: readonly string[]) => {
    if (!numbers.some(isOut)) return false
    for (const number of numbers) if (!withdrawn.has(number)) linked.add(number)
    return true
  }
  for await (const each of events) {
    if (each.event === 'row' && keepsOut(numbersOf(each))) continue
    yield each.event === 'row' && each.part === 'spare'
      ? { ...each, content: withoutSpare(each.content, keepsOut) }
      : each
  }
}

function withoutSpare(
  content: RowEvent['content'],
  keepsOut: (numbers: readonly string[]) => boolean,
): RowEvent['content'] {
  if (!('units' in content)) return content
  const units = content.units.filter(({ siren, rna }) => !keepsOut([siren, rna ?? []].flat()))
  return { units, establishments: content.establishments.filter(({ siren }) => !keepsOut([siren])) }
}

async function keepLinkedOut(context: Context, numbers: ReadonlySet<string>): Promise<void> {
  if (numbers.size === 0) return
  const at = context.now()
  await context.db.transaction().execute(async (transaction) => {
    for (const number of numbers) await store.keepOut(transaction, number, { by: null, at })
  })
}

function numbersOf({ content, key }: RowEvent): readonly string[] {
  const rna = 'rna' in content ? (content.rna ?? []) : []
  if ('siren' in content) return [content.siren ?? [], rna].flat()
  return 'siret' in content ? [key.slice(0, 9)] : [rna].flat()
}

type RowEvent = Extract<ExtractionEvent, { readonly event: 'row' }>

async function keep(context: Context, id: string, events: AsyncIterable<ExtractionEvent>): Promise<void> {
  let rows: RowEvent[] = []
  const refused: RefusedRow[] = []
  for await (const each of events) {
    if (each.event === 'row') {
      rows.push(each)
      if (rows.length >= ROWS_AT_ONCE) {
        await store.insertRows(context.db, id, rows)
        rows = []
      }
    } else if (each.event === 'refused') refused.push(each.row)
    else if (each.event === 'fault') {
      await store.markFailed(context.db, id, sentenceOfFault(each.fault), context.now())
      return
    } else {
      await store.insertRows(context.db, id, rows)
      await store.insertRefused(context.db, id, refused)
      await store.markReady(context.db, id, { sum: each.sum, at: context.now() })
      return
    }
  }
  throw new Error('The reading of a file ended without saying how')
}
