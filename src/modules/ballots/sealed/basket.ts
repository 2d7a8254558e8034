import type { Manifest } from '#kernel/ballot'
import { assert, done, type Result, refuse } from '#kernel/result'

/** What somebody means to choose, before they confirm: positions of the options in the manifest, ascending. */
export type Basket = readonly number[]

/** The part of a manifest that says what may be chosen. */
export type Offer = Pick<Manifest, 'options' | 'choices'>

export type BasketRefusal =
  | { readonly kind: 'option-unknown' }
  | { readonly kind: 'too-many'; readonly chosen: number; readonly maximum: number }
  | { readonly kind: 'too-few'; readonly chosen: number; readonly minimum: number }

/** @param codes  of the options ticked, in any order, each once or more */
export function readBasket(codes: readonly string[], { options }: Offer): Result<Basket, BasketRefusal> {
  const positions = [...new Set(codes)].map((code) => options.findIndex((option) => option.code === code))
  if (positions.includes(-1)) return refuse({ kind: 'option-unknown' })
  return done(positions.toSorted((one, other) => one - other))
}

/** Whether it can be confirmed as it is. */
export function decideBasket(basket: Basket, { choices: { minimum, maximum } }: Offer): Result<Basket, BasketRefusal> {
  const chosen = basket.length
  if (chosen > maximum) return refuse({ kind: 'too-many', chosen, maximum })
  if (chosen < minimum) return refuse({ kind: 'too-few', chosen, minimum })
  return done(basket)
}

export function codesOf(basket: Basket, { options }: Offer): readonly string[] {
  return basket.map((position) => {
    const option = options[position]
    assert(option, 'a basket holds positions of this poll')
    return option.code
  })
}

/** The same number of bytes whatever is chosen: one bit an option, so that a length tells nothing. */
export function bytesOfBasket(basket: Basket, { options }: Offer): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(options.length / 8))
  for (const position of basket) bytes[position >> 3]! |= 1 << (position & 7)
  return bytes
}

/** @returns undefined when the bytes are not a basket of this poll */
export function basketOfBytes(bytes: Uint8Array, { options }: Offer): Basket | undefined {
  if (bytes.length !== Math.ceil(options.length / 8)) return undefined
  return options.flatMap((_, position) => ((bytes[position >> 3]! >> (position & 7)) & 1 ? [position] : []))
}
