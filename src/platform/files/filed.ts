import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { type Content, contentOf } from './disk.ts'
import { putInPlace } from './receive.ts'
import { insertFiled } from './store.ts'

/** A file the house made, or that came back to it, for a record that exists. */
export type FiledBytes = {
  /** Of the attachment; drawn before. */
  readonly id: string
  /** Of the record, as declared among the contributions. */
  readonly kind: string
  readonly ownerId: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/**
 * Keeps bytes and attaches them to their record, in the transaction given: should it roll back, the next sweep takes them
 * away. Done twice, they are there once. For jobs: an act writes no file.
 */
export async function fileBytes(transaction: Transaction<DB>, context: Context, filed: FiledBytes): Promise<Content> {
  const { bytes, ...told } = filed
  const { disk, antivirus } = context.files
  const room = await disk.roomAside()
  try {
    const path = join(room, 'filed')
    await writeFile(path, bytes)
    const content = await contentOf(path)
    const isNew = await putInPlace(transaction, context, path, content)
    await insertFiled(transaction, { ...told, ...content, receivedAt: context.now() })
    if (isNew && antivirus) await context.enqueue(transaction, 'files.scan', { attachmentId: told.id })
    return content
  } finally {
    await rm(room, { recursive: true, force: true })
  }
}

/** Bytes kept under a hash. @returns  undefined when they are not there any more */
export async function readFiled(
  { files }: Pick<Context, 'files'>,
  sha256: Uint8Array,
): Promise<Uint8Array | undefined> {
  return readFile(files.disk.pathOf(sha256)).catch((error: unknown) => {
    if ((error as { readonly code?: string }).code !== 'ENOENT') throw error
    return undefined
  })
}
