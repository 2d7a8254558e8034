import type { Verdict, Work } from '../press/work.ts'
import { dangerOf } from '../template/danger.ts'
import type { TemplateFault } from '../template/faults.ts'
import { openPackage } from '../template/package.ts'
import { composeTree } from './compose.ts'
import { readDocx } from './from-docx/index.ts'

type Finished = { readonly verdict: Verdict; readonly document?: Uint8Array }

/** Composes the PDF of a filled model, or says what of it would be left out. */
export async function finish({ docx, properties, mark }: Extract<Work, { work: 'finish' }>): Promise<Finished> {
  const opened = await openPackage(docx)
  if (!opened.ok) return refused([{ name: opened.refusal, place: null, tag: null, nearest: null }])
  const danger = dangerOf(opened.value)
  if (danger) return refused([danger])
  const { sections, pictures, faults } = readDocx(opened.value, false)
  if (faults.length > 0) return refused(faults)
  return { verdict: { faults: [], fields: [] }, document: composeTree({ ...properties, mark, sections }, pictures) }
}

function refused(faults: readonly TemplateFault[]): Finished {
  return { verdict: { faults, fields: [] } }
}
