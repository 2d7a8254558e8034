import { resolve } from 'node:path'
import { done, type Result, refuse } from '#kernel/result'
import type { Mailbox, MailServer } from '#platform/mail'
import { faultsOfIdentity, type IdentityConfiguration, identityOf } from './identity.ts'
import { faultsOfSms, type SmsConfiguration, smsOf } from './sms.ts'
import { type Variables, variables } from './variables.ts'

export type { IdentityConfiguration, ProviderConfiguration } from './identity.ts'
export type { SmsConfiguration } from './sms.ts'

/** Everything the process is told from outside, read once at start. */
export type Configuration = {
  readonly port: number
  readonly host: string
  /** Public address, without a final slash. */
  readonly url: string
  /** Folder of the data of this installation. */
  readonly dataFolder: string
  /** Folder of the territory: its communes, its shapes, its settings. */
  readonly territoryFolder: string
  /** Folder of the keys, readable by the process alone, saved apart from the database. */
  readonly secretsFolder: string
  /** Folder shared with the parapheur of the house: what is to sign, what came back. */
  readonly parapheurFolder: string
  /** Addresses whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
  /** PostgreSQL to use; absent: the embedded one. */
  readonly databaseUrl: string | undefined
  readonly demonstration: 'off' | 'local' | 'public'
  readonly identity: IdentityConfiguration
  readonly mail: {
    /** Server that sends; absent: nothing leaves. */
    readonly server: MailServer | undefined
    readonly from: Mailbox
    /** Folder where mails that came back are dropped as files. */
    readonly returnsFolder: string
  }
  readonly sms: SmsConfiguration
  /** Looks at attachments; absent: nobody does. */
  readonly antivirus: { readonly socket: string; readonly isRequired: boolean } | undefined
}

/**
 * Reads the environment.
 *
 * @param environment  as `process.env`
 * @param root         folder relative paths start from: the project's
 * @returns            the configuration, or one French sentence per fault: what is wrong and what to write
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): Result<Configuration, readonly string[]> {
  const unknown = unknownNames(environment).map(sentenceForUnknown)
  const read = variables.safeParse(withoutEmpty(environment))
  if (!read.success) return refuse([...unknown, ...read.error.issues.map((issue) => issue.message)])
  const faults = [
    ...unknown,
    ...faultsOfIdentity(read.data),
    ...faultsOfAntivirus(read.data),
    ...faultsOfSms(read.data),
  ]
  if (faults.length > 0) return refuse(faults)

  const configuration = configurationOf(read.data, root)
  const exposed = [exposesDemonstration(configuration), exposesMails(configuration), exposesSms(configuration)].filter(
    (each) => each !== undefined,
  )
  return exposed.length > 0 ? refuse(exposed) : done(configuration)
}

function configurationOf(read: Variables, root: string): Configuration {
  const dataFolder = resolve(root, read.FILIGRANE_DATA)
  const url = (read.FILIGRANE_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, '')
  return {
    port: read.PORT,
    host: read.HOST,
    url,
    dataFolder,
    territoryFolder: resolve(root, read.FILIGRANE_TERRITORY),
    secretsFolder: resolve(root, read.FILIGRANE_SECRETS ?? `${dataFolder}/secrets`),
    parapheurFolder: resolve(root, read.FILIGRANE_PARAPHEUR ?? `${dataFolder}/parapheur`),
    proxies: read.FILIGRANE_PROXIES,
    databaseUrl: read.DATABASE_URL,
    demonstration: demonstrationOf(read),
    identity: identityOf(read),
    mail: {
      server: read.SMTP_URL,
      from: read.SMTP_FROM ?? { name: '', address: `filigrane@${new URL(url).hostname}` },
      returnsFolder: resolve(root, read.FILIGRANE_RETURNS ?? `${dataFolder}/retours`),
    },
    sms: smsOf(read),
    antivirus: read.CLAMD_SOCKET ? { socket: read.CLAMD_SOCKET, isRequired: read.CLAMD_REQUIRED === '1' } : undefined,
  }
}

// Asked to fail closed with nobody to ask, nothing would ever be shown.
function faultsOfAntivirus({ CLAMD_REQUIRED, CLAMD_SOCKET }: Variables): readonly string[] {
  if (CLAMD_REQUIRED === '0' || CLAMD_SOCKET !== undefined) return []
  return ['CLAMD_REQUIRED=1 demande aussi CLAMD_SOCKET, par exemple /run/clamav/clamd.ctl.']
}

function demonstrationOf(read: Variables): Configuration['demonstration'] {
  const told = read.FILIGRANE_DEMO ?? (read.DATABASE_URL ? '0' : '1')
  return told === 'public' ? 'public' : told === '1' ? 'local' : 'off'
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

// Anyone may sign in as anyone in the demonstration: it is not shown to the world by accident.
function exposesDemonstration({ demonstration, host }: Configuration): string | undefined {
  if (demonstration !== 'local' || LOOPBACK.has(host)) return undefined
  return `HOST vaut « ${host} » : la démonstration n'écoute que sur cette machine. Écrivez FILIGRANE_DEMO=public pour l'ouvrir à tous, ou FILIGRANE_DEMO=0 pour une installation réelle.`
}

// The demonstration's mailbox shows every mail to everyone: real addresses must not go through it.
function exposesMails({ demonstration, mail }: Configuration): string | undefined {
  if (demonstration !== 'public' || !mail.server) return undefined
  return 'FILIGRANE_DEMO=public et SMTP_URL ne vont pas ensemble : tout le monde lit les courriels de la démonstration. Retirez SMTP_URL, ou écrivez FILIGRANE_DEMO=0.'
}

// Anybody could have the demonstration write to any number, at the territory's expense.
function exposesSms({ demonstration, sms }: Configuration): string | undefined {
  if (demonstration !== 'public' || !sms.server) return undefined
  return 'FILIGRANE_DEMO=public et SMS_URL ne vont pas ensemble : n’importe qui ferait partir des SMS. Retirez SMS_URL, ou écrivez FILIGRANE_DEMO=0.'
}

const OURS = /^(FILIGRANE|OIDC)_/

function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment).filter((name) => OURS.test(name) && !(name in variables.shape))
}

function sentenceForUnknown(name: string): string {
  const known = Object.keys(variables.shape).filter((each) => OURS.test(each))
  return `La variable ${name} n'existe pas. Variables connues : ${known.join(', ')}. Corrigez son nom ou retirez-la.`
}

// An empty variable is an unset one: that is how compose files and service units write « nothing ».
function withoutEmpty(environment: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
}
