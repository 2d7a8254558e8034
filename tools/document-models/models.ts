import type { Model, Piece } from './word.ts'

const text = (words: string): Piece => ({ is: 'text', text: words })
const heading = (words: string): Piece => ({ is: 'heading', text: words })

/** What differs between the models of a territory and those that name none. */
export type Manner = {
  /** As « Département du Pas-de-Calais »; a field where it is not known beforehand. */
  readonly territory: string
  readonly service: string
  /** As « le Conseil départemental ». */
  readonly assembly: string
  readonly president: string
}

export const NEUTRAL: Manner = {
  territory: '{territoire.nom}',
  service: '{redacteur}',
  assembly: '{seance.assemblee}',
  president: 'Le Président',
}

export const PAS_DE_CALAIS: Manner = {
  territory: 'Département du Pas-de-Calais',
  service: 'Mission économie sociale et solidaire',
  assembly: 'commission permanente du Conseil départemental',
  president: 'Le Président du Conseil départemental',
}

/** The models of a territory, by the kind of document they are of. */
export function modelsOf(manner: Manner): Readonly<Record<string, Model>> {
  return {
    'decisions.report': report(manner),
    'decisions.deliberation': deliberation(manner),
    'decisions.notification': notification(manner),
  }
}

const LINES: Piece = {
  is: 'table',
  head: ['N°', 'Bénéficiaire', 'Commune', 'Objet', 'Montant proposé'],
  rows: [
    [
      '{#beneficiaires}{rang}',
      '{nom}{#siret}, {siret}{/siret}',
      '{commune}',
      '{objet}',
      '{montant_propose}{/beneficiaires}',
    ],
    ['', 'Total', '', '', '{total_propose}'],
  ],
  widths: [600, 2900, 1700, 2400, 1500],
}

const DEPORTS: readonly Piece[] = [
  { is: 'field', text: '{#a_des_deports}' },
  heading('Déports'),
  text('Les élus suivants quittent la salle et ne prennent part ni au débat ni au vote (CGCT, L1111-6).'),
  {
    is: 'table',
    head: ['Élu', 'Bénéficiaire', 'Lien', 'Phrase pour le procès-verbal'],
    rows: [['{#deports}{elu}', '{beneficiaire}', '{lien}', '{phrase}{/deports}']],
    widths: [1800, 2300, 1900, 3100],
  },
  { is: 'field', text: '{/a_des_deports}' },
]

function report({ territory, service, assembly }: Manner): Model {
  return {
    title: 'Rapport',
    header: `${territory} · ${service}`,
    footer: 'Rapport n° {rapport.chrono}',
    pieces: [
      { is: 'small', text: `Rapport n° {rapport.chrono} à la ${assembly}, séance du {seance.date | avec_jour}` },
      { is: 'title', text: '{rapport.titre}' },
      // Its heading stands with it, or not at all.
      { is: 'field', text: '{#presentation}' },
      heading('Présentation'),
      text('{presentation}'),
      { is: 'field', text: '{/presentation}' },
      heading('Textes applicables'),
      text('{rapport.base_legale}. Nature de l’aide : {rapport.nature_economique}.'),
      heading('Aides proposées'),
      text(
        '{nombre_beneficiaires} bénéficiaires, pour un total de {total_propose} ({total_propose | en_lettres}), sur le budget {rapport.exercice | annee}.',
      ),
      LINES,
      ...DEPORTS,
      heading('Décision demandée'),
      text(
        'Il est proposé d’attribuer ces aides. Elles ne sont acquises qu’une fois la délibération prise, transmise et publiée.',
      ),
      { is: 'right', text: 'Le {date_document}, {redacteur}' },
    ],
  }
}

function deliberation({ territory, assembly, president }: Manner): Model {
  return {
    title: 'Délibération',
    header: territory,
    footer: 'Délibération{#numero} n° {numero}{/numero} · rapport n° {rapport.chrono}',
    pieces: [
      {
        is: 'small',
        text: '{^est_decide}PROJET DE DÉLIBÉRATION{/est_decide}{#est_decide}DÉLIBÉRATION n° {numero}{/est_decide}',
      },
      { is: 'title', text: '{rapport.titre}' },
      text(`La ${assembly}, réunie le {seance.date}{#seance.lieu} à {seance.lieu}{/seance.lieu},`),
      text('Vu {rapport.base_legale},'),
      text('Vu le rapport n° {rapport.chrono},'),
      heading('Décide'),
      text(
        'Article 1er. Les aides suivantes sont attribuées, pour un total de {^est_decide}{total_propose}{/est_decide}{#est_decide}{total_decide}{/est_decide} :',
      ),
      {
        is: 'table',
        head: ['N°', 'Bénéficiaire', 'Commune', 'Objet', 'Montant'],
        rows: [
          [
            '{#beneficiaires}{rang}',
            '{nom}',
            '{commune}',
            '{objet}',
            '{^est_decide}{montant_propose}{/est_decide}{#est_decide}{montant_decide}{/est_decide}{/beneficiaires}',
          ],
        ],
        widths: [600, 2900, 1700, 2400, 1500],
      },
      text('Article 2. Les dépenses sont imputées sur le budget {rapport.exercice | annee}.'),
      ...DEPORTS,
      { is: 'field', text: '{#est_decide}' },
      text('Votes : {votes_pour} pour, {votes_contre} contre, {abstentions} abstentions.'),
      { is: 'field', text: '{/est_decide}' },
      { is: 'right', text: president },
    ],
  }
}

function notification({ territory, president }: Manner): Model {
  return {
    title: 'Notification',
    header: `${territory}{#territoire.telephone} · {territoire.telephone}{/territoire.telephone}`,
    footer: 'Courrier n° {chrono}',
    pieces: [
      { is: 'address', lines: ['{destinataire.nom}', '{destinataire.adresse}'] },
      { is: 'right', text: 'Le {date_document}' },
      {
        is: 'title',
        text: '{#est_accordee}Une aide vous est accordée{/est_accordee}{^est_accordee}Votre demande d’aide{/est_accordee}',
      },
      text('Madame, Monsieur,'),
      { is: 'field', text: '{#est_accordee}' },
      text(
        'Par la délibération n° {numero} du {seance.date}, la {seance.assemblee} vous attribue une aide de {montant_decide} ({montant_decide | en_lettres}) pour : {objet}.',
      ),
      text('{#executoire_le}Cette délibération est exécutoire depuis le {executoire_le}.{/executoire_le}'),
      { is: 'field', text: '{/est_accordee}' },
      { is: 'field', text: '{^est_accordee}' },
      text(
        'Par la délibération n° {numero} du {seance.date}, la {seance.assemblee} n’a pas retenu votre demande pour : {objet}.',
      ),
      text(
        'Vous pouvez demander que cette décision soit revue dans les deux mois, par courrier à notre adresse, ou saisir le tribunal administratif dans le même délai.',
      ),
      { is: 'field', text: '{/est_accordee}' },
      { is: 'field', text: '{#motif_ecart}' },
      text('Le montant proposé était de {montant_propose}. Motif de la différence : {motif_ecart}.'),
      { is: 'field', text: '{/motif_ecart}' },
      { is: 'field', text: '{#est_de_minimis}' },
      text(
        'Cette aide relève du {reglement_de_minimis}. Elle compte dans le plafond de vos aides sur trois ans : gardez ce courrier.',
      ),
      { is: 'field', text: '{/est_de_minimis}' },
      { is: 'field', text: '{#mention_algorithme}' },
      text('{mention_algorithme}'),
      { is: 'field', text: '{/mention_algorithme}' },
      { is: 'right', text: `{#signataire}{signataire}{/signataire}{^signataire}${president}{/signataire}` },
      { is: 'small', text: 'Vos réf. : {destinataire.siret}. Dossier : {rapport.titre}.' },
    ],
  }
}
