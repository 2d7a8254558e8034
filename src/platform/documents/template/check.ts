import { assert } from '#kernel/result'
import { exampleOf } from '../data.ts'
import type { DocumentKind } from '../kind.ts'
import { readDocx } from '../pdf/from-docx/index.ts'
import type { Verdict } from '../press/work.ts'
import { dangerOf } from './danger.ts'
import type { TemplateFault } from './faults.ts'
import { lint } from './lint.ts'
import { merge } from './merge.ts'
import { openPackage, type Parts } from './package.ts'
import { listParagraphs } from './paragraphs.ts'

/** Faults a page can show; a model with more has been written for something else. */
const MOST_FAULTS = 100

/** What is wrong with a model, or nothing and the fields it uses. Hostile bytes are read here: it runs in a child process. */
export async function readTemplate(template: Uint8Array, kind: DocumentKind): Promise<Verdict> {
  const { verdict, parts } = await readParts(template, kind)
  if (verdict.faults.length > 0) return verdict
  // What could not be in the PDF is told now, where it can be mended; the composer too has the last word today.
  const faults = await faultsOfPdf(parts, kind)
  return faults.length > 0 ? refused(faults.slice(0, MOST_FAULTS)).verdict : verdict
}

async function faultsOfPdf(parts: Parts, kind: DocumentKind): Promise<readonly TemplateFault[]> {
  const { faults } = readDocx(parts, true)
  if (faults.length > 0) return faults
  const merged = merge(parts, kind, exampleOf(kind))
  assert(merged.ok, 'a model that was read is filled')
  const { sections, pictures } = readDocx(merged.value, false)
  try {
    const { composeTree } = await import('../pdf/compose.ts')
    composeTree({ title: kind.label, author: kind.label, date: '2026-01-01', mark: null, sections }, pictures)
    return []
  } catch {
    return [{ name: 'refused-by-the-composer', place: null, tag: null, nearest: null }]
  }
}

/** The same, with the parts of the model when nothing is wrong. */
export async function readParts(
  template: Uint8Array,
  kind: DocumentKind,
): Promise<{ readonly verdict: Verdict; readonly parts: Parts }> {
  const opened = await openPackage(template)
  if (!opened.ok) return refused([{ name: opened.refusal, place: null, tag: null, nearest: null }])
  const danger = dangerOf(opened.value)
  if (danger) return refused([danger])
  const { faults, fields } = lint(listParagraphs(opened.value), kind)
  if (faults.length > 0) return refused(faults.slice(0, MOST_FAULTS))
  // The filler has the last word: what it would refuse one day is refused today.
  const merged = merge(opened.value, kind, exampleOf(kind))
  if (!merged.ok) return refused([merged.refusal])
  return { verdict: { faults: [], fields }, parts: opened.value }
}

function refused(faults: readonly TemplateFault[]) {
  return { verdict: { faults, fields: [] }, parts: new Map() }
}
