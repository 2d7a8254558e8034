import { cents } from '#kernel/money'
import type { Condition, FieldKind, FormDefinition, FormField, FormSection } from './model.ts'

/** A question of a test. */
export function field(
  id: string,
  kind: FieldKind,
  parts: Partial<Pick<FormField, 'isRequired' | 'label'>> & { readonly when?: Condition } = {},
): FormField {
  return { id, label: `Question ${id} ?`, help: '', isRequired: false, ...parts, ...kind }
}

export function section(id: string, fields: readonly FormField[], parts: Partial<FormSection> = {}): FormSection {
  return { id, title: `Page ${id}`, intro: '', fields, ...parts }
}

export function form(...sections: readonly FormSection[]): FormDefinition {
  return { version: 1, sections }
}

export const TEXT: FieldKind = { kind: 'text', most: 40 }
export const YES_NO: FieldKind = {
  kind: 'choice',
  choices: [
    { code: 'oui', label: 'Oui' },
    { code: 'non', label: 'Non' },
  ],
}
export const MONEY: FieldKind = { kind: 'money', minimum: cents(0n), maximum: cents(1_500_000n) }
export const BUDGET: FieldKind = {
  kind: 'budget',
  expenses: [
    { code: '60', label: 'Achats' },
    { code: '64', label: 'Charges de personnel' },
  ],
  receipts: [
    { code: '70', label: 'Ventes' },
    { code: '74', label: 'Subventions' },
  ],
}
