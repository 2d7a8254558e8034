import {
  type LoadReport,
  labelOf,
  loadTerritory,
  type PlaceChange,
  previewTerritory,
  type Territory,
} from '#modules/territory'
import type { Context } from '#platform/context'
import { readTerritoryFolder, sentenceOfFault } from '../territory-folder.ts'
import { complain, DONE, REFUSED, readWords, type Status, say, sayPlainly, UsageError } from './command.ts'
import { withWorld } from './world.ts'

const OPTIONS = { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } } as const

/** `filigrane import communes DOSSIER`: the places of a territory, from its folder. */
export async function importCommunes(words: readonly string[]): Promise<Status> {
  const { values, positionals } = readWords(words, OPTIONS)
  const [folder, ...others] = positionals
  if (folder === undefined || others.length > 0) throw new UsageError('Donnez un dossier, et un seul.')

  const read = readTerritoryFolder(folder)
  if (!read.ok) {
    for (const fault of read.refusal) complain(sentenceOfFault(fault))
    complain('Rien n’a été écrit.')
    return REFUSED
  }
  const options = { isDryRun: values['dry-run'] ?? false, isJson: values.json ?? false }
  return withWorld(({ context }) => importTerritory(context, read.value, options))
}

/** Loads a folder that was read, or only tells what that would change. */
export async function importTerritory(
  context: Context,
  territory: Territory,
  { isDryRun, isJson }: { readonly isDryRun: boolean; readonly isJson: boolean },
): Promise<Status> {
  const report = isDryRun ? await previewTerritory(context, territory) : await loadTerritory(context, territory)
  if (isJson) say(JSON.stringify({ ...report, written: report.isNew && !isDryRun }))
  else for (const line of linesOf(report, isDryRun)) sayPlainly(line)
  return DONE
}

function linesOf({ isNew, communeCount, epciCount, changes }: LoadReport, isDryRun: boolean): readonly string[] {
  if (!isNew) return ['Ce dossier est déjà en place, rien n’a changé.']
  return [
    ...changes.map(lineOf),
    ...(changes.length === 0
      ? ['Communes et EPCI restent les mêmes ; noms, chiffres, contours et dates sont relus.']
      : []),
    `${communeCount} communes et ${epciCount} EPCI : ${KINDS.map((kind) => countOf(changes, kind)).join(', ')}.`,
    isDryRun ? 'Essai seulement : rien n’a été écrit. Sans --dry-run, ce sera fait.' : 'C’est en place.',
  ]
}

const KINDS = ['added', 'changed', 'closed'] as const

const WORDS: Readonly<
  Record<PlaceChange['kind'], { readonly line: string; readonly one: string; readonly more: string }>
> = {
  added: { line: 'arrive', one: 'arrivée', more: 'arrivées' },
  changed: { line: 'change', one: 'changement', more: 'changements' },
  closed: { line: 'ferme ; rien n’en est effacé', one: 'fermeture', more: 'fermetures' },
}

function lineOf(change: PlaceChange): string {
  const what = `${labelOf(change)} ${WORDS[change.kind].line}`
  return change.details.length === 0 ? what : `${what} ; ${change.details.join(' ; ')}`
}

function countOf(changes: readonly PlaceChange[], kind: PlaceChange['kind']): string {
  const count = changes.filter((each) => each.kind === kind).length
  return `${count} ${count < 2 ? WORDS[kind].one : WORDS[kind].more}`
}
