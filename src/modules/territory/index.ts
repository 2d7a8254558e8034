export type { Commune } from './model.ts'
