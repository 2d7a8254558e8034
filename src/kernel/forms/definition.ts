import { fieldsOf } from './conditions.ts'
import type { Choice, Condition, FormDefinition, FormField, FormSection } from './model.ts'

/** Why a form cannot be put live, in the order one meets it. `at`: the section or the question. */
export type DefinitionFault = { readonly at: string; readonly fault: DefinitionFaultKind }
export type DefinitionFaultKind =
  | 'no-section'
  | 'no-field'
  | 'id-twice'
  | 'title-missing'
  | 'label-missing'
  | 'repetition-impossible'
  | 'limits-impossible'
  | 'choices-missing'
  | 'choice-twice'
  | 'sentence-missing'
  | 'condition-on-unknown'
  | 'condition-on-later'
  | 'condition-on-repeated'
  | 'condition-on-unknown-choice'
  | 'condition-never-holds'

/** Everything that forbids to put a form live; nothing: it may be. */
export function faultsOfDefinition({ sections }: FormDefinition): readonly DefinitionFault[] {
  if (sections.length === 0) return [{ at: '', fault: 'no-section' }]
  const known = new Map<string, Asked>()
  const ids = new Set<string>()
  return sections.flatMap((section) => {
    const faults = [...faultsOfSection(section, ids), ...faultsOfCondition(section.id, section.when, known, undefined)]
    for (const field of section.fields) {
      faults.push(...faultsOfField(field, ids), ...faultsOfCondition(field.id, field.when, known, section))
      known.set(field.id, { field, section })
    }
    const all = new Set(sections.flatMap(({ fields }) => fields.map(({ id }) => id)))
    return faults.map((each) =>
      each.fault === 'condition-on-unknown' && all.has(each.field ?? '')
        ? { at: each.at, fault: 'condition-on-later' as const }
        : { at: each.at, fault: each.fault },
    )
  })
}

type Asked = { readonly field: FormField; readonly section: FormSection }
type Found = DefinitionFault & { readonly field?: string }

function faultsOfSection({ id, title, fields, repeats }: FormSection, ids: Set<string>): Found[] {
  const isPossible =
    repeats === undefined ||
    (repeats.noun !== '' && repeats.minimum >= 0 && repeats.maximum >= Math.max(1, repeats.minimum))
  return found(id, {
    'id-twice': isTaken(ids, id),
    'title-missing': title.trim() === '',
    'no-field': fields.length === 0,
    'repetition-impossible': !isPossible,
  })
}

function faultsOfField(field: FormField, ids: Set<string>): Found[] {
  const lists = listsOf(field)
  return found(field.id, {
    'id-twice': isTaken(ids, field.id),
    'label-missing': field.label.trim() === '',
    'limits-impossible': !areLimitsPossible(field),
    'choices-missing': lists.some((list) => list.length === 0),
    'choice-twice': lists.some((list) => new Set(list.map(({ code }) => code)).size < list.length),
    'sentence-missing': field.kind === 'attestation' && field.sentence.trim() === '',
  })
}

function areLimitsPossible(field: FormField): boolean {
  if (field.kind === 'number' || field.kind === 'money') return field.minimum <= field.maximum
  if (field.kind === 'date') return field.earliest === null || field.latest === null || field.earliest <= field.latest
  if (field.kind === 'long-text' && (field.least < 0 || field.least > field.most)) return false
  return !('most' in field) || field.most >= 1
}

/** The lists one chooses in, or writes amounts beside. */
export function listsOf(field: FormField): readonly (readonly Choice[])[] {
  if (field.kind === 'choice' || field.kind === 'choices') return [field.choices]
  return field.kind === 'budget' ? [field.expenses, field.receipts] : []
}

function faultsOfCondition(
  at: string,
  condition: Condition | undefined,
  known: ReadonlyMap<string, Asked>,
  own: FormSection | undefined,
): Found[] {
  const ofFields = fieldsOf(condition).flatMap((field): Found[] => {
    const asked = known.get(field)
    if (asked === undefined) return [{ at, field, fault: 'condition-on-unknown' }]
    const isElsewhere = asked.section !== own
    return asked.section.repeats !== undefined && isElsewhere ? [{ at, field, fault: 'condition-on-repeated' }] : []
  })
  return [...ofFields, ...faultsOfParts(at, condition, known)]
}

function faultsOfParts(at: string, condition: Condition | undefined, known: ReadonlyMap<string, Asked>): Found[] {
  if (condition === undefined || condition.is === 'answered' || condition.is === 'at-least') return []
  if (condition.is === 'not') return faultsOfParts(at, condition.of, known)
  if (condition.is !== 'one-of') {
    if (condition.of.length === 0) return [{ at, fault: 'condition-never-holds' }]
    return condition.of.flatMap((each) => faultsOfParts(at, each, known))
  }
  const asked = known.get(condition.field)
  if (asked === undefined) return []
  const codes = new Set(listsOf(asked.field).flatMap((list) => list.map(({ code }) => code)))
  if (condition.codes.length === 0) return [{ at, fault: 'condition-never-holds' }]
  return condition.codes.every((code) => codes.has(code)) ? [] : [{ at, fault: 'condition-on-unknown-choice' }]
}

function isTaken(ids: Set<string>, id: string): boolean {
  const taken = ids.has(id)
  ids.add(id)
  return taken
}

function found(at: string, holds: Partial<Record<DefinitionFaultKind, boolean>>): Found[] {
  return Object.entries(holds).flatMap(([fault, is]) => (is ? [{ at, fault: fault as DefinitionFaultKind }] : []))
}
