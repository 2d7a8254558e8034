import { MOST_CENTS } from '#kernel/ledger'
import { type Cents, cents, readCents, sentenceOfNumberFault } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { BudgetLine } from '../../budget/line.ts'
import { type BudgetStage, STAGE_KINDS, type StageAmount, type StageKind } from '../../budget/stage.ts'
import type { LineWords } from '../../commands/budget/index.ts'
import type { Fields } from '../parts.tsx'
import { faultsOf, isId, readSum, readWords } from '../reading.ts'

/** What may take credits from a line as well as give. */
export function maySubtract(kind: StageKind): boolean {
  return kind === 'bs' || kind === 'dm' || kind === 'move'
}

export function readKind(typed: string | undefined): StageKind | undefined {
  return STAGE_KINDS.find((kind) => kind === typed)
}

export function readYear(fields: Fields): Result<{ readonly year: number; readonly nomenclatureId: string }, Fields> {
  const year = (fields.annee ?? '').trim()
  const nomenclatureId = fields.nomenclature ?? ''
  const faults: Fields = {
    ...(/^(19|20|21)\d\d$/.test(year) ? {} : { annee: 'Écrivez l’année en quatre chiffres, comme 2027.' }),
    ...(isId(nomenclatureId) ? {} : { nomenclature: 'Choisissez une nomenclature.' }),
  }
  return Object.keys(faults).length > 0 ? refuse(faults) : done({ year: Number(year), nomenclatureId })
}

export function readLine(fields: Fields, year: number): Result<LineWords, Fields> {
  const label = readWords(fields, 'nom', 200)
  const [direction, section] = [readOne(fields.sens, DIRECTIONS), readOne(fields.section, SECTIONS)]
  const perimeter = readOne(fields.perimetre, PERIMETERS)
  const [chapter, nature, fonction] = [fields.chapitre ?? '', fields.nature ?? '', fields.fonction ?? '']
  const code = (fields.code ?? '').trim() || `${direction === 'receipt' ? 'R' : section}-${nature}-${fonction}`
  const faults: Fields = {
    ...(label.ok ? {} : label.refusal),
    ...(direction ? {} : { sens: 'Choisissez une dépense ou une recette.' }),
    ...(section ? {} : { section: 'Choisissez la section.' }),
    ...(chapter === '' ? { chapitre: 'Choisissez le chapitre.' } : {}),
    ...(nature === '' ? { nature: 'Choisissez l’article.' } : {}),
    ...(fonction === '' ? { fonction: 'Choisissez la fonction.' } : {}),
    ...(perimeter ? {} : { perimetre: 'Choisissez à quelle politique va cette ligne.' }),
    ...(fields.code && !LINE_CODE.test(code) ? { code: 'Écrivez des lettres et des chiffres, avec des tirets.' } : {}),
  }
  if (!label.ok || !direction || !section || !perimeter || Object.keys(faults).length > 0) return refuse(faults)
  const codes = { chapter, nature, function: fonction }
  return done({ year, code, section, direction, ...codes, label: label.value, perimeter, isFictitious: false })
}

type Change = Pick<BudgetLine, 'label' | 'perimeter'>

export function readLineChange(fields: Fields): Result<{ readonly before: Change; readonly change: Change }, Fields> {
  const label = readWords(fields, 'nom', 200)
  const perimeter = readOne(fields.perimetre, PERIMETERS)
  if (!label.ok || !perimeter) {
    return refuse({
      ...(label.ok ? {} : label.refusal),
      ...(perimeter ? {} : { perimetre: 'Choisissez à quelle politique va cette ligne.' }),
    })
  }
  const before = {
    label: fields['nom-lu'] ?? '',
    perimeter: readOne(fields['perimetre-lu'], PERIMETERS) ?? 'dedicated',
  }
  return done({ before, change: { label: label.value, perimeter } })
}

/** Reads what a stage proposes; lines left empty do not change. */
export function readStage(
  fields: Fields,
  year: number,
): Result<Pick<BudgetStage, 'year' | 'kind' | 'title' | 'source' | 'amounts'>, Fields> {
  const kind = readKind(fields.sorte) ?? 'dm'
  const title = readWords(fields, 'titre', 200)
  const amounts = kind === 'move' ? readMove(fields) : readAmounts(fields, kind)
  if (!title.ok || !amounts.ok) return refuse(faultsOf(title, amounts))
  const source = (fields.source ?? '').toWellFormed().trim().slice(0, 300) || null
  return done({ year, kind, title: title.value, source, amounts: amounts.value })
}

function readMove(fields: Fields): Result<readonly StageAmount[], Fields> {
  const amount = readSum(fields, 'montant')
  const [from, to] = [fields.prendre ?? '', fields.donner ?? '']
  const faults: Fields = {
    ...(isId(from) ? {} : { prendre: 'Choisissez la ligne qui donne.' }),
    ...(isId(to) ? {} : { donner: 'Choisissez la ligne qui reçoit.' }),
    ...(isId(to) && from === to ? { donner: 'Choisissez une autre ligne que celle qui donne.' } : {}),
    ...(amount.ok ? {} : amount.refusal),
  }
  if (!amount.ok || Object.keys(faults).length > 0) return refuse(faults)
  return done([
    { lineId: from, amountCents: cents(-amount.value) },
    { lineId: to, amountCents: amount.value },
  ])
}

function readAmounts(fields: Fields, kind: StageKind): Result<readonly StageAmount[], Fields> {
  const written = Object.keys(fields).filter((name) => name.startsWith('montant-') && fields[name]?.trim() !== '')
  const reads = written.map((name) => ({ name, read: readChange(fields, name, maySubtract(kind)) }))
  const faults = faultsOf(...reads.map(({ read }) => read))
  if (Object.keys(faults).length > 0) return refuse(faults)
  const amounts = reads.flatMap(({ name, read }) => {
    const lineId = name.slice('montant-'.length)
    return read.ok && read.value !== 0n && isId(lineId) ? [{ lineId, amountCents: read.value }] : []
  })
  if (amounts.length > 0 || kind === 'rob') return done(amounts)
  return refuse({ [written[0] ?? Object.keys(fields).find((name) => name.startsWith('montant-')) ?? 'titre']: NOTHING })
}

const NOTHING = 'Écrivez au moins un montant.'

/** « 1 200 », and where credits may be taken back, « -500 ». */
function readChange(fields: Fields, name: string, isSigned: boolean): Result<Cents, Fields> {
  const typed = (fields[name] ?? '').trim()
  const isLess = isSigned && /^[-−–]/.test(typed)
  const read = readCents(isLess ? typed.slice(1).trim() : typed)
  if (!read.ok) return refuse({ [name]: `Dans le montant, ${sentenceOfNumberFault(read.refusal)}` })
  if (read.value > MOST_CENTS) return refuse({ [name]: 'Ce montant est trop grand. Comptez les chiffres.' })
  return done(isLess ? cents(-read.value) : read.value)
}

function readOne<Value extends string>(typed: string | undefined, known: readonly Value[]): Value | undefined {
  return known.find((each) => each === typed)
}

const DIRECTIONS = ['expense', 'receipt'] as const
const SECTIONS = ['F', 'I'] as const
const PERIMETERS = ['dedicated', 'transversal'] as const
const LINE_CODE = /^(?=.{1,60}$)[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$/
