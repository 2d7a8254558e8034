import { isDay } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import { type IndicatorValue, STEP_STATES, type Step, VALUE_NATURES } from './model.ts'
import { type Faults, type FieldFault, readOrigin, readThousandths } from './typed.ts'

type Fields = Readonly<Record<string, string>>

const LONGEST_WORDS = 500

/** What an indicator of an action is worth on a day, as an agent types it. */
export function readValue(fields: Fields, action: string): Result<Omit<IndicatorValue, 'id'>, Faults> {
  const faults = new Map<string, FieldFault>()
  const on = readDay(fields, 'jour', faults)
  const thousandths = readThousandths(fields.valeur ?? '')
  if (thousandths === undefined) faults.set('valeur', 'number-unreadable')
  const nature = VALUE_NATURES.find((each) => each === fields.nature)
  if (nature === undefined) faults.set('nature', 'missing')
  const source = readOrigin(fields, faults)
  if (thousandths === undefined || nature === undefined || faults.size > 0) return refuse(Object.fromEntries(faults))
  return done({ action, indicator: fields.indicateur ?? '', on, thousandths, nature, source })
}

/** How far an action has come, as an agent types it: what is typed is never invented. */
export function readStep(fields: Fields, action: string): Result<Step, Faults> {
  const faults = new Map<string, FieldFault>()
  const on = readDay(fields, 'etape-jour', faults)
  const state = STEP_STATES.find((each) => each === fields.etat)
  if (state === undefined) faults.set('etat', 'missing')
  const words = (fields['etape-texte'] ?? '').toWellFormed().trim()
  if (words === '') faults.set('etape-texte', 'missing')
  if (words.length > LONGEST_WORDS) faults.set('etape-texte', 'words-too-long')
  if (state === undefined || faults.size > 0) return refuse(Object.fromEntries(faults))
  return done({ action, on, state, words, isFictitious: false })
}

function readDay(fields: Fields, name: string, faults: Map<string, FieldFault>): string {
  const typed = (fields[name] ?? '').trim()
  if (!isDay(typed)) faults.set(name, 'day-unreadable')
  return typed
}
