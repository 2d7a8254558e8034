import { encodeLeaf, type Leaf } from '#kernel/ballot'
import { append, type Frontier, hexOf, leafHash, rootOf, signHead } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { logKeyFrom } from '../../sealed/log/key.ts'
import type { Growth, LogIdentity, NewLeaf } from '../../store/casting/index.ts'

/**
 * What a log becomes with these leaves, and its signed head. Nothing is written.
 *
 * @throws  when the poll's log is signed by another installation's key: nobody could verify what would be written
 */
export async function grownBy(
  context: Pick<Context, 'keyFor'>,
  { poll, logKey }: LogIdentity,
  before: Frontier,
  leaves: readonly Leaf[],
  at: Date,
): Promise<Growth> {
  const { privateKey, publicKey } = await logKeyFrom(context.keyFor)
  if (publicKey !== logKey) {
    throw new Error(
      'The key of this poll’s log is not in FILIGRANE_SECRETS: put back the folder saved with this database',
    )
  }
  let frontier = before
  const rows = leaves.map((leaf): NewLeaf => {
    const bytes = encodeLeaf(leaf)
    const hash = leafHash(bytes)
    const index = frontier.size
    frontier = append(frontier, hash)
    return { index, hash, content: new TextDecoder().decode(bytes), kind: leaf.kind, about: aboutOf(leaf) }
  })
  const root = hexOf(rootOf(frontier))
  const head = await signHead({ poll, size: frontier.size, root, at: at.toISOString() }, privateKey)
  return { leaves: rows, frontier, head }
}

function aboutOf(leaf: Leaf): number | undefined {
  return 'leaf' in leaf ? leaf.leaf : undefined
}
