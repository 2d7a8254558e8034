import type { Day, Decision, Line } from './model.ts'

export const INTEREST_KINDS = ['mandate', 'post', 'family', 'seat'] as const
/** A mandate, a post, a declared family link, a seat in a cooperative (SCIC). */
export type InterestKind = (typeof INTEREST_KINDS)[number]

/** What ties somebody to an organisation, for a time, and who says so. */
export type InterestLink = {
  readonly id: string
  readonly personId: string
  /** SIRET or RNA. */
  readonly organisationId: string
  readonly organisationName: string
  readonly kind: InterestKind
  readonly startsOn: Day
  /** null: it lasts. */
  readonly endsOn: Day | null
  readonly source: string
}

export type NamedLink = InterestLink & { readonly displayName: string }

export const INTEREST_WORDS: Readonly<Record<InterestKind, string>> = {
  mandate: 'Mandat',
  post: 'Emploi',
  family: 'Lien familial',
  seat: 'Siège dans une SCIC',
}

export function isInForce({ startsOn, endsOn }: Pick<InterestLink, 'startsOn' | 'endsOn'>, day: Day): boolean {
  return startsOn <= day && (endsOn === null || day <= endsOn)
}

/** Whether somebody has a link to a beneficiary: then its lines are not shown to them. */
export function isTied({ lines }: Pick<Decision, 'lines'>, links: readonly InterestLink[], personId: string): boolean {
  return links.some(
    (link) => link.personId === personId && lines.some(({ beneficiaryId }) => beneficiaryId === link.organisationId),
  )
}

/** A vote of the meeting: several beneficiaries at once, or one, without those who stand back. */
export type Ballot = {
  readonly lines: readonly Line[]
  /** Who leaves the room, one entry a person. */
  readonly away: readonly { readonly personId: string; readonly displayName: string }[]
}

/**
 * The order of the votes by beneficiary: first, together, all those nobody is tied to; then the others, grouped by who must
 * leave, so that people go out and come back as little as can be (CGCT L1111-6, code pénal 432-12).
 *
 * @param links  in force on the day of the meeting
 */
export function orderOfVotes(lines: readonly Line[], links: readonly NamedLink[]): readonly Ballot[] {
  const groups = new Map<string, { lines: Line[]; away: Ballot['away'] }>()
  for (const line of lines) {
    const away = awayFor(line, links)
    const key = away.map(({ personId }) => personId).join(' ')
    const group = groups.get(key) ?? { lines: [], away }
    group.lines.push(line)
    groups.set(key, group)
  }
  return [...groups].sort(([a], [b]) => (a === '' ? -1 : b === '' ? 1 : a < b ? -1 : 1)).map(([, group]) => group)
}

function awayFor(line: Line, links: readonly NamedLink[]): Ballot['away'] {
  const tied = links.filter(({ organisationId }) => organisationId === line.beneficiaryId)
  const byPerson = new Map(tied.map(({ personId, displayName }) => [personId, { personId, displayName }]))
  return [...byPerson.values()].sort((a, b) => (a.personId < b.personId ? -1 : 1))
}

/** The sentence for the minutes, in the words the law's readers expect. */
export function minutesSentence(displayName: string): string {
  return `${displayName} n’a pas pris part au débat ni au vote et a quitté la salle.`
}
