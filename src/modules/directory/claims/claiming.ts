import { done, type Result, refuse } from '#kernel/result'
import { isPublicProvider } from './mail-providers.ts'

/** How a person shows that they speak for an organisation. */
export const PROOFS = ['mail', 'document', 'agent'] as const
export type Proof = (typeof PROOFS)[number]

export type ClaimState = 'code-sent' | 'waiting' | 'asked' | 'accepted' | 'refused' | 'withdrawn'

/** A person who says they speak for an organisation. */
export type Claim = {
  readonly id: string
  readonly structureId: string
  readonly personId: string
  readonly proof: Proof
  /** What they do there: « présidente ». */
  readonly duty: string
  readonly words: string
  readonly state: ClaimState
  /** Where a code went; null once it came back. */
  readonly address: string | null
  readonly domain: string | null
  readonly domainProvenAt: Date | null
  readonly reason: string | null
  readonly isAmbassador: boolean
  readonly askedAt: Date
  readonly decidedAt: Date | null
}

export type ClaimDraft = {
  readonly proof: Proof
  readonly duty: string
  readonly words: string
  readonly address: string | null
  readonly domain: string | null
}

export type ClaimFault =
  | 'proof-missing'
  | 'duty-missing'
  | 'duty-long'
  | 'words-long'
  | 'words-missing'
  | 'address-wrong'
  | 'public-provider'
  | 'document-missing'

/** Why an act on a claim is not done, the gravest first. */
export type ClaimRefusal =
  | 'structure-unknown'
  | 'claim-unknown'
  | 'claimed-already'
  | 'too-many-codes'
  | 'state-moved'
  | 'reason-missing'

export const CLAIM_LIMITS = { duty: 120, words: 1000, codesAnHour: 5, codeMinutes: 30, tries: 5 } as const

/**
 * Reads what a person wrote to claim a page; every fault at once, in the order of the form.
 *
 * @param address  as it was understood; undefined when it is none
 */
export function readClaim(
  fields: Readonly<Record<string, string>>,
  told: { readonly address: string | undefined; readonly fileCount: number },
): Result<ClaimDraft, readonly ClaimFault[]> {
  const proof = PROOFS.find((each) => each === fields.preuve)
  const duty = (fields.fonction ?? '').replaceAll(/\s+/g, ' ').trim()
  const words = (fields.message ?? '').trim()
  const domain = told.address?.split('@')[1] ?? null
  const faults: ClaimFault[] = []
  if (duty === '') faults.push('duty-missing')
  if (duty.length > CLAIM_LIMITS.duty) faults.push('duty-long')
  if (proof === undefined) faults.push('proof-missing')
  if (proof === 'mail' && domain === null) faults.push('address-wrong')
  if (proof === 'mail' && domain !== null && isPublicProvider(domain)) faults.push('public-provider')
  if (proof === 'document' && told.fileCount === 0) faults.push('document-missing')
  if (proof === 'agent' && words === '') faults.push('words-missing')
  if (words.length > CLAIM_LIMITS.words) faults.push('words-long')
  if (proof === undefined || faults.length > 0) return refuse(faults)
  const isMail = proof === 'mail'
  return done({
    proof,
    duty,
    words,
    address: isMail ? (told.address ?? null) : null,
    domain: isMail ? domain : null,
  })
}

/**
 * Whether a code that came back is enough by itself. The domain must be known to be the organisation's, and nobody else
 * may have come first: else an agent looks, so that a lost mailbox never shuts anybody out, nor lets anybody in.
 */
export function stateAfterCode(told: {
  readonly domain: string | null
  readonly knownDomains: readonly string[]
  readonly otherOpenClaims: number
}): 'accepted' | 'waiting' {
  const isKnown = told.domain !== null && told.knownDomains.includes(told.domain)
  return isKnown && told.otherOpenClaims === 0 ? 'accepted' : 'waiting'
}

/** What an agent may say of a claim. */
export const CLAIM_VERDICTS = ['accept', 'ask', 'refuse', 'withdraw'] as const
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number]

const AFTER: Readonly<Record<ClaimVerdict, { readonly from: readonly ClaimState[]; readonly to: ClaimState }>> = {
  accept: { from: ['waiting', 'asked'], to: 'accepted' },
  ask: { from: ['waiting', 'asked'], to: 'asked' },
  refuse: { from: ['waiting', 'asked'], to: 'refused' },
  withdraw: { from: ['accepted'], to: 'withdrawn' },
}

/** What becomes of a claim. Who is told no, or asked, reads why. */
export function decideClaim(
  claim: Pick<Claim, 'state'> | undefined,
  verdict: ClaimVerdict,
  reason: string,
): Result<{ readonly state: ClaimState; readonly reason: string | null }, ClaimRefusal> {
  if (!claim) return refuse('claim-unknown')
  const { from, to } = AFTER[verdict]
  if (!from.includes(claim.state)) return refuse('state-moved')
  const words = reason.trim()
  if (verdict !== 'accept' && (words.length < 5 || words.length > 500)) return refuse('reason-missing')
  return done({ state: to, reason: verdict === 'accept' ? null : words })
}
