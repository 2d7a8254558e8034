import { createHash } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { FORM_SENTENCES, having, readForm, sentFields } from '#platform/sessions'
import { conflictOf } from '#ui/conflict'
import { DATE_SENTENCES, dateBoxes, dateValues, readDateField } from '#ui/date-field'
import type { FormState } from '#ui/form'
import { changeDraft } from '../../commands/preparation/index.ts'
import type { PollDraft } from '../../sealed/draft.ts'
import { draftDays, draftFields, type FormDays, readDraft } from '../../sealed/draft-form.ts'
import type { HeldPoll } from '../../store/sealed/index.ts'
import { PREPARATION_SENTENCES } from './sentences.ts'
import { REGLEMENT_LIMITS, SettingsConflictPage, SettingsPage } from './settings-page.tsx'
import { acting, findPoll, type House, ONE_POLL, PREPARERS, pathOf, shellOf } from './shell.ts'

type Fields = Readonly<Record<string, string>>
type Shown = { readonly state: FormState; readonly evidence: readonly string[]; readonly version: number }

/** The settings of a poll in preparation. */
export function settingsDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(`${ONE_POLL}/reglages`, having(PREPARERS), async (c) => {
    const poll = await findPoll(c, house)
    if (!poll) return c.notFound()
    if (poll.isPublished) return c.redirect(pathOf(poll.slug), 303)
    const state = { values: fieldsOf(poll.draft), errors: {} }
    return show(c, house, poll, { state, evidence: poll.draft.evidence, version: poll.version }, 200)
  })
  desk.post(`${ONE_POLL}/reglages`, having(PREPARERS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? save(c, house, poll) : c.notFound()
  })
  return desk
}

async function save(c: HonoContext, house: House, poll: HeldPoll) {
  const sent = await sentFields(c)
  const version = Number(/^\d{1,9}$/.exec(sent.fields.version ?? '')?.[0] ?? 0)
  const evidence = sent.lists.preuves ?? []
  const again = (values: Fields, errors: Fields, problem?: string) => {
    const state = { values, errors, ...(problem !== undefined && { problem }) }
    return show(c, house, poll, { state, evidence, version }, 422)
  }
  const form = await readForm(c, house.context)
  if (!form.ok) return again(sent.fields, {}, FORM_SENTENCES[form.refusal])

  const fields = CONFLICT.settled(form.value.fields, fieldsOf(poll.draft))
  const days = readDays(fields)
  const ticked = fields['garder-preuves'] === 'le-leur' ? [fields.preuves ?? ''] : (form.value.lists.preuves ?? [])
  const read = readDraft(fields, { preuves: ticked }, days.days, poll.draft)
  const file = await readReglement(form.value.files.reglement)
  const errors = { ...read.errors, ...days.errors, ...(file.error !== undefined && { reglement: file.error }) }
  if (Object.keys(errors).length > 0) return again(fields, errors)

  const draft = file.reglement ? { ...read.draft, reglement: file.reglement } : read.draft
  const { submission } = form.value
  const changed = await changeDraft(await acting(c, house), { submission, pollId: poll.id, version, draft })
  if (changed.ok) return c.redirect(`${pathOf(poll.slug)}?enregistre=oui`, 303)
  if (changed.refusal === 'changed-meanwhile')
    return showConflict(c, house, { ...fields, preuves: evidence.join(', ') })
  return again(fields, {}, PREPARATION_SENTENCES[changed.refusal])
}

async function showConflict(c: HonoContext, house: House, fields: Fields) {
  const poll = await findPoll(c, house)
  if (!poll) return c.notFound()
  const differences = CONFLICT.differencesOf(fields, fieldsOf(poll.draft))
  const disputed = new Set(differences.map(({ name }) => name))
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !disputed.has(name)))
  const page = { poll, differences, keep: { ...kept, version: String(poll.version) } }
  return c.html(<SettingsConflictPage {...(await shellOf(c, house))} {...page} />, 422)
}

async function show(c: HonoContext, house: House, poll: HeldPoll, shown: Shown, status: 200 | 422) {
  return c.html(<SettingsPage {...(await shellOf(c, house))} poll={poll} {...shown} />, status)
}

/** With the boxes of its days. */
function fieldsOf(draft: PollDraft): Fields {
  const days = draftDays(draft)
  const boxes = (name: string, day: string | null) => (day === null ? {} : dateValues(name, day))
  return {
    ...draftFields(draft),
    ...boxes('ouverture', days.opening),
    ...boxes('fin', days.closing),
    ...boxes('age-au', days.age),
  }
}

function readDays(fields: Fields): { readonly days: FormDays; readonly errors: Fields } {
  const errors: Record<string, string> = {}
  const dayOf = (name: string) => {
    const { day, month, year } = dateBoxes(fields, name)
    if (`${day}${month}${year}`.trim() === '') return null
    const read = readDateField(fields, name, { earliest: '2000-01-01', latest: '2099-12-31' })
    if (read.ok) return read.value
    errors[name] = DATE_SENTENCES[read.refusal]
    return null
  }
  return { days: { opening: dayOf('ouverture'), closing: dayOf('fin'), age: dayOf('age-au') }, errors }
}

type ReadReglement = { readonly reglement?: NonNullable<PollDraft['reglement']>; readonly error?: string }

/** The file itself is published elsewhere, with the deliberation: its hash says which text it is. */
async function readReglement(file: File | undefined): Promise<ReadReglement> {
  if (!file || file.size === 0) return {}
  if (file.size > REGLEMENT_LIMITS.largestBytes) return { error: 'Ce fichier est trop lourd : 20 Mo au plus.' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (String.fromCharCode(...bytes.subarray(0, 5)) !== '%PDF-') return { error: 'Déposez le règlement en PDF.' }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { reglement: { sha256, name: file.name.slice(0, 200) } }
}

const LABELS: Fields = {
  titre: 'Titre du vote',
  organisateur: 'Qui organise',
  question: 'Question posée',
  'choix-min': 'Choix au moins',
  'choix-max': 'Choix au plus',
  consultatif: 'Ce que le vote décide',
  regle: 'Règle',
  budget: 'Montant à partager',
  'ouverture-jour': 'Jour d’ouverture',
  'ouverture-mois': 'Mois d’ouverture',
  'ouverture-annee': 'Année d’ouverture',
  'ouverture-heure': 'Heure d’ouverture',
  'fin-jour': 'Dernier jour',
  'fin-mois': 'Mois du dernier jour',
  'fin-annee': 'Année du dernier jour',
  'fin-heure': 'Heure de fin',
  qui: 'Qui peut voter',
  age: 'Âge minimum',
  preuves: 'Comment on prouve qui on est',
  foyer: 'Personnes pour une même adresse',
  revote: 'Changer d’avis',
  papier: 'Bulletins papier',
  controle: 'Vérification de la saisie',
  deliberation: 'Délibération',
  tableau: 'Tableau de gestion',
  membres: 'Membres du bureau',
  seuil: 'Parts nécessaires',
  reserve: 'Part de réserve',
  'cle-perdue': 'Si la clé est perdue',
}

const CONFLICT = conflictOf(LABELS, (text = '') => text.replace(/\s+/g, ' ').trim())
