import { cents } from '#kernel/money'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { Choice, FieldKind, FormDefinition, FormField, FormSection } from './model.ts'

/** One thing an agent does to a form. `id` of what is added is drawn by the caller: it is never given twice. */
export type FormEdit =
  | { readonly edit: 'add-section'; readonly id: string; readonly title: string }
  | {
      readonly edit: 'change-section'
      readonly id: string
      readonly parts: Partial<Pick<FormSection, 'title' | 'intro' | 'when' | 'repeats'>>
    }
  | { readonly edit: 'remove-section'; readonly id: string }
  | { readonly edit: 'move-section'; readonly id: string; readonly by: -1 | 1 }
  | { readonly edit: 'add-field'; readonly sectionId: string; readonly field: FormField }
  /** Replaces a question; its identifier stays. */
  | { readonly edit: 'change-field'; readonly field: FormField }
  | { readonly edit: 'remove-field'; readonly id: string }
  /** Within its page, then to the page before or after. */
  | { readonly edit: 'move-field'; readonly id: string; readonly by: -1 | 1 }

export type FormEditRefusal = 'form-part-unknown' | 'form-part-twice' | 'form-part-at-the-end'

/** The form once changed. What it then lacks is told by `faultsOfDefinition`: a draft may lack anything. */
export function editForm(definition: FormDefinition, edit: FormEdit): Result<FormDefinition, FormEditRefusal> {
  const edited = EDITORS[edit.edit](definition.sections, edit as never)
  return edited.ok ? done({ ...definition, sections: edited.value }) : edited
}

/** A question of that kind, as it begins: nothing of it is written yet. */
export function newField(id: string, kind: FieldKind['kind']): FormField {
  return { id, label: '', help: '', isRequired: true, ...BEGINNINGS[kind] }
}

type Sections = readonly FormSection[]
type Edited = Result<Sections, FormEditRefusal>
type Of<Name extends FormEdit['edit']> = Extract<FormEdit, { readonly edit: Name }>
type Editors = { readonly [Name in FormEdit['edit']]: (sections: Sections, edit: Of<Name>) => Edited }

const EDITORS: Editors = {
  'add-section': (sections, { id, title }) =>
    isTaken(sections, id) ? refuse('form-part-twice') : done([...sections, { id, title, intro: '', fields: [] }]),
  'change-section': (sections, { id, parts }) => {
    if (!sections.some((section) => section.id === id)) return refuse('form-part-unknown')
    return done(sections.map((section) => (section.id === id ? without({ ...section, ...parts }) : section)))
  },
  'remove-section': (sections, { id }) => {
    const left = sections.filter((section) => section.id !== id)
    return left.length === sections.length ? refuse('form-part-unknown') : done(left)
  },
  'move-section': (sections, { id, by }) =>
    moved(
      sections,
      sections.findIndex((section) => section.id === id),
      by,
    ),
  'add-field': (sections, { sectionId, field }) => {
    if (isTaken(sections, field.id)) return refuse('form-part-twice')
    if (!sections.some(({ id }) => id === sectionId)) return refuse('form-part-unknown')
    return done(withFields(sections, sectionId, (fields) => [...fields, field]))
  },
  'change-field': (sections, { field }) => {
    const section = sectionOf(sections, field.id)
    if (!section) return refuse('form-part-unknown')
    return done(
      withFields(sections, section.id, (fields) => fields.map((each) => (each.id === field.id ? field : each))),
    )
  },
  'remove-field': (sections, { id }) => {
    const section = sectionOf(sections, id)
    if (!section) return refuse('form-part-unknown')
    return done(withFields(sections, section.id, (fields) => fields.filter((field) => field.id !== id)))
  },
  'move-field': (sections, { id, by }) => moveField(sections, id, by),
}

function moveField(sections: Sections, id: string, by: -1 | 1): Edited {
  const section = sectionOf(sections, id)
  if (!section) return refuse('form-part-unknown')
  const at = section.fields.findIndex((field) => field.id === id)
  const within = moved(section.fields, at, by)
  if (within.ok) return done(withFields(sections, section.id, () => within.value))
  // At the end of its page, it goes on to the next one.
  const next = sections[sections.indexOf(section) + by]
  if (!next) return refuse('form-part-at-the-end')
  const field = section.fields[at]
  assert(field, 'the question is on its page')
  const left = withFields(sections, section.id, (fields) => fields.filter((each) => each.id !== id))
  return done(withFields(left, next.id, (fields) => (by === 1 ? [field, ...fields] : [...fields, field])))
}

function moved<Item>(items: readonly Item[], at: number, by: -1 | 1): Result<readonly Item[], FormEditRefusal> {
  const [one, other] = [items[at], items[at + by]]
  if (one === undefined) return refuse('form-part-unknown')
  if (other === undefined) return refuse('form-part-at-the-end')
  return done(items.map((item, index) => (index === at ? other : index === at + by ? one : item)))
}

function sectionOf(sections: Sections, fieldId: string): FormSection | undefined {
  return sections.find(({ fields }) => fields.some(({ id }) => id === fieldId))
}

function isTaken(sections: Sections, id: string): boolean {
  return sections.some((section) => section.id === id || section.fields.some((field) => field.id === id))
}

function withFields(
  sections: Sections,
  id: string,
  change: (fields: readonly FormField[]) => readonly FormField[],
): Sections {
  return sections.map((section) => (section.id === id ? { ...section, fields: change(section.fields) } : section))
}

// A condition or a repetition that was taken away leaves no trace.
function without(section: FormSection): FormSection {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined)) as FormSection
}

const NONE: readonly Choice[] = []
const MOST_EUROS = 10_000_000n

const BEGINNINGS: { readonly [Kind in FieldKind['kind']]: Extract<FieldKind, { readonly kind: Kind }> } = {
  text: { kind: 'text', most: 200 },
  'long-text': { kind: 'long-text', least: 0, most: 3000 },
  number: { kind: 'number', minimum: 0, maximum: 1_000_000, unit: '' },
  money: { kind: 'money', minimum: cents(0n), maximum: cents(MOST_EUROS * 100n) },
  date: { kind: 'date', earliest: null, latest: null },
  choice: { kind: 'choice', choices: NONE },
  choices: { kind: 'choices', choices: NONE, most: 10 },
  commune: { kind: 'commune' },
  organisation: { kind: 'organisation' },
  iban: { kind: 'iban' },
  email: { kind: 'email' },
  telephone: { kind: 'telephone' },
  budget: { kind: 'budget', expenses: NONE, receipts: NONE },
  files: { kind: 'files', most: 5 },
  attestation: { kind: 'attestation', sentence: '' },
}
