import type { AllocationRequest } from '../model.ts'
import type { AllocationRefusal } from './kinds.ts'
import { refusalsOfProjects } from './projects.ts'
import { refusalsOfRule } from './rules.ts'

export { type AllocationRefusal, REFUSAL_KINDS, type RefusalKind } from './kinds.ts'
export { sentenceOfRefusal } from './sentences.ts'

/** Everything wrong with a request: first what holds for all, then by project; empty when it can be computed. */
export function refusalsOf(request: AllocationRequest): readonly AllocationRefusal[] {
  return [...refusalsOfRule(request), ...refusalsOfProjects(request)]
}
