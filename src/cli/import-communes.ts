import { type LoadReport, loadTerritory } from '#modules/territory'
import { readTerritoryFolder, sentenceOfFault } from '../territory-folder.ts'
import { complain, DONE, REFUSED, readWords, type Status, say, UsageError } from './command.ts'
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
    return REFUSED
  }
  const { communes, epcis, settings } = read.value
  if (values['dry-run']) {
    say(`${settings.territoryName} : lisible. ${communes.length} communes, ${epcis.length} EPCI. Rien n’a été écrit.`)
    return DONE
  }
  return withWorld(async ({ context }) => {
    const report = await loadTerritory(context, read.value)
    if (values.json) say(JSON.stringify(report))
    else for (const line of linesOf(report)) say(line)
    return DONE
  })
}

function linesOf({ isNew, communeCount, epciCount, added, closed, changed }: LoadReport): readonly string[] {
  if (!isNew) return ['Ce dossier est déjà en place, rien n’a changé.']
  return [
    `${communeCount} communes et ${epciCount} EPCI en place.`,
    ...countOf('Arrivent', added),
    ...countOf('Changent', changed),
    ...countOf('Ferment, sans être effacés', closed),
  ]
}

function countOf(what: string, codes: readonly string[]): readonly string[] {
  return codes.length === 0
    ? []
    : [`${what} : ${codes.length} (${codes.slice(0, 20).join(', ')}${codes.length > 20 ? '…' : ''})`]
}
