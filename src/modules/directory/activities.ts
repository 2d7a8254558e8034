import { fold } from '#kernel/search'

/** Activities of NAF rev. 2 that the ESS has most, and the words people look for them with. */
const ACTIVITIES: readonly (readonly [code: string, label: string, words: string])[] = [
  ['01.13Z', 'Culture de légumes', 'maraîchage maraîcher jardin de cocagne potager légumes'],
  ['01.30Z', 'Reproduction de plantes', 'pépinière plants'],
  ['01.61Z', 'Travaux agricoles en commun', 'cuma matériel agricole'],
  ['10.71C', 'Boulangerie', 'pain boulangerie'],
  ['13.92Z', 'Fabrication d’articles textiles', 'couture textile'],
  ['16.24Z', 'Fabrication d’emballages en bois', 'bois palettes menuiserie'],
  ['18.12Z', 'Imprimerie', 'imprimerie'],
  ['38.11Z', 'Collecte de déchets', 'déchets collecte tri recyclage'],
  ['38.31Z', 'Démantèlement d’épaves', 'déchets recyclage démontage'],
  ['38.32Z', 'Récupération et recyclage', 'recyclerie ressourcerie recyclage réemploi tri'],
  ['41.20A', 'Construction de maisons', 'bâtiment construction maison'],
  ['43.39Z', 'Travaux de finition', 'bâtiment rénovation peinture second œuvre'],
  ['46.21Z', 'Commerce de gros de céréales', 'céréales coopérative agricole'],
  ['47.11B', 'Alimentation générale', 'épicerie solidaire alimentation'],
  ['47.11F', 'Grand magasin d’alimentation', 'supermarché coopératif participatif'],
  ['47.29Z', 'Magasin d’alimentation spécialisé', 'bio vrac épicerie'],
  ['47.79Z', 'Vente d’objets d’occasion', 'recyclerie ressourcerie friperie occasion réemploi brocante'],
  ['49.32Z', 'Transport de personnes à la demande', 'mobilité transport solidaire taxi'],
  ['53.20Z', 'Livraison', 'livraison vélo cyclologistique coursier'],
  ['55.20Z', 'Hébergement de vacances', 'gîte vacances colonie auberge'],
  ['56.10A', 'Restaurant', 'restaurant cuisine traiteur'],
  ['56.29A', 'Restauration collective', 'cantine restauration repas'],
  ['58.14Z', 'Édition de revues', 'journal revue presse'],
  ['59.14Z', 'Cinéma', 'cinéma film'],
  ['60.10Z', 'Radio', 'radio'],
  ['62.01Z', 'Programmation informatique', 'informatique numérique logiciel libre'],
  ['62.02A', 'Conseil en informatique', 'informatique numérique inclusion'],
  ['64.19Z', 'Banque', 'banque crédit épargne'],
  ['65.12Z', 'Assurance', 'assurance mutuelle'],
  ['65.11Z', 'Assurance vie', 'assurance mutuelle'],
  ['68.20A', 'Location de logements', 'logement habitat hlm location'],
  ['68.20B', 'Location de terrains et de locaux', 'locaux foncier terre'],
  ['70.22Z', 'Conseil pour la gestion', 'conseil accompagnement création entreprise coopérative d’activité cae'],
  ['72.20Z', 'Recherche en sciences humaines', 'recherche sciences'],
  ['77.29Z', 'Location d’objets', 'location prêt objets jouets ludothèque'],
  ['77.11A', 'Location de voitures', 'autopartage mobilité garage solidaire'],
  ['78.10Z', 'Placement de personnel', 'emploi placement'],
  ['78.20Z', 'Travail temporaire', 'intérim emploi insertion'],
  ['78.30Z', 'Mise à disposition de personnel', 'emploi partagé groupement d’employeurs geiq'],
  ['81.21Z', 'Nettoyage de bâtiments', 'nettoyage propreté ménage'],
  ['81.30Z', 'Entretien de paysages', 'espaces verts jardin paysage'],
  ['82.11Z', 'Services de bureau', 'coworking tiers-lieu bureau'],
  ['82.99Z', 'Autres services aux entreprises', 'tiers-lieu coworking'],
  ['85.10Z', 'École maternelle', 'école maternelle'],
  ['85.20Z', 'École primaire', 'école primaire'],
  ['85.31Z', 'Collège ou lycée', 'école collège lycée'],
  ['85.32Z', 'Enseignement professionnel', 'lycée professionnel maison familiale rurale mfr apprentissage'],
  ['85.42Z', 'Enseignement supérieur', 'université école'],
  ['85.51Z', 'Enseignement du sport', 'sport cours danse équitation'],
  ['85.52Z', 'Enseignement de la culture', 'école de musique musique théâtre danse arts'],
  ['85.59A', 'Formation des adultes', 'formation adultes'],
  ['85.59B', 'Autre enseignement', 'formation soutien scolaire'],
  ['86.10Z', 'Hôpital', 'hôpital clinique santé'],
  ['86.21Z', 'Médecin généraliste', 'centre de santé médecin maison de santé'],
  ['86.90D', 'Soins infirmiers', 'infirmier soins à domicile'],
  ['87.10A', 'Maison de retraite médicalisée', 'ehpad maison de retraite personnes âgées'],
  ['87.10B', 'Foyer d’enfants handicapés', 'handicap enfants ime foyer'],
  ['87.10C', 'Foyer d’adultes handicapés', 'handicap adultes foyer mas fam'],
  ['87.20A', 'Hébergement de personnes en souffrance psychique', 'handicap psychique santé mentale'],
  ['87.30A', 'Résidence pour personnes âgées', 'personnes âgées résidence autonomie seniors'],
  ['87.30B', 'Foyer de vie', 'handicap foyer de vie'],
  ['87.90A', 'Hébergement d’enfants en difficulté', 'enfance protection foyer mecs'],
  [
    '87.90B',
    'Hébergement de personnes en difficulté',
    'hébergement urgence chrs sans-abri réfugiés foyer jeunes travailleurs',
  ],
  ['88.10A', 'Aide à domicile', 'aide à domicile ménage personnes âgées services à la personne'],
  ['88.10B', 'Accueil d’adultes handicapés', 'handicap accueil de jour'],
  ['88.10C', 'Aide par le travail', 'esat handicap travail'],
  ['88.91A', 'Accueil de jeunes enfants', 'crèche halte-garderie petite enfance micro-crèche assistantes maternelles'],
  ['88.91B', 'Accueil d’enfants handicapés', 'handicap enfants sessad'],
  ['88.99A', 'Autre accueil d’enfants et d’adolescents', 'centre de loisirs jeunesse accueil périscolaire mjc'],
  [
    '88.99B',
    'Action sociale',
    'centre social insertion aide alimentaire épicerie solidaire chantier d’insertion solidarité',
  ],
  ['90.01Z', 'Spectacle vivant', 'théâtre musique danse cirque compagnie concert spectacle'],
  ['90.02Z', 'Soutien au spectacle', 'spectacle festival technique'],
  ['90.03A', 'Création artistique', 'art artiste atelier'],
  ['90.04Z', 'Salle de spectacles', 'théâtre salle concert spectacle'],
  ['91.01Z', 'Bibliothèque', 'bibliothèque médiathèque lecture archives'],
  ['91.02Z', 'Musée', 'musée patrimoine'],
  ['91.03Z', 'Site et monument historique', 'patrimoine monument mine'],
  ['91.04Z', 'Jardin et réserve naturelle', 'nature environnement réserve zoo'],
  ['93.11Z', 'Installation sportive', 'sport salle piscine'],
  ['93.12Z', 'Club de sport', 'sport club football judo basket gymnastique rugby tennis'],
  ['93.13Z', 'Centre de remise en forme', 'sport gym'],
  ['93.29Z', 'Loisirs', 'loisirs jeux fête'],
  ['94.99Z', 'Autre association', 'association amicale comité des fêtes quartier'],
  ['95.21Z', 'Réparation d’appareils', 'réparation repair café électroménager'],
  ['95.29Z', 'Réparation d’objets', 'réparation vélo atelier repair café'],
  ['96.01B', 'Blanchisserie', 'blanchisserie repassage linge pressing'],
  ['96.09Z', 'Autres services aux personnes', 'services à la personne'],
]

/** What a code says in a few words; undefined for one that is rare in the ESS. */
export function activityLabel(naf: string | null): string | undefined {
  return naf === null ? undefined : LABELS.get(naf)
}

/** Codes of the activities a word speaks of: « crèche » → 88.91A. */
export function activitiesOf(word: string): readonly string[] {
  if (word.length < 3) return []
  const singular = word.replace(/[sx]$/, '')
  return SEARCHED.filter(({ words }) => words.has(singular)).map(({ code }) => code)
}

const LABELS: ReadonlyMap<string, string> = new Map(ACTIVITIES.map(([code, label]) => [code, label]))

const SEARCHED = ACTIVITIES.map(([code, label, words]) => ({
  code,
  words: new Set(
    fold(`${label} ${words}`)
      .split(' ')
      .filter((word) => word.length > 2)
      .map((word) => word.replace(/[sx]$/, '')),
  ),
}))
