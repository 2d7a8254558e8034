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
 * @param paths  of its files, in their order
 */
export async function readImport(
  context: Context,
  id: string,
  how: { readonly extract: Extractor; readonly paths: readonly string[]; readonly limits: ExtractionLimits },
): Promise<void> {
  const found = await store.findImport(context.db, id)
  if (!found || !(await store.markReading(context.db, id))) return
  await store.deleteRows(context.db, id)
  const request = await requestFor(context, found.kind, how.paths, how.limits)
  await keep(context, id, withoutWithdrawn(how.extract(request), await store.listWithdrawn(context.db)))
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

// Who asked not to be shown is not kept either.
async function* withoutWithdrawn(
  events: AsyncIterable<ExtractionEvent>,
  withdrawn: ReadonlySet<string>,
): AsyncGenerator<ExtractionEvent> {
  for await (const each of events) {
    if (each.event === 'row' && numbersOf(each).some((number) => withdrawn.has(number))) continue
    yield each.event === 'row' && each.part === 'spare'
      ? { ...each, content: withoutSpare(each.content, withdrawn) }
      : each
  }
}

function withoutSpare(content: RowEvent['content'], withdrawn: ReadonlySet<string>): RowEvent['content'] {
  if (!('units' in content)) return content
  const isKept = ({ siren }: { readonly siren: string }) => !withdrawn.has(siren)
  return { units: content.units.filter(isKept), establishments: content.establishments.filter(isKept) }
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
