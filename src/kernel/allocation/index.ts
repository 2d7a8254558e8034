export { allocate } from './allocate.ts'
export type * from './model.ts'
export { DEFAULT_TIES } from './model.ts'
export {
  ALLOCATION_PRESETS,
  type AllocationPreset,
  type AllocationPresetName,
  type Known,
  type Source,
} from './presets/index.ts'
export { type AllocationRefusal, REFUSAL_KINDS, type RefusalKind, sentenceOfRefusal } from './refusals/index.ts'
export { sentenceOfStep, sentencesOf } from './sentences.ts'
