import type { NoticeSubject, Rhythm } from '#platform/notices'

export type { Rhythm }

/** What a person chose of what they are told. */
export type Choices = {
  /** By subject, those they chose one by one; « all »: the others. */
  readonly rhythms: ReadonlyMap<string, Rhythm>
  /** By the clocks of Paris, as « 08:00 ». */
  readonly dailyAt: string
  /** 1 is Monday. */
  readonly weekday: number
  /** As « commune:62119 », « epci:200072460 », « territory ». */
  readonly places: readonly string[]
}

/** A subject, as far as choosing needs it. */
export type Choosable = Pick<NoticeSubject, 'id' | 'rhythm' | 'isService'>

type Fields = Readonly<Record<string, string>>

export const RHYTHM_WORDS: Readonly<Record<Rhythm, string>> = {
  now: 'Tout de suite',
  daily: 'Une fois par jour',
  weekly: 'Une fois par semaine',
  never: 'Jamais',
}

/** As forms say them. */
export const RHYTHM_VALUES: Readonly<Record<string, Rhythm>> = {
  'tout-de-suite': 'now',
  jour: 'daily',
  semaine: 'weekly',
  jamais: 'never',
}

export const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const

/** Hours a digest may come at: on the hour and on the half, the whole day. */
export const HOURS: readonly string[] = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`,
)

/** A place that may be followed. */
export type Scope = 'commune' | 'epci' | 'territory'
export const SCOPE_VALUES: Readonly<Record<string, Scope>> = {
  commune: 'commune',
  intercommunalite: 'epci',
  territoire: 'territory',
}

export const MOST_PLACES = 20
export type PlaceRefusal = 'too-many-places'

/** How soon a person is told of a subject. */
export function rhythmOf(subject: Choosable, rhythms: ReadonlyMap<string, Rhythm>): Rhythm {
  if (subject.isService) return 'now'
  return rhythms.get(subject.id) ?? rhythms.get('all') ?? subject.rhythm
}

/** The rhythm somebody sent in a form. */
export function readRhythm(text: string | undefined): Rhythm | undefined {
  return text !== undefined && Object.hasOwn(RHYTHM_VALUES, text) ? RHYTHM_VALUES[text] : undefined
}

/** What whoever holds a way out may choose: none, or less. More is chosen by the person alone, signed in. */
export const LESS: readonly Rhythm[] = ['weekly', 'daily']

/**
 * The rhythms of somebody who asks for fewer mails of every subject. What comes more rarely already, by their choice or by
 * itself, stays so.
 */
export function slowed(
  subjects: readonly Choosable[],
  rhythms: ReadonlyMap<string, Rhythm>,
  rhythm: Rhythm,
): ReadonlyMap<string, Rhythm> {
  const own = subjects
    .filter(({ isService }) => !isService)
    .map((subject) => [subject.id, rhythms.get(subject.id) ?? subject.rhythm] as const)
  const rarer = own.filter(([, each]) => FROM_OFTEN_TO_NEVER.indexOf(each) > FROM_OFTEN_TO_NEVER.indexOf(rhythm))
  return new Map([['all', rhythm], ...rarer])
}

const FROM_OFTEN_TO_NEVER: readonly Rhythm[] = ['now', 'daily', 'weekly', 'never']

/** The value of a rhythm in a form. */
export function valueOfRhythm(rhythm: Rhythm): string {
  return Object.entries(RHYTHM_VALUES).find(([, each]) => each === rhythm)![0]
}

/**
 * Reads the form of rhythms and hours: what is missing or unreadable stays as it was.
 *
 * @returns  a choice for each subject that can be refused
 */
export function readChoices(fields: Fields, subjects: readonly Choosable[], before: Choices): Omit<Choices, 'places'> {
  const refusable = subjects.filter(({ isService }) => !isService)
  const rhythms = refusable.map(
    (subject) => [subject.id, readRhythm(fields[`rythme-${subject.id}`]) ?? rhythmOf(subject, before.rhythms)] as const,
  )
  const days: readonly string[] = WEEKDAYS
  const weekday = days.indexOf(fields.jour ?? '') + 1
  return {
    rhythms: new Map(rhythms),
    dailyAt: fields.heure !== undefined && HOURS.includes(fields.heure) ? fields.heure : before.dailyAt,
    weekday: weekday === 0 ? before.weekday : weekday,
  }
}
