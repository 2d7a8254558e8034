import { z } from 'zod'
import type { SmsRates, SmsServer } from '#platform/sms'

/** Text messages, as the one who installs describes them. Without a server none leaves. */
export type SmsConfiguration = SmsRates & {
  readonly server: SmsServer | undefined
}

const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/

/** The variables about text messages, each with its sense. */
export const smsVariables = {
  SMS_URL: z
    .url({
      protocol: /^https?$/,
      error: 'SMS_URL doit être une adresse complète, par exemple https://sms.exemple.fr/envoi.',
    })
    .refine((address) => address.startsWith('https://') || LOCAL.test(address), {
      error: 'SMS_URL doit commencer par https:// : les numéros des personnes ne voyagent pas en clair.',
    })
    .optional()
    .describe('Adresse de l’opérateur qui envoie les SMS'),
  SMS_SECRET: z.string().optional().describe('Secret donné par l’opérateur de SMS'),
  SMS_CENTS: count('SMS_CENTS', 10).describe('Prix d’un SMS, en centimes'),
  SMS_DAY_MESSAGES: count('SMS_DAY_MESSAGES', 500).describe('Nombre de SMS par jour, au plus'),
  SMS_DAY_CENTS: count('SMS_DAY_CENTS', 5_000).describe('Dépense de SMS par jour, au plus, en centimes'),
  SMS_ABROAD: z
    .enum(['0', '1'], { error: 'SMS_ABROAD vaut 1 (les numéros étrangers sont acceptés) ou 0.' })
    .default('0')
    .describe('1 : les numéros étrangers sont acceptés'),
}

type SmsVariables = z.infer<z.ZodObject<typeof smsVariables>>

/** @returns a sentence when the operator is told by half */
export function faultsOfSms({ SMS_URL, SMS_SECRET }: SmsVariables): readonly string[] {
  if ((SMS_URL === undefined) === (SMS_SECRET === undefined)) return []
  return ['SMS_URL et SMS_SECRET vont ensemble : écrivez les deux, ou aucun.']
}

export function smsOf(read: SmsVariables): SmsConfiguration {
  const { SMS_URL: url, SMS_SECRET: secret } = read
  return {
    server: url !== undefined && secret !== undefined ? { url, secret } : undefined,
    cents: BigInt(read.SMS_CENTS),
    dayCents: BigInt(read.SMS_DAY_CENTS),
    dayMessages: read.SMS_DAY_MESSAGES,
    acceptsAbroad: read.SMS_ABROAD === '1',
  }
}

function count(name: string, value: number) {
  const error = `${name} doit être un nombre entier, par exemple ${value}.`
  return z.coerce.number({ error }).int({ error }).min(0, { error }).max(10_000_000, { error }).default(value)
}
