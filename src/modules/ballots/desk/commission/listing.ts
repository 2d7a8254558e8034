import type { Fate, FlaggedBallot } from '../../sealed/commission.ts'
import { FLAG_REASONS, type FlagReason } from '../../sealed/flags-model.ts'

/** Which flagged ballots are asked for, as the address says it. */
export type Asked = {
  readonly fate: Fate
  readonly reason: FlagReason | undefined
  readonly cluster: number | undefined
}

const FATES = { decider: 'flagged', admis: 'live', ecartes: 'annulled', remplaces: 'superseded' } as const

export function readAsked(read: (name: string) => string | undefined): Asked {
  const cluster = read('groupe') ?? ''
  return {
    fate: FATES[(read('etat') ?? '') as keyof typeof FATES] ?? 'flagged',
    reason: FLAG_REASONS.find((reason) => reason === read('motif')),
    cluster: /^\d{1,9}$/.test(cluster) ? Number(cluster) : undefined,
  }
}

/** What `readAsked` reads, as fields or as an address. */
export function writtenAsked({ fate, reason, cluster }: Asked): Readonly<Record<string, string>> {
  const state = Object.entries(FATES).find(([, each]) => each === fate)?.[0]
  return {
    ...(state !== undefined && fate !== 'flagged' && { etat: state }),
    ...(reason && { motif: reason }),
    ...(cluster !== undefined && { groupe: String(cluster) }),
  }
}

export function matching(
  flagged: readonly FlaggedBallot[],
  { fate, reason, cluster }: Asked,
): readonly FlaggedBallot[] {
  return flagged.filter(
    (ballot) =>
      ballot.fate === fate &&
      (reason === undefined || ballot.reasons.includes(reason)) &&
      (cluster === undefined || ballot.cluster === cluster),
  )
}
