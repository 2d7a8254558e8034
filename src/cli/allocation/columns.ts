/** What a table of projects says of each, by our names. */
export type Column = 'id' | 'name' | 'category' | 'territory' | 'votes' | 'requested' | 'cost' | 'lot'

/** Titles that are understood, folded: case, accents, hyphens and underscores do not matter. */
const TITLES: Readonly<Record<Column, readonly string[]>> = {
  id: ['id', 'project id', 'numero', 'n°', 'no', 'identifiant'],
  name: ['name', 'nom', 'projet', 'titre', 'intitule'],
  category: ['category', 'categorie'],
  territory: ['territory', 'territoire', 'canton', 'epci'],
  votes: ['votes', 'voix', 'points'],
  requested: ['requested', 'demande', 'montant demande', 'subvention demandee'],
  cost: ['cost', 'cout', 'cout total'],
  lot: ['lot', 'tirage', 'tirage au sort', 'ordre du tirage'],
}

export const REQUIRED: readonly Column[] = ['id', 'votes', 'requested', 'cost']

export const FRENCH_TITLES: Readonly<Record<Column, string>> = {
  id: 'numéro',
  name: 'nom',
  category: 'catégorie',
  territory: 'territoire',
  votes: 'votes',
  requested: 'demandé',
  cost: 'coût',
  lot: 'tirage',
}

export function columnTitled(title: string): Column | undefined {
  const folded = fold(title)
  return (Object.keys(TITLES) as Column[]).find((column) => TITLES[column].includes(folded))
}

/** Two ways to write a name that no reader would take for two names. */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\s_-]+/g, ' ')
    .trim()
}
