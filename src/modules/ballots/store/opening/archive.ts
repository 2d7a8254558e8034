import { type Kysely, sql } from 'kysely'
import { certificateFile } from '#kernel/ballot'
import { bytesOfHex, noteOf, type SignedHead } from '#kernel/merkle'
import { assert } from '#kernel/result'
import type { DB } from '#platform/database'
import { allTileNames } from '../../sealed/log/tiles.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { findCertificate, listDestructions } from '../after/index.ts'
import { findTile, listPublishedHeads, readLog } from '../casting/index.ts'

/** A file of the public bundle, read from the database a piece at a time. */
export type ArchiveFile = { readonly name: string; readonly read: () => AsyncIterable<Uint8Array> }

/** The public bundle as it stood at its last published head: the same bytes as long as the log does not grow. */
export type Archive = { readonly size: number; readonly files: readonly ArchiveFile[] }

/** @returns  `undefined` before the result */
export async function openArchive(db: Kysely<DB>, poll: SealedPoll): Promise<Archive | undefined> {
  const names = await db.selectFrom('vote_file').select('name').where('poll_id', '=', poll.id).orderBy('name').execute()
  if (names.length === 0) return undefined
  const head = (await listPublishedHeads(db, poll.id)).at(-1)?.head
  assert(head, 'a published vote has a published head')
  const destructions = (await listDestructions(db, poll.id)).filter(({ leafIndex }) => leafIndex < head.size)
  return {
    size: head.size,
    files: [
      ...names.map(({ name }) => ({ name, read: () => readFile(db, poll.id, name) })),
      ...destructions.map(({ what }) => ({
        name: certificateFile(what),
        read: () => whole(() => findCertificate(db, poll.id, what)),
      })),
      ...filesOfLog(db, poll, head),
    ],
  }
}

function filesOfLog(db: Kysely<DB>, { id, manifest }: SealedPoll, head: SignedHead): readonly ArchiveFile[] {
  return [
    { name: 'log/leaves', read: () => encoded(readLog(db, id, head.size)) },
    {
      name: 'log/checkpoint',
      read: () => whole(async () => new TextEncoder().encode(noteOf(head, bytesOfHex(manifest.logKey)))),
    },
    ...allTileNames(head.size).map((name) => ({
      name: `log/tile/${name}`,
      read: () => whole(() => findTile(db, id, name)),
    })),
  ]
}

const PIECE_BYTES = 4_000_000

async function* readFile(db: Kysely<DB>, pollId: string, name: string): AsyncGenerator<Uint8Array, void, void> {
  for (let from = 1; ; from += PIECE_BYTES) {
    const row = await db
      .selectFrom('vote_file')
      .select(sql<Buffer>`substring(content FROM ${from}::integer FOR ${PIECE_BYTES}::integer)`.as('piece'))
      .where('poll_id', '=', pollId)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    if (row.piece.length > 0) yield row.piece
    if (row.piece.length < PIECE_BYTES) return
  }
}

async function* whole(read: () => Promise<Uint8Array | undefined>): AsyncGenerator<Uint8Array, void, void> {
  const content = await read()
  assert(content, 'the files of what was published are kept')
  yield content
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder()
  for await (const piece of pieces) yield encoder.encode(piece)
}
