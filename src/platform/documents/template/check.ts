import { exampleOf } from '../data.ts'
import type { DocumentKind } from '../kind.ts'
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
  return (await readParts(template, kind)).verdict
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
  return merged.ok ? { verdict: { faults: [], fields }, parts: opened.value } : refused([merged.refusal])
}

function refused(faults: readonly TemplateFault[]) {
  return { verdict: { faults, fields: [] }, parts: new Map() }
}
