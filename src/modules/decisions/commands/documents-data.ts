import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { findBySiren, listEstablishments } from '#modules/directory'
import { nameCommunes } from '#modules/territory'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import {
  DELIBERATION,
  type DocumentData,
  type DocumentKind,
  dataText,
  type Letterhead,
  NOTIFICATION,
  REPORT,
  readDataText,
  undrawnWords,
} from '#platform/documents'
import { type DocumentKindName, type KeptData, keptDataOf, type Told } from '../documents/index.ts'
import { type Day, type Decision, enforceableSince } from '../model.ts'
import { settingsFrom } from '../settings.ts'
import * as store from '../store/index.ts'

/** The fields of each kind, which its models print. */
export const FIELDS_OF: Readonly<Record<DocumentKindName, DocumentKind>> = {
  'decisions.report': REPORT,
  'decisions.deliberation': DELIBERATION,
  'decisions.notification': NOTIFICATION,
}

/**
 * Everything a document is made from, as it is now.
 *
 * @param before  what it said when it was prepared: what was read once, outside of the decision, stays as it was. null: it is
 *                being prepared
 */
export async function toldOf(
  db: Kysely<DB>,
  { settings }: Pick<Context, 'settings'>,
  decision: Decision,
  lineId: string | null,
  before: KeptData | null,
): Promise<Told> {
  const meeting = decision.meetingId === null ? undefined : await store.findMeeting(db, decision.meetingId)
  const organisations = [...new Set(decision.lines.map(({ beneficiaryId }) => beneficiaryId))]
  const links = meeting ? await store.listInterestsIn(db, organisations, meeting.on) : []
  const house = settingsFrom(await store.listStoredSettings(db))
  return {
    territory: settings,
    decision,
    meeting,
    links,
    lineId,
    enforceableOn: before ? enforceableIn(before) : (enforceableSince(decision) ?? null),
    signatory: house.get('letter-signatory')!.value,
    deMinimis: house.get('de-minimis-regulation')!.value,
    communes: before ? communesIn(before) : await communesOf(db, organisations),
  }
}

/** The day a letter says its act became exécutoire; null: it does not say. */
export function enforceableIn({ fields }: KeptData): Day | null {
  return (fields.executoire_le as Day | null | undefined) ?? null
}

type Named = { readonly siret: string; readonly commune: string | null }

function communesIn({ fields }: KeptData): ReadonlyMap<string, string> {
  const lines = (fields.beneficiaires ?? (fields.destinataire ? [fields.destinataire] : [])) as readonly Named[]
  return new Map(lines.flatMap(({ siret, commune }) => (commune === null ? [] : [[siret, commune] as const])))
}

// A number of the RNA names no place: its commune is not known.
async function communesOf(db: Kysely<DB>, organisations: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>()
  for (const id of organisations.filter((each) => /^\d{14}$/.test(each))) {
    const structure = await findBySiren(db, id.slice(0, 9))
    const places = structure ? await listEstablishments(db, structure.id) : []
    const code = places.find(({ siret }) => siret === id)?.communeCode ?? structure?.communeCode
    if (code) codes.set(id, code)
  }
  const names = await nameCommunes(db, [...new Set(codes.values())])
  return new Map([...codes].flatMap(([id, code]) => (names.has(code) ? [[id, names.get(code)!] as const] : [])))
}

/** The one writing of what a document says: it is hashed, and kept to make it again. */
export function keptTextOf(kind: DocumentKindName, told: Told, chrono: string): string {
  const { fields, letterhead } = keptDataOf(kind, told)
  const numbered: DocumentData = kind === 'decisions.notification' ? { ...fields, chrono } : fields
  const plain = JSON.parse(dataText(FIELDS_OF[kind], numbered)) as Json
  return canonicalJson({ fields: plain, letterhead: letterhead as unknown as Json })
}

/** A word with a character no face of the PDF draws, and the text it stands in. */
export type UndrawnWord = { readonly word: string; readonly within: string }

/** What the PDF of a document could not write: it is said before, never drawn as another sign. */
export function undrawnIn(text: string): readonly UndrawnWord[] {
  const found: UndrawnWord[] = []
  JSON.parse(text, (_name, value: unknown) => {
    if (typeof value === 'string') for (const word of undrawnWords(value)) found.push({ word, within: value })
    return value
  })
  return found
}

/** Reads what `keptTextOf` wrote. */
export function readKeptText(kind: DocumentKindName, text: string): KeptData {
  const { fields, letterhead } = JSON.parse(text) as { readonly fields: Json; readonly letterhead: Letterhead }
  return { fields: readDataText(FIELDS_OF[kind], canonicalJson(fields)), letterhead }
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
