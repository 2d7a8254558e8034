import { create } from 'qrcode'
import { dayIn } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import { type Bytes, makePdf, type PosterData } from '#platform/documents'
import { formatInstant } from '#ui/format'
import { readableFingerprint } from '../../sealed/fingerprint.ts'
import type { SealedPoll } from '../../sealed/poll.ts'

/**
 * The poster of a poll, PDF/UA on one A4. Made once for what it says: two who ask at once wait for one making.
 *
 * @param address  of the poll's page, in full
 * @throws         PressError when it could not be made
 */
export function posterPdf(poll: SealedPoll, address: string, settings: Settings): Promise<Bytes> {
  const data = posterOf(poll, address, settings)
  const said = JSON.stringify(data)
  const known = kept.get(said)
  if (known) return known
  const made = makePdf('poster', data)
  const oldest = kept.keys().next()
  if (kept.size >= MOST_KEPT && oldest.value !== undefined) kept.delete(oldest.value)
  kept.set(said, made)
  // What failed is made again by the next reader.
  made.catch(() => kept.delete(said))
  return made
}

const MOST_KEPT = 12
const kept = new Map<string, Promise<Bytes>>()

/** What the poster says. Its fingerprint is printed before the vote: whoever kept one knows whether the rules changed. */
export function posterOf(poll: SealedPoll, address: string, settings: Settings): PosterData {
  const { manifest } = poll
  const { territoryName, serviceName, logo, contact } = settings
  const lines = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  const help = contact.telephone === null ? [] : [`Besoin d’aide, ou pas d’internet ? ${contact.telephone}`]
  return {
    title: manifest.title,
    letterhead: { territoryName, serviceName, logo, contact: lines.flatMap((line) => line.split('\n')) },
    date: dayIn(poll.publishedAt),
    reference: null,
    mark: poll.isFictitious ? 'Vote fictif' : null,
    kicker: manifest.organiser,
    question: manifest.question,
    period: `Du ${formatInstant(poll.opensAt)} au ${formatInstant(poll.closesAt)}`,
    address,
    code: qrSvg(address),
    said: [`${manifest.voters.who}.`, ...help, poll.settings.advisory],
    fingerprint: readableFingerprint(poll.fingerprint).split(' '),
    fingerprintWords:
      'Ces signes résument les règles de ce vote. Comparez-les avec ceux du site : les mêmes, ou les règles ont changé.',
  }
}

/** A code to scan, as shapes only, with the white that readers need around it. */
function qrSvg(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size
  const dark = Array.from({ length: side ** 2 }, (_, at) => [at % side, Math.floor(at / side)] as const)
    .filter(([x, y]) => modules.get(y, x))
    .map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`)
  const size = side + 2 * QUIET
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${dark.join('')}"/></svg>`
}

// ISO/IEC 18004: four modules of white around.
const QUIET = 4
