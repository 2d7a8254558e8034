import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import {
  acceptImport,
  askImport,
  CHANGE_KINDS,
  CHANGE_WORDS,
  type Difference,
  discardImport,
  findDifference,
  findImport,
  IMPORT_REFUSALS,
  type Import,
  type ImportRefusal,
  type Kind,
  listRefused,
  ROW_FAULTS,
  type RowFault,
  readImport,
  returnToImportBefore,
  SOURCES,
} from '#modules/directory'
import { readAtlas } from '#modules/territory'
import { readConfiguration } from '#platform/configuration'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { extractInChild } from '../extract.ts'
import { importLimits } from '../import-folder.ts'
import { DONE, readWords, type Status, say, sayPlainly, UsageError } from './command.ts'
import { ROOT, refused, withWorld } from './world.ts'

const OPTIONS = {
  vintage: { type: 'string' },
  producer: { type: 'string' },
  licence: { type: 'string' },
  url: { type: 'string' },
  'dry-run': { type: 'boolean' },
  back: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

type Values = ReturnType<typeof readWords<typeof OPTIONS>>['values']

/** `filigrane import sirene UNITES ETABLISSEMENTS --vintage JOUR`, and the other files of open data. */
export async function importDirectory(kind: Kind, words: readonly string[]): Promise<Status> {
  const { values, positionals: files } = readWords(words, OPTIONS)
  if (values.back) return withWorld(({ context }) => goBack(context, kind))
  const wanted = SOURCES[kind].files.map(({ label }) => label)
  if (files.length !== wanted.length) throw new UsageError(`import ${kind} lit : ${wanted.join(', puis ')}.`)
  if (values.vintage === undefined) throw new UsageError('Dites de quel jour est le fichier : --vintage 2026-09-01')
  const configuration = readConfiguration(process.env, ROOT)
  if (!configuration.ok) return refused(...configuration.refusal)
  const limits = importLimits(configuration.value.dataFolder)
  return withWorld(async ({ context }) => {
    if (!(await readAtlas(context.db))) return refused('Aucun territoire n’est chargé : lancez d’abord le service.')
    return readAndAccept(context, { kind, files, values, limits })
  })
}

type Work = {
  readonly kind: Kind
  readonly files: readonly string[]
  readonly values: Values
  readonly limits: ReturnType<typeof importLimits>
}

async function readAndAccept(context: Context, { kind, files, values, limits }: Work): Promise<Status> {
  const asked = await askImport(context, {
    kind,
    fileNames: files.map((file) => basename(file)),
    vintage: values.vintage ?? '',
    producer: values.producer,
    licence: values.licence,
    url: values.url,
    isReadHere: true,
    submission: newSubmission(),
  })
  if (!asked.ok) return refused(sentenceOf(asked.refusal))
  const { id } = asked.value
  await readImport(context, id, { extract: extractInChild(ROOT), paths: files, limits })
  const [read, told] = [await findImport(context.db, id), await findDifference(context.db, id)]
  if (!read || read.state === 'failed') return refused(read?.problem ?? IMPORT_REFUSALS['import-unknown'])

  await tell(context, read, told?.difference, values.json ?? false)
  const submission = newSubmission()
  const ended = values['dry-run']
    ? await discardImport(context, { id, submission })
    : await acceptImport(context, { id, submission })
  if (!ended.ok) return refused(sentenceOf(ended.refusal))
  if (!values.json) say(values['dry-run'] ? 'Essai seulement : rien n’a changé.' : 'C’est en service.')
  return DONE
}

async function goBack(context: Context, kind: Kind): Promise<Status> {
  const back = await returnToImportBefore(context, { kind, submission: newSubmission() })
  if (!back.ok) return refused(sentenceOf(back.refusal))
  const found = await findImport(context.db, back.value.id)
  say(`L’import précédent est de nouveau en service : ${SOURCES[kind].label}, ${found?.vintage ?? ''}.`)
  return DONE
}

async function tell(context: Context, read: Import, difference: Difference | undefined, isJson: boolean) {
  if (isJson) {
    const { id, kind, vintage, files, rowsRead, rowsKept, refused: counts } = read
    say(
      JSON.stringify({ id, kind, vintage, files, rowsRead, rowsKept, refused: counts, difference: difference?.counts }),
    )
    return
  }
  for (const { name, rows, sha256 } of read.files) sayPlainly(`${name} : ${rows} lignes, sha256 ${sha256}`)
  say(`${read.rowsRead} lignes lues, ${read.rowsKept} gardées pour ce territoire.`)
  for (const [reason, count] of Object.entries(read.refused))
    say(`${count} refusées : ${ROW_FAULTS[reason as RowFault]}`)
  for (const { file, line, cell } of (await listRefused(context.db, read.id)).slice(0, 20)) {
    sayPlainly(`  ${file}, ligne ${line} : ${cell || '(vide)'}`)
  }
  if (!difference) return
  for (const change of CHANGE_KINDS) {
    const count = difference.counts[change]
    if (count > 0) say(`${count} ${count === 1 ? CHANGE_WORDS[change].one : CHANGE_WORDS[change].more}`)
  }
  say(`Structures de l’ESS ouvertes : ${difference.before} avant, ${difference.after} après.`)
}

function newSubmission() {
  return { key: randomBytes(24).toString('base64url'), body: null }
}

function sentenceOf(refusal: ImportRefusal | SubmissionRefusal): string {
  return refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : IMPORT_REFUSALS[refusal]
}
