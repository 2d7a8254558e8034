import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DocumentKind } from './kind.ts'
import type { Bytes } from './make.ts'

const NEUTRAL = join(import.meta.dirname, 'models')

/**
 * The model delivered for a kind: that of the territory's folder (`modeles/<kind>.docx`), or ours, which names no
 * territory.
 *
 * @param territoryFolder  null: the territory has none
 * @returns                undefined when neither has one: the desk asks for it
 */
export async function findTemplate(kind: DocumentKind, territoryFolder: string | null): Promise<Bytes | undefined> {
  const folders = territoryFolder === null ? [NEUTRAL] : [join(territoryFolder, 'modeles'), NEUTRAL]
  for (const folder of folders) {
    const found = await readFile(join(folder, `${kind.id}.docx`)).catch(absent)
    if (found !== undefined) return new Uint8Array(found)
  }
  return undefined
}

function absent(error: unknown): undefined {
  if ((error as { readonly code?: string }).code !== 'ENOENT') throw error
  return undefined
}
