import { done, type Result, refuse } from '#kernel/result'
import type { Incident } from '../checking.ts'
import type { Handling } from '../store/index.ts'

/** As the table allows. */
const MOST = 2_000
const TEXTS = ['vu', 'fait', 'cause'] as const
const LONG = `Écrivez ${new Intl.NumberFormat('fr-FR').format(MOST)} caractères au plus.`
const NOTHING = 'Écrivez au moins ce que vous avez vu : c’est ce qui sera publié.'

type Fields = Readonly<Record<string, string>>

/** What an agent wrote of an incident, or a sentence beside each field at fault. */
export function readHandling(fields: Fields): Result<{ readonly handling: Handling; readonly readAt: number }, Fields> {
  const told = Object.fromEntries(TEXTS.map((name) => [name, plain(fields[name])]))
  const long = TEXTS.filter((name) => told[name]!.length > MOST)
  if (long.length > 0) return refuse(Object.fromEntries(long.map((name) => [name, LONG])))
  const isPublished = fields.publier === 'oui'
  if (isPublished && TEXTS.every((name) => told[name] === '')) return refuse({ vu: NOTHING })
  const handling = { seen: told.vu!, doing: told.fait!, cause: told.cause!, isPublished }
  return done({ handling, readAt: Number(/^\d{1,6}$/.exec(fields.version ?? '')?.[0] ?? 0) })
}

/** The form of an incident as it is now. */
export function valuesOf({ seen, doing, cause, isPublished }: Incident): Fields {
  return { vu: seen, fait: doing, cause, ...(isPublished && { publier: 'oui' }) }
}

// PostgreSQL has no text with a zero byte.
function plain(typed = ''): string {
  return typed.toWellFormed().replaceAll('\u0000', '').replaceAll('\r\n', '\n').trim()
}
