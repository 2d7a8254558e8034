import { type Cents, frenchCents } from '#kernel/money'
import type { Block, LettersData, ReportData } from '#platform/documents'
import { frenchDay } from '../standing.ts'
import { type Filled, filledOf } from './annex.ts'
import type { KeptData } from './data.ts'
import { type DocumentKindName, KIND_FACTS } from './kinds.ts'

/** What the final PDF is drawn from: a layout and its data. */
export type Drawn =
  | { readonly layout: 'report'; readonly data: ReportData }
  | { readonly layout: 'letter'; readonly data: LettersData }

/** The final form of a document: tagged, with a title, in the territory's letterhead. */
export function drawnOf(kind: DocumentKindName, kept: KeptData, chrono: string): Drawn {
  return kind === 'decisions.notification'
    ? { layout: 'letter', data: lettersOf(kept, chrono) }
    : { layout: 'report', data: reportOf(kind, kept, chrono) }
}

function reportOf(kind: DocumentKindName, kept: KeptData, chrono: string): ReportData {
  const filled = filledOf(kept)
  const { rapport, beneficiaires } = filled
  return {
    ...common(kept, chrono, `${KIND_FACTS[kind].label} : ${rapport.titre}`),
    kicker: `${kickerOf(kind, kept)} n°\u00a0${numberOf(kind, kept)}`,
    lines: [
      ...(filled.seance.date === null
        ? []
        : [{ label: 'Séance', text: `${capital(filled.seance.assemblee ?? '')} du ${frenchDay(filled.seance.date)}` }]),
      { label: 'Base légale', text: rapport.base_legale },
      { label: 'Nature de l’aide', text: rapport.nature_economique },
    ],
    body: [
      { type: 'heading', level: 1, text: 'Ce qui est demandé à l’assemblée' },
      { type: 'paragraph', text: askedOf(kind, filled) },
      ...votesOf(kind, kept),
      ...deportsOf(filled),
    ],
    annexes: beneficiaires.length === 0 ? [] : [{ title: 'Bénéficiaires', isWide: true, body: [tableOf(filled)] }],
    signature: ['Le Président ou son délégataire'],
  }
}

function kickerOf(kind: DocumentKindName, { fields }: KeptData): string {
  if (kind === 'decisions.report') return 'Rapport'
  return fields.est_decide === true ? 'Délibération' : 'Projet de délibération, rapport'
}

function numberOf(kind: DocumentKindName, kept: KeptData): string {
  const { numero } = kept.fields
  return kind === 'decisions.deliberation' && typeof numero === 'string' ? numero : filledOf(kept).rapport.chrono
}

function askedOf(kind: DocumentKindName, { rapport, beneficiaires, total_propose, total_decide }: Filled): string {
  if (beneficiaires.length === 0) return `Il est proposé d’adopter : ${rapport.titre}.`
  const count = beneficiaires.length === 1 ? 'un bénéficiaire' : `${beneficiaires.length} bénéficiaires`
  if (kind === 'decisions.deliberation' && total_decide !== null) {
    return `L’assemblée attribue ${frenchCents(total_decide)} à ${count}, selon le tableau annexé.`
  }
  return `Il est proposé d’attribuer ${frenchCents(total_propose)} à ${count}, selon le tableau annexé.`
}

function votesOf(kind: DocumentKindName, { fields }: KeptData): readonly Block[] {
  const { votes_pour: votesFor, votes_contre: against, abstentions } = fields
  if (kind !== 'decisions.deliberation' || typeof votesFor !== 'number') return []
  return [
    { type: 'heading', level: 1, text: 'Vote' },
    { type: 'paragraph', text: `${votesFor} pour, ${against} contre, ${abstentions} abstentions.` },
  ]
}

function deportsOf({ deports }: Filled): readonly Block[] {
  if (deports.length === 0) return []
  const rows = deports.map(({ elu, beneficiaire, lien }) => [elu, beneficiaire, lien])
  const columns = [{ label: 'Qui' }, { label: 'Bénéficiaire' }, { label: 'Lien' }]
  return [
    { type: 'heading', level: 1, text: 'Déports' },
    { type: 'table', caption: 'Qui quitte la salle, et pour qui', columns, rows },
    { type: 'paragraph', text: 'Pour le procès-verbal :', isStrong: true },
    { type: 'items', items: [...new Set(deports.map(({ phrase }) => phrase))] },
  ]
}

function tableOf({ beneficiaires, total_propose, total_decide }: Filled): Block {
  const written = (amount: Cents | null) => (amount === null ? '' : frenchCents(amount))
  const hasCommunes = beneficiaires.some(({ commune }) => commune !== null)
  const only = <Each>(wanted: boolean, each: Each): readonly Each[] => (wanted ? [each] : [])
  return {
    type: 'table',
    caption: null,
    columns: [
      { label: 'Bénéficiaire' },
      { label: 'SIRET ou RNA' },
      ...only(hasCommunes, { label: 'Commune' }),
      { label: 'Objet' },
      { label: 'Proposé', align: 'end' },
      { label: 'Décidé', align: 'end' },
    ],
    rows: beneficiaires.map((row) => [
      row.nom,
      row.siret,
      ...only(hasCommunes, row.commune ?? ''),
      row.objet,
      written(row.montant_propose),
      written(row.montant_decide),
    ]),
    total: ['Total', '', ...only(hasCommunes, ''), '', written(total_propose), written(total_decide)],
  }
}

function lettersOf(kept: KeptData, chrono: string): LettersData {
  const { fields } = kept
  const filled = filledOf(kept)
  const recipient = fields.destinataire as { readonly nom: string; readonly commune: string | null }
  const isGranted = fields.est_accordee === true
  const decided = frenchCents((fields.montant_decide ?? 0n) as Cents)
  const act = `la délibération n°\u00a0${fields.numero as string}`
  const told = isGranted
    ? `Par ${act}, l’assemblée vous attribue ${decided} pour : ${fields.objet as string}.`
    : `Par ${act}, l’assemblée n’a pas retenu votre demande pour : ${fields.objet as string}.`
  const reason = fields.motif_ecart === null ? [] : [`Motif du montant : ${fields.motif_ecart as string}`]
  const minimis =
    fields.est_de_minimis === true ? [`Cette aide relève du ${fields.reglement_de_minimis as string}.`] : []
  return {
    ...common(kept, chrono, `Notification : ${filled.rapport.titre}`),
    letters: [
      {
        recipient: [recipient.nom, ...(recipient.commune === null ? [] : [recipient.commune])],
        subject: isGranted ? 'Notification d’une aide' : 'Réponse à votre demande d’aide',
        references: [{ label: 'Nos réf.', text: chrono }],
        place: null,
        body: [told, ...reason, ...minimis].map((text): Block => ({ type: 'paragraph', text })),
        signature: [fields.signataire as string],
        attachments: [],
      },
    ],
  }
}

function common(kept: KeptData, chrono: string, title: string) {
  return { title, letterhead: kept.letterhead, date: filledOf(kept).date_document, reference: chrono, mark: null }
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1)
}
