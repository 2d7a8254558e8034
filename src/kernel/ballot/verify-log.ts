import { french } from '#kernel/french'
import {
  bytesOfHex,
  hexOf,
  leafHash,
  parseNote,
  type SignedHead,
  type Tree,
  tileFiles,
  treeOf,
  verifyHead,
} from '#kernel/merkle'
import { HEAD_FILE, LEAVES_FILE, TILES_FOLDER } from './bundle.ts'
import { parseLeaf } from './leaf.ts'
import type { Manifest } from './manifest-model.ts'
import type { Leaf, Receipt } from './model.ts'
import { type Story, storyOf } from './story.ts'
import { type Files, missing, type Reading, textOf } from './verify-files.ts'

export type Log = {
  readonly poll: string
  readonly leaves: readonly Leaf[]
  readonly hashes: readonly Uint8Array[]
  readonly tree: Tree
  readonly story: Story
  readonly head: SignedHead
}

/** The leaves, in their one writing, under a head that the manifest's key signed. */
export async function readLog(files: Files, manifest: Manifest, poll: string): Promise<Reading<Log>> {
  const content = files.get(LEAVES_FILE)
  const note = textOf(files, HEAD_FILE)
  const lines = content && linesIn(content)
  if (!lines) return nothing(missing(LEAVES_FILE))
  if (note === undefined) return nothing(missing(HEAD_FILE))
  const leaves: Leaf[] = []
  for (const [index, line] of lines.entries()) {
    const leaf = parseLeaf(line)
    if (!leaf.ok) return nothing(french`La ligne ${index} est illisible.`)
    leaves.push(leaf.value)
  }
  const hashes = lines.map(leafHash)
  const tree = treeOf(hashes)
  const head = parseNote(note, bytesOfHex(manifest.logKey))
  if (!head.ok) return nothing(french`La dernière tête est illisible ou d'une autre clé.`)
  const log = { poll, leaves, hashes, tree, story: storyOf(manifest, leaves), head: head.value }
  return { value: log, faults: await faultsOfLast(log, manifest) }
}

async function faultsOfLast({ poll, leaves, tree, head }: Log, manifest: Manifest): Promise<readonly string[]> {
  const [first] = leaves
  const isOfPoll = first?.kind === 'manifest' && first.fingerprint === poll
  const fault = await faultOfHead(head, manifest, { poll, tree })
  return [
    ...(isOfPoll ? [] : [french`Sa première ligne n'est pas celle de ce vote.`]),
    ...(fault ? [fault] : []),
    ...(head.size === tree.size ? [] : [french`La tête compte ${head.size} lignes, il y en a ${tree.size}.`]),
  ]
}

/** The static files are those of the tree: no other, none missing, byte for byte. */
export function checkTiles(files: Files, { hashes }: Log): readonly string[] {
  const expected = new Map(tileFiles(hashes).map(({ name, content }) => [`${TILES_FOLDER}${name}`, content]))
  const there = [...files.keys()].filter((name) => name.startsWith(TILES_FOLDER))
  return [
    ...there.filter((name) => !expected.has(name)).map((name) => french`« ${name} » est en trop.`),
    ...Array.from(expected).flatMap(([name, content]) => {
      const found = files.get(name)
      return found && isSame(found, content) ? [] : [french`« ${name} » manque ou a changé.`]
    }),
  ]
}

/** Heads of the vote, oldest first: each signed, each of a past of this log; none counts an envelope come too late. */
export async function checkHeads(files: Files, manifest: Manifest, log: Log): Promise<readonly string[]> {
  const text = textOf(files, 'log/heads')
  if (text === undefined) return [missing('log/heads')]
  const notes = text === '' ? [] : text.split(/(?<=^— .*\n)/m)
  const heads: SignedHead[] = []
  for (const [at, note] of notes.entries()) {
    const head = parseNote(note, bytesOfHex(manifest.logKey))
    const fault = head.ok ? await faultOfHead(head.value, manifest, log) : french`elle est illisible.`
    if (!head.ok || fault) return [french`Tête ${at + 1} : ${fault ?? ''}`]
    heads.push(head.value)
  }
  const isOrdered = [...heads, log.head].every((head, at, all) => {
    const before = all[at - 1]
    return !before || (before.at <= head.at && before.size <= head.size)
  })
  return [...(isOrdered ? [] : [french`Elles ne sont pas dans l'ordre du temps.`]), ...lateEnvelopes(heads, log)]
}

// A head signed at the close or later counts every envelope there is.
function lateEnvelopes(heads: readonly SignedHead[], { story }: Log): readonly string[] {
  const closing = heads.find(({ at }) => at >= story.closesAt)
  if (!closing) return [french`Aucune n'a été publiée à la fin du vote.`]
  const late = [...story.envelopes.keys()].filter((index) => index >= closing.size)
  return late.map((index) => french`L'enveloppe de la ligne ${index} est venue après la fin du vote.`)
}

export async function checkHeldHeads(
  heads: readonly SignedHead[],
  manifest: Manifest,
  log: Log,
): Promise<readonly string[]> {
  const faults = await Promise.all(heads.map((head) => faultOfHead(head, manifest, log)))
  return faults.filter((fault) => fault !== undefined)
}

/** Each receipt's head is of this log, and its envelope stands where it says. */
export async function checkReceipts(
  receipts: readonly Receipt[],
  manifest: Manifest,
  log: Log,
): Promise<readonly string[]> {
  const faults = await Promise.all(
    receipts.map(async ({ head, envelopeHash, leafIndex }) => {
      const fault = await faultOfHead(head, manifest, log)
      if (fault) return fault
      const isThere = log.story.envelopes.get(leafIndex)?.hash === envelopeHash && leafIndex < head.size
      return isThere ? undefined : french`L'enveloppe n'est pas à la ligne ${leafIndex}.`
    }),
  )
  return faults.filter((fault) => fault !== undefined)
}

async function faultOfHead(
  head: SignedHead,
  manifest: Manifest,
  { poll, tree }: Pick<Log, 'poll' | 'tree'>,
): Promise<string | undefined> {
  if (head.poll !== poll) return french`Elle est d'un autre vote.`
  if (!(await verifyHead(head, bytesOfHex(manifest.logKey)))) return french`Elle n'est pas signée par la clé du vote.`
  if (head.size > tree.size) return french`Elle compte ${head.size} lignes, le journal n'en a plus que ${tree.size}.`
  return hexOf(tree.root(head.size)) === head.root
    ? undefined
    : french`Le journal d'alors, de ${head.size} lignes, était autre.`
}

/** @returns  `undefined` when the last line does not end */
function linesIn(content: Uint8Array): readonly Uint8Array[] | undefined {
  const lines: Uint8Array[] = []
  let from = 0
  for (let end = content.indexOf(0x0a); end >= 0; end = content.indexOf(0x0a, from)) {
    lines.push(content.subarray(from, end))
    from = end + 1
  }
  return from === content.length ? lines : undefined
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

function nothing(fault: string): Reading<Log> {
  return { value: undefined, faults: [fault] }
}
