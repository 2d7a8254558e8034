import type { Sheet } from '#platform/documents'
import { DIRECTION_WORDS, type ExecutedLine, PERIMETER_WORDS, SECTION_WORDS } from '../budget/line.ts'
import type { PublicPayment } from './model.ts'

/** Every line of every year, for a spreadsheet. */
export function lineSheet(lines: readonly ExecutedLine[]): Sheet {
  return {
    name: 'Lignes',
    columns: [
      { label: 'Année', type: 'number' },
      { label: 'Code', type: 'text' },
      { label: 'Libellé', type: 'text' },
      { label: 'Section', type: 'text' },
      { label: 'Sens', type: 'text' },
      { label: 'Périmètre', type: 'text' },
      { label: 'Chapitre', type: 'text' },
      { label: 'Article', type: 'text' },
      { label: 'Fonction', type: 'text' },
      { label: 'Ouvert ou prévu', type: 'amount' },
      { label: 'Engagé ou demandé', type: 'amount' },
      { label: 'Payé ou reçu', type: 'amount' },
      { label: 'Fictif', type: 'text' },
    ],
    rows: lines.map((line) => {
      const { execution, receipts } = line
      const amounts =
        line.direction === 'expense'
          ? [execution.openedCents, execution.engagedCents, execution.paidCents]
          : [receipts.forecastCents, receipts.issuedCents, receipts.collectedCents]
      return [
        line.year,
        line.code,
        line.label,
        SECTION_WORDS[line.section],
        DIRECTION_WORDS[line.direction],
        PERIMETER_WORDS[line.perimeter],
        line.chapter,
        line.nature,
        line.function,
        ...amounts,
        line.isFictitious ? 'oui' : 'non',
      ]
    }),
  }
}

/** Payments to legal persons, for a spreadsheet. */
export function paymentSheet(payments: readonly PublicPayment[]): Sheet {
  return {
    name: 'Paiements',
    columns: [
      { label: 'Payé le', type: 'date' },
      { label: 'Montant', type: 'amount' },
      { label: 'Bénéficiaire', type: 'text' },
      { label: 'SIRET', type: 'text' },
      { label: 'Objet', type: 'text' },
      { label: 'Exercice', type: 'number' },
      { label: 'Ligne', type: 'text' },
      { label: 'Mandat', type: 'text' },
      { label: 'Fictif', type: 'text' },
      { label: 'Adresse', type: 'text' },
    ],
    rows: payments.map((payment) => [
      payment.paidOn,
      payment.amountCents,
      payment.payee.name,
      payment.payee.siret,
      payment.purpose,
      payment.year,
      payment.line.code,
      payment.mandateNumber,
      payment.isFictitious ? 'oui' : 'non',
      `/budget/paiements/${payment.id}`,
    ]),
  }
}

/** An amount for programs: « 1250.50 ». */
export function euros(amount: bigint): string {
  const size = amount < 0n ? -amount : amount
  return `${amount < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
