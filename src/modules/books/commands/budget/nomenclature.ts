import { done, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { Submission } from '#platform/database'
import type { BudgetCode, Nomenclature } from '../../budget/nomenclature.ts'
import { type BudgetSetting, readSettingValue } from '../../budget/settings.ts'
import * as store from '../../store/budget/index.ts'
import { type Answer, act, audit } from './acting.ts'

/** Puts a version of the plan of codes in place. Another one for the same year has another name: none is changed. */
export function importNomenclature(
  context: Context,
  input: {
    readonly submission: Submission
    readonly nomenclature: Omit<Nomenclature, 'id'>
    readonly codes: readonly BudgetCode[]
  },
): Answer<{ readonly id: string }> {
  const id = context.newId()
  const { nomenclature, codes } = input
  return act(context, input.submission, async (transaction) => {
    const all = await store.listNomenclatures(transaction)
    const isThere = all.some(({ name, yearFrom }) => name === nomenclature.name && yearFrom === nomenclature.yearFrom)
    if (isThere) return refuse('nomenclature-exists')
    await store.insertNomenclature(transaction, { ...nomenclature, id }, context.now())
    await store.insertCodes(transaction, id, codes)
    const details = { codes: codes.length }
    await audit(transaction, context, { act: 'nomenclature-imported', object: `nomenclature:${id}`, details })
    return done({ id })
  })
}

/** Changes a parameter of the budget, with who says so. */
export function changeBudgetSetting(
  context: Context,
  input: { readonly submission: Submission; readonly setting: BudgetSetting },
): Answer<void> {
  const { setting } = input
  return act(context, input.submission, async (transaction) => {
    const value = readSettingValue(setting.name, setting.value)
    if (!value.ok) return value
    await store.storeBudgetSetting(transaction, { ...setting, value: value.value }, context.now())
    const details = { value: value.value, isVerified: setting.isVerified }
    await audit(transaction, context, {
      act: 'budget-setting-changed',
      object: `budget-setting:${setting.name}`,
      details,
    })
    return done(undefined)
  })
}
