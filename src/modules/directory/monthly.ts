import type { FolderFile } from './folder.ts'
import { type Import, KINDS, type Kind } from './model.ts'
import { SOURCES } from './sources/index.ts'

/** How files are known by their names, in the order of a kind's files. */
const NAMES: Readonly<Record<Kind, readonly RegExp[]>> = {
  esus: [/esus/i],
  siae: [/siae/i],
  'ess-france': [/ess[-_]?france|entreprises?[-_]?ess/i],
  sirene: [/StockUniteLegale(?!.*Historique)/i, /StockEtablissement(?!.*(Historique|Liens))/i],
  geolocalisation: [/geolocalisation/i],
  rna: [/rna/i],
  flores: [/flores/i],
}

/**
 * The newest files of each kind in the folder, when they changed since that kind was last asked for.
 *
 * @returns  by kind, names and the day of the newest: the day they were dropped, which who accepts may correct
 */
export function monthlyFiles(
  files: readonly FolderFile[],
  imports: readonly Import[],
): ReadonlyMap<Kind, { readonly fileNames: readonly string[]; readonly vintage: string }> {
  const newest = files.toSorted((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
  return new Map(
    KINDS.flatMap((kind) => {
      const found = NAMES[kind].map((name) => newest.find((file) => name.test(file.name)))
      if (found.some((file) => !file) || found.length !== SOURCES[kind].files.length) return []
      const changedAt = Math.max(...found.map((file) => file!.changedAt.getTime()))
      const last = imports.find((each) => each.kind === kind)
      if (last && last.askedAt.getTime() >= changedAt) return []
      const vintage = new Date(changedAt).toISOString().slice(0, 10)
      return [[kind, { fileNames: found.map((file) => file!.name), vintage }] as const]
    }),
  )
}
