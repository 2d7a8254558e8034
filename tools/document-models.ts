import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelsOf, NEUTRAL, PAS_DE_CALAIS } from './document-models/models.ts'
import { writeDocx } from './document-models/word.ts'

const ROOT = join(import.meta.dirname, '..')

/** Where the delivered models lie: those of a territory, and ours for one that has none. */
export const PLACES = [
  { folder: 'src/platform/documents/models', manner: NEUTRAL },
  { folder: 'data/territory/pas-de-calais/modeles', manner: PAS_DE_CALAIS },
] as const

/** Writes every delivered `.docx` again. The same words give the same files. */
function writeModels(): void {
  for (const { folder, manner } of PLACES) {
    mkdirSync(join(ROOT, folder), { recursive: true })
    for (const [kind, model] of Object.entries(modelsOf(manner))) {
      writeFileSync(join(ROOT, folder, `${kind}.docx`), writeDocx(model))
    }
  }
}

if (import.meta.main) writeModels()
