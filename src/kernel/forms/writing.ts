import { canonicalJson, type Json } from '#kernel/canonical-json'
import { cents } from '#kernel/money'
import { assert } from '#kernel/result'
import type { FormDefinition, FormField } from './model.ts'

/** A form as it is stored and hashed: canonical JSON, amounts as texts of cents. */
export function definitionText(definition: FormDefinition): string {
  return canonicalJson({
    version: definition.version,
    sections: definition.sections.map((section) => ({ ...section, fields: section.fields.map(fieldJson) })),
  } as unknown as Json)
}

/** @throws  for a text `definitionText` did not write: what is stored is ours */
export function definitionFrom(text: string): FormDefinition {
  const read = JSON.parse(text) as FormDefinition
  assert(Number.isInteger(read.version) && Array.isArray(read.sections), 'a stored form is one we wrote')
  return {
    version: read.version,
    sections: read.sections.map((section) => ({ ...section, fields: section.fields.map(fieldFrom) })),
  }
}

function fieldJson(field: FormField): unknown {
  return field.kind === 'money' ? { ...field, minimum: String(field.minimum), maximum: String(field.maximum) } : field
}

// JSON has no whole number of that size: amounts were written as texts.
function fieldFrom(field: FormField): FormField {
  if (field.kind !== 'money') return field
  const read = (amount: unknown) => cents(BigInt(amount as string))
  return { ...field, minimum: read(field.minimum), maximum: read(field.maximum) }
}
