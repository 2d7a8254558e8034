import { done, type Result, refuse } from '#kernel/result'
import {
  type BudgetCode,
  type CodeKind,
  cellsOf,
  type Nomenclature,
  readCodes,
  sentenceOfNomenclatureFault,
} from '../../budget/nomenclature.ts'
import type { Fields } from '../parts.tsx'
import { faultsOf, readWords } from '../reading.ts'

/** The three files of a nomenclature, each of one kind of codes. */
export const FILES: readonly { readonly name: string; readonly kind: CodeKind; readonly label: string }[] = [
  { name: 'chapitres', kind: 'chapter', label: 'Chapitres' },
  { name: 'articles', kind: 'nature', label: 'Articles, par nature' },
  { name: 'fonctions', kind: 'function', label: 'Fonctions' },
]

export type ReadNomenclature = {
  readonly nomenclature: Omit<Nomenclature, 'id'>
  readonly codes: readonly BudgetCode[]
}

/** The text of each file that was sent. */
export async function textsOf(files: Readonly<Record<string, File>>): Promise<Fields> {
  const sent = FILES.filter(({ name }) => (files[name]?.size ?? 0) > 0)
  return Object.fromEntries(await Promise.all(sent.map(async ({ name }) => [name, await files[name]!.text()] as const)))
}

/** Reads a nomenclature and its three files: each fault beside its file, with its line. */
export function readNomenclature(fields: Fields): Result<ReadNomenclature, Fields> {
  const [name, source] = [readWords(fields, 'nom', 60), readWords(fields, 'source', 300)]
  const licence = readWords(fields, 'licence', 120)
  const typed = (fields['a-partir-de'] ?? '').trim()
  const files = FILES.map((file) => readFile(fields, file))
  const faults: Fields = {
    ...faultsOf(name, source, licence, ...files),
    ...(/^(19|20|21)\d\d$/.test(typed) ? {} : { 'a-partir-de': 'Écrivez l’année en quatre chiffres, comme 2026.' }),
  }
  if (!name.ok || !source.ok || !licence.ok || Object.keys(faults).length > 0) return refuse(faults)
  const status = fields.officielle === 'oui' ? 'official' : 'to-verify'
  const words = { name: name.value, source: source.value, licence: licence.value, status } as const
  const codes = files.flatMap((file) => (file.ok ? file.value : []))
  return done({ nomenclature: { ...words, yearFrom: Number(typed), yearTo: null }, codes })
}

function readFile(fields: Fields, { name, kind }: (typeof FILES)[number]): Result<readonly BudgetCode[], Fields> {
  const text = fields[name] ?? ''
  if (text.trim() === '') return refuse({ [name]: 'Choisissez ce fichier CSV.' })
  if (text.includes('\uFFFD'))
    return refuse({ [name]: 'Ce fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 ».' })
  const codes = readCodes(cellsOf(text))
  if (!codes.ok) return refuse({ [name]: sentenceOfNomenclatureFault(codes.refusal) })
  const isOfKind = codes.value.every((code) => code.kind === kind)
  return isOfKind && codes.value.length > 0 ? codes : refuse({ [name]: WRONG_FILE[kind] })
}

const WRONG_FILE: Readonly<Record<CodeKind, string>> = {
  chapter: 'Ce fichier n’est pas celui des chapitres : il lui faut « code », « libelle » et « section ».',
  nature: 'Ce fichier n’est pas celui des articles : il lui faut aussi les chapitres de dépense et de recette réelles.',
  function: 'Ce fichier n’est pas celui des fonctions : il lui faut « code » et « libelle ».',
}
