import { csvLine, plainText } from '#kernel/tabular'
import type { Beneficiary, Grant, Nature } from './model.ts'

/** The columns of the SCDL « subventions » 2.1.1, in their order, and what each means. */
export const COLUMNS = [
  { name: 'nomAttribuant', type: 'text', meaning: 'Nom de la collectivité qui attribue' },
  { name: 'idAttribuant', type: 'text', meaning: 'Son SIRET' },
  { name: 'dateConvention', type: 'date', meaning: 'Date de la convention, à défaut de la décision' },
  { name: 'referenceDecision', type: 'text', meaning: 'Référence de la décision' },
  { name: 'nomBeneficiaire', type: 'text', meaning: 'Nom du bénéficiaire, toujours une personne morale' },
  { name: 'idBeneficiaire', type: 'text', meaning: 'Son SIRET' },
  { name: 'rnaBeneficiaire', type: 'text', meaning: 'Son numéro RNA' },
  { name: 'objet', type: 'text', meaning: 'Ce que la subvention soutient' },
  { name: 'montant', type: 'number', meaning: 'Montant total en euros, avant partage entre bénéficiaires' },
  { name: 'nature', type: 'text', meaning: 'Aide en numéraire, aide en nature, ou les deux' },
  { name: 'conditionsVersement', type: 'text', meaning: 'Comment elle est versée' },
  { name: 'datesPeriodeVersement', type: 'text', meaning: 'Jour ou période du versement' },
  { name: 'idRAE', type: 'text', meaning: 'Numéro au répertoire des aides aux entreprises' },
  { name: 'notificationUE', type: 'text', meaning: 'Aide de minimis notifiée à la Commission européenne, oui ou non' },
  {
    name: 'pourcentageSubvention',
    type: 'number',
    meaning: 'Part du montant qui va à ce bénéficiaire, de 0.01 à 1.00',
  },
  { name: 'dispositifAide', type: 'text', meaning: 'Dispositif dont elle vient' },
] as const

/** All grants, or those the law obliges to publish (law 2000-321, article 10). */
export const CHOICES = ['toutes', 'obligation-legale'] as const
export type Choice = (typeof CHOICES)[number]

/** The lines of a grant: one for each beneficiary who may be named. */
export function rowsOf(grant: Grant): readonly (readonly string[])[] {
  return grant.beneficiaries.filter(({ isNaturalPerson }) => !isNaturalPerson).map((each) => rowOf(grant, each))
}

export function scdlHeader(): string {
  return csvLine(COLUMNS.map(({ name }) => name))
}

export function scdlLines(grant: Grant): string {
  const plain = (cell: string, at: number) => (COLUMNS[at]?.type === 'text' ? plainText(cell) : cell)
  return rowsOf(grant)
    .map((cells) => csvLine(cells.map(plain)))
    .join('')
}

function rowOf(grant: Grant, beneficiary: Beneficiary): readonly string[] {
  return [
    grant.authorityName,
    grant.authoritySiret,
    grant.signedOn ?? grant.grantedOn,
    grant.decisionReference ?? '',
    beneficiary.name,
    beneficiary.siret ?? '',
    beneficiary.rna ?? '',
    grant.purpose,
    decimal(grant.totalCents),
    NATURES[grant.nature],
    grant.conditions,
    grant.paysUntil === null ? grant.paysFrom : `${grant.paysFrom}/${grant.paysUntil}`,
    grant.raeId ?? '',
    grant.isEuNotified ? 'oui' : 'non',
    share(beneficiary.shareMillionths),
    grant.scheme ?? '',
  ]
}

export const NATURES: Readonly<Record<Nature, string>> = {
  cash: 'aide en numéraire',
  'in-kind': 'aide en nature',
  both: 'aide en numéraire;aide en nature',
}

/** « 47800.20 ». */
function decimal(amount: bigint): string {
  return `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
}

/** « 1.00 », « 0.45 », « 0.333333 ». */
function share(millionths: number): string {
  const decimals = String(millionths % 1_000_000).padStart(6, '0')
  const kept = decimals.replace(/0{1,4}$/, '')
  return `${Math.floor(millionths / 1_000_000)}.${kept}`
}
