import { writtenDay } from '#kernel/calendar'
import { type Cents, cents, frenchCents } from '#kernel/money'
import type { Settings } from '#platform/context'
import type { Block, ReportData, Sheet } from '#platform/documents'
import { STEP_WORDS } from '../budget/engagement.ts'
import { SECTION_WORDS } from '../budget/line.ts'
import { publicNameOf } from '../budget/payee.ts'
import { type EngagementFile, FOLLOWED, sheetFrame } from './model.ts'

/** Fiche d’engagement: what is set aside, for whom, on which line, and where each cent of it is. */
export function engagementSheet(file: EngagementFile, settings: Settings): ReportData {
  const { engagement, line, conditions, standing } = file
  const { number, payee, purpose, askedCents, legalReference, legallyCommittedOn } = engagement
  return {
    ...sheetFrame(file, settings, engagement.committedAt !== null),
    title: number === null ? 'Fiche de demande d’engagement' : `Fiche d’engagement n° ${number}`,
    kicker: `Budget ${line.year}`,
    lines: [
      { label: 'Objet', text: purpose },
      { label: 'Bénéficiaire', text: payee.siret === null ? payee.name : `${payee.name}, SIRET ${payee.siret}` },
      { label: 'Ligne', text: `${line.label} (${line.code})` },
      {
        label: 'Imputation',
        text: `${SECTION_WORDS[line.section]}, chapitre ${line.chapter}, article ${line.nature}, fonction ${line.function}`,
      },
      { label: 'Demandé', text: frenchCents(askedCents) },
      ...(standing === null ? [] : [{ label: 'Décision', text: standing }]),
      ...(legalReference === null ? [] : [{ label: 'Engagement juridique', text: legalReference }]),
      ...(legallyCommittedOn === null ? [] : [{ label: 'Signé le', text: writtenDay(legallyCommittedOn) }]),
    ],
    body: [
      ...whereItIs(file),
      ...(conditions.length === 0
        ? []
        : [
            { type: 'heading' as const, level: 1 as const, text: 'Pièces et conditions du paiement' },
            { type: 'items' as const, items: conditions.map(({ label }) => label) },
          ]),
      { type: 'heading', level: 1, text: 'Histoire' },
      history(file),
      FOLLOWED,
    ],
    signature: [],
  }
}

function whereItIs({ balances }: EngagementFile): readonly Block[] {
  if (!balances) return []
  const places: readonly (readonly [string, Cents])[] = [
    ['Engagé, pas encore liquidé', balances.committedCents],
    ['Liquidé, pas encore mandaté', balances.liquidatedCents],
    ['Mandaté, pas encore payé', balances.mandatedCents],
    ['Payé', balances.paidCents],
  ]
  const whole = cents(places.reduce((all, [, amount]) => all + amount, 0n))
  return [
    { type: 'heading', level: 1, text: 'Où en est l’argent' },
    {
      type: 'table',
      caption: 'Chaque centime engagé est à un seul endroit.',
      columns: [
        { label: 'Étape', width: 5 },
        { label: 'Montant', align: 'end', width: 3 },
      ],
      rows: places.map(([label, amount]) => [label, frenchCents(amount)]),
      total: ['Engagé en tout', frenchCents(whole)],
    },
  ]
}

function history({ steps }: EngagementFile): Block {
  return {
    type: 'table',
    caption: null,
    columns: [
      { label: 'Jour', width: 3 },
      { label: 'Étape', width: 4 },
      { label: 'Montant', align: 'end', width: 3 },
      { label: 'Par', width: 4 },
    ],
    rows: steps.map(({ happenedOn, kind, amountCents, doneByName }) => [
      writtenDay(happenedOn),
      STEP_WORDS[kind],
      amountCents === null ? '' : frenchCents(amountCents),
      doneByName ?? '',
    ]),
  }
}

/** The same as a table: one row for each step. A natural person is not named in a file. */
export function engagementTable({ engagement, line, steps }: EngagementFile): Sheet {
  const { number, payee, purpose } = engagement
  return {
    name: 'Engagement',
    columns: [
      { label: 'Engagement', type: 'text' },
      { label: 'Exercice', type: 'number' },
      { label: 'Ligne', type: 'text' },
      { label: 'Chapitre', type: 'text' },
      { label: 'Article', type: 'text' },
      { label: 'Fonction', type: 'text' },
      { label: 'Bénéficiaire', type: 'text' },
      { label: 'SIRET', type: 'text' },
      { label: 'Objet', type: 'text' },
      { label: 'Étape', type: 'text' },
      { label: 'Jour', type: 'date' },
      { label: 'Montant', type: 'amount' },
    ],
    rows: steps.map(({ kind, happenedOn, amountCents }) => [
      ...[number ?? '', line.year, line.code, line.chapter, line.nature, line.function],
      ...[publicNameOf(payee), payee.siret ?? '', payee.kind === 'legal' ? purpose : ''],
      ...[STEP_WORDS[kind], happenedOn, amountCents],
    ]),
  }
}
