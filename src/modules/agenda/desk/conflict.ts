import type { Difference } from '#ui/conflict'

type Fields = Readonly<Record<string, string>>

const LABELS: Fields = {
  genre: 'Genre',
  titre: 'Titre',
  description: 'Description',
  accueil: 'Qui accueille',
  'jour-jour': 'Jour',
  'jour-mois': 'Mois',
  'jour-annee': 'Année',
  debut: 'Début',
  fin: 'Fin',
  'dernier-jour': 'Dernier jour',
  'dernier-mois': 'Mois du dernier jour',
  'dernier-annee': 'Année du dernier jour',
  seances: 'Séances',
  commune: 'Commune',
  lieu: 'Lieu',
  rue: 'Adresse',
  acces: 'Pour entrer',
  inscriptions: 'Inscriptions',
  places: 'Nombre de places',
  'dernier-inscription-jour': 'Dernier jour pour s’inscrire',
  'dernier-inscription-mois': 'Mois du dernier jour pour s’inscrire',
  'dernier-inscription-annee': 'Année du dernier jour pour s’inscrire',
  cloture: 'Dernière heure pour s’inscrire',
}

/** Fields that two people have written differently. */
export function differencesOf(mine: Fields, theirs: Fields): readonly Difference[] {
  return Object.entries(LABELS)
    .map(([name, label]) => ({ name, label, mine: plain(mine[name]), theirs: plain(theirs[name]) }))
    .filter((each) => each.mine !== each.theirs)
}

/** What was chosen between two texts: « garder-NAME » says whose stands. */
export function settled(sent: Fields, theirs: Fields): Fields {
  const kept = Object.keys(LABELS).filter((name) => sent[`garder-${name}`] === 'le-leur')
  return { ...sent, ...Object.fromEntries(kept.map((name) => [name, theirs[name] ?? ''])) }
}

/** The texts that were not chosen: they are kept beside. */
export function unkept(sent: Fields, theirs: Fields): readonly { readonly label: string; readonly content: string }[] {
  return Object.entries(LABELS).flatMap(([name, label]) => {
    const chosen = sent[`garder-${name}`]
    if (chosen === undefined) return []
    return [{ label, content: plain(chosen === 'le-leur' ? sent[name] : theirs[name]).slice(0, 5_000) }]
  })
}

function plain(text = ''): string {
  return text.replace(/\r\n?/g, '\n').trim()
}
