import { cents } from '#kernel/money'
import { assert } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { listEngagements } from '#modules/books'
import { addDays, enforceableSince, findDecisionOf, readExported } from '#modules/decisions'
import { type GrantDraft, isGrantKnown, publishGrant, recordGrant } from '#modules/grants'
import { actingAs, type Context } from '#platform/context'
import type { Submission } from '#platform/database'

// Numbers nobody receives, each with a valid key: those of the house's invented organisations begin with 999.
const GIVEN = [
  ['Jardin partagé du Port (exemple)', '99900000300015', 'Une serre ouverte aux écoles (exemple)', 285_050n],
  ['Jardin partagé du Canal (exemple)', '99900001100018', 'Un jardin ouvert aux habitants (exemple)', 1_262_500n],
  ['Ressourcerie des Dunes (exemple)', '99900002900010', 'Un atelier de réparation (exemple)', 2_450_000n],
  ['Cantine solidaire du Bassin (exemple)', '99900003700013', 'Des repas à un euro (exemple)', 1_800_000n],
  ['Régie de quartier de la Plaine (exemple)', '99900004500016', 'Un chantier d’insertion (exemple)', 4_200_000n],
  ['Garage solidaire des Collines (exemple)', '99900005200012', 'Réparer des voitures (exemple)', 900_000n],
  ['Tiers-lieu du Terril (exemple)', '99900006000015', 'Ouvrir une salle commune (exemple)', 1_500_000n],
  ['Coopérative du Moulin (exemple)', '99900007800017', 'Une filière de chanvre (exemple)', 2_300_000n],
  ['Recyclerie du Vallon (exemple)', '99900008600010', 'Collecter à vélo (exemple)', 675_000n],
  [
    'Épicerie sociale des Deux Rives (exemple)',
    '99900009400014',
    'Une tournée dans les villages (exemple)',
    1_100_000n,
  ],
] as const
// The last one has waited longer than the three months the law gives.
const WAITING = 9
const LATE_DAYS = 130

/**
 * Grants of the demonstration, all invented: ten signed and published, but one, late; and those that engagements pay. What is
 * there already stays as it is.
 *
 * @returns  how many are new
 */
export async function seedInventedGrants(context: Context): Promise<number> {
  const { exported, settings } = await readExported(context.db)
  const decision = exported.map((each) => each.decision).find((each) => enforceableSince(each) !== undefined)
  const since = decision && enforceableSince(decision)
  if (since === undefined || (await isGrantKnown(context.db))) return 0
  const acting = actingAs(context, { kind: 'machine', name: 'demonstration' })
  const submission = () => ({ key: Buffer.from(context.random(24)).toString('base64url'), body: null })
  const today = dayOf(context.now())

  for (const [index, [name, siret, purpose, amount]] of GIVEN.entries()) {
    const isWaiting = index === WAITING
    const grantedOn = isWaiting ? addDays(today, -LATE_DAYS) : since
    const draft: GrantDraft = {
      ...COMMON,
      authorityName: settings.get('authority-name')!.value,
      authoritySiret: settings.get('authority-siret')!.value,
      grantedOn,
      // The late one was told by letter: it has no convention.
      signedOn: isWaiting ? null : addDays(since, index),
      decisionId: isWaiting ? null : decision!.id,
      decisionReference: isWaiting ? null : 'DEMO-101',
      purpose,
      totalCents: cents(amount),
      conditions: index % 2 === 0 ? 'unique' : 'échelonné',
      paysFrom: addDays(since, 30),
      paysUntil: index % 2 === 0 ? null : addDays(since, 300),
      engagementId: null,
      beneficiaries: [{ name, siret, rna: null, isNaturalPerson: false, shareMillionths: WHOLE }],
    }
    const recorded = await recordGrant(acting, { submission: submission(), draft })
    assert(recorded.ok, recorded.ok ? '' : `the demonstration's grant is recorded, not ${recorded.refusal}`)
    if (!isWaiting) await publishGrant(acting, { submission: submission(), grantId: recorded.value.id })
  }
  return GIVEN.length + (await seedPaidGrants(acting, settings, submission))
}

type Settings = Awaited<ReturnType<typeof readExported>>['settings']

/** The grants that the engagements of the demonstration pay: from each payment one reads its convention. */
async function seedPaidGrants(acting: Context, settings: Settings, submission: () => Submission): Promise<number> {
  const engagements = await listEngagements(acting.db, {})
  let count = 0
  for (const { id, kind, payee, purpose, askedCents, decisionObject, legallyCommittedOn: signedOn } of engagements) {
    if (kind !== 'grant' || decisionObject === null || signedOn === null || payee.siret === null) continue
    const decision = await findDecisionOf(acting.db, decisionObject)
    const since = decision && enforceableSince(decision)
    if (!decision || since === undefined) continue
    const draft: GrantDraft = {
      ...COMMON,
      authorityName: settings.get('authority-name')!.value,
      authoritySiret: settings.get('authority-siret')!.value,
      grantedOn: since,
      signedOn,
      decisionId: decision.id,
      decisionReference: decision.events.find(({ number }) => number !== null)?.number ?? null,
      purpose,
      totalCents: askedCents,
      conditions: 'échelonné',
      paysFrom: signedOn,
      paysUntil: addDays(signedOn, 300),
      engagementId: id,
      beneficiaries: [
        { name: payee.name, siret: payee.siret, rna: null, isNaturalPerson: false, shareMillionths: WHOLE },
      ],
    }
    const recorded = await recordGrant(acting, { submission: submission(), draft })
    assert(recorded.ok, recorded.ok ? '' : `a paid grant of the demonstration is recorded, not ${recorded.refusal}`)
    await publishGrant(acting, { submission: submission(), grantId: recorded.value.id })
    count++
  }
  return count
}

const WHOLE = 1_000_000
const COMMON = {
  nature: 'cash',
  inKindCents: cents(0n),
  raeId: null,
  isEuNotified: false,
  scheme: null,
  legalBasis: 'CGCT, article L3211-1 (exemple)',
  paidActivity: 'non-economic',
  economicBasis: null,
  deMinimis: null,
  isFictitious: true,
} as const
