import { assert } from '#kernel/result'

/** Size classes of Sirene: trancheEffectifs, of the 31 December two years before. */
export type SizeClass = keyof typeof CLASSES

/** How many jobs, at least and at most; null where the class has no upper end. */
export type Jobs = { readonly least: number; readonly most: number | null }

// The same rows as data/nomenclatures/tranches_effectifs.csv.
const CLASSES = {
  NN: [0, 0],
  '00': [0, 0],
  '01': [1, 2],
  '02': [3, 5],
  '03': [6, 9],
  '11': [10, 19],
  '12': [20, 49],
  '21': [50, 99],
  '22': [100, 199],
  '31': [200, 249],
  '32': [250, 499],
  '41': [500, 999],
  '42': [1000, 1999],
  '51': [2000, 4999],
  '52': [5000, 9999],
  '53': [10_000, null],
} as const satisfies Readonly<Record<string, readonly [number, number | null]>>

export function isSizeClass(text: string): text is SizeClass {
  return Object.hasOwn(CLASSES, text)
}

export function jobsOf(sizeClass: SizeClass): Jobs {
  assert(isSizeClass(sizeClass), 'a size class is one of the sixteen of Sirene')
  const [least, most] = CLASSES[sizeClass]
  return { least, most }
}

export type EmployerSetting = {
  /** Whether « 00 », which employed in the year but nobody on 31 December, is an employer. Insee says no. */
  readonly countsZero: boolean
}

/** Whether a unit employs. « caractereEmployeur » of Sirene is no longer kept: the size class alone tells. */
export function isEmployer(sizeClass: SizeClass | null, { countsZero }: EmployerSetting): boolean {
  return sizeClass !== null && sizeClass !== 'NN' && (countsZero || sizeClass !== '00')
}

/** Jobs of many units: an interval, for Sirene gives classes only, and how many units have no class. */
export type JobsSum = Jobs & { readonly unknownCount: number }

export function sumOfJobs(classes: Iterable<SizeClass | null>): JobsSum {
  let [least, most, unknownCount]: [number, number | null, number] = [0, 0, 0]
  for (const sizeClass of classes) {
    if (sizeClass === null) {
      unknownCount += 1
      continue
    }
    const jobs = jobsOf(sizeClass)
    least += jobs.least
    most = most === null || jobs.most === null ? null : most + jobs.most
  }
  return { least, most, unknownCount }
}
