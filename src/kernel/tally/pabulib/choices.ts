import type { Project, VoteType } from '../model.ts'
import { fault, type ReadingFault } from './faults.ts'
import { type Growable, growable } from './growable.ts'
import { type Identifiers, indexIdentifiers } from './identifiers.ts'
import { readDecimal, scaled } from './numbers.ts'
import { note, type Reading, textOf } from './rows.ts'

/** The choices of all voters as they are read, one ballot after the other, without repetition. */
export type Choices = {
  readonly voteType: VoteType
  readonly projects: readonly Project[]
  readonly identifiers: Identifiers
  /** Project indexes: by rank for ordinal ballots, in order of index otherwise. */
  readonly list: Growable<Int32Array>
  /** Beside `list`, in 10^-pointDecimals points: the scale grows when a number with more decimals comes. */
  readonly points: Growable<Float64Array> | undefined
  pointDecimals: number
  /** Sum of `points`: a double holds it exactly, and so every score of the count. */
  pointTotal: number
  /** The ballot being read, as written: projects, then points. */
  readonly chosen: number[]
  readonly given: number[]
  /** For each project: number of the last ballot that chose it, and where in `chosen`. */
  readonly lastBallot: Int32Array
  readonly position: Int32Array
  ballotNumber: number
}

const [COMMA, SPACE, TAB, ZERO, NINE] = [0x2c, 0x20, 0x09, 0x30, 0x39]

export function newChoices(voteType: VoteType, projects: readonly Project[]): Choices {
  return {
    voteType,
    projects,
    identifiers: indexIdentifiers(projects.map((project) => project.id)),
    list: growable(Int32Array),
    points: voteType === 'cumulative' || voteType === 'scoring' ? growable(Float64Array) : undefined,
    pointDecimals: 0,
    pointTotal: 0,
    chosen: [],
    given: [],
    lastBallot: new Int32Array(projects.length),
    position: new Int32Array(projects.length),
    ballotNumber: 0,
  }
}

/** Reads the vote (and points) cells of the row and adds the ballot, maybe empty. */
export function readChoices(
  reading: Reading,
  voteCell: number,
  pointsCell: number,
  choices: Choices,
): ReadingFault | undefined {
  choices.ballotNumber++
  choices.chosen.length = 0
  choices.given.length = 0
  const wrong =
    readList(reading, voteCell, choices, readChoice) ??
    (choices.points && readPoints(reading, pointsCell, choices)) ??
    dropRepeated(reading, choices)
  if (wrong) return wrong
  const { chosen } = choices
  if (chosen.length === 0) note(reading, 'empty-ballot')
  if (choices.voteType === 'choose-1' && chosen.length > 1) {
    return fault('choices-in-excess', reading.line, String(chosen.length))
  }
  keep(reading, choices)
  return undefined
}

/** Reads one item of a list: `bytes[start] … bytes[end - 1]`. */
type ReadItem = (
  reading: Reading,
  choices: Choices,
  bytes: Uint8Array,
  start: number,
  end: number,
) => ReadingFault | undefined

/** Reads what lies between the commas of a cell, without the spaces around. */
function readList(reading: Reading, cell: number, choices: Choices, readItem: ReadItem): ReadingFault | undefined {
  const { bytes, start, end } = cellBytes(reading, cell)
  for (let from = start; from < end; ) {
    let to = from
    while (to < end && bytes[to] !== COMMA) to++
    let first = from
    let last = to
    while (first < last && isSpace(bytes[first])) first++
    while (last > first && isSpace(bytes[last - 1])) last--
    if (first === last) return fault('choice-missing', reading.line)
    const wrong = readItem(reading, choices, bytes, first, last)
    if (wrong) return wrong
    from = to + 1
  }
  return undefined
}

/** The bytes of a cell without spaces around, nor a comma at its end (noted): `1,2,` can only mean `1,2`. */
function cellBytes(reading: Reading, cell: number) {
  let { bytes } = reading
  let start = reading.starts[cell]!
  let end = reading.ends[cell]!
  if (reading.doubled[cell]) {
    bytes = new TextEncoder().encode(textOf(reading, cell))
    start = 0
    end = bytes.length
  }
  while (start < end && isSpace(bytes[start])) start++
  while (end > start && isSpace(bytes[end - 1])) end--
  if (end - start > 1 && bytes[end - 1] === COMMA) {
    note(reading, 'separator-trailing')
    end--
  }
  return { bytes, start, end }
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB
}

function readChoice(reading: Reading, choices: Choices, bytes: Uint8Array, start: number, end: number) {
  const project = choices.identifiers.find(bytes, start, end)
  if (project < 0) return fault('project-unknown', reading.line, decoder.decode(bytes.subarray(start, end)))
  choices.chosen.push(project)
  return undefined
}

const decoder = new TextDecoder()

function readPoints(reading: Reading, cell: number, choices: Choices): ReadingFault | undefined {
  const wrong = readList(reading, cell, choices, readPointsOfChoice)
  if (wrong) return wrong
  if (choices.given.length !== choices.chosen.length) {
    return fault('points-mismatched', reading.line, String(choices.chosen.length), String(choices.given.length))
  }
  return choices.pointTotal > Number.MAX_SAFE_INTEGER ? fault('number-too-long', reading.line, 'points') : undefined
}

function readPointsOfChoice(reading: Reading, choices: Choices, bytes: Uint8Array, start: number, end: number) {
  const points = pointsIn(reading, choices, bytes, start, end)
  if (typeof points !== 'number') return points
  choices.given.push(points)
  choices.pointTotal += points
  return undefined
}

/** Points in the scale reached so far. Nearly all are short whole numbers: they are read without a string. */
function pointsIn(
  reading: Reading,
  choices: Choices,
  bytes: Uint8Array,
  start: number,
  end: number,
): number | ReadingFault {
  if (choices.pointDecimals === 0 && end - start <= 9) {
    let value = 0
    let at = start
    for (; at < end && bytes[at]! >= ZERO && bytes[at]! <= NINE; at++) value = 10 * value + bytes[at]! - ZERO
    if (at === end) return value
  }
  const text = decoder.decode(bytes.subarray(start, end))
  const decimal = readDecimal(text)
  if (typeof decimal === 'string') return fault(decimal, reading.line, 'points', text)
  if (decimal.decimals > choices.pointDecimals) rescale(choices, decimal.decimals)
  return Number(scaled(decimal, choices.pointDecimals))
}

function rescale(choices: Choices, decimals: number): void {
  const factor = 10 ** (decimals - choices.pointDecimals)
  const kept = choices.points!.values()
  for (let at = 0; at < kept.length; at++) kept[at]! *= factor
  choices.given.forEach((points, at) => {
    choices.given[at] = points * factor
  })
  choices.pointTotal *= factor
  choices.pointDecimals = decimals
}

/** Leaves each project once, at its first place. */
function dropRepeated(reading: Reading, choices: Choices): ReadingFault | undefined {
  const { chosen, given, lastBallot, position, ballotNumber, points, projects } = choices
  let count = 0
  for (let at = 0; at < chosen.length; at++) {
    const project = chosen[at]!
    const { id } = projects[project]!
    if (lastBallot[project] === ballotNumber) {
      if (points && given[at] !== given[position[project]!]) return fault('points-contradicted', reading.line, id)
      note(reading, 'choice-repeated', id)
      continue
    }
    lastBallot[project] = ballotNumber
    position[project] = count
    chosen[count] = project
    if (points) given[count] = given[at]!
    count++
  }
  chosen.length = count
  if (points) given.length = count
  return undefined
}

/** Adds the ballot to those kept, without the projects given 0 point. */
function keep(reading: Reading, choices: Choices): void {
  const { chosen, given, points, list, projects } = choices
  if (choices.voteType !== 'ordinal') sortByProject(chosen, given, points !== undefined)
  for (let at = 0; at < chosen.length; at++) {
    if (points && given[at] === 0) note(reading, 'points-zero', projects[chosen[at]!]!.id)
    else {
      list.push(chosen[at]!)
      points?.push(given[at]!)
    }
  }
}

/** Sorts by insertion: ballots are short, and most come sorted. */
function sortByProject(chosen: number[], given: number[], hasPoints: boolean): void {
  for (let at = 1; at < chosen.length; at++) {
    const project = chosen[at]!
    const points = hasPoints ? given[at]! : 0
    let to = at
    for (; to > 0 && chosen[to - 1]! > project; to--) {
      chosen[to] = chosen[to - 1]!
      if (hasPoints) given[to] = given[to - 1]!
    }
    chosen[to] = project
    if (hasPoints) given[to] = points
  }
}
