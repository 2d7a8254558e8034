import { listsOf } from './definition.ts'
import type { Answers, Entry, FormDefinition, FormField, FormSection } from './model.ts'

/** What differs between two versions of a form, as its applicants are told. `at`: the question, by its identifier. */
export type FormChange =
  | { readonly kind: 'asked-now'; readonly at: string; readonly label: string }
  | { readonly kind: 'asked-no-more'; readonly at: string; readonly label: string }
  | { readonly kind: 'reworded'; readonly at: string; readonly label: string; readonly before: string }
  /** The answer is another kind of thing: what was written stays, and is read again. */
  | { readonly kind: 'another-kind'; readonly at: string; readonly label: string }
  | { readonly kind: 'required-now' | 'optional-now'; readonly at: string; readonly label: string }
  | {
      readonly kind: 'choices-changed'
      readonly at: string
      readonly label: string
      readonly removed: readonly string[]
    }
  | { readonly kind: 'limits-changed' | 'asked-otherwise'; readonly at: string; readonly label: string }

/** What applicants of an open dossier are shown when its form is revised, in the order of the new form. */
export function changesBetween(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  const [old, fresh] = [placesOf(before), placesOf(after)]
  const changed = [...fresh].flatMap(([at, place]): readonly FormChange[] => {
    const former = old.get(at)
    return former ? changesOf(former, place) : [{ kind: 'asked-now', at, label: place.field.label }]
  })
  const gone = [...old].filter(([at]) => !fresh.has(at))
  return [...changed, ...gone.map(([at, { field }]) => ({ kind: 'asked-no-more' as const, at, label: field.label }))]
}

/**
 * Brings what was written under one version to another. Nothing is lost: a question that moved takes its answer along, and
 * what nobody asks any more stays where it was.
 */
export function rebase(before: FormDefinition, after: FormDefinition, answers: Answers): Answers {
  const [old, fresh] = [placesOf(before), placesOf(after)]
  const moved = [...fresh].filter(([id, { section }]) => {
    const from = old.get(id)?.section
    return from !== undefined && from.id !== section.id && !from.repeats && !section.repeats
  })
  const kept: Record<string, readonly Entry[]> = { ...answers }
  for (const [id, { section }] of moved) {
    const written = kept[old.get(id)!.section.id]?.[0]?.written[id]
    const [first, ...others] = kept[section.id] ?? []
    if (written === undefined || first?.written[id] !== undefined) continue
    kept[section.id] = [{ key: first?.key ?? '1', written: { ...first?.written, [id]: written } }, ...others]
  }
  return kept
}

type Place = { readonly field: FormField; readonly section: FormSection }

function placesOf({ sections }: FormDefinition): ReadonlyMap<string, Place> {
  return new Map(sections.flatMap((section) => section.fields.map((field) => [field.id, { field, section }] as const)))
}

function changesOf(former: Place, place: Place): readonly FormChange[] {
  const [before, after] = [former.field, place.field]
  const [at, label] = [after.id, after.label]
  if (before.kind !== after.kind) return [{ kind: 'another-kind', at, label }]
  const changes: FormChange[] = []
  if (before.label !== after.label) changes.push({ kind: 'reworded', at, label, before: before.label })
  if (before.isRequired !== after.isRequired)
    changes.push({ kind: after.isRequired ? 'required-now' : 'optional-now', at, label })
  const [left, right] = [codesOf(before), codesOf(after)]
  if (left.join('\n') !== right.join('\n'))
    changes.push({ kind: 'choices-changed', at, label, removed: left.filter((code) => !right.includes(code)) })
  if (!isSame(limitsOf(before), limitsOf(after))) changes.push({ kind: 'limits-changed', at, label })
  if (!isSame([before.when, former.section.when], [after.when, place.section.when]))
    changes.push({ kind: 'asked-otherwise', at, label })
  return changes
}

function codesOf(field: FormField): readonly string[] {
  return listsOf(field).flatMap((list) => list.map(({ code }) => code))
}

function limitsOf(field: FormField): unknown {
  const { id: _id, label: _label, help: _help, isRequired: _isRequired, when: _when, once: _once, ...rest } = field
  return { ...rest, choices: undefined, expenses: undefined, receipts: undefined }
}

function isSame(one: unknown, other: unknown): boolean {
  const written = (value: unknown) =>
    JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `${each}` : each))
  return written(one) === written(other)
}
