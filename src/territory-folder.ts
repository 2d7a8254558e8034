import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Result, refuse } from '#kernel/result'
import { FOLDER_FILES, type FolderFault, readTerritory, type Territory } from '#modules/territory'

/**
 * Reads a territory's folder from the disk.
 *
 * @returns  the territory, or the faults of its files, each with its place
 */
export function readTerritoryFolder(folder: string): Result<Territory, readonly FolderFault[]> {
  if (!existsSync(folder)) {
    const sentence = 'Ce dossier n’existe pas : corrigez FILIGRANE_TERRITORY, ou le nom que vous avez donné.'
    return refuse([{ file: folder, line: null, sentence }])
  }
  const present = FOLDER_FILES.filter((name) => existsSync(join(folder, name)))
  return readTerritory(new Map(present.map((name) => [name, readFileSync(join(folder, name), 'utf8')])))
}

/** As « communes.csv, ligne 12 : … ». */
export function sentenceOfFault({ file, line, sentence }: FolderFault): string {
  return `${file}${line === null ? '' : `, ligne ${line}`} : ${sentence}`
}
