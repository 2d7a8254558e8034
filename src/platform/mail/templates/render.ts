import { done, type Result, refuse } from '#kernel/result'
import type { MailParagraph } from '../post.ts'

/**
 * A mail that agents may reword, as its module declares it: `Contribution.mails`.
 *
 * In words, a field is written between braces, « Bonjour {prénom}, ». A blank line ends a paragraph. A paragraph that is only
 * `[Voir ma demande]({lien})` is a button; one that is only the field of a code is the code, set large.
 */
export type MailTemplate = {
  /** As « agenda.reminder »: the `kind` its mails are posted with. */
  readonly kind: string
  /** When it leaves and to whom, in a French sentence. */
  readonly sense: string
  readonly fields: readonly MailField[]
  /** What is said while no agent has written other words; with the fields between braces. */
  readonly subject: string
  readonly body: string
}

export type MailField = {
  /** As it stands between braces: « titre », « lien ». */
  readonly name: string
  readonly sense: string
  readonly example: string
  /** What it may be: words by default; a path of the site, for a button; a code. */
  readonly holds?: 'words' | 'path' | 'code'
  /** Without it the mail would be no use: the body must hold it. */
  readonly isNeeded?: boolean
}

/** A subject and paragraphs, fields between braces. */
export type MailWords = { readonly subject: string; readonly body: string }

export type WordsFault = {
  readonly at: 'subject' | 'body'
  /** Line of the text, from 1. */
  readonly line: number
  readonly reason:
    | 'field-unknown'
    | 'brace-alone'
    | 'link-leaves'
    | 'nothing-said'
    | 'field-out-of-place'
    | 'field-missing'
  /** What is written there, as « {prenom} ». */
  readonly found: string
  /** The known field it looks most like. */
  readonly nearest?: string
}

const BUTTON = /^\[([^[\]\n]{1,80})\]\(([^()\n]+)\)$/
const FIELD = /\{([^{}\n]*)\}/g

/** The words with their fields filled in. A field that is not given stays empty: nobody reads braces. */
export function renderWords(
  { subject, body }: MailWords,
  fields: Readonly<Record<string, string>>,
): { readonly subject: string; readonly paragraphs: readonly MailParagraph[] } {
  const paragraphs = paragraphsOf(body).map((paragraph) => renderParagraph(paragraph, fields))
  return { subject: filled(subject, fields), paragraphs: paragraphs.filter((paragraph) => paragraph !== '') }
}

/** Checks words an agent wrote. Every fault is said at once, with its line. */
export function checkWords(words: MailWords, fields: readonly MailField[]): Result<MailWords, readonly WordsFault[]> {
  const faults = (['subject', 'body'] as const).flatMap((at) =>
    words[at].trim() === ''
      ? [{ at, line: 1, reason: 'nothing-said', found: '' } as const]
      : words[at].split('\n').flatMap((text, index) => faultsOfLine({ at, line: index + 1 }, text.trim(), fields)),
  )
  const missing = fields
    .filter(({ name, isNeeded }) => isNeeded && !words.body.includes(`{${name}}`))
    .map(({ name }) => ({ at: 'body', line: 1, reason: 'field-missing', found: `{${name}}` }) as const)
  return faults.length + missing.length > 0 ? refuse([...faults, ...missing]) : done(words)
}

type Where = Pick<WordsFault, 'at' | 'line'>

function faultsOfLine(where: Where, text: string, fields: readonly MailField[]): readonly WordsFault[] {
  const named = [...text.matchAll(FIELD)].map(([found, name]) => ({ found, name: (name ?? '').trim() }))
  const unknown = named
    .filter(({ name }) => !fields.some((field) => field.name === name))
    .map(({ found, name }) => ({ ...where, reason: 'field-unknown' as const, found, ...nearestOf(name, fields) }))
  const alone = /[{}]/.exec(text.replaceAll(FIELD, ''))
  return [
    ...unknown,
    ...(alone ? [{ ...where, reason: 'brace-alone' as const, found: alone[0] }] : []),
    ...faultsOfPlace(where, text, fields),
  ]
}

// A code stands alone, and leads nowhere; a path is where a button leads, and nothing one would read.
function faultsOfPlace(where: Where, text: string, fields: readonly MailField[]): readonly WordsFault[] {
  const holding = (holds: string) => fields.filter((field) => field.holds === holds).map(({ name }) => `{${name}}`)
  const button = where.at === 'body' ? BUTTON.exec(text) : null
  const target = button?.[2]?.trim() ?? ''
  if (button && !target.startsWith('/') && !holding('path').includes(target) && /^\{[^{}]*\}$/.test(target) === false) {
    return [{ ...where, reason: 'link-leaves', found: target }]
  }
  const said = button ? (button[1] ?? '') : text
  const misplaced = [
    ...holding('path').filter((field) => said.includes(field)),
    ...holding('code').filter((field) => text.includes(field) && (where.at === 'subject' || text !== field)),
  ]
  return misplaced.map((found) => ({ ...where, reason: 'field-out-of-place', found }))
}

function paragraphsOf(body: string): readonly string[] {
  return body
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

function renderParagraph(paragraph: string, fields: Readonly<Record<string, string>>): MailParagraph {
  const button = BUTTON.exec(paragraph)
  if (button) {
    const href = filled((button[2] ?? '').trim(), fields)
    // A path that is not given leads nowhere: no button.
    return /^\/(?![/\\])/.test(href) ? { label: filled(button[1] ?? '', fields), href } : ''
  }
  const said = [...paragraph.matchAll(FIELD)].map(([, name]) => fields[(name ?? '').trim()] ?? '')
  // A line made of things untold, as « Où : {lieu}. », is left out.
  if (said.length > 0 && said.every((value) => value === '')) return ''
  const code = /^\{([^{}\n]*)\}$/.exec(paragraph)?.[1]?.trim()
  if (code === 'code' && fields.code !== undefined) return { code: fields.code }
  return filled(paragraph.replaceAll('\n', ' '), fields)
}

function filled(text: string, fields: Readonly<Record<string, string>>): string {
  return text.replaceAll(FIELD, (_found, name: string) =>
    Object.hasOwn(fields, name.trim()) ? fields[name.trim()]! : '',
  )
}

function nearestOf(name: string, fields: readonly MailField[]): { readonly nearest?: string } {
  const ranked = fields
    .map((field) => ({ name: field.name, distance: distanceBetween(plain(name), plain(field.name)) }))
    .toSorted((one, other) => one.distance - other.distance)
  const [best] = ranked
  return best && best.distance <= Math.max(2, best.name.length / 2) ? { nearest: best.name } : {}
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** How many letters to add, take away or change: Levenshtein's distance. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, facing] of [...other].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === facing ? 0 : 1)))
    }
    row = next
  }
  return row[other.length]!
}
