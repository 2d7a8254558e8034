import { endOfDay, instantsOf } from '#kernel/calendar'
import type { FieldKind, FormDefinition, FormField, FormSection } from '#kernel/forms'
import { assert } from '#kernel/result'
import { actingAs, type Context } from '#platform/context'
import {
  askToPublishEdition,
  beginForm,
  moveWindow,
  openEdition,
  openScheme,
  publishEdition,
  publishForm,
} from '../commands/schemes/index.ts'
import { type EditionRules, FIRST_RULES, type SchemeWords } from '../schemes/index.ts'

export const AGENTS = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2'] as const

export const WORDS: SchemeWords = {
  title: 'Aide d’essai',
  purpose: 'Essayer une aide.',
  kind: 'aid',
  legalBasis: 'CGCT, article L3211-1',
  paymentNature: 'non-economic',
  economicBasis: null,
  deMinimis: null,
}

export function question(id: string, kind: FieldKind, parts: Partial<FormField> = {}): FormField {
  return { id, label: `Question ${id}`, help: '', isRequired: true, ...parts, ...kind } as FormField
}

export const NAME = question('nom', { kind: 'text', most: 100 }, { once: 'nom-legal' })
export const PURPOSE = question('objet', { kind: 'long-text', least: 0, most: 500 })
export const PARTNER = question('partenaire', { kind: 'text', most: 100 }, { isRequired: false })

export const SECTIONS: readonly FormSection[] = [
  { id: 'qui', title: 'Qui êtes-vous', intro: '', fields: [NAME] },
  { id: 'quoi', title: 'Votre projet', intro: '', fields: [PURPOSE] },
  {
    ...{ id: 'partenaires', title: 'Vos partenaires', intro: '', fields: [PARTNER] },
    repeats: { noun: 'partenaire', minimum: 0, maximum: 3 },
  },
]

let drawn = 0

/** For a test: a key nobody used. */
export function submission() {
  drawn += 1
  return { key: `aides-essai-${String(drawn).padStart(10, '0')}`, body: drawn }
}

/** An edition that is published and open, by the acts of two agents: its filing is open from one day to the end of another. */
export async function openCall(
  context: Context,
  parts: {
    readonly slug: string
    readonly prefix: string
    readonly opensOn: string
    readonly closesOn: string
    readonly rules?: Partial<EditionRules>
    readonly sections?: readonly FormSection[]
  },
) {
  const { slug, prefix, opensOn, closesOn } = parts
  const [one, other] = AGENTS.map((id) => actingAs(context, { kind: 'person', id })) as [Context, Context]
  const scheme = must(await openScheme(one, { submission: submission(), slug, words: WORDS, isFictitious: true }))
  const rules = { ...FIRST_RULES, authority: 'le président', remedies: 'Tribunal administratif.', ...parts.rules }
  const draft = { schemeId: scheme.id, slug: `${slug}-1`, title: 'Aide d’essai 2027', prefix, rules, decisionId: null }
  const { id } = must(await openEdition(one, { submission: submission(), edition: draft }))
  const window = {
    stage: 'filing' as const,
    opensAt: instantsOf({ day: opensOn, time: '00:00' })[0]!,
    closesAt: endOfDay(closesOn),
  }
  must(await moveWindow(one, { submission: submission(), editionId: id, window }))
  const from: FormDefinition = { version: 1, sections: parts.sections ?? SECTIONS }
  const form = must(await beginForm(one, { submission: submission(), editionId: id, purpose: 'application', from }))
  must(await publishForm(one, { submission: submission(), id: form.id, version: 1 }))
  must(await askToPublishEdition(one, { submission: submission(), id, version: 1 }))
  const published = must(await publishEdition(other, { submission: submission(), id, version: 1 }))
  return { id, schemeId: scheme.id, formId: form.id, fingerprint: published.fingerprint, one, other }
}

/** What was done, or what a test stops at. */
export function must<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  assert(result.ok, `done: ${JSON.stringify(result)}`)
  return result.value
}

/** A project with its team, and the body that answers for it. */
export async function aProject(
  { db, now }: Pick<Context, 'db' | 'now'>,
  project: { readonly id: string; readonly team: readonly string[]; readonly siren?: string },
): Promise<string> {
  const { id, team, siren } = project
  const since = now()
  await db
    .insertInto('project')
    .values({
      ...{ id, slug: `projet-${id}`, title: 'Un projet', summary: 'Pour essayer.', is_fictitious: true },
      created_at: since,
    })
    .execute()
  for (const [at, person] of team.entries()) {
    await db
      .insertInto('project_member')
      .values({ id: `${id.slice(0, -2)}${at + 10}`, project_id: id, person_id: person, part: 'holder', since })
      .execute()
  }
  if (siren !== undefined) {
    await db
      .insertInto('project_organisation')
      .values({ id: `${id.slice(0, -2)}99`, project_id: id, name: 'Association d’essai', siren, part: 'lead', since })
      .execute()
  }
  return id
}
