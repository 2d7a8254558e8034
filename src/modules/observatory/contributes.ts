import type { Contribution } from '#platform/context'
import { checks } from './checks.ts'
import { observatoryAlgorithms } from './contributes.algorithms.ts'
import { observatoryDatasets } from './contributes.datasets.ts'
import { publicPart } from './contributes.public.ts'
import { records } from './contributes.records.ts'

/** What the observatory gives to the pages of others. */
export const contribution: Contribution = {
  module: 'observatory',
  ...publicPart,
  records,
  datasets: observatoryDatasets,
  algorithms: observatoryAlgorithms,
  checks,
  acts: { 'observatory.table-published': 'a publié un tableau protégé par le secret statistique' },
  follows: { 'directory.changed': 'observatory.count' },
}
