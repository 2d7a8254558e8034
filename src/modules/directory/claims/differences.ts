import { OWN_FIELDS, type OwnField, type OwnWords } from './own-words.ts'

/** One field, as it is shown now and as it would be. */
export type TextChange = { readonly label: string; readonly before: string; readonly after: string }

/** What a text changes of the one that is shown, field by field. */
export function changesBetween(before: OwnWords, after: OwnWords): readonly TextChange[] {
  const words = OWN_FIELDS.map(({ field, label }) => ({ label, before: before[field], after: after[field] }))
  const picture = {
    label: 'Ce que montre la photo',
    before: before.picture?.alternative ?? '',
    after: after.picture?.alternative ?? '',
  }
  return [...words, picture].filter((each) => each.before !== each.after)
}

/** Whether two texts say the same and show the same picture. */
export function isSameText(one: OwnWords, other: OwnWords): boolean {
  return (
    OWN_FIELDS.every(({ field }: { readonly field: OwnField }) => one[field] === other[field]) &&
    one.picture?.id === other.picture?.id &&
    one.picture?.alternative === other.picture?.alternative
  )
}
