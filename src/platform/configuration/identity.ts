import { z } from 'zod'

/** One identity provider, as the one who installs describes it. */
export type ProviderConfiguration = {
  readonly name: 'franceconnect' | 'proconnect' | 'house'
  /** On its button, after « Se connecter avec ». */
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Level of assurance asked for, and expected back at least. */
  readonly acr: string | undefined
  /** Whether it is asked who the person is beside the identity token: its answer must then be signed. */
  readonly hasSignedUserinfo: boolean
}

export type IdentityConfiguration = {
  readonly providers: readonly ProviderConfiguration[]
  /** Employers whose agents may come by ProConnect. */
  readonly agentSirets: readonly string[]
  /** An agent bound to a provider comes through it at least this often: who has left the house no longer can. */
  readonly confirmEveryDays: number
}

/** The variables about identity providers, each with its sense. */
export const identityVariables = {
  OIDC_FRANCECONNECT_ISSUER: issuer('OIDC_FRANCECONNECT_ISSUER', 'Adresse de FranceConnect, pour les habitants'),
  OIDC_FRANCECONNECT_CLIENT_ID: z.string().optional().describe('Identifiant donné par FranceConnect'),
  OIDC_FRANCECONNECT_CLIENT_SECRET: z.string().optional().describe('Secret donné par FranceConnect'),
  OIDC_FRANCECONNECT_ACR: z.string().default('eidas1').describe('Niveau de garantie demandé à FranceConnect'),
  OIDC_PROCONNECT_ISSUER: issuer('OIDC_PROCONNECT_ISSUER', 'Adresse de ProConnect, pour les agents'),
  OIDC_PROCONNECT_CLIENT_ID: z.string().optional().describe('Identifiant donné par ProConnect'),
  OIDC_PROCONNECT_CLIENT_SECRET: z.string().optional().describe('Secret donné par ProConnect'),
  OIDC_PROCONNECT_ACR: z.string().default('eidas1').describe('Niveau de garantie demandé à ProConnect'),
  OIDC_PROCONNECT_SIRETS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((sirets) => sirets.every((siret) => /^\d{14}$/.test(siret)), {
      error: 'OIDC_PROCONNECT_SIRETS : un SIRET a 14 chiffres, sans espace. Séparez-les par des virgules.',
    })
    .describe('SIRET des employeurs dont les agents entrent par ProConnect, séparés par des virgules'),
  OIDC_HOUSE_ISSUER: issuer('OIDC_HOUSE_ISSUER', 'Adresse du fournisseur d’identité de la maison, pour les agents'),
  OIDC_HOUSE_CLIENT_ID: z.string().optional().describe('Identifiant donné par le fournisseur de la maison'),
  OIDC_HOUSE_CLIENT_SECRET: z.string().optional().describe('Secret donné par le fournisseur de la maison'),
  OIDC_HOUSE_NAME: z.string().optional().describe('Nom écrit sur le bouton du fournisseur de la maison'),
  OIDC_HOUSE_ACR: z.string().optional().describe('Niveau de garantie demandé au fournisseur de la maison'),
  OIDC_HOUSE_USERINFO: z
    .enum(['signed', 'none'], {
      error:
        'OIDC_HOUSE_USERINFO vaut signed (le fournisseur signe ses renseignements) ou none (le jeton d’identité suffit).',
    })
    .default('signed')
    .describe('signed : les renseignements viennent signés ; none : ceux du jeton d’identité suffisent'),
  OIDC_CONFIRM_DAYS: z.coerce
    .number({ error: 'OIDC_CONFIRM_DAYS doit être un nombre de jours, par exemple 7.' })
    .int({ error: 'OIDC_CONFIRM_DAYS doit être un nombre entier de jours, par exemple 7.' })
    .min(1, { error: 'OIDC_CONFIRM_DAYS doit être compris entre 1 et 365.' })
    .max(365, { error: 'OIDC_CONFIRM_DAYS doit être compris entre 1 et 365.' })
    .default(7)
    .describe('Nombre de jours au bout desquels un agent lié à un fournisseur doit repasser par lui'),
}

export type IdentityVariables = z.infer<z.ZodObject<typeof identityVariables>>

const GROUPS = {
  franceconnect: ['OIDC_FRANCECONNECT_ISSUER', 'OIDC_FRANCECONNECT_CLIENT_ID', 'OIDC_FRANCECONNECT_CLIENT_SECRET'],
  proconnect: ['OIDC_PROCONNECT_ISSUER', 'OIDC_PROCONNECT_CLIENT_ID', 'OIDC_PROCONNECT_CLIENT_SECRET'],
  house: ['OIDC_HOUSE_ISSUER', 'OIDC_HOUSE_CLIENT_ID', 'OIDC_HOUSE_CLIENT_SECRET', 'OIDC_HOUSE_NAME'],
} as const

/** @returns a sentence for each provider told by half: a button that fails is worse than none */
export function faultsOfIdentity(read: IdentityVariables): readonly string[] {
  const halves = Object.values(GROUPS).flatMap((names) => {
    const missing = names.filter((name) => !read[name])
    const isHalf = missing.length > 0 && missing.length < names.length
    return isHalf
      ? [
          `Il manque ${missing.join(', ')} : un fournisseur d’identité se décrit en entier. Écrivez-les, ou retirez les autres.`,
        ]
      : []
  })
  const isForNobody = isTold(read, 'proconnect') && read.OIDC_PROCONNECT_SIRETS.length === 0
  return isForNobody
    ? [
        ...halves,
        'Écrivez dans OIDC_PROCONNECT_SIRETS le SIRET de votre collectivité : sans lui, aucun agent n’entre par ProConnect.',
      ]
    : halves
}

export function identityOf(read: IdentityVariables): IdentityConfiguration {
  const told = (
    name: keyof typeof GROUPS,
    rest: Omit<ProviderConfiguration, 'name' | 'issuer' | 'clientId' | 'clientSecret'>,
  ) => {
    if (!isTold(read, name)) return []
    const [issuerName, clientIdName, secretName] = GROUPS[name]
    return [
      {
        name,
        issuer: read[issuerName] ?? '',
        clientId: read[clientIdName] ?? '',
        clientSecret: read[secretName] ?? '',
        ...rest,
      },
    ]
  }
  return {
    providers: [
      ...told('franceconnect', { label: 'FranceConnect', acr: read.OIDC_FRANCECONNECT_ACR, hasSignedUserinfo: true }),
      ...told('proconnect', { label: 'ProConnect', acr: read.OIDC_PROCONNECT_ACR, hasSignedUserinfo: true }),
      ...told('house', {
        label: read.OIDC_HOUSE_NAME ?? '',
        acr: read.OIDC_HOUSE_ACR,
        hasSignedUserinfo: read.OIDC_HOUSE_USERINFO === 'signed',
      }),
    ],
    agentSirets: read.OIDC_PROCONNECT_SIRETS,
    confirmEveryDays: read.OIDC_CONFIRM_DAYS,
  }
}

function isTold(read: IdentityVariables, name: keyof typeof GROUPS): boolean {
  return GROUPS[name].every((each) => Boolean(read[each]))
}

// What a provider says of a person travels encrypted; only a provider on this very machine, in a test, needs no https.
function issuer(name: string, sense: string) {
  return z
    .url({ error: `${name} doit être une adresse complète, par exemple https://identite.exemple.fr.` })
    .refine(
      (address) =>
        address.startsWith('https://') || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${address}/`),
      {
        error: `${name} doit commencer par https:// : l’identité des personnes ne voyage pas en clair.`,
      },
    )
    .optional()
    .describe(sense)
}
