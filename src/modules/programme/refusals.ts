/** Why a draft is not changed or published; gravest first. */
export type DraftRefusal =
  | 'draft-unknown'
  | 'draft-moved'
  | 'draft-open'
  | 'version-incomplete'
  | 'nothing-changed'
  | 'not-asked'
  | 'same-person'

/** Why a value, a step or a tag is not written; gravest first. */
export type FollowRefusal = 'action-unknown' | 'indicator-unknown' | 'value-unknown' | 'aim-unknown' | 'day-to-come'
