import { Badge } from '#ui/badge'
import { formatInteger } from '#ui/format'
import { activityLabel } from '../activities.ts'
import type { Atlas } from '../map/index.ts'
import { shownName } from '../names.ts'
import type { Entry } from '../narrowing.ts'
import { FAMILIES, RECOGNITIONS, sectorOf, sizeWords } from '../words.ts'

/** Structures, one after the other: the name leads to the page, the rest tells them apart. */
export function Lines(props: {
  readonly entries: readonly Entry[]
  readonly atlas: Atlas | undefined
  /** Rank of the first, for a list in several pages. */
  readonly start?: number
  /** Opens pages in the window that holds the frame. */
  readonly isFramed?: boolean
  readonly level?: 2 | 3
}) {
  const Title = props.level === 2 ? 'h2' : 'h3'
  return (
    <ol class="directory-lines" start={props.start}>
      {props.entries.map((entry) => (
        <li class="directory-line">
          <Title class="directory-name">
            <a href={`/annuaire/${entry.slug}`} {...(props.isFramed ? { target: '_blank', rel: 'noopener' } : {})}>
              {nameOf(entry)}
              {props.isFramed && <span class="hidden"> (autre fenêtre)</span>}
            </a>
          </Title>
          <p class="directory-what">{[familyWord(entry.family), activityOf(entry)].filter(Boolean).join(' · ')}</p>
          <p class="directory-where">{whereWords(entry, props.atlas)}</p>
          <Marks names={entry.marks} isFictitious={entry.isFictitious} isDeclared={entry.isDeclared} />
        </li>
      ))}
    </ol>
  )
}

/** What a structure is recognised as, each once, in few words; whether its members declared it, whether it is invented. */
export function Marks(props: Pick<Entry, 'isFictitious' | 'isDeclared'> & { readonly names: readonly string[] }) {
  const { names, isFictitious, isDeclared } = props
  const known = RECOGNITIONS.filter(({ mark }) => names.some((name) => name.split('-')[0] === mark))
  if (known.length === 0 && !isFictitious && !isDeclared) return null
  return (
    <ul class="directory-marks" aria-label="À savoir">
      {known.map(({ kind, short }) => (
        <li>
          <span class="directory-mark">
            <span class="hidden">{kind} : </span>
            {short}
          </span>
        </li>
      ))}
      {isDeclared && (
        <li>
          <Badge kind="proposed">Déclarée par ses membres</Badge>
        </li>
      )}
      {isFictitious && (
        <li>
          <Badge kind="fictitious" />
        </li>
      )}
    </ul>
  )
}

/** As people write it, its acronym behind when the name does not hold it. */
export function nameOf({ title, acronym }: { readonly title: string; readonly acronym: string | null }): string {
  const name = shownName(title, acronym)
  return acronym === null || acronym === '' || name.includes(acronym) ? name : `${name} (${acronym})`
}

export function familyWord(family: string | null): string | undefined {
  return FAMILIES.find((each) => each.family === family)?.one
}

/** What it does in a few words: its activity, else its sector, else nothing. */
export function activityOf({ nafRev2 }: { readonly nafRev2: string | null }): string | undefined {
  return activityLabel(nafRev2) ?? (nafRev2 === null ? undefined : sectorOf(nafRev2).label)
}

// One text for a line: a list is long, and each part would cost.
function whereWords(entry: Entry, atlas: Atlas | undefined): string {
  const place = placeOf(entry, atlas)
  const near = entry.metres === null ? place : `${place}, ${distanceWords(entry.metres)}`
  return [near, sizeWords(entry.sizeBand)].filter(Boolean).join(' · ')
}

function placeOf({ communeCode }: Entry, atlas: Atlas | undefined): string {
  if (communeCode === null) return 'Commune non précisée'
  return atlas?.communeByCode.get(communeCode)?.name ?? communeCode
}

/** « dans la commune », « à 3,2 km », « à 45 km ». */
export function distanceWords(metres: number): string {
  if (metres === 0) return 'dans la commune'
  if (metres >= 10_000) return `à ${formatInteger(Math.round(metres / 1000))}\u00a0km`
  return `à ${(metres / 1000).toFixed(1).replace('.', ',')}\u00a0km`
}
