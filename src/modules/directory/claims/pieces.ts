import type { FileRules } from '#platform/files'

/** What is joined to a claim: seen by agents, and by who sent it. */
export const CLAIM_PIECES = 'structure-claim'
export const CLAIM_PIECE_RULES: FileRules = {
  formats: ['pdf', 'jpeg', 'png', 'webp', 'odt', 'docx'],
  largestBytes: 10_000_000,
  most: 3,
}

/** The picture of an organisation. */
export const PICTURE = 'structure-picture'
export const PICTURE_RULES: FileRules = { formats: ['jpeg', 'png', 'webp'], largestBytes: 10_000_000, most: 1 }
