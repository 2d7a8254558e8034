import type { Cents } from '#kernel/money'
import type { Sheet, Workbook } from '#platform/documents'
import type { KeptData } from './data.ts'

type Row = {
  readonly rang: number
  readonly nom: string
  readonly siret: string
  readonly commune: string | null
  readonly objet: string
  readonly montant_propose: Cents
  readonly montant_decide: Cents | null
  readonly motif_ecart: string | null
}
type Deport = { readonly elu: string; readonly beneficiaire: string; readonly lien: string; readonly phrase: string }

/** What the fields of a report or of a délibération hold, for those who draw from them. */
export type Filled = {
  readonly seance: { readonly date: string | null; readonly assemblee: string | null; readonly lieu: string | null }
  readonly rapport: {
    readonly chrono: string
    readonly titre: string
    readonly base_legale: string
    readonly nature_economique: string
    readonly exercice: number | null
  }
  readonly total_propose: Cents
  readonly total_decide: Cents | null
  readonly beneficiaires: readonly Row[]
  readonly deports: readonly Deport[]
  readonly date_document: string
}

/** The fields by their names: `keptDataOf` wrote them so. */
export function filledOf({ fields }: KeptData): Filled {
  return fields as unknown as Filled
}

/** The annex for a spreadsheet: who, where, what for, how much, on which legal basis; then who leaves the room. */
export function annexOf(kept: KeptData, chrono: string): Workbook {
  const filled = filledOf(kept)
  return {
    title: `${chrono}, ${filled.rapport.titre}`,
    author: kept.letterhead.territoryName,
    date: filled.date_document,
    sheets: [beneficiariesOf(filled), ...(filled.deports.length > 0 ? [deportsSheetOf(filled)] : [])],
  }
}

function beneficiariesOf({ beneficiaires, rapport, total_propose, total_decide }: Filled): Sheet {
  return {
    name: 'Bénéficiaires',
    columns: [
      { label: 'N°', type: 'number' },
      { label: 'Bénéficiaire', type: 'text' },
      { label: 'SIRET ou RNA', type: 'text' },
      { label: 'Commune', type: 'text' },
      { label: 'Objet', type: 'text' },
      { label: 'Montant proposé', type: 'amount' },
      { label: 'Montant décidé', type: 'amount' },
      { label: 'Motif de l’écart', type: 'text' },
      { label: 'Base légale', type: 'text' },
    ],
    rows: beneficiaires.map((row) => [
      row.rang,
      row.nom,
      row.siret,
      row.commune,
      row.objet,
      row.montant_propose,
      row.montant_decide,
      row.motif_ecart,
      rapport.base_legale,
    ]),
    total: [null, 'Total', null, null, null, total_propose, total_decide, null, null],
  }
}

function deportsSheetOf({ deports }: Filled): Sheet {
  const labels = ['Qui', 'Bénéficiaire', 'Lien', 'Phrase pour le procès-verbal']
  return {
    name: 'Déports',
    columns: labels.map((label) => ({ label, type: 'text' as const })),
    rows: deports.map(({ elu, beneficiaire, lien, phrase }) => [elu, beneficiaire, lien, phrase]),
  }
}
