import { createReadStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import {
  acceptImport,
  GRANT_SENTENCES,
  type LineFault,
  listFaults,
  type PastFile,
  readGrantFile,
  tryGrantFile,
} from '#modules/grants'
import { actingAs } from '#platform/context'
import { complain, DONE, REFUSED, readWords, type Status, say, sayPlainly, UsageError } from './command.ts'
import { inSmallHeap } from './small-heap.ts'
import { refused, withWorld } from './world.ts'

const MOST_TOLD = 1_000

/** `filigrane import subventions`: past grants, read line by line, then published. */
export async function importGrants(words: readonly string[]): Promise<Status> {
  const { values, positionals } = readWords(words, { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } })
  const [path, ...others] = positionals
  if (path === undefined || others.length > 0) throw new UsageError('Donnez un fichier de subventions, un seul.')
  if (!existsSync(path)) return refused(`${path} : ce fichier n’existe pas. Vérifiez son nom et son dossier.`)
  const status = await inSmallHeap()
  if (status !== undefined) return status
  const file: PastFile = { name: basename(path), open: () => createReadStream(path) }

  return values['dry-run'] ? tryFile(path, file, values.json === true) : publish(path, file, values.json === true)
}

async function tryFile(path: string, file: PastFile, asJson: boolean): Promise<Status> {
  let told = 0
  const tried = await tryGrantFile(file, (fault) => {
    if (told++ < MOST_TOLD) sayFault(fault, asJson)
  })
  if (!tried.ok) return refusedWhole(path, tried.refusal.faults)
  if (told > MOST_TOLD) complain(`Et ${told - MOST_TOLD} autres fautes.`)
  const { lineCount, refusedCount } = tried.value
  if (asJson) say(JSON.stringify({ file: path, lineCount, refusedCount, addedCount: 0 }))
  else say(`${path} : ${lineCount} lignes lues, ${refusedCount} refusées. Rien n’a été écrit.`)
  return refusedCount === 0 ? DONE : REFUSED
}

function publish(path: string, file: PastFile, asJson: boolean): Promise<Status> {
  return withWorld(async ({ context }) => {
    const acting = actingAs(context, { kind: 'machine', name: 'import' })
    const key = () => ({ key: Buffer.from(context.random(24)).toString('base64url'), body: path })
    const staged = await readGrantFile(acting, { submission: key(), file })
    if (!staged.ok) {
      return staged.refusal === 'submission-reused'
        ? refused('Recommencez.')
        : refusedWhole(path, staged.refusal.faults)
    }
    const { id: importId, lineCount, refusedCount } = staged.value
    for (const fault of await listFaults(context.db, importId, MOST_TOLD)) sayFault(fault, asJson)
    const accepted = await acceptImport(acting, { submission: key(), importId })
    if (!accepted.ok) {
      return refused(accepted.refusal === 'submission-reused' ? 'Recommencez.' : GRANT_SENTENCES[accepted.refusal])
    }
    const { addedCount } = accepted.value
    const read = `${lineCount} lignes lues, ${refusedCount} refusées`
    if (asJson) say(JSON.stringify({ file: path, lineCount, refusedCount, addedCount }))
    else say(`${path} : ${read}, ${addedCount} bénéficiaires ajoutés, les autres étaient déjà là.`)
    return refusedCount === 0 ? DONE : REFUSED
  })
}

function refusedWhole(path: string, faults: readonly LineFault[]): Status {
  for (const fault of faults) complain(`${path} : ${fault.sentence}`)
  return refused('Le fichier est refusé. Rien n’a changé.')
}

function sayFault({ line, column, value, sentence }: LineFault, asJson: boolean): void {
  if (asJson) say(JSON.stringify({ line, column, value, sentence }))
  else
    sayPlainly(
      `ligne ${line}${column === null ? '' : `, ${column}`}${value === '' ? '' : ` « ${value} »`} : ${sentence}`,
    )
}
