import type { Label } from './numbering.ts'
import type { Block, List } from './tree.ts'

/** A block, and the item of a list it is; null: of none. */
export type Item = { readonly block: Block; readonly item: { readonly label: Label; readonly level: number } | null }

/** Puts items that follow each other in lists, and those that stand further in inside the item before them. */
export function gatherLists(items: readonly Item[]): readonly Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < items.length; ) {
    const { block, item } = items[at]!
    if (!item) {
      blocks.push(block)
      at += 1
      continue
    }
    const { list, next } = gather(items, at, item.level, item.label.isNumbered)
    blocks.push(list)
    at = next
  }
  return blocks
}

function gather(items: readonly Item[], from: number, level: number, isNumbered: boolean) {
  const gathered: { readonly label: string; readonly blocks: Block[] }[] = []
  let at = from
  while (at < items.length) {
    const { block, item } = items[at]!
    if (!item || item.level < level) break
    if (item.level > level) {
      const inner = gather(items, at, item.level, item.label.isNumbered)
      gathered.at(-1)!.blocks.push(inner.list)
      at = inner.next
      continue
    }
    if (item.label.isNumbered !== isNumbered) break
    // Room on the left is the list's.
    const own = block.is === 'paragraph' ? { ...block, indent: 0, firstLine: 0 } : block
    gathered.push({ label: item.label.label, blocks: [own] })
    at += 1
  }
  return { list: { is: 'list', isNumbered, items: gathered } satisfies List, next: at }
}
