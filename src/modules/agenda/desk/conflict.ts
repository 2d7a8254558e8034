import { conflictOf } from '#ui/conflict'

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

const conflict = conflictOf(LABELS, (text = '') => text.replace(/\r\n?/g, '\n').trim())
export const { differencesOf, settled } = conflict

/** The texts that were not chosen, as they are kept. */
export function unkept(sent: Fields, theirs: Fields): readonly { readonly label: string; readonly content: string }[] {
  return conflict.unkept(sent, theirs).map(({ label, content }) => ({ label, content: content.slice(0, 5_000) }))
}
