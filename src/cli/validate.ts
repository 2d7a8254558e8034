import { once } from 'node:events'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Fault,
  isAdvice,
  openReport,
  openValidation,
  type Report,
  sentenceOf,
  type TableSchema,
} from '#kernel/tabular'
import {
  type Command,
  complain,
  DONE,
  REFUSED,
  readWords,
  type Status,
  say,
  sayPlainly,
  UsageError,
} from './command.ts'
import { inSmallHeap } from './small-heap.ts'
import { ROOT } from './world.ts'

const FOLDER = join(ROOT, 'data/schemas')
const MOST_JSON_FAULTS = 10_000

/** `filigrane validate`: a CSV file against a national schema, line by line. */
export const validate: Command = {
  summary: 'vérifie un fichier CSV avec un schéma national',
  help: `Usage : filigrane validate FICHIER --schema NOM [--json]

Compare un fichier CSV à un schéma, et dit chaque faute avec sa ligne, sa colonne et ce qu’il faut faire. Rien n’est
corrigé ni deviné. « - » lit l’entrée standard. Le même outil est sur le site : /donnees/valider.

  --schema NOM   ${schemaNames().join('\n                 ')}
                 ou le chemin d’un fichier Table Schema (.json)
  --json         une ligne JSON par faute (${MOST_JSON_FAULTS} au plus), puis une ligne de bilan

Statut : 0 le fichier est conforme, 1 il a des fautes, 2 mauvais usage.`,
  run: async (words) => {
    const { values, positionals } = readWords(words, { schema: { type: 'string' }, json: { type: 'boolean' } })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) throw new UsageError('Nommez un fichier à vérifier, un seul.')
    const schema = readSchema(values.schema)
    return (await inSmallHeap()) ?? validateFile(file, schema, values.json === true)
  },
}

async function validateFile(file: string, schema: TableSchema, asJson: boolean): Promise<Status> {
  const stream = file === '-' ? process.stdin : createReadStream(file)
  try {
    if (file !== '-') await once(stream, 'open')
  } catch {
    complain(`${file} : ce fichier ne peut pas être lu. Vérifiez son nom et son dossier.`)
    return REFUSED
  }
  const validation = openValidation(schema)
  const gathered = openReport()
  let told = 0
  const take = (lines: ReturnType<typeof validation.push>) => {
    for (const line of lines) {
      gathered.take(line)
      for (const fault of asJson ? line.faults : []) if (told++ < MOST_JSON_FAULTS) sayFault(fault)
    }
  }
  for await (const bytes of stream) take(validation.push(bytes as Uint8Array))
  take(validation.end())
  const report = gathered.report()
  if (asJson) say(JSON.stringify({ file, ...report, groups: report.groups.map(withSentence) }))
  else sayReport(file, schema, report)
  return report.isValid ? DONE : REFUSED
}

function withSentence(group: Report['groups'][number]) {
  return { ...group, sentence: sentenceOf(group) }
}

function sayFault(fault: Fault): void {
  const { kind, line, column, value } = fault
  say(JSON.stringify({ line, column, value, kind, isAdvice: isAdvice(fault), sentence: sentenceOf(fault) }))
}

function sayReport(file: string, { title, version }: TableSchema, report: Report): void {
  for (const group of report.groups) {
    const { column, count, examples } = group
    const value = examples[0]?.value ?? ''
    const where = column === null ? '' : `${column} : `
    sayPlainly(`${count} × ${where}${sentenceOf({ ...group, value })}`)
    for (const example of examples) {
      sayPlainly(`    ligne ${example.line}${example.value === '' ? '' : ` : « ${example.value} »`}`)
    }
    if (count > examples.length) say(`    et ${count - examples.length} autres`)
  }
  const named = `${file} : schéma « ${title ?? 'sans titre'} » ${version ?? ''}, ${report.lineCount} lignes lues`
  if (report.isValid) say(`${named}. Aucune faute : le fichier est conforme.`)
  else
    complain(
      `${named}. ${report.faultCount} fautes sur ${report.faultyLineCount} lignes : le fichier n’est pas conforme.`,
    )
}

function readSchema(name: string | undefined): TableSchema {
  const known = schemaNames()
  const path = known.includes(name ?? '') ? join(FOLDER, `${name}.json`) : (name ?? '')
  if (!path.endsWith('.json') || !existsSync(path)) {
    throw new UsageError(`Donnez un schéma : --schema ${known.join(', ')}, ou un fichier .json.`)
  }
  const schema = parsed(path)
  if (!schema) throw new UsageError(`${path} n’est pas un Table Schema : il n’a pas de liste « fields ».`)
  return schema
}

function parsed(path: string): TableSchema | undefined {
  try {
    const read = JSON.parse(readFileSync(path, 'utf8')) as Partial<TableSchema>
    return Array.isArray(read.fields) ? (read as TableSchema) : undefined
  } catch {
    return undefined
  }
}

function schemaNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
}
