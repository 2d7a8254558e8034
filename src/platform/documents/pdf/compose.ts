import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { drawable } from './drawable.ts'
import type { Pictures, Tree } from './from-docx/index.ts'
import type { Layout } from './layouts.ts'

const LAYOUTS = join(import.meta.dirname, 'typ')
const FACES = join(import.meta.dirname, 'faces')

/**
 * Composes a PDF/UA-1 by the layout `typ/<layout>.typ`, which reads its data as JSON.
 *
 * @param data  canonical JSON of the layout's data
 * @throws      with what the composer says
 */
export function composePdf(layout: Layout, data: string): Uint8Array {
  return compose(layout, data, new Map())
}

/**
 * Composes a PDF/UA-1 of a document that was read. The same tree and pictures give the same bytes.
 *
 * @throws  with what the composer says
 */
export function composeTree(tree: Tree, pictures: Pictures): Uint8Array {
  return compose('docx', JSON.stringify(tree), pictures)
}

function compose(main: string, data: string, pictures: Pictures): Uint8Array {
  const fontBlobs = readdirSync(FACES)
    .filter((name) => name.endsWith('.ttf'))
    .sort()
    .map((name) => readFileSync(join(FACES, name)))
  const compiler = NodeCompiler.create({ workspace: LAYOUTS, fontArgs: [{ fontBlobs }] })
  for (const [name, bytes] of pictures) compiler.mapShadow(join(LAYOUTS, 'media', name), Buffer.from(bytes))
  const compiled = compiler.compile({ mainFilePath: join(LAYOUTS, `${main}.typ`), inputs: { data: drawable(data) } })
  if (!compiled.result) throw new Error(`The composer refused: ${said(compiled.takeDiagnostics())}`)
  return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' })
}

function said(diagnostics: { readonly shortDiagnostics: readonly unknown[] } | null): string {
  return JSON.stringify(diagnostics?.shortDiagnostics ?? 'nothing')
}
