import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Insertable } from 'kysely'
import { type BureauKey, fingerprintOf, type Manifest, manifestText, plaintextLengthFor } from '#kernel/ballot'
import { hexOf, sha256 } from '#kernel/merkle'
import { assert } from '#kernel/result'
import { commitmentOf, type Share, splitKey } from '#kernel/shares'
import type { Context } from '#platform/context'
import type { SealedPollOption } from '#platform/database'
import { createLog, logKeyOf } from '../commands/casting/index.ts'
import { NEW_DRAFT, type PollSettings } from '../sealed/draft.ts'
import type { SealedPoll } from '../sealed/poll.ts'
import { findSealedPoll, insertManifest } from '../store/sealed/index.ts'

/** A poll of a test, and what only a test may know of it. */
export type OpenedForTests = {
  readonly poll: SealedPoll
  readonly bureauKey: BureauKey
  readonly shares: readonly Share[]
}

export type PollOverrides = Partial<Manifest> & {
  readonly settings?: Partial<PollSettings>
  /** False: the poll waits for its rehearsal. */
  readonly isRehearsed?: boolean
}

/** Two and a half days after the morning of tests (`TEST_NOW`) the vote closes; it has been open for a day. */
const OPENS_AT = '2026-03-01T09:00:00.000Z'
const CLOSES_AT = '2026-03-04T21:00:00.000Z'

/**
 * A published poll, rehearsed and open at `TEST_NOW`, with six options, three choices at most and a bureau of 1 of 1.
 *
 * @param overrides  any part of its manifest, as `{ slug: 'autre', revote: 'refused' }`; other options come with their choices
 */
export async function openPoll(context: Context, overrides: PollOverrides = {}): Promise<OpenedForTests> {
  const { settings, isRehearsed = true, ...parts } = overrides
  const bureauKey = bureauKeyOfTests(parts.slug ?? SLUG)
  const shares = await splitKey(bureauKey.secretKey, { shares: 1, threshold: 1 })
  const logKey = await logKeyOf(context)
  const manifest = manifestOfTests(bureauKey, { ...bureauOf(bureauKey, shares), logKey, ...parts })
  const pollId = context.newId()
  await insertDraft(context, pollId, manifest, settings)
  await insertPublication(context, pollId, manifest)
  await insertBureau(context, pollId, manifest, isRehearsed)

  const poll = await findSealedPoll(context.db, manifest.slug, context.now())
  assert(poll, 'a poll that was just published is found')
  return { poll, bureauKey, shares }
}

const SLUG = 'coups-de-coeur-2026'

const OPTIONS: Manifest['options'] = [
  { code: 'p1', name: 'Une ressourcerie mobile', cost: '12000', place: 'Lens' },
  { code: 'p2', name: 'Le jardin partagé de la gare', cost: '8000', place: 'Arras' },
  { code: 'p3', name: 'Réparer les vélos ensemble', cost: '5000', place: 'Béthune' },
  { code: 'p4', name: 'Une épicerie solidaire', cost: '15000', place: 'Calais' },
  { code: 'p5', name: 'Le café des aidants', cost: '4000', place: 'Saint-Omer' },
  { code: 'p6', name: 'Un cinéma de plein air', cost: '9000', place: 'Boulogne-sur-Mer' },
]

/** The same manifest each time, for tests of its text. */
export function manifestOfTests(key: BureauKey, parts: Partial<Manifest> = {}): Manifest {
  const { kind = 'choices', options = OPTIONS, choices = NEW_DRAFT.choices } = parts
  return {
    format: 'filigrane-poll-1',
    slug: SLUG,
    title: 'Nos coups de cœur 2026',
    organiser: 'Territoire d’essai',
    question: NEW_DRAFT.question,
    kind,
    options,
    choices,
    rule: NEW_DRAFT.rule,
    budget: { amount: '30000', currency: 'EUR', decimals: 0 },
    opensAt: OPENS_AT,
    closesAt: CLOSES_AT,
    voters: { who: NEW_DRAFT.who, minimumAge: 11, ageOn: '2026-03-01' },
    deliberation: 'Délibération n° 2026-12 du 26 janvier 2026',
    reglement: hexOf(sha256(new TextEncoder().encode('règlement'))),
    bureau: { publicKey: hexOf(key.publicKey), threshold: 1, shares: [] },
    logKey: '00'.repeat(32),
    plaintextLength: plaintextLengthFor({ kind, options, choices }),
    revote: NEW_DRAFT.revote,
    paper: 'paper-prevails',
    evidence: ['franceconnect', 'email', 'code', 'desk', 'paper'],
    ...parts,
  }
}

function bureauOf(key: BureauKey, shares: readonly Share[]): Pick<Manifest, 'bureau'> {
  const salt = new Uint8Array(16)
  const commitments = shares.map((share) => commitmentOf(share, salt))
  return { bureau: { publicKey: hexOf(key.publicKey), threshold: 1, shares: commitments } }
}

/** The key of the bureau of a poll of tests: the same for the same slug. */
export function bureauKeyOfTests(slug: string): BureauKey {
  const secretKey = sha256(new TextEncoder().encode(`bureau ${slug}`))
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secretKey]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { secretKey, publicKey: new Uint8Array(publicKey) }
}

async function insertDraft(
  context: Context,
  id: string,
  manifest: Manifest,
  settings: Partial<PollSettings> | undefined,
): Promise<void> {
  const draft = { ...NEW_DRAFT, title: manifest.title, organiser: manifest.organiser, ...settings }
  await context.db
    .insertInto('sealed_poll')
    .values({
      id,
      slug: manifest.slug,
      draft: JSON.stringify(draft),
      is_fictitious: true,
      created_by: context.newId(),
      created_at: new Date(manifest.opensAt),
    })
    .execute()
  const options = manifest.options.map(
    ({ code, name, cost, place }, position): Insertable<SealedPollOption> => ({
      poll_id: id,
      code,
      position,
      name,
      summary: `${name} : ce que le projet change, en quelques phrases.`,
      place: place ?? null,
      cost_amount: cost === undefined ? null : BigInt(cost),
    }),
  )
  await context.db.insertInto('sealed_poll_option').values(options).execute()
}

async function insertPublication(context: Context, pollId: string, manifest: Manifest): Promise<void> {
  const text = manifestText(manifest)
  const fingerprint = fingerprintOf(text)
  await context.db.transaction().execute(async (transaction) => {
    await insertManifest(transaction, {
      pollId,
      manifest: text,
      fingerprint,
      opensAt: new Date(manifest.opensAt),
      closesAt: new Date(manifest.closesAt),
      publishedAt: new Date(manifest.opensAt),
    })
    await createLog(transaction, { pollId, fingerprint }, context)
  })
}

async function insertBureau(context: Context, pollId: string, manifest: Manifest, isRehearsed: boolean): Promise<void> {
  const [keyId, by] = [context.newId(), context.newId()]
  const { publicKey, threshold, shares } = manifest.bureau
  await context.db
    .insertInto('bureau_key')
    .values({
      id: keyId,
      poll_id: pollId,
      public_key: Buffer.from(publicKey, 'hex'),
      threshold,
      has_spare: false,
      shares: JSON.stringify(shares),
      made_by: by,
      made_at: new Date(manifest.opensAt),
    })
    .execute()
  if (!isRehearsed) return
  await context.db
    .insertInto('rehearsal')
    .values({ key_id: keyId, said_by: by, passed_at: new Date(manifest.opensAt) })
    .execute()
}
