import { done, type Result, refuse } from '#kernel/result'
import { type MobileRefusal, readMobile } from '#kernel/telephone'
import { readAddress } from '#modules/accounts'
import type { Channel } from '../../sealed/evidence-contact.ts'
import type { Fields } from './fields.ts'
import type { Ways } from './pages.tsx'

/** Where a code goes. */
export type Contact = { readonly channel: Channel; readonly contact: string }

/**
 * Reads an address, or else a mobile number: a mail costs nothing, so it goes first when somebody wrote both.
 *
 * @returns  on refusal what to write instead, by field
 */
export function readContact(
  fields: Fields,
  ways: Ways,
  acceptsAbroad = false,
): Result<Contact, Readonly<Record<string, string>>> {
  const [typed, number] = [(fields.adresse ?? '').trim(), (fields.mobile ?? '').trim()]
  const isByNumber = ways.sms === 'open' && (!ways.email || (typed === '' && number !== ''))
  if (!isByNumber) {
    const address = readAddress(typed)
    return address ? done({ channel: 'email', contact: address }) : refuse({ adresse: ADDRESS })
  }
  const mobile = readMobile(number, acceptsAbroad)
  return mobile.ok ? done({ channel: 'sms', contact: mobile.value }) : refuse({ mobile: MOBILE[mobile.refusal] })
}

const ADDRESS = 'Cette adresse n’est pas complète. Écrivez-la comme prenom@exemple.fr.'

const MOBILE: Record<MobileRefusal, string> = {
  'number-unreadable': 'Ce numéro n’est pas complet. Écrivez dix chiffres, comme 06 12 34 56 78.',
  'number-not-mobile': 'Ce téléphone ne reçoit pas de SMS. Écrivez un numéro de mobile, ou appelez-nous.',
  'number-abroad': 'Nous n’envoyons pas de SMS à l’étranger. Votez autrement, ou appelez-nous.',
}
