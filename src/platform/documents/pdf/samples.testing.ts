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
