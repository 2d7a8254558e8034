import { done, type Result, refuse } from '#kernel/result'

/** The mail server that mails are handed to. */
export type MailServer = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps://`). Otherwise TLS is asked for by STARTTLS. */
  readonly isSecure: boolean
  /** Set when the server must accept TLS before anything is said: a password never travels in clear text. */
  readonly needsTls: boolean
  readonly login: { readonly user: string; readonly password: string } | undefined
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Reads `SMTP_URL`, as « smtps://compte:mot-de-passe@smtp.exemple.fr:465 ».
 *
 * @returns  the server, or what is wrong with the address, in French, without quoting it: it may hold a password
 */
export function readMailServer(address: string): Result<MailServer, string> {
  if (!/^smtps?:\/\//i.test(address)) {
    return refuse(
      'SMTP_URL doit commencer par smtp:// ou smtps://, par exemple smtps://compte:mot-de-passe@smtp.exemple.fr.',
    )
  }
  if (!URL.canParse(address)) {
    return refuse(
      'SMTP_URL ne se lit pas. Les signes @ : / ? # % d’un mot de passe s’écrivent %40 %3A %2F %3F %23 %25.',
    )
  }
  const url = new URL(address)
  const fault = faultOf(url)
  return fault ? refuse(fault) : done(serverOf(url))
}

function faultOf(url: URL): string | undefined {
  if (url.hostname === '') return 'SMTP_URL ne dit pas le nom du serveur, par exemple smtp.exemple.fr.'
  if (url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) {
    return 'SMTP_URL s’arrête après le serveur et son port : retirez ce qui suit.'
  }
  if (url.port === '0') return 'SMTP_URL doit donner un port entre 1 et 65535.'
  if (!isEscaped(url.username) || !isEscaped(url.password)) {
    return 'SMTP_URL ne se lit pas : un signe % seul s’écrit %25.'
  }
  if ((url.username === '') !== (url.password === '')) {
    return 'SMTP_URL donne un compte sans mot de passe, ou l’inverse : écrivez les deux, ou aucun.'
  }
  return undefined
}

function serverOf(url: URL): MailServer {
  const isSecure = url.protocol.toLowerCase() === 'smtps:'
  const login =
    url.username === ''
      ? undefined
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || (isSecure ? 465 : login ? 587 : 25)),
    isSecure,
    needsTls: !isSecure && login !== undefined && !LOOPBACK.has(url.hostname),
    login,
  }
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
