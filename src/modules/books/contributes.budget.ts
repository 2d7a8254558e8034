import type { Kysely } from 'kysely'
import { dayOf } from '#modules/accounts'
import { PROPOSED_BY_THE_HOUSE, type Processing, type RecordKind } from '#platform/archives'
import type { Contribution, DeskTask } from '#platform/context'
import type { DB } from '#platform/database'
import type { Visitor } from '#platform/sessions'
import { EXPENSE_READERS, FINANCE_ROLES } from './budget/roles.ts'
import { budgetChecks } from './checks.budget.ts'
import { listWork, type Work } from './store/budget/work.ts'

const SUBJECT = 'Budget'
const PATH = '/agents/budget'

const processing: Processing = {
  title: 'Engager, liquider et suivre les paiements',
  people: 'Les bénéficiaires des paiements et les agents qui les instruisent, les vérifient et les signent',
}

const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'books.budget',
    what: 'Le budget : lignes, étapes, autorisations, engagements, liquidations, mandats, titres',
    purpose: 'Exécuter le budget et en rendre compte.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la clôture de l’exercice' },
    fate: 'conservation',
    tables: [
      'budget_setting',
      'budget_nomenclature',
      'budget_code',
      'budget_year',
      'budget_line',
      'budget_stage',
      'budget_stage_line',
      'budget_authorisation',
      'budget_authorisation_year',
      'budget_payee',
      'budget_number',
      'budget_engagement',
      'budget_condition',
      'budget_account',
      'budget_liquidation',
      'budget_condition_check',
      'budget_mandate',
      'budget_rejection',
      'budget_step',
      'budget_remark',
      'budget_receivable',
    ],
    end: { by: 'nothing', words: 'Les pièces du budget sont versées aux Archives avec le compte de l’exercice.' },
  },
]

/** What the execution of the budget gives to the pages of others. */
export const budgetPart = {
  checks: budgetChecks,
  processing,
  records,
  personalData: [
    {
      what: 'Votre nom, si le territoire vous paie ou si vous lui devez une somme',
      purpose: 'Payer la bonne personne. Une personne n’est jamais publiée par son nom.',
      basis: 'obligation légale (RGPD, article 6.1.c ; décret n° 2012-1246)',
      kept: 'Dix ans après la clôture de l’exercice',
      fate: 'conservation',
      seenBy: 'Les agents chargés du budget',
      stays:
        'Un paiement public se prouve : le nom reste dans la pièce jusqu’à la fin du délai (RGPD, article 17.3.b).',
      tables: ['budget_payee', 'budget_receivable', 'budget_engagement'],
      purge: null,
    },
    {
      what: 'Qui a demandé, engagé, liquidé ou fait payer une dépense',
      purpose: 'Savoir que deux personnes ont vu chaque paiement.',
      basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
      kept: 'Dix ans après la clôture de l’exercice',
      fate: 'conservation',
      seenBy: 'Les agents chargés du budget',
      stays: 'La preuve que deux personnes ont agi reste (RGPD, article 17.3.b), sans votre nom.',
      tables: [
        'budget_stage',
        'budget_authorisation',
        'budget_liquidation',
        'budget_condition_check',
        'budget_mandate',
        'budget_rejection',
        'budget_step',
        'budget_remark',
      ],
      purge: null,
    },
  ],
  acts: {
    'books.budget-opened': 'a ouvert le budget d’une année',
    'books.budget-closed': 'a clos le budget d’une année',
    'books.budget-setting-changed': 'a changé un réglage du budget',
    'books.nomenclature-imported': 'a importé une nomenclature budgétaire',
    'books.line-added': 'a ajouté une ligne de budget',
    'books.line-changed': 'a changé le nom ou le périmètre d’une ligne de budget',
    'books.stage-proposed': 'a proposé des crédits',
    'books.stage-opened': 'a ouvert les crédits d’une décision',
    'books.authorisation-proposed': 'a proposé une autorisation pluriannuelle',
    'books.authorisation-opened': 'a ouvert une autorisation pluriannuelle',
    'books.engagement-asked': 'a demandé un engagement',
    'books.engagement-declined': 'a refusé une demande d’engagement',
    'books.engagement-committed': 'a engagé des crédits',
    'books.engagement-legally-committed': 'a noté un engagement juridique',
    'books.engagement-complemented': 'a complété un engagement',
    'books.engagement-released': 'a rendu des crédits à leur ligne',
    'books.engagement-prepared': 'a préparé une liquidation',
    'books.engagement-returned': 'a renvoyé une liquidation',
    'books.engagement-liquidated': 'a signé une liquidation',
    'books.engagement-mandated': 'a émis un mandat',
    'books.engagement-rejected': 'a noté le refus d’un mandat par le comptable',
    'books.engagement-resumed': 'a remis un mandat au comptable',
    'books.engagement-paid': 'a noté un paiement du comptable',
    'books.engagement-carried': 'a reporté un engagement sur l’année suivante',
    'books.receivable-issued': 'a émis un titre de recette',
    'books.receivable-collected': 'a noté l’encaissement d’un titre',
  },
  desk: {
    subject: SUBJECT,
    navigation: [{ label: 'Budget et paiements', href: PATH, roles: EXPENSE_READERS }],
    tasks,
  },
} satisfies Partial<Contribution>

/** Demands to check, liquidations to sign, mandates refused, payments whose delay ends: for those who act on them. */
async function tasks(db: Kysely<DB>, visitor: Visitor, now: Date): Promise<readonly DeskTask[]> {
  const isFinance = visitor.roles.some(
    ({ role, object }) => object === null && FINANCE_ROLES.some((one) => one === role),
  )
  if (!isFinance) return []
  const work = await listWork(db, dayOf(now))
  return work
    .filter(({ instructedBy }) => instructedBy !== visitor.personId)
    .map((each) => {
      const dueAt = each.dueOn === null ? null : new Date(`${each.dueOn}T11:00:00Z`)
      const label = `${LABELS[each.kind]} : ${each.purpose}`
      return {
        label,
        href: `${PATH}/engagements/${each.engagementId}`,
        subject: SUBJECT,
        urgency: each.urgency,
        dueAt,
      }
    })
}

const LABELS: Readonly<Record<Work['kind'], string>> = {
  check: 'Vérifier une demande d’engagement',
  sign: 'Signer une liquidation',
  mandate: 'Émettre un mandat',
  rejected: 'Répondre au comptable',
  pay: 'Suivre un paiement',
}
