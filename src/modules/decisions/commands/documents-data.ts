import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { canonicalJson, type Json } from '#kernel/canonical-json'
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
} from '#platform/documents'
import { type DocumentKindName, type KeptData, keptDataOf, type Told } from '../documents/index.ts'
import type { Decision } from '../model.ts'
import * as store from '../store/index.ts'

/** The fields of each kind, which its models print. */
export const FIELDS_OF: Readonly<Record<DocumentKindName, DocumentKind>> = {
  'decisions.report': REPORT,
  'decisions.deliberation': DELIBERATION,
  'decisions.notification': NOTIFICATION,
}

/** Everything a document is made from, as it is now. */
export async function toldOf(
  db: Kysely<DB>,
  { settings }: Pick<Context, 'settings'>,
  decision: Decision,
  lineId: string | null,
): Promise<Told> {
  const meeting = decision.meetingId === null ? undefined : await store.findMeeting(db, decision.meetingId)
  const organisations = [...new Set(decision.lines.map(({ beneficiaryId }) => beneficiaryId))]
  const links = meeting ? await store.listInterestsIn(db, organisations, meeting.on) : []
  return { territory: settings, decision, meeting, links, communes: new Map(), lineId }
}

/** The one writing of what a document says: it is hashed, and kept to make it again. */
export function keptTextOf(kind: DocumentKindName, told: Told, chrono: string): string {
  const { fields, letterhead } = keptDataOf(kind, told)
  const numbered: DocumentData = kind === 'decisions.notification' ? { ...fields, chrono } : fields
  const plain = JSON.parse(dataText(FIELDS_OF[kind], numbered)) as Json
  return canonicalJson({ fields: plain, letterhead: letterhead as unknown as Json })
}

/** Reads what `keptTextOf` wrote. */
export function readKeptText(kind: DocumentKindName, text: string): KeptData {
  const { fields, letterhead } = JSON.parse(text) as { readonly fields: Json; readonly letterhead: Letterhead }
  return { fields: readDataText(FIELDS_OF[kind], canonicalJson(fields)), letterhead }
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
