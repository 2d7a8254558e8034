import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseReceipt, type Receipt, sentenceOfReceiptFault } from '#kernel/ballot'
import { bytesOfHex, noteOf, parseNote, type SignedHead } from '#kernel/merkle'
import { type LogSite, witnessOnce } from '#modules/ballots'
import { type Command, complain, DONE, REFUSED, readWords, type Status, say, UsageError } from './command.ts'

type Held = { readonly heads: readonly SignedHead[]; readonly receipts: readonly Receipt[] }

/** `filigrane witness`: keeps what a public log said, and tells if it ever says something else. */
export const witness: Command = {
  summary: 'surveille le registre public d’un vote',
  help: `Usage : filigrane witness ADRESSE [--head FICHIER]… [--receipt FICHIER]… [--every MINUTES] [--folder DOSSIER] [--json]

Lit le registre public d’un vote (https://…/scrutins/NOM/registre), vérifie sa signature, et que rien de ce qu’il disait
avant n’a changé. Ne fait confiance qu’à ce que vous gardez.

  --head FICHIER      une tête gardée plus tôt, telle que le site la donne
  --receipt FICHIER   un reçu, tel que le votant l’a reçu
  --folder DOSSIER    garde chaque tête vue, et compare les suivantes avec elles
  --every MINUTES     recommence, jusqu’à la première différence
  --json              une ligne JSON par lecture

Statut : 0 rien n’a changé, 1 une différence ou un registre qui ne répond pas, 2 mauvais usage.`,
  run: async (words) => {
    const { values, positionals } = readWords(words, {
      head: { type: 'string', multiple: true },
      receipt: { type: 'string', multiple: true },
      every: { type: 'string' },
      folder: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [address, ...others] = positionals
    const site = address === undefined || others.length > 0 ? undefined : siteOf(address)
    if (!site) throw new UsageError('Donnez l’adresse d’un registre, une seule : https://…/scrutins/NOM/registre')
    const minutes = values.every === undefined ? undefined : Number(values.every)
    if (minutes !== undefined && !(minutes > 0)) throw new UsageError('--every attend un nombre de minutes.')
    const receipts = readReceipts(values.receipt ?? [])
    return watch(site, {
      receipts,
      files: values.head ?? [],
      folder: values.folder,
      minutes,
      json: values.json === true,
    })
  },
}

type Watching = {
  readonly receipts: readonly Receipt[]
  readonly files: readonly string[]
  readonly folder: string | undefined
  readonly minutes: number | undefined
  readonly json: boolean
}

async function watch(site: LogSite, { receipts, files, folder, minutes, json }: Watching): Promise<Status> {
  for (;;) {
    const texts = [...files, ...keptFiles(folder)].map((file) => [file, readText(file)] as const)
    const seen = await witnessOnce(site, (key) => ({
      heads: texts.map(([file, text]) => headIn(file, text, key)),
      receipts,
    }))
    if (json) say(JSON.stringify(seen))
    else for (const sentence of seen.sentences) (seen.kind === 'holds' ? say : complain)(sentence)
    if (seen.kind === 'holds') keep(folder, seen.head, seen.logKey)
    // A site that is down for a while is no difference: who watches for weeks goes on watching.
    if (seen.kind === 'differs' || minutes === undefined) return seen.kind === 'holds' ? DONE : REFUSED
    await wait(minutes * 60_000)
  }
}

function headIn(file: string, text: string, key: Uint8Array): SignedHead {
  const parsed = parseNote(text, key)
  if (!parsed.ok)
    throw new UsageError(`${file} : ce n’est pas une tête du registre de ce vote, ou le fichier est abîmé.`)
  return parsed.value
}

function readReceipts(files: readonly string[]): Held['receipts'] {
  return files.map((file) => {
    const parsed = parseReceipt(readText(file))
    if (!parsed.ok) throw new UsageError(`${file} : ${sentenceOfReceiptFault(parsed.refusal)}`)
    return parsed.value
  })
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`${file} : ce fichier ne se lit pas. Vérifiez son nom et son dossier.`)
  }
}

function keptFiles(folder: string | undefined): readonly string[] {
  if (folder === undefined) return []
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tete'))
    .sort()
    .map((name) => join(folder, name))
}

function keep(folder: string | undefined, head: SignedHead, logKey: string): void {
  if (folder === undefined) return
  const name = `${String(head.size).padStart(9, '0')}.tete`
  writeFileSync(join(folder, name), noteOf(head, bytesOfHex(logKey)))
}

/** The site of a log's address, `https://…/scrutins/NOM/registre`; `undefined` when it is no such address. */
function siteOf(address: string): LogSite | undefined {
  if (!URL.canParse(address)) return undefined
  const base = new URL(address)
  base.pathname = base.pathname.replace(/\/(registre\/?)?$/, '')
  if (!['http:', 'https:'].includes(base.protocol) || base.search !== '') return undefined
  const read = async (path: string) => {
    const answer = await fetch(`${base.href}/${path}`, { signal: AbortSignal.timeout(30_000) })
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
  return { now: () => new Date(), log: (path) => read(`registre/${path}`), manifest: () => read('manifeste.json') }
}
