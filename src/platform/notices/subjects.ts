import type { Role } from '#platform/sessions'

/** How soon mails of a subject come: at once, in the digest of the day, in that of the week, or not at all. */
export const RHYTHMS = ['now', 'daily', 'weekly', 'never'] as const
export type Rhythm = (typeof RHYTHMS)[number]

/** Something people may be told of. Declared by its module, which gives the same value to `tell`. */
export type NoticeSubject = {
  /** Stays: it stands in the rows and in the List-Id of the mails. As « agenda ». */
  readonly id: string
  /** As « Agenda près de chez vous ». */
  readonly name: string
  /** What it brings, in one sentence for who chooses. */
  readonly brings: string
  /** For who has chosen nothing. */
  readonly rhythm: Rhythm
  /** What concerns an account or a procedure of the person: it cannot be refused. */
  readonly isService?: boolean
  /** Makes the territory known: held back in the periods before elections (code électoral, L52-1). */
  readonly isPublicity?: boolean
  /** Those it is for: others are not asked how soon. Everyone by default. */
  readonly roles?: readonly Role[]
}

/** In place of a subject, in a person's choices: all those they did not choose one by one. */
export const EVERY_SUBJECT = 'all'
