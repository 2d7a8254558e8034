import type { Contribution } from '#platform/context'
import { checks } from './checks.ts'
import { publicPart } from './contributes.public.ts'
import { records } from './contributes.records.ts'

/** What the observatory gives to the pages of others. */
export const contribution: Contribution = {
  module: 'observatory',
  ...publicPart,
  records,
  checks,
  acts: { 'observatory.table-published': 'a publié un tableau protégé par le secret statistique' },
  follows: { 'directory.changed': 'observatory.count' },
}
