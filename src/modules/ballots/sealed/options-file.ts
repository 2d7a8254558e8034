import { readCents } from '#kernel/money'
import { readElection, sentenceOf } from '#kernel/tally'
import { slugOf } from '../model.ts'

/** An option read from a file, and the line it stands on. */
export type ReadOption = {
  readonly line: number
  readonly code: string
  readonly name: string
  readonly summary: string
  readonly place: string | null
  /** In cents. */
  readonly cost: bigint | null
}

/** A line that cannot be taken, and what to do. */
export type LineFault = { readonly line: number; readonly sentence: string }

export type OptionsFile = { readonly options: readonly ReadOption[]; readonly faults: readonly LineFault[] }

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** Columns, by the names people give them. */
const COLUMNS: Readonly<Record<keyof Omit<ReadOption, 'line'>, readonly string[]>> = {
  code: ['code', 'id', 'numero', 'identifiant', 'project_id'],
  name: ['nom', 'name', 'titre', 'projet'],
  summary: ['texte', 'resume', 'description', 'presentation'],
  place: ['lieu', 'commune', 'ville', 'territoire', 'place', 'city'],
  cost: ['cout', 'montant', 'cost', 'budget'],
}

/** Reads rows of a table, the first being its header. A code that is missing is drawn from the rank. */
export function readOptionRows(rows: readonly (readonly string[])[]): OptionsFile {
  const header = rows[0]?.map((cell) => slugOf(cell)) ?? []
  const at = (column: keyof typeof COLUMNS) => header.findIndex((cell) => COLUMNS[column].includes(cell))
  if (at('name') < 0) {
    return {
      options: [],
      faults: [
        {
          line: 1,
          sentence: 'La première ligne doit nommer les colonnes : code, nom, texte, lieu, coût. Il manque « nom ».',
        },
      ],
    }
  }
  const read = rows.slice(1).map((row, index) => {
    const cell = (column: keyof typeof COLUMNS) => (row[at(column)] ?? '').trim()
    return optionOf(index, {
      code: cell('code'),
      name: cell('name'),
      summary: cell('summary'),
      place: cell('place'),
      cost: cell('cost'),
    })
  })
  return withoutDoubles(read)
}

/** Reads the projects of a Pabulib file; its votes are left aside. */
export function readPabulibOptions(bytes: Uint8Array): OptionsFile {
  const election = readElection(bytes)
  if (!election.ok) return { options: [], faults: [{ line: 1, sentence: sentenceOf(election.refusal) }] }
  const { projects, decimals } = election.value
  const scale = 10n ** BigInt(Math.max(0, 2 - decimals))
  const read = projects.map((project, index) =>
    optionOf(index, {
      code: project.id,
      name: project.name || project.id,
      summary: '',
      place: '',
      cost:
        decimals > 2
          ? ''
          : `${(project.cost * scale) / 100n},${String((project.cost * scale) % 100n).padStart(2, '0')}`,
    }),
  )
  return withoutDoubles(read)
}

type Cells = { readonly [Column in keyof typeof COLUMNS]: string }
type Read = ReadOption | LineFault

/** The header is line 1. */
function optionOf(index: number, cells: Cells): Read {
  const line = index + 2
  const code = cells.code === '' ? `p${index + 1}` : cells.code
  if (!CODE.test(code)) {
    return {
      line,
      sentence: `Le code « ${code} » a des signes impossibles. Prenez des lettres sans accent, des chiffres, un tiret.`,
    }
  }
  if (cells.name === '') return { line, sentence: 'Il manque le nom du projet.' }
  if (cells.name.length > 200) return { line, sentence: 'Le nom est trop long : 200 signes au plus.' }
  if (cells.summary.length > 2000) return { line, sentence: 'Le texte est trop long : 2 000 signes au plus.' }
  const cost = cells.cost === '' ? null : readCents(cells.cost)
  if (cost && !(cost.ok && cost.value > 0n)) {
    return { line, sentence: `Le coût « ${cells.cost} » ne se lit pas. Écrivez par exemple 12000 ou 12000,50.` }
  }
  const name = cells.name.replace(/\s+/g, ' ')
  return { line, code, name, summary: cells.summary, place: cells.place || null, cost: cost?.ok ? cost.value : null }
}

function withoutDoubles(read: readonly Read[]): OptionsFile {
  const faults: LineFault[] = []
  const options = new Map<string, ReadOption>()
  for (const each of read) {
    if ('sentence' in each) faults.push(each)
    else if (options.has(each.code)) {
      faults.push({
        line: each.line,
        sentence: `Le code « ${each.code} » est déjà celui de la ligne ${options.get(each.code)!.line}. Changez l’un des deux.`,
      })
    } else options.set(each.code, each)
  }
  return { options: [...options.values()], faults }
}
