import { readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import {
  type Held,
  parseManifest,
  parseReceipt,
  type Receipt,
  sentenceOfReceiptFault,
  type Verification,
  verifyBundle,
} from '#kernel/ballot'
import { bytesOfHex, parseNote, type SignedHead } from '#kernel/merkle'
import { type Command, complain, DONE, REFUSED, readWords, type Status, say, UsageError } from './command.ts'
import { readBytes } from './files.ts'

type Files = ReadonlyMap<string, Uint8Array>

/** `filigrane verify`: checks a published vote from its files alone, without any database. */
export const verify: Command = {
  summary: 'vérifie un vote publié à partir de ses fichiers',
  help: `Usage : filigrane verify DOSSIER [--fingerprint EMPREINTE] [--head FICHIER]… [--receipt FICHIER]… [--json]

Lit le dossier d’un vote publié (l’archive du site, dépliée) et vérifie tout : chaque octet de chaque fichier, les signatures,
les preuves, le nombre de bulletins, et le résultat, recompté. Ne demande rien à personne.

Un dossier fabriqué en entier peut aller bien avec lui-même : donnez une chose qui ne vient pas de lui.

  --fingerprint EMPREINTE   celle de l’affiche du vote, 64 signes
  --head FICHIER            une tête du registre, gardée pendant le vote
  --receipt FICHIER         un reçu, tel que le votant l’a reçu
  --json                    tout le compte rendu sur une ligne

Statut : 0 tout est juste, 1 une différence, 2 mauvais usage.`,
  run: async (words) => {
    const { values, positionals } = readWords(words, {
      fingerprint: { type: 'string' },
      head: { type: 'string', multiple: true },
      receipt: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    })
    const [folder, ...others] = positionals
    if (folder === undefined || others.length > 0) throw new UsageError('Donnez le dossier d’un vote, un seul.')
    const fingerprint = values.fingerprint?.replace(/\s/g, '').toLowerCase()
    if (fingerprint !== undefined && !/^[0-9a-f]{64}$/.test(fingerprint))
      throw new UsageError('--fingerprint attend les 64 signes imprimés sur l’affiche.')
    const files = await readFolder(folder)
    const heads = await readHeads(values.head ?? [], files)
    const receipts = await readReceipts(values.receipt ?? [])
    const held: Held = { heads, receipts, ...(fingerprint !== undefined && { fingerprint }) }
    const told = await verifyBundle(async (name) => files.get(name), [...files.keys()], held)
    if (values.json === true) say(JSON.stringify(told))
    else sayAll(told, fingerprint !== undefined || heads.length > 0 || receipts.length > 0)
    return told.ok ? DONE : REFUSED
  },
}

function sayAll({ ok, title, fingerprint, checks, counts }: Verification, hasHeld: boolean): Status {
  if (title !== undefined) say(title)
  for (const check of checks) (check.ok ? say : complain)(`${check.ok ? 'juste ' : 'FAUX  '} ${check.sentence}`)
  if (counts) {
    const { ballots, admitted, annulled, superseded, invalid, paper } = counts
    say(
      `${ballots} bulletins = ${admitted} reçus − ${annulled} annulés − ${superseded} remplacés − ${invalid} nuls + ${paper} sur papier`,
    )
  }
  if (fingerprint !== undefined) say(`Empreinte des règles : ${(fingerprint.match(/.{4}/g) ?? []).join(' ')}`)
  if (!hasHeld) say('Comparez-la avec l’affiche du vote : un dossier fabriqué en entier en aurait une autre.')
  if (ok) say('Tout est juste.')
  else complain('Ce dossier n’est pas celui d’un vote publié sans changement.')
  return ok ? DONE : REFUSED
}

async function readFolder(folder: string): Promise<Files> {
  const names = listFiles(folder)
  const files = new Map<string, Uint8Array>()
  for (const name of names) files.set(name, await read(join(folder, name)))
  return new Map(Array.from(files, ([name, content]) => [name.split(sep).join('/'), content]))
}

function listFiles(folder: string): readonly string[] {
  try {
    if (!statSync(folder).isDirectory()) throw new UsageError(`${folder} : ce n’est pas un dossier. Dépliez l’archive.`)
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort()
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${folder} : ce dossier ne se lit pas. Vérifiez son nom.`)
  }
}

async function readHeads(names: readonly string[], files: Files): Promise<readonly SignedHead[]> {
  if (names.length === 0) return []
  const manifest = parseManifest(new TextDecoder().decode(files.get('manifest.json') ?? new Uint8Array()))
  if (!manifest.ok) return []
  const key = bytesOfHex(manifest.value.logKey)
  const heads: SignedHead[] = []
  for (const name of names) {
    const head = parseNote(new TextDecoder().decode(await read(name)), key)
    if (!head.ok)
      throw new UsageError(`${name} : ce n’est pas une tête du registre de ce vote, ou le fichier est abîmé.`)
    heads.push(head.value)
  }
  return heads
}

async function readReceipts(names: readonly string[]): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  for (const name of names) {
    const receipt = parseReceipt(new TextDecoder().decode(await read(name)).trim())
    if (!receipt.ok) throw new UsageError(`${name} : ${sentenceOfReceiptFault(receipt.refusal)}`)
    receipts.push(receipt.value)
  }
  return receipts
}

async function read(file: string): Promise<Uint8Array> {
  const bytes = await readBytes(file)
  if (!bytes.ok) throw new UsageError(`${file} : ${bytes.refusal}`)
  return bytes.value
}
