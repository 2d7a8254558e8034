import { done, type Result, refuse } from '#kernel/result'
import type { Sheet } from '../../sealed/paper.ts'

type Fields = Readonly<Record<string, string>>

const MOST_PAPERS = 2000

/** Reads the sheet of a batch as copied. @returns  the sheet, or a sentence by field */
export function readSheet(fields: Fields): Result<Sheet, Fields> {
  const errors: Record<string, string> = {}
  const text = (name: string) => (fields[name] ?? '').replace(/\s+/g, ' ').trim()
  const count = (name: string, fallback?: string) => {
    const written = text(name) || (fallback ?? '')
    return /^\d{1,5}$/.test(written) ? Number(written) : undefined
  }
  const [paperCount, blankCount, voidCount] = [count('papiers'), count('blancs', '0'), count('nuls', '0')]
  if (text('lieu') === '' || text('lieu').length > 120) errors.lieu = 'Écrivez le lieu du vote, comme sur le bordereau.'
  if (paperCount === undefined || paperCount < 1 || paperCount > MOST_PAPERS) {
    errors.papiers = 'Écrivez combien de papiers il y a dans le lot, entre 1 et 2 000.'
  }
  if (blankCount === undefined) errors.blancs = 'Écrivez combien de papiers sont blancs, ou 0.'
  if (voidCount === undefined) errors.nuls = 'Écrivez combien de papiers sont nuls, ou 0.'
  if (paperCount !== undefined && (blankCount ?? 0) + (voidCount ?? 0) > paperCount) {
    errors.papiers ??= 'Il y a plus de blancs et de nuls que de papiers. Relisez le bordereau.'
  }
  if (Object.keys(errors).length > 0) return refuse(errors)
  return done({
    ...{ place: text('lieu'), urn: text('urne').slice(0, 60), seals: text('scelles').slice(0, 200) },
    ...{ paperCount: paperCount ?? 0, blankCount: blankCount ?? 0, voidCount: voidCount ?? 0 },
  })
}

export function writtenSheet(sheet: Sheet): Fields {
  return {
    ...{ lieu: sheet.place, urne: sheet.urn, scelles: sheet.seals },
    ...{ papiers: String(sheet.paperCount), blancs: String(sheet.blankCount), nuls: String(sheet.voidCount) },
  }
}
