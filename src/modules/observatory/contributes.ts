import type { Contribution } from '#platform/context'
import { checks } from './checks.ts'
import { records } from './contributes.records.ts'

/** What the observatory gives to the pages of others. */
export const contribution: Contribution = {
  module: 'observatory',
  records,
  checks,
  follows: { 'directory.changed': 'observatory.count' },
}
