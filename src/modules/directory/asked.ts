import { NUMBER_SENTENCES, readOrganisationNumber, sentenceOfKey } from '#kernel/perimeter'
import { wordsOf } from '#kernel/search'
import { pickCommune } from '#modules/territory'
import { activitiesOf } from './activities.ts'
import { type Atlas, geographyOf } from './map/index.ts'
import { type Narrowing, ORDERS, type Order, type Word } from './narrowing.ts'
import { ofPlace } from './place-words.ts'
import { EMPLOYERS, FAMILIES, NO_SECTOR, RECOGNITIONS, SECTORS, SIZES } from './words.ts'

/** In the order they stand in an address: one question has one address. */
export const FIELDS = [
  'q',
  'famille',
  'secteur',
  'epci',
  'commune',
  'reconnaissance',
  'employeur',
  'taille',
  'tri',
  'page',
] as const
export type FieldName = (typeof FIELDS)[number]
export type Fields = Readonly<Record<FieldName, string>>

/** Nothing asked. */
export const NO_FIELDS = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Fields

/** What the address asks for: as it was typed, and as it was understood. */
export type Asked = {
  readonly fields: Fields
  readonly narrowing: Narrowing
  readonly order: Order
  readonly page: number
  /** The commune distances are told from. */
  readonly from: { readonly code: string; readonly name: string } | undefined
  /** What is in force, in words, and the field that says it. */
  readonly active: readonly { readonly name: FieldName; readonly label: string }[]
  /** What was not understood: it narrows nothing, and the page says so. */
  readonly errors: readonly string[]
  /** Communes that may be meant. */
  readonly communeChoices: readonly { readonly value: string; readonly label: string; readonly hint: string }[]
}

/** Reads an address. `atlas` undefined: no territory is loaded, places narrow nothing. */
export function readAsked(query: Readonly<Record<string, string>>, atlas: Atlas | undefined): Asked {
  const typed = Object.fromEntries(FIELDS.map((name) => [name, (query[name] ?? '').trim().slice(0, 100)])) as Fields
  const place = readPlace(query, typed.commune, atlas)
  // A commune says more than its group: both would only repeat each other, or contradict.
  const hasCommune = place.code !== undefined && typed.tri !== 'distance'
  const fields: Fields = { ...typed, commune: place.code ?? typed.commune, epci: hasCommune ? '' : typed.epci }
  const family = FAMILIES.find(({ id }) => id === fields.famille)
  const sector = [...SECTORS, NO_SECTOR].find(({ id }) => id === fields.secteur)
  const epci = atlas?.epciByCode.get(fields.epci)
  const recognition = RECOGNITIONS.find(({ id }) => id === fields.reconnaissance)
  const employer = EMPLOYERS.find(({ id }) => id === fields.employeur)
  const size = SIZES.find(({ id }) => id === fields.taille)
  const words = readWords(fields.q, atlas)
  const order = orderOf(fields.tri, words.length > 0, place.code !== undefined)
  const isAround = order === 'distance'
  const understood: readonly (readonly [FieldName, string | undefined])[] = [
    ['q', fields.q === '' ? undefined : `« ${fields.q} »`],
    ['famille', family?.many],
    ['secteur', sector?.label],
    ['epci', epci?.name],
    ['commune', place.name === undefined ? undefined : isAround ? `Autour ${ofPlace(place.name)}` : place.name],
    ['reconnaissance', recognition?.short],
    ['employeur', employer?.label],
    ['taille', size?.label],
  ]
  return {
    fields,
    order,
    page: /^[1-9]\d{0,3}$/.test(fields.page) ? Number(fields.page) : 1,
    from: isAround && place.code !== undefined ? { code: place.code, name: place.name ?? place.code } : undefined,
    active: understood.flatMap(([name, label]) => (label === undefined ? [] : [{ name, label }])),
    errors: understood.flatMap(([name, label]) => (fields[name] !== '' && label === undefined ? [ERRORS[name]] : [])),
    communeChoices: place.choices,
    narrowing: {
      words,
      family: family?.family,
      divisions: sector?.divisions,
      epciCode: epci?.code,
      communeCode: isAround ? undefined : place.code,
      mark: recognition?.mark,
      employerBands: employer?.bands,
      sizeBands: size?.bands,
    },
  }
}

/** The address of what was asked, with some fields changed; '' takes one off. Another page than the first is not kept. */
export function addressOf(path: string, fields: Fields, change: Partial<Fields> = {}): string {
  const wanted: Fields = { ...fields, page: '', ...change }
  const query = FIELDS.flatMap((name) => (wanted[name] === '' ? [] : [`${name}=${encodeURIComponent(wanted[name])}`]))
  return query.length === 0 ? path : `${path}?${query.join('&').replaceAll('%20', '+')}`
}

/** Whether an address says what it asks in another way than `addressOf`: fields left empty, another order, a name. */
export function isUnplain(query: string, asked: Asked): boolean {
  const plain = addressOf('', asked.fields, { page: asked.page === 1 ? '' : String(asked.page) }).slice(1)
  return new URLSearchParams(query).toString() !== new URLSearchParams(plain).toString()
}

/** A number of organisation typed as a question: understood, refused with its reason, or no number at all. */
export type NumberAsked =
  | { readonly kind: 'none' }
  | { readonly kind: 'right'; readonly number: { readonly kind: 'siren' | 'siret' | 'rna'; readonly value: string } }
  | { readonly kind: 'wrong'; readonly sentence: string; readonly why: string | undefined }

export function readNumber(question: string): NumberAsked {
  const bare = question.replace(/[\s.\-_\u00a0\u202f]/g, '')
  // A year or a postcode is no number of organisation: seven digits begin to look like one.
  const isNumber = /^W\d{5,}/i.test(bare) || /^\d{7,20}$/.test(bare) || /^\d[.,]\d+E\+?\d+$/i.test(bare)
  if (!isNumber) return { kind: 'none' }
  const read = readOrganisationNumber(question)
  if (read.ok) return { kind: 'right', number: { kind: read.value.kind, value: read.value.value } }
  const hasKey = read.refusal === 'wrong-key' && /^\d+$/.test(bare)
  return { kind: 'wrong', sentence: NUMBER_SENTENCES[read.refusal], why: hasKey ? sentenceOfKey(bare) : undefined }
}

const ERRORS: Readonly<Record<FieldName, string>> = {
  q: 'Cette question ne se lit pas.',
  famille: 'Cette famille n’existe pas : nous montrons toutes les familles.',
  secteur: 'Ce secteur n’existe pas : nous montrons tous les secteurs.',
  epci: 'Ce groupement de communes n’est pas d’ici : nous montrons tous les lieux.',
  commune: 'Aucune commune d’ici ne porte exactement ce nom : nous montrons tous les lieux.',
  reconnaissance: 'Cette reconnaissance n’existe pas : nous les montrons toutes.',
  employeur: 'Ce choix n’existe pas : nous montrons toutes les structures.',
  taille: 'Cette taille n’existe pas : nous montrons toutes les tailles.',
  tri: 'Cet ordre n’existe pas.',
  page: 'Cette page n’existe pas.',
}

// Small words are in every name: they would only slow the search.
const EMPTY_WORDS = new Set('a au aux d de des du en et l la le les ou par pour sur un une'.split(' '))

function readWords(question: string, atlas: Atlas | undefined): readonly Word[] {
  const geography = atlas && geographyOf(atlas)
  const all = wordsOf(question)
  const told = all.filter((word) => !EMPTY_WORDS.has(word))
  return (told.length > 0 ? told : all).map((text) => ({
    text,
    communes: geography?.communesNamed(text) ?? [],
    activities: activitiesOf(text),
  }))
}

type PlaceRead = { readonly code?: string; readonly name?: string; readonly choices: Asked['communeChoices'] }

function readPlace(query: Readonly<Record<string, string>>, typed: string, atlas: Atlas | undefined): PlaceRead {
  if (typed === '' || !atlas) return { choices: [] }
  const known = atlas.communeByCode.get(typed.toUpperCase())
  if (known) return { code: known.code, name: known.name, choices: [] }
  const picked = pickCommune(atlas, query, 'commune')
  if (picked.kind === 'one') return { code: picked.commune.code, name: picked.commune.name, choices: [] }
  return { choices: picked.choices }
}

function orderOf(typed: string, hasWords: boolean, hasPlace: boolean): Order {
  const order = ORDERS.find((each) => each === typed)
  if (order === undefined || (order === 'distance' && !hasPlace) || (order === 'pertinence' && !hasWords)) {
    return hasWords ? 'pertinence' : 'nom'
  }
  return order
}
