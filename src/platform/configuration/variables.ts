import { z } from 'zod'
import { readMailbox, readMailServer } from '#platform/mail'
import { identityVariables } from './identity.ts'
import { smsVariables } from './sms.ts'

/**
 * The environment variables, each with its sense. `docs/guides/install.md` shows this list; a test compares them.
 */
export const variables = z.object({
  PORT: z.coerce
    .number({ error: 'PORT doit être un nombre, par exemple 3000.' })
    .int({ error: 'PORT doit être un nombre entier, par exemple 3000.' })
    .min(1, { error: 'PORT doit être compris entre 1 et 65535.' })
    .max(65_535, { error: 'PORT doit être compris entre 1 et 65535.' })
    .default(3000)
    .describe('Port d’écoute'),
  HOST: z.string().default('127.0.0.1').describe('Adresse d’écoute ; 0.0.0.0 pour toutes'),
  FILIGRANE_URL: z
    .url({
      protocol: /^https?$/,
      error: 'FILIGRANE_URL doit être une adresse complète, par exemple https://ess.exemple.fr.',
    })
    .optional()
    .describe('Adresse publique du site ; par défaut http://localhost:PORT'),
  FILIGRANE_DATA: z.string().default('var').describe('Dossier des données de cette installation'),
  FILIGRANE_TERRITORY: z
    .string()
    .default('data/territory/pas-de-calais')
    .describe('Dossier du territoire : ses communes, ses formes, ses réglages'),
  FILIGRANE_SECRETS: z.string().optional().describe('Dossier des clés ; par défaut secrets dans FILIGRANE_DATA'),
  FILIGRANE_PARAPHEUR: z
    .string()
    .optional()
    .describe('Dossier d’échange avec le parapheur ; par défaut parapheur dans FILIGRANE_DATA'),
  FILIGRANE_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .describe('Adresses des relais dont l’en-tête X-Forwarded-For est cru, séparées par des virgules'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, {
      error: 'DATABASE_URL doit commencer par postgresql://, par exemple postgresql://filigrane@localhost/filigrane.',
    })
    .optional()
    .describe('PostgreSQL 15 à 18 à utiliser à la place de celui qui est fourni'),
  FILIGRANE_DEMO: z
    .enum(['0', '1', 'public'], {
      error:
        'FILIGRANE_DEMO vaut 0 (aucune démonstration), 1 (démonstration sur cette machine) ou public (démonstration ouverte à tous).',
    })
    .optional()
    .describe('Démonstration sur une base vide ; 1 par défaut sans DATABASE_URL, 0 avec'),
  SMTP_URL: z
    .string()
    .transform((address, { addIssue, value }) => {
      const read = readMailServer(address)
      if (read.ok) return read.value
      addIssue({ code: 'custom', message: read.refusal, input: value })
      return z.NEVER
    })
    .optional()
    .describe('Serveur qui envoie les courriels, comme smtps://compte:mot-de-passe@smtp.exemple.fr'),
  SMTP_FROM: z
    .string()
    .transform((text, { addIssue, value }) => {
      const read = readMailbox(text)
      if (read) return read
      const message = 'SMTP_FROM doit être une adresse, par exemple ESS du territoire <ess@exemple.fr>.'
      addIssue({ code: 'custom', message, input: value })
      return z.NEVER
    })
    .optional()
    .describe('Adresse qui signe les courriels ; par défaut filigrane@ suivi du nom de FILIGRANE_URL'),
  FILIGRANE_RETURNS: z
    .string()
    .optional()
    .describe('Dossier où arrivent les courriels revenus, en fichiers .eml ; par défaut retours dans FILIGRANE_DATA'),
  CLAMD_SOCKET: z
    .string()
    .regex(/^(\/.+|[^/\s]+:\d{1,5})$/, {
      error: 'CLAMD_SOCKET doit être un chemin comme /run/clamav/clamd.ctl, ou une adresse comme 127.0.0.1:3310.',
    })
    .optional()
    .describe('Antivirus ClamAV qui regarde les pièces jointes : chemin de sa prise, ou adresse et port'),
  CLAMD_REQUIRED: z
    .enum(['0', '1'], {
      error: 'CLAMD_REQUIRED vaut 1 (aucune pièce n’est montrée sans l’avis de l’antivirus) ou 0.',
    })
    .default('0')
    .describe('1 : aucune pièce jointe n’est montrée sans l’avis de l’antivirus, même en panne'),
  ...smsVariables,
  ...identityVariables,
})

export type Variables = z.infer<typeof variables>
