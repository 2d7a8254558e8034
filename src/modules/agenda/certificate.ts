import type { Day } from '#kernel/calendar'
import type { Settings } from '#platform/context'
import type { CertificateData } from '#platform/documents'
import { whenOf, whereOf } from './mails.ts'
import type { AgendaEvent, Registration } from './model.ts'

/** Whether somebody may have a certificate: they were ticked on the sheet, and their name is still known. */
export function isCertified({ attended, state, name }: Registration): boolean {
  return attended === true && state === 'registered' && name !== ''
}

/** What a certificate of attendance says, to be composed. */
export function certificateOf(
  event: AgendaEvent,
  { name, id }: Registration,
  { territoryName, serviceName, logo, contact }: Settings,
  today: Day,
): CertificateData {
  const lines = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  const place = whereOf(event) === '' ? '' : ` Lieu\u00a0: ${whereOf(event)}.`
  const host = event.host === '' ? '' : ` Accueil par\u00a0: ${event.host}.`
  return {
    title: 'Attestation de présence',
    letterhead: { territoryName, serviceName, logo, contact: lines },
    date: today,
    reference: id,
    mark: null,
    kicker: territoryName,
    body: [
      {
        type: 'paragraph',
        text: `Nous attestons que ${name} a pris part à «\u00a0${event.title}\u00a0», ${whenOf(event)}.`,
      },
      ...(place + host === '' ? [] : [{ type: 'paragraph', text: (place + host).trim() } as const]),
    ],
    place: null,
    signature: [territoryName],
    proof: `Référence\u00a0: ${id}. Pour vérifier cette attestation, donnez cette référence à ${territoryName}${contact.telephone === null ? '' : `, au ${contact.telephone}`}.`,
  }
}

/** How the file is sent: to be read in its frame, kept by nobody on the way. */
export const CERTIFICATE_HEADERS = {
  'Content-Type': 'application/pdf',
  'Content-Disposition': 'inline; filename="attestation-de-presence.pdf"',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const
