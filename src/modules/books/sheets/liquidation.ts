import { writtenDay } from '#kernel/calendar'
import { frenchCents } from '#kernel/money'
import { dayOf } from '#modules/accounts'
import type { Settings } from '#platform/context'
import type { ReportData, Sheet } from '#platform/documents'
import { type Liquidation, type LiquidationState, liquidationStateOf } from '../budget/engagement.ts'
import { publicNameOf } from '../budget/payee.ts'
import { FOLLOWED, type LiquidationFile, sheetFrame } from './model.ts'

/** État liquidatif: what is owed, on which documents, and who saw them. */
export function liquidationSheet(file: LiquidationFile, settings: Settings): ReportData {
  const { engagement, line, liquidation, standing } = file
  const { payee, purpose, number, legalReference } = engagement
  const { amountCents, document, receivedOn, mandate } = liquidation
  return {
    ...sheetFrame(file, settings, liquidation.signedAt !== null),
    title: `État liquidatif : ${frenchCents(amountCents)}`,
    kicker: `Budget ${line.year}, engagement n° ${number ?? 'à venir'}`,
    lines: [
      { label: 'Bénéficiaire', text: payee.siret === null ? payee.name : `${payee.name}, SIRET ${payee.siret}` },
      { label: 'Objet', text: purpose },
      { label: 'Pièce', text: `${document}, reçue le ${writtenDay(receivedOn)}` },
      { label: 'Somme liquidée', text: frenchCents(amountCents) },
      { label: 'Ligne', text: `${line.label} (${line.code}), chapitre ${line.chapter}, article ${line.nature}` },
      { label: 'État', text: STATES[liquidationStateOf(liquidation)] },
      ...(standing === null ? [] : [{ label: 'Décision', text: standing }]),
      ...(legalReference === null ? [] : [{ label: 'Engagement juridique', text: legalReference }]),
      ...(mandate === null ? [] : [{ label: 'Mandat', text: mandateWords(mandate) }]),
    ],
    body: [{ type: 'heading', level: 1, text: headingOf(file) }, checksTable(file), FOLLOWED],
    signature: liquidation.signedAt === null ? ['Signature, par une autre personne que celle qui a préparé'] : [],
  }
}

// A purchase is paid on its service fait; a grant on the conditions of its convention (CGCT D1617-19, annexe I).
function headingOf({ engagement }: LiquidationFile): string {
  return engagement.kind === 'purchase' ? 'Le service fait' : 'Les pièces et conditions de la convention'
}

function checksTable({ conditions, liquidation, steps }: LiquidationFile) {
  const signer = steps.find(({ kind, liquidationId }) => kind === 'liquidated' && liquidationId === liquidation.id)
  const seen = new Map(liquidation.checks.map((check) => [check.conditionId, check]))
  return {
    type: 'table',
    caption: signer?.doneByName ? `Signé par ${signer.doneByName}, le ${writtenDay(signer.happenedOn)}.` : null,
    columns: [
      { label: 'Pièce ou condition', width: 6 },
      { label: 'Vue le', width: 3 },
    ],
    rows: conditions.map(({ id, label }) => {
      const check = seen.get(id)
      return [label, check === undefined ? 'pas encore vue' : writtenDay(dayOf(check.checkedAt))]
    }),
  } as const
}

/** The same as a table, one row. A natural person is not named in a file. */
export function liquidationTable({ engagement, line, liquidation }: LiquidationFile): Sheet {
  const { mandate } = liquidation
  return {
    name: 'État liquidatif',
    columns: [
      { label: 'Engagement', type: 'text' },
      { label: 'Exercice', type: 'number' },
      { label: 'Ligne', type: 'text' },
      { label: 'Bénéficiaire', type: 'text' },
      { label: 'SIRET', type: 'text' },
      { label: 'Pièce reçue le', type: 'date' },
      { label: 'Somme liquidée', type: 'amount' },
      { label: 'État', type: 'text' },
      { label: 'Mandat', type: 'text' },
      { label: 'Émis le', type: 'date' },
      { label: 'Payé le', type: 'date' },
    ],
    rows: [
      [
        ...[engagement.number ?? '', line.year, line.code],
        ...[publicNameOf(engagement.payee), engagement.payee.siret ?? ''],
        ...[liquidation.receivedOn, liquidation.amountCents, STATES[liquidationStateOf(liquidation)]],
        ...[mandate?.number ?? '', mandate?.issuedOn ?? null, mandate?.paidOn ?? null],
      ],
    ],
  }
}

function mandateWords({ number, issuedOn, paidOn }: NonNullable<Liquidation['mandate']>): string {
  const paid = paidOn === null ? 'pas encore payé' : `payé le ${writtenDay(paidOn)}`
  return `n° ${number}, émis le ${writtenDay(issuedOn)}, ${paid}`
}

const STATES: Readonly<Record<LiquidationState, string>> = {
  prepared: 'Préparée, à signer',
  returned: 'Renvoyée à qui l’a préparée',
  signed: 'Signée',
}
