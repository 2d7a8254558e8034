export { type ActDecision, type AskedPart, type DeskAct, decideAct } from './acts.ts'
export { type Clock, clockOf } from './clock.ts'
export type {
  Category,
  Dossier,
  Edition,
  EditionRules,
  Fact,
  FactKind,
  Scheme,
  SchemeKind,
  SchemeWords,
  Stage,
  Window,
} from './model.ts'
export { FACT_KINDS, SCHEME_KINDS, STAGES } from './model.ts'
export {
  DOSSIER_SENTENCES,
  type DossierRefusal,
  type FormGap,
  GAP_SENTENCES,
  SCHEME_SENTENCES,
  type SchemeRefusal,
} from './refusals.ts'
export { type EditionGap, FIRST_RULES, gapsOf, rulesFrom, rulesText } from './rules.ts'
export { type DossierState, isOver, OVER, type Standing, standingOf, writingIn } from './story.ts'
export { TOLD } from './told.ts'
export { decideWindow, stateOfWindow, type WindowRefusal, type WindowState } from './windows.ts'
