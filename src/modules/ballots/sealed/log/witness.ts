import { fingerprintOf, parseLeaf, parseManifest, type Receipt } from '#kernel/ballot'
import { french } from '#kernel/french'
import {
  bytesOfHex,
  leafHash,
  parseNote,
  proofsFromTiles,
  type SignedHead,
  type TiledProofs,
  verifyConsistency,
  verifyHead,
  verifyInclusion,
} from '#kernel/merkle'

/** Reads a file of a log by its address beside it (`tete`, `tuiles/0/000`), `undefined` when it is not there. */
export type Site = {
  /** The witness's own clock. */
  readonly now: () => Date
  readonly log: (path: string) => Promise<Uint8Array | undefined>
  readonly manifest: () => Promise<Uint8Array | undefined>
}

/** What a witness holds, once it knows the key of the log. */
export type Holding = { readonly heads: readonly SignedHead[]; readonly receipts: readonly Receipt[] }

export type Seen =
  | {
      readonly kind: 'holds'
      readonly sentences: readonly string[]
      readonly head: SignedHead
      readonly logKey: string
    }
  /** What cannot be: each in a sentence. */
  | { readonly kind: 'differs'; readonly sentences: readonly string[] }
  | { readonly kind: 'silent'; readonly sentences: readonly string[] }

/** Reads the log once and compares it with all that is held. */
export async function witnessOnce(site: Site, heldWith: (logKey: Uint8Array) => Holding): Promise<Seen> {
  try {
    return await look(site, heldWith)
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof Error) || error.name === 'UsageError') throw error
    return {
      kind: 'silent',
      sentences: [french`Le registre ne répond pas comme il devrait (${error.message}). Essayez à nouveau plus tard.`],
    }
  }
}

async function look(site: Site, heldWith: (logKey: Uint8Array) => Holding): Promise<Seen> {
  const [manifestBytes, noteBytes] = [await site.manifest(), await site.log('tete')]
  if (!manifestBytes || !noteBytes)
    return { kind: 'silent', sentences: [french`Il n'y a pas de registre à cette adresse.`] }
  const text = new TextDecoder().decode(manifestBytes)
  const manifest = parseManifest(text)
  if (!manifest.ok)
    return differs(french`Les règles publiées de ce vote sont illisibles : le registre ne peut pas être vérifié.`)
  const { logKey } = manifest.value
  const note = parseNote(new TextDecoder().decode(noteBytes), bytesOfHex(logKey))
  if (!note.ok) return differs(french`La tête du registre est mal écrite.`)
  const head = note.value
  if (head.poll !== fingerprintOf(text))
    return differs(french`La tête du registre est celle d'un autre vote que celui des règles publiées.`)
  if (!(await verifyHead(head, bytesOfHex(logKey))))
    return differs(french`La tête du registre n'est pas signée par la clé de ce vote.`)
  const proofs = proofsFromTiles((name) => site.log(`tuiles/${name}`), head.size)
  // One line, without its end: a leaf of a college says the college, which the receipt does not.
  const lineOf = async (index: number) => (await site.log(`lignes?de=${index}&nombre=1`))?.subarray(0, -1)
  const held = heldWith(bytesOfHex(logKey))
  const faults: string[] = []
  for (const each of held.heads) faults.push(...(await compareHeads(each, head, logKey, proofs)))
  for (const each of held.receipts)
    faults.push(...(await compareReceipt(each, head, logKey, proofs, { now: site.now, lineOf })))
  if (faults.length > 0) return { kind: 'differs', sentences: faults }
  return { kind: 'holds', head, logKey, sentences: told(head, held) }
}

function differs(sentence: string): Seen {
  return { kind: 'differs', sentences: [sentence] }
}

function told(head: SignedHead, { heads, receipts }: Holding): readonly string[] {
  const waiting = receipts.filter(({ head: { size } }) => size > head.size).length
  return [
    french`Rien n'a changé : ${head.size} lignes, signées le ${head.at}, comparées avec ${heads.length} têtes et ${receipts.length - waiting} reçus.`,
    ...(waiting > 0
      ? [french`${waiting} reçus sont plus récents que le registre publié : recommencez dans une heure.`]
      : []),
    french`Empreinte du vote, à comparer avec l'affiche : ${head.poll}`,
  ]
}

/** Whether a head once signed is of the past of the head shown now. */
async function compareHeads(
  old: SignedHead,
  now: SignedHead,
  logKey: string,
  proofs: TiledProofs,
): Promise<readonly string[]> {
  const name = french`la tête de ${old.size} lignes du ${old.at}`
  if (old.poll !== now.poll) return [french`Le registre montré est celui d'un autre vote que ${name}.`]
  if (!(await verifyHead(old, bytesOfHex(logKey)))) return [french`La clé de ce vote n'a pas signé ${name}.`]
  if (old.size > now.size) return [french`Le registre a raccourci : il a ${now.size} lignes, et ${name} en avait plus.`]
  if (old.size === now.size && old.root !== now.root)
    return [french`Deux registres différents de ${now.size} lignes ont été montrés.`]
  const [oldRoot, newRoot] = [bytesOfHex(old.root), bytesOfHex(now.root)]
  const proof = await proofs.consistency(old.size, now.size)
  const isPast = verifyConsistency({ from: old.size, to: now.size, oldRoot, newRoot, proof })
  return isPast ? [] : [french`Des lignes ont été effacées, changées ou déplacées depuis ${name}.`]
}

async function compareReceipt(
  { envelopeHash, leafIndex, head: old }: Receipt,
  now: SignedHead,
  logKey: string,
  proofs: TiledProofs,
  site: Pick<Site, 'now'> & { readonly lineOf: (index: number) => Promise<Uint8Array | undefined> },
): Promise<readonly string[]> {
  if (old.poll !== now.poll) return [french`Le reçu de la ligne ${leafIndex} est celui d'un autre vote.`]
  if (old.size > now.size) {
    if (!(await verifyHead(old, bytesOfHex(logKey)))) {
      return [french`Le reçu de la ligne ${leafIndex} n'est pas signé par la clé de ce vote.`]
    }
    // What is shown is an hour late at most. Later, or beside a head signed since, the receipt's line was taken away.
    const isMissing = now.at > old.at || site.now().getTime() - Date.parse(old.at) > LATE_MS
    return isMissing
      ? [french`La ligne ${leafIndex} du reçu n'est pas dans le registre montré, qui devrait déjà l'avoir.`]
      : []
  }
  const faults = await compareHeads(old, now, logKey, proofs)
  if (faults.length > 0) return faults
  const line = await site.lineOf(leafIndex)
  const leaf = line && parseLeaf(line)
  const isOurs = leaf?.ok === true && leaf.value.kind === 'envelope' && leaf.value.envelope === envelopeHash
  if (!isOurs) return [french`Le bulletin du reçu n'est plus à la ligne ${leafIndex}.`]
  const hash = leafHash(line!)
  const proof = await proofs.inclusion(leafIndex, now.size)
  const isThere = verifyInclusion({
    leafHash: hash,
    index: leafIndex,
    size: now.size,
    proof,
    root: bytesOfHex(now.root),
  })
  return isThere ? [] : [french`Le bulletin du reçu n'est plus à la ligne ${leafIndex}.`]
}

/** The hour between two heads, and as much for a slow machine. */
const LATE_MS = 2 * 3_600_000
