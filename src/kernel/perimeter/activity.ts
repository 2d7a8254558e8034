import type { Exclusion, LegalUnit, Nomenclature, PerimeterRule } from './model.ts'

export type Activity = { readonly nomenclature: Nomenclature; readonly code: string }

export type Excluded = Activity & { readonly exclusion: Exclusion }

// Sirene keeps NAF rev. 2 as its main variable; NAF 2025 is an added column since December 2025.
const NOMENCLATURES: readonly Nomenclature[] = ['naf-rev-2', 'naf-2025']

/** « 8899B » or « 88.99b » → « 88.99B »; undefined for a code of an older nomenclature (« 45.2R ») or none at all. */
export function readActivity(text: string | null): string | undefined {
  const found = /^(\d\d)\.?(\d\d)([A-Z])$/.exec((text ?? '').trim().toUpperCase())
  // Sirene writes 00.00Z while the activity is not known yet.
  return found && found[1] !== '00' ? `${found[1]}.${found[2]}${found[3]}` : undefined
}

/** The activity that decides: NAF rev. 2, or NAF 2025 where the first is missing. */
export function activityOf(unit: LegalUnit): Activity | undefined {
  return activitiesOf(unit)[0]
}

/** The exclusion that the deciding activity falls under. */
export function exclusionOf(unit: LegalUnit, rule: PerimeterRule): Excluded | undefined {
  const activity = activityOf(unit)
  return activity && excludedBy(activity, rule)
}

/** Whether one nomenclature excludes what the other keeps. */
export function nomenclaturesDisagree(unit: LegalUnit, rule: PerimeterRule): boolean {
  const verdicts = activitiesOf(unit).map((activity) => excludedBy(activity, rule) !== undefined)
  return new Set(verdicts).size > 1
}

function activitiesOf({ activities }: LegalUnit): readonly Activity[] {
  return NOMENCLATURES.flatMap((nomenclature) => {
    const code = readActivity(activities[nomenclature])
    return code === undefined ? [] : [{ nomenclature, code }]
  })
}

function excludedBy(activity: Activity, rule: PerimeterRule): Excluded | undefined {
  const exclusion = rule.exclusions.find(({ codes }) => codes[activity.nomenclature].includes(activity.code))
  return exclusion && { ...activity, exclusion }
}
