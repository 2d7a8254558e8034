import { cents } from '#kernel/money'
import { assert } from '#kernel/result'
import { assertKind, type DocumentKind, type Fields, type Leaf } from './kind.ts'

const text = (sense: string, example: string): Leaf => ({ type: 'text', sense, example })
const amount = (sense: string, euros: bigint): Leaf => ({ type: 'amount', sense, example: cents(euros * 100n) })
const date = (sense: string, example: string): Leaf => ({ type: 'date', sense, example })
const number = (sense: string, example: number): Leaf => ({ type: 'number', sense, example })
const condition = (sense: string, example: boolean): Leaf => ({ type: 'condition', sense, example })

const TERRITORY: Fields = {
  nom: text('Le nom du territoire', 'Pas-de-Calais'),
  adresse: text('L’adresse postale du service', 'Rue de la République, 62000 Arras'),
  telephone: text('Le numéro de téléphone du service', '03 53 01 00 00'),
  courriel: text('L’adresse e-mail du service', 'ess@exemple.fr'),
}

const MEETING: Fields = {
  date: date('Le jour de la séance', '2026-06-22'),
  assemblee: text('L’assemblée qui décide', 'commission permanente'),
  lieu: text('Le lieu de la séance', 'Hôtel du Département, Arras'),
}

const BENEFICIARY: Fields = {
  rang: number('Le numéro de la ligne', 1),
  nom: text('Le nom du bénéficiaire', 'Les Jardins de la Lys (exemple)'),
  siret: text('Son numéro SIRET ou RNA', '000 000 000 00018'),
  commune: text('Sa commune', 'Aire-sur-la-Lys'),
  objet: text('Ce que l’aide paie', 'Un jardin partagé ouvert aux habitants'),
  montant_propose: amount('Le montant proposé à l’assemblée', 4_500n),
  montant_decide: amount('Le montant décidé ; rien tant que l’assemblée n’a pas décidé', 4_500n),
  motif_ecart: text('Pourquoi le montant décidé n’est pas le montant proposé', 'Autre financement obtenu'),
}

const DECISION: Fields = {
  chrono: text('Le numéro du rapport', '2026-0007'),
  titre: text('Le titre du rapport', 'Budget citoyen 2026 : aides aux projets lauréats'),
  base_legale: text('Les textes qui permettent de décider', 'code général des collectivités territoriales, L3211-1'),
  nature_economique: text('La nature de l’aide', 'activité non économique'),
  exercice: { type: 'year', sense: 'L’année du budget', example: 2026 },
}

const LINES: Fields = {
  nombre_beneficiaires: number('Combien de bénéficiaires', 3),
  total_propose: amount('La somme des montants proposés', 13_500n),
  total_decide: amount('La somme des montants décidés', 13_500n),
  beneficiaires: {
    type: 'table',
    sense: 'Les bénéficiaires, un par ligne',
    columns: BENEFICIARY,
  },
}

const DEPORTS: Fields = {
  a_des_deports: condition('Vrai si un élu au moins doit quitter la salle', true),
  deports: {
    type: 'table',
    sense: 'Les élus qui quittent la salle, un par bénéficiaire concerné',
    exampleRows: 1,
    columns: {
      elu: text('Le nom de l’élu', 'Mme Exemple'),
      beneficiaire: text('Le bénéficiaire auquel un lien le rattache', 'Les Jardins de la Lys (exemple)'),
      lien: text('La nature du lien', 'siège au conseil d’administration'),
      phrase: text(
        'La phrase pour le procès-verbal',
        'Mme Exemple n’a pas pris part au débat ni au vote et a quitté la salle.',
      ),
    },
  },
}

/** Rapport to the assembly, before it decides. */
export const REPORT: DocumentKind = {
  id: 'decisions.report',
  label: 'Rapport à la commission permanente',
  fields: {
    territoire: { type: 'group', sense: 'Le territoire', fields: TERRITORY },
    seance: { type: 'group', sense: 'La séance', fields: MEETING },
    rapport: { type: 'group', sense: 'Le rapport', fields: DECISION },
    redacteur: text('Le service qui écrit le rapport', 'Mission économie sociale et solidaire'),
    presentation: text('Le texte qui présente le rapport', 'Les habitants ont voté pour ces projets au printemps.'),
    ...LINES,
    ...DEPORTS,
    date_document: date('La date du document', '2026-05-20'),
  },
}

/** Projet de délibération, then the délibération itself once it is decided. */
export const DELIBERATION: DocumentKind = {
  id: 'decisions.deliberation',
  label: 'Projet de délibération',
  fields: {
    territoire: { type: 'group', sense: 'Le territoire', fields: TERRITORY },
    seance: { type: 'group', sense: 'La séance', fields: MEETING },
    rapport: { type: 'group', sense: 'Le rapport', fields: DECISION },
    numero: text('Le numéro de la délibération ; rien tant qu’elle n’est pas prise', '2026-214'),
    est_decide: condition('Vrai une fois que l’assemblée a décidé', false),
    votes_pour: number('Combien de voix pour', 70),
    votes_contre: number('Combien de voix contre', 0),
    abstentions: number('Combien d’abstentions', 2),
    ...LINES,
    ...DEPORTS,
    date_document: date('La date du document', '2026-05-20'),
  },
}

/** Letter that tells one beneficiary what was decided. */
export const NOTIFICATION: DocumentKind = {
  id: 'decisions.notification',
  label: 'Notification d’une décision',
  fields: {
    territoire: { type: 'group', sense: 'Le territoire', fields: TERRITORY },
    seance: { type: 'group', sense: 'La séance', fields: MEETING },
    rapport: { type: 'group', sense: 'Le rapport', fields: DECISION },
    chrono: text('Le numéro du courrier', 'NOT-2026-0012'),
    numero: text('Le numéro de la délibération', '2026-214'),
    executoire_le: date('Le jour où la délibération est devenue exécutoire', '2026-07-01'),
    destinataire: {
      type: 'group',
      sense: 'À qui le courrier est écrit',
      fields: {
        nom: text('Le nom du bénéficiaire', 'Les Jardins de la Lys (exemple)'),
        adresse: text('Son adresse, ligne par ligne', '1 rue de l’Exemple\n62120 Aire-sur-la-Lys'),
        siret: text('Son numéro SIRET ou RNA', '000 000 000 00018'),
        commune: text('Sa commune', 'Aire-sur-la-Lys'),
      },
    },
    objet: text('Ce que l’aide paie', 'Un jardin partagé ouvert aux habitants'),
    est_accordee: condition('Vrai si une aide est accordée', true),
    montant_propose: amount('Le montant proposé à l’assemblée', 4_500n),
    montant_decide: amount('Le montant décidé', 4_500n),
    motif_ecart: text('Pourquoi le montant décidé n’est pas le montant proposé', ''),
    est_de_minimis: condition('Vrai si l’aide relève du règlement de minimis', false),
    reglement_de_minimis: text('Le règlement de minimis à citer', 'règlement (UE) 2023/2831'),
    mention_algorithme: text('La mention sur les calculs qui ont aidé à décider', ''),
    signataire: text('Qui signe : nom et qualité', 'Le Président du conseil départemental'),
    date_document: date('La date du courrier', '2026-07-02'),
  },
}

/** The kinds a model is delivered for. */
export const DELIVERED_KINDS: readonly DocumentKind[] = [REPORT, DELIBERATION, NOTIFICATION]

for (const kind of DELIVERED_KINDS) assertKind(kind)
assert(new Set(DELIVERED_KINDS.map(({ id }) => id)).size === DELIVERED_KINDS.length, 'each kind has its own name')
