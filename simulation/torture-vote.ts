import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { seededRandom, testContext } from '#platform/context/testing'
import { openDatabase, readMigrations } from '#platform/database'
import { launchEmbedded, sentenceOf } from '#platform/embedded-postgres'
import { keysFrom } from '#platform/secrets'
import type { Cast } from '../src/modules/ballots/sealed/casting/model.ts'
import type { Pass } from '../src/modules/ballots/sealed/pass.ts'
import type { SealedPoll } from '../src/modules/ballots/sealed/poll.ts'
import { fakeEnvelope } from '../src/modules/ballots/testing/casting.ts'

/** The address of the poll that is tortured. */
export const SLUG = 'torture'

/** PostgreSQL of a folder, joined or started, and what votes need; the same for the parent and for its children. */
export async function openTortured(folder: string) {
  const launched = await launchEmbedded({ folder })
  if (!launched.ok) throw new Error(sentenceOf(launched.refusal))
  const { host, user, pid, stop } = launched.value
  const migrations = readMigrations(join(import.meta.dirname, '../migrations'))
  const opened = await openDatabase({ embedded: { host, user }, name: 'filigrane' }, { migrations })
  if (!opened.ok) throw new Error(`The database does not open: ${opened.refusal.reason}`)
  const { db } = opened.value
  const context = testContext(
    { db },
    { keyFor: keysFrom(Buffer.from('torture')), random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) },
  )
  const close = async () => {
    await opened.value.close()
    await stop()
  }
  return { context, administration: opened.value.administration, pid, close }
}

/** The ballot of voter `at`: whoever sends it again, parent or child, sends the same. */
export function castOf(poll: SealedPoll, pass: Pass, at: number): Cast {
  const castKey = createHash('sha256').update(`${poll.id} ${at}`).digest('base64url')
  return { poll, pass, envelope: fakeEnvelope({ random: seededRandom(at + 1) }, poll), sealedBy: 'browser', castKey }
}
