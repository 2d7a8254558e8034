import { canonicalJson, type Json } from '#kernel/canonical-json'
import { cents } from '#kernel/money'
import { assert } from '#kernel/result'
import type { Edition, EditionRules, Scheme, Stage } from './model.ts'

/** Rules as they are stored, hashed and frozen: canonical JSON, amounts as texts of cents. */
export function rulesText(rules: EditionRules): string {
  const categories = rules.categories.map((category) => ({
    ...category,
    cap: category.cap === null ? null : String(category.cap),
  }))
  return canonicalJson({ ...rules, categories } as unknown as Json)
}

/** @throws  for a text `rulesText` did not write: what is stored is ours */
export function rulesFrom(text: string): EditionRules {
  const read = JSON.parse(text) as EditionRules
  assert(Array.isArray(read.stages) && Array.isArray(read.categories), 'stored rules are ones we wrote')
  const categories = read.categories.map((category) => ({
    ...category,
    cap: category.cap === null ? null : cents(BigInt(category.cap as unknown as string)),
  }))
  return { ...read, categories }
}

/** What forbids to publish an edition, gravest first. */
export type EditionGap =
  | 'stages-missing'
  | 'window-missing'
  | 'form-missing'
  | 'deliberation-missing'
  | 'economic-basis-missing'
  | 'category-twice'
  | 'category-unnamed'
  | 'authority-missing'
  | 'remedies-missing'
  | 'delays-impossible'

const ALWAYS: readonly Stage[] = ['filing', 'decision']
const MOST_MONTHS = 24
const MOST_DAYS = 365

/**
 * Everything that forbids to publish an edition.
 *
 * @param hasForm  whether a version of its application form is live
 */
export function gapsOf(scheme: Scheme, edition: Edition, hasForm: boolean): readonly EditionGap[] {
  const { rules, windows, decisionId } = edition
  const codes = rules.categories.map(({ code }) => code)
  const gaps: Readonly<Record<EditionGap, boolean>> = {
    'stages-missing': !ALWAYS.every((stage) => rules.stages.includes(stage)),
    'window-missing': !windows.some(({ stage }) => stage === 'filing'),
    'form-missing': !hasForm,
    // Règlement adopted by the assembly; a fictitious one has no assembly.
    'deliberation-missing': scheme.kind === 'participatory' && decisionId === null && !edition.isFictitious,
    'economic-basis-missing': scheme.paymentNature === 'economic' && scheme.economicBasis === null,
    'category-twice': new Set(codes).size < codes.length,
    'category-unnamed': rules.categories.some(({ code, label }) => !/^[a-z0-9-]{1,40}$/.test(code) || label === ''),
    'authority-missing': rules.authority.trim() === '',
    'remedies-missing': rules.remedies.trim() === '',
    'delays-impossible':
      !isWithin(rules.silenceMonths, MOST_MONTHS) ||
      !isWithin(rules.piecesDays, MOST_DAYS) ||
      (rules.mostByOrganisation !== null && rules.mostByOrganisation < 1),
  }
  return (Object.keys(gaps) as EditionGap[]).filter((gap) => gaps[gap])
}

function isWithin(count: number, most: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= most
}

/** What the house proposes to who begins an edition; each delay with the article it comes from. */
export const FIRST_RULES: EditionRules = {
  stages: ['filing', 'instruction', 'decision', 'execution'],
  needsWorkshop: false,
  categories: [],
  mostByOrganisation: null,
  // CRPA L231-4: two months.
  silenceMonths: 2,
  piecesDays: 15,
  authority: '',
  remedies: '',
}
