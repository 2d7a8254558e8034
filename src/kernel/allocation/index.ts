export { allocate } from './allocate.ts'
export type * from './model.ts'
export { DEFAULT_TIES } from './model.ts'
export { type AllocationRefusal, REFUSAL_KINDS, type RefusalKind, sentenceOfRefusal } from './refusals/index.ts'
