import { fold } from '#kernel/search'

/**
 * Words that many structures have in their name and that are nobody's name, with their accents: registers write « ECOLE »,
 * people write « école ». Found by their frequency in the public lists of the ESS; words that two accents would make two
 * words (« marche », « marché ») and those that are a commune's name (« aire ») are not here.
 */
const WRITTEN = `
  accès accompagnement accueil actif action actions active activité activités aide aides aînés alimentaire amicale amicales
  amis amitié anciens animation animations antenne appui apprentissage artisanale artistique artistiques arts assistance
  association associations associatif associative assurance assurances atelier ateliers avenir banque bénévoles bibliothèque
  bien-être bio boutique brocante bureau cantine carrefour cause centre centres chantier chantiers chômeurs chorale citoyen
  citoyenne citoyens club clubs collectif collective comité comités commune communes communal communale
  communautaire communauté compagnie compagnons comptoir confédération conseil conseils construction consommateurs
  coopération coopérative coopératives coordination couture créateurs création crèche crèches culture culturel culturelle
  culturelles cuisine cyclotouriste danse découverte défense départemental départementale départementales développement
  domicile droit droits durable échange échanges école écoles éco-citoyen écologie économie économique éducatif éducation
  éducative égalité élèves emploi emplois employeurs enfance enfant enfants ensemble entraide entreprise entreprises
  environnement exemple épicerie équipe équitable espace espaces établissement études étudiants étudiante expression fabrique
  familial familiale familiales famille familles fanfare fédération femmes ferme festival fête fêtes fondation fonds football
  formation formations forum foyer foyers fraternité garderie générations gestion groupe groupement groupements gymnastique
  habitant habitants habitat halte handball handicap handicapés handicapées harmonie hébergement histoire informatique
  initiative initiatives innovation insertion institut institution intercommunal intercommunale intermédiaire intermédiaires
  international internationale jardin jardins jeu jeune jeunes jeunesse jeux judo jumelage laïque lecture local locale
  locales locaux logement loisirs ludothèque main maintien maison maisons majorettes médiation médico-social médico-sociale
  mémoire ménage métiers microcrèche mobilité mission mondial multi-accueil municipal municipale musical musicale musique
  mutuelle mutuelles nature numérique observatoire œuvre œuvres office orchestre orientation ouvrier ouvriers ouverture
  parents parentale parentalité partage participation participative patrimoine patriotique paysan paysanne paysans pêche
  pêcheurs pension personnes personnel pétanque petite petits photo plateau plein pluriel point pôle populaire populaires
  portage prévention production professionnel professionnelle professionnelles professionnels projet projets promotion
  propreté propriétaires protection protégé proximité qualification quartier quartiers randonnée randonneurs réadaptation
  recherche recyclage recyclerie réemploi régie région régional régionale relais réparation réseau réseaux résidence
  résidences ressourcerie ressources restaurant restaurants restauration retraite retraités rural rurale ruraux salle
  santé sauvegarde scolaire scolaires secourisme secours section seniors séniors service services social sociale sociales
  sociaux société socioculturel socioculturelle soins solidaire solidaires solidarité solidarités soutien spectacle sport
  sportif sportifs sportive sportives sports syndicat table technique technologie temporaire tennis territoire territorial
  territoriale théâtre tiers tiers-lieu tourisme tous toutes traditions transition transport transports travail travailleurs
  union urbain urbaine usagers utilisateurs vacances vélo vétérans vie village villageoise ville villes vivre voile voisins
  volley-ball vente
`

const BY_KEY: ReadonlyMap<string, string> = new Map(
  WRITTEN.trim()
    .split(/\s+/)
    .map((word) => [fold(word), word]),
)

/** An everyday word as it is written, without capital; undefined for a word that may be a name. */
export function everydayWord(word: string): string | undefined {
  const found = BY_KEY.get(fold(word))
  // What the register wrote with its accents is right as it is.
  return found !== undefined && /\p{M}/u.test(word.normalize('NFD')) ? word.toLowerCase() : found
}
