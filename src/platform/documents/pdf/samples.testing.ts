import type { LayoutData, TableBlock } from './layouts.ts'

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#0b6e6e"/></svg>'

const HEAD = {
  title: 'Budget citoyen 2026 : aides aux projets lauréats',
  date: '2026-05-01',
  reference: 'Rapport n° 2026-0007',
  mark: null,
  letterhead: {
    territoryName: 'Pas-de-Calais',
    serviceName: 'Filigrane',
    logo: LOGO,
    contact: ['Rue de la République, 62000 Arras', '03 53 01 00 00'],
  },
} as const

/** A table of that many beneficiaries, invented. */
export function tableOf(count: number): TableBlock {
  return {
    type: 'table',
    caption: 'Aides proposées',
    columns: [
      { label: 'N°', width: 1 },
      { label: 'Bénéficiaire', width: 4 },
      { label: 'Commune', width: 3 },
      { label: 'Montant', align: 'end', width: 2 },
    ],
    rows: Array.from({ length: count }, (_, at) => [
      `${at + 1}`,
      `Association ${at + 1}`,
      'Arras',
      '4\u202f500\u00a0€',
    ]),
    total: ['', 'Total', '', `${count * 4}\u202f500\u00a0€`],
  }
}

/** One of each layout, with all it can hold. */
export const SAMPLES: LayoutData = {
  report: {
    ...HEAD,
    mark: 'Brouillon',
    kicker: 'Rapport à la commission permanente',
    lines: [{ label: 'Service', text: 'Mission ESS' }],
    body: [
      { type: 'heading', level: 1, text: 'Présentation' },
      { type: 'paragraph', text: 'Les habitants ont voté : Łódź, œuvre, 漢.' },
      { type: 'items', items: ['un', 'deux'] },
      { type: 'heading', level: 2, text: 'Aides' },
      tableOf(6),
      { type: 'picture', svg: LOGO, alt: 'Un rond bleu', caption: 'Répartition des aides' },
    ],
    annexes: [{ title: 'Annexe : bénéficiaires', isWide: true, body: [tableOf(51)] }],
    signature: ['Le Président'],
  },
  ballots: {
    ...HEAD,
    perSheet: 2,
    isLarge: false,
    question: 'Quels projets aimez-vous ?',
    rule: 'Cochez trois projets au plus.',
    advisory: 'Votre vote est consultatif.',
    options: [
      { name: 'Un jardin partagé', place: 'Arras' },
      { name: 'Une épicerie à vélo', place: null },
    ],
  },
  codes: {
    ...HEAD,
    sheets: [
      { kicker: 'Lot 3', title: 'Pour la personne qui distribue', body: [{ type: 'paragraph', text: 'Bonjour,' }] },
      { kicker: 'Lot 3', title: 'Pour les parents', body: [{ type: 'items', items: ['Votre enfant peut voter.'] }] },
    ],
    perSheet: 4,
    poll: 'Coups de cœur 2026',
    label: 'Votre code pour voter :',
    steps: ['Lisez le carré avec un téléphone.', 'Dites qui vous êtes.', 'Choisissez, puis confirmez.'],
    validity: 'Il sert à une personne, jusqu’au 30 septembre 2026.',
    note: 'Le nom n’est pas écrit sur le bulletin.',
    codes: Array.from({ length: 6 }, () => ({
      code: '7KX4 9TQM 2BRA',
      qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 3"><path d="M0 0h1v1h-1z"/></svg>',
    })),
  },
  poster: {
    ...HEAD,
    kicker: 'Pas-de-Calais',
    question: 'Quels projets souhaitez-vous soutenir ?',
    period: 'Du 1er septembre 2026 à 9 h au 20 septembre 2026 à 20 h',
    address: 'https://exemple.fr/scrutins/coups-de-coeur-2026',
    code: LOGO,
    said: ['Toute personne de 11 ans ou plus.', 'Votre vote est consultatif.'],
    fingerprint: Array.from({ length: 16 }, (_, at) => `${at % 10}a7f`),
    fingerprintWords: 'Ces signes résument les règles du vote.',
  },
  list: { ...HEAD, isWide: false, lines: [], before: [], table: { ...tableOf(12), rowHeightMm: 10 }, after: [] },
  certificate: {
    ...HEAD,
    kicker: 'Comptoir à initiatives',
    body: [{ type: 'paragraph', text: 'Nous attestons que Mme Exemple a participé.' }],
    place: 'Arras',
    signature: ['La cheffe de mission'],
    proof: 'À vérifier sur https://exemple.fr',
  },
  letter: {
    ...HEAD,
    letters: [1, 2].map((rank) => ({
      recipient: ['Les Jardins', 'A l’attention de', 'Bâtiment B', '1 RUE', 'BP 12', '62120 AIRE SUR LA LYS'],
      subject: `Votre aide ${rank}`,
      references: [{ label: 'Nos réf.', text: 'NOT-2026-0012' }],
      place: 'Arras',
      body: [{ type: 'paragraph', text: 'Madame, Monsieur,' }],
      signature: ['Le Président'],
      attachments: ['Convention'],
    })),
  },
}
