import { done, type Result, refuse } from '#kernel/result'
import type { FileRules } from '#platform/files'

export const SUBJECTS = ['question', 'projet', 'accessibilite', 'donnees', 'acces', 'autre'] as const
export type Subject = (typeof SUBJECTS)[number]

export const SUBJECT_WORDS: Readonly<Record<Subject, string>> = {
  question: 'Une question',
  projet: 'Mon projet ou mon association',
  accessibilite: 'Une page que je ne peux pas utiliser',
  donnees: 'Mes données personnelles',
  acces: 'Un accès qui me manque',
  autre: 'Autre chose',
}

/** What a message's attachments are known by. */
export const ATTACHMENT_KIND = 'contact-message'
export const ATTACHMENT_RULES: FileRules = {
  formats: ['pdf', 'jpeg', 'png', 'webp', 'odt', 'ods', 'docx', 'xlsx', 'csv', 'txt'],
  largestBytes: 10_000_000,
  most: 3,
}

/** What somebody writes to the territory. */
export type ContactMessage = {
  readonly subject: Subject
  readonly body: string
  readonly name: string | undefined
  readonly email: string | undefined
  readonly telephone: string | undefined
  /** Its Insee code. */
  readonly communeCode: string | undefined
}

/** What was understood of the commune somebody wrote; they are asked which when it is not one alone. */
export type CommuneRead =
  | { readonly kind: 'one'; readonly commune: { readonly code: string; readonly name: string } }
  | { readonly kind: 'choice' | 'none' }

export type StoredMessage = ContactMessage & {
  readonly id: string
  readonly reference: string
  readonly receivedAt: Date
  readonly answeredAt: Date | undefined
}

/** Faults of a form, by the field they are shown beside. */
export type MessageFault = {
  readonly field: 'subject' | 'body' | 'name' | 'commune' | 'email' | 'telephone'
  readonly kind: 'missing' | 'several' | 'too-long' | 'not-an-address' | 'not-a-number' | 'unknown'
}

export type ContactRefusal =
  | { readonly kind: 'faults'; readonly faults: readonly MessageFault[] }
  /** `until`: when the next message from that network is taken. */
  | { readonly kind: 'too-many'; readonly until: Date }

export const LONGEST = { body: 5_000, name: 120, email: 254, telephone: 30 } as const

export const MOST_AN_HOUR = 5
export const HOUR_MS = 3_600_000

type Fields = Readonly<Record<string, string>>

/**
 * Reads what was typed; every fault at once, in the order of the form.
 *
 * @param commune  undefined when none was written
 */
export function decideMessage(fields: Fields, commune?: CommuneRead): Result<ContactMessage, readonly MessageFault[]> {
  const [subject, body] = [(fields.sujet ?? '').trim(), plainText(fields.message ?? '')]
  const [name, email, telephone] = [fields.nom, fields.email, fields.telephone].map((each) => oneLine(each ?? ''))
  const faults: MessageFault[] = []
  if (!isSubject(subject)) faults.push({ field: 'subject', kind: subject === '' ? 'missing' : 'unknown' })
  if (body === '') faults.push({ field: 'body', kind: 'missing' })
  if (body.length > LONGEST.body) faults.push({ field: 'body', kind: 'too-long' })
  if (name!.length > LONGEST.name) faults.push({ field: 'name', kind: 'too-long' })
  if (commune?.kind === 'choice') faults.push({ field: 'commune', kind: 'several' })
  if (commune?.kind === 'none') faults.push({ field: 'commune', kind: 'unknown' })
  if (email !== '' && !isAddress(email!)) faults.push({ field: 'email', kind: 'not-an-address' })
  if (telephone !== '' && !isTelephone(telephone!)) faults.push({ field: 'telephone', kind: 'not-a-number' })
  if (faults.length > 0 || !isSubject(subject)) return refuse(faults)
  const communeCode = commune?.kind === 'one' ? commune.commune.code : undefined
  const written = { name: name || undefined, email: email || undefined, telephone: telephone || undefined }
  return done({ subject, body, ...written, communeCode })
}

/**
 * Whether one more message is taken from a network.
 *
 * @param sentAt  when its messages of the last hour came
 */
export function decidePace(sentAt: readonly Date[], now: Date): Result<void, ContactRefusal> {
  const recent = sentAt.map((at) => at.getTime()).filter((at) => at > now.getTime() - HOUR_MS)
  if (recent.length < MOST_AN_HOUR) return done(undefined)
  const leaving = recent.sort((a, b) => a - b)[recent.length - MOST_AN_HOUR]!
  return refuse({ kind: 'too-many', until: new Date(leaving + HOUR_MS) })
}

/** Whether somebody can answer it. */
export function hasWayBack({ email, telephone }: ContactMessage): boolean {
  return email !== undefined || telephone !== undefined
}

/** The communes some messages speak of, each once. */
export function codesOf(messages: readonly ContactMessage[]): readonly string[] {
  return [...new Set(messages.flatMap(({ communeCode }) => communeCode ?? []))]
}

/** Without the letters and digits that are taken for others when read aloud: « 7KQ2-M9RT ». */
export function referenceFrom(random: Uint8Array): string {
  const letters = [...random.subarray(0, 8)].map((byte) => REFERENCE_SIGNS[byte % REFERENCE_SIGNS.length])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

const REFERENCE_SIGNS = '23456789ACDEFGHJKMNPQRTVWXYZ'

function isSubject(text: string): text is Subject {
  return (SUBJECTS as readonly string[]).includes(text)
}

// The mail server decides in the end; this catches what is surely a slip.
function isAddress(text: string): boolean {
  return text.length <= LONGEST.email && /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/.test(text)
}

function isTelephone(text: string): boolean {
  return /^\+?[\d\s.()-]{6,30}$/.test(text) && text.replace(/\D/g, '').length >= 6
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}

// PostgreSQL has no text with a zero byte; other controls would only hide something.
function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}
