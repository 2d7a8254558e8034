import { Hono, type Context as Request } from 'hono'
import { encodeLeaf, type Leaf, parseReceipt, sentenceOfReceiptFault } from '#kernel/ballot'
import { bytesOfHex, hexOf, leafHash, noteOf, proofsFromTiles, verifyConsistency, verifyHead } from '#kernel/merkle'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as log from '../../store/casting/index.ts'
import { findSealedPoll } from '../../store/sealed/index.ts'
import { LogPage } from './log-page.tsx'
import { type ProofAnswer, ProofPage } from './proof-page.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
/** What has a name that never changes content. */
const FOREVER = { 'Cache-Control': 'public, max-age=31536000, immutable' }

type Found = { readonly poll: SealedPoll; readonly heads: readonly log.PublishedHead[] }

/** The public log of a poll held here: what it is, and the files that witnesses keep. */
export function logPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const { db } = context
  const found = async (c: Request): Promise<Found | undefined> => {
    const poll = await findSealedPoll(db, c.req.param('slug') ?? '', context.now())
    const heads = poll && (await log.listPublishedHeads(db, poll.id))
    return heads && heads.length > 0 ? { poll, heads } : undefined
  }

  pages.get('/scrutins/:slug/registre', async (c, next) => {
    const here = await found(c)
    return here ? c.html(<LogPage site={frame} {...here} />, 200, SHARED) : next()
  })

  addFiles(pages, context, found)

  pages.get('/scrutins/:slug/registre/preuve', async (c, next) => {
    const here = await found(c)
    if (!here) return next()
    const [leaf, from] = [numberIn(c, 'ligne'), numberIn(c, 'de')]
    const size = here.heads.at(-1)!.head.size
    if (leaf !== undefined && leaf < size) return c.json(await inclusion(context, here, leaf), 200, SHARED)
    if (from !== undefined && from <= size) return c.json(await consistency(context, here, from), 200, SHARED)
    if (leaf !== undefined || from !== undefined) return c.notFound()
    return c.html(<ProofPage site={frame} poll={here.poll} />, 200, SHARED)
  })

  // Asks and writes nothing: a receipt in an address would stand in logs.
  pages.post('/scrutins/:slug/registre/preuve', async (c, next) => {
    const here = await found(c)
    if (!here) return next()
    const typed = String((await c.req.parseBody()).recu ?? '').slice(0, 2_000)
    const answer = await checkReceipt(context, here, typed)
    const isUnread = answer.kind === 'unreadable'
    return c.html(<ProofPage site={frame} poll={here.poll} {...{ typed, answer }} />, isUnread ? 422 : 200, {
      'Cache-Control': 'no-store',
    })
  })
  return pages
}

type Finding = (c: Request) => Promise<Found | undefined>

/** What witnesses keep. */
function addFiles(pages: Hono, context: Context, found: Finding): void {
  const { db } = context
  pages.get('/scrutins/:slug/registre/tete', async (c, next) => {
    const here = await found(c)
    if (!here) return next()
    const { head } = here.heads.at(-1)!
    return c.text(noteOf(head, bytesOfHex(here.poll.manifest.logKey)), 200, SHARED)
  })

  pages.get('/scrutins/:slug/registre/tetes', async (c, next) => {
    const here = await found(c)
    if (!here) return next()
    const key = bytesOfHex(here.poll.manifest.logKey)
    return c.text(here.heads.map(({ head }) => noteOf(head, key)).join(''), 200, SHARED)
  })

  pages.get('/scrutins/:slug/registre/tuiles/:name{.+}', async (c, next) => {
    const poll = await findSealedPoll(db, c.req.param('slug'), context.now())
    const tile = poll && (await log.findTile(db, poll.id, c.req.param('name')))
    if (!tile) return next()
    return c.body(new Uint8Array(tile), 200, { ...FOREVER, 'Content-Type': 'application/octet-stream' })
  })

  pages.get('/scrutins/:slug/registre/lignes', async (c, next) => {
    const here = await found(c)
    if (!here) return next()
    const size = here.heads.at(-1)!.head.size
    const from = numberIn(c, 'de') ?? 0
    const count = Math.min(numberIn(c, 'nombre') ?? MOST_LINES, MOST_LINES)
    const lines = await log.listLeaves(db, here.poll.id, { from, to: Math.min(size, from + count) })
    return c.text(lines.map((line) => `${line}\n`).join(''), 200, SHARED)
  })
}

const MOST_LINES = 10_000

function numberIn(c: Request, name: string): number | undefined {
  const text = c.req.query(name)
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}

function proofsOf({ db }: Context, { poll, heads }: Found) {
  return proofsFromTiles((name) => log.findTile(db, poll.id, name), heads.at(-1)!.head.size)
}

async function inclusion(context: Context, found: Found, leaf: number) {
  const { head } = found.heads.at(-1)!
  const [content] = await log.listLeaves(context.db, found.poll.id, { from: leaf, to: leaf + 1 })
  const proof = await proofsOf(context, found).inclusion(leaf, head.size)
  return { leaf, content, proof: proof.map(hexOf), head }
}

async function consistency(context: Context, found: Found, from: number) {
  const { head } = found.heads.at(-1)!
  const proof = await proofsOf(context, found).consistency(from, head.size)
  return { from, to: head.size, proof: proof.map(hexOf), head }
}

async function checkReceipt(context: Context, found: Found, typed: string): Promise<ProofAnswer> {
  const parsed = parseReceipt(typed)
  if (!parsed.ok) return { kind: 'unreadable', sentence: sentenceOfReceiptFault(parsed.refusal) }
  const { poll, heads } = found
  const { envelopeHash, leafIndex, head } = parsed.value
  if (head.poll !== poll.fingerprint) return { kind: 'other-poll' }
  if (!(await verifyHead(head, bytesOfHex(poll.manifest.logKey)))) return { kind: 'not-ours' }
  const last = heads.at(-1)!.head
  if (head.size > last.size) return { kind: 'wait' }
  const proofs = proofsOf(context, found)
  const [oldRoot, newRoot] = [bytesOfHex(head.root), bytesOfHex(last.root)]
  const proof = await proofs.consistency(head.size, last.size)
  const isPast = verifyConsistency({ from: head.size, to: last.size, oldRoot, newRoot, proof })
  const [content] = await log.listLeaves(context.db, poll.id, { from: leafIndex, to: leafIndex + 1 })
  const leaf = content === undefined ? undefined : (JSON.parse(content) as Leaf)
  const isThere = leaf?.kind === 'envelope' && leaf.envelope === envelopeHash
  const [stored] = await log.listLeafHashes(context.db, poll.id, { from: leafIndex, to: leafIndex + 1 })
  const isWhole = isThere && stored !== undefined && hexOf(stored) === hexOf(leafHash(encodeLeaf(leaf)))
  return isPast && isWhole ? { kind: 'there', leafIndex } : { kind: 'missing', leafIndex }
}
