import { done, type Result, refuse } from '#kernel/result'
import { type Mapping, MIRROR_FIELDS, type MirrorField, type MirrorRefusal } from './model.ts'

/** Names that tools give to each thing, without accents, the likeliest first. */
const USUAL: Readonly<Record<MirrorField, readonly string[]>> = {
  kind: ['nature du mouvement', 'type', 'type de mouvement', 'etape'],
  year: ['exercice', 'annee', 'annee budgetaire'],
  reference: ['numero', 'reference', 'n piece', 'n engagement', 'n mandat', 'numero de piece'],
  line: ['ligne', 'code ligne', 'ligne de credit'],
  article: ['article', 'nature', 'compte', 'imputation'],
  function: ['fonction', 'code fonction'],
  amount: ['montant', 'montant ttc', 'montant mandate', 'montant engage'],
  day: ['date', 'date piece', 'date de piece', 'date d emission'],
  siret: ['siret', 'siret tiers', 'siret beneficiaire'],
  label: ['libelle', 'objet', 'designation'],
}

/** What the headers let us guess; an agent sees it and corrects it. */
export function proposeMapping(headers: readonly string[]): Mapping {
  const byPlain = new Map(headers.map((header) => [plain(header), header]))
  const columns = Object.fromEntries(
    MIRROR_FIELDS.map((field) => [field, USUAL[field].map((name) => byPlain.get(name)).find((each) => each) ?? null]),
  ) as Mapping['columns']
  return { columns, fixedKind: null, fixedYear: null }
}

/** Whether a mapping tells all that must be told, in columns the file has. */
export function checkMapping(mapping: Mapping, headers: readonly string[]): Result<Mapping, MirrorRefusal> {
  const { columns, fixedKind, fixedYear } = mapping
  const named = Object.values(columns).filter((header) => header !== null)
  if (named.some((header) => !headers.includes(header))) return refuse('columns-missing')
  const isTold = [
    columns.kind !== null || fixedKind !== null,
    columns.year !== null || fixedYear !== null,
    columns.reference !== null,
    columns.line !== null || columns.article !== null,
    columns.amount !== null,
    columns.day !== null,
  ]
  return isTold.every(Boolean) ? done(mapping) : refuse('mapping-incomplete')
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}
