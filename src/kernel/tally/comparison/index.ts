export { compareRules } from './compare-rules.ts'
export type * from './model.ts'
export { type Preferences, preferencesBetween } from './preferences.ts'
