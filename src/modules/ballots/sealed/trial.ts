import {
  encodeBallot,
  fingerprintOf,
  type Manifest,
  manifestText,
  plaintextLengthFor,
  sealBallot,
} from '#kernel/ballot'
import { bytesOfHex, hexOf } from '#kernel/merkle'
import type { KeyFor } from '#platform/secrets'
import { trialOf } from './rehearsal.ts'
import type { PollKey } from './shares.ts'

/** What the page of the rehearsal opens: bytes in hexadecimal. */
export type TrialEnvelope = { readonly enc: string; readonly ciphertext: string }

/** The manifest of a trial: of this key, and of no vote. */
export function trialManifest(slug: string, key: PollKey): Manifest {
  const options = ['a', 'b'].map((code) => ({ code, name: `Essai ${code}`, cost: '1' }))
  const form = { kind: 'choices', options, choices: { minimum: 1, maximum: 1 } } as const
  return {
    format: 'filigrane-poll-1',
    rehearsal: true,
    slug,
    title: 'Répétition du dépouillement',
    organiser: 'Bureau de dépouillement',
    question: 'Répétition',
    ...form,
    rule: {
      kind: 'tally',
      rule: {
        kind: 'greedy',
        utility: 'cost',
        by: 'per-cost',
        whenTooDear: 'skip',
        threshold: 0,
        fundsUnsupported: false,
        ties: 'cost-votes',
      },
    },
    budget: { amount: '1', currency: 'EUR', decimals: 0 },
    opensAt: '2000-01-01T00:00:00.000Z',
    closesAt: '2000-01-02T00:00:00.000Z',
    voters: { who: 'Personne', minimumAge: null, ageOn: '2000-01-01' },
    deliberation: 'Répétition',
    reglement: '00'.repeat(32),
    bureau: { publicKey: key.publicKey, threshold: key.threshold, shares: key.shares },
    logKey: '00'.repeat(32),
    plaintextLength: plaintextLengthFor(form),
    revote: 'refused',
    paper: 'none',
    evidence: ['code'],
  }
}

/** The trial ballots of a key, sealed to it. */
export async function trialEnvelopes(
  keyFor: KeyFor,
  key: PollKey,
  manifest: Manifest,
): Promise<readonly TrialEnvelope[]> {
  const fingerprint = fingerprintOf(manifestText(manifest))
  return Promise.all(
    trialOf(keyFor, key.id).map(async ({ tracker }, rank) => {
      const plaintext = encodeBallot({ choices: [rank % 2], tracker }, manifest)
      const sealed = await sealBallot(plaintext, bytesOfHex(key.publicKey), fingerprint)
      return { enc: hexOf(sealed.enc), ciphertext: hexOf(sealed.ciphertext) }
    }),
  )
}
