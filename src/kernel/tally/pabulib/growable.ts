type Numbers = Int32Array | Float64Array

/** A typed array that grows as numbers are added: half the memory of an array of numbers, and no pause to collect it. */
export type Growable<Kind extends Numbers> = {
  readonly push: (value: number) => void
  readonly length: () => number
  /** What was added, not copied: to be read once all is added. */
  readonly values: () => Kind
}

export function growable<Kind extends Numbers>(make: new (length: number) => Kind): Growable<Kind> {
  let array = new make(1024)
  let length = 0
  return {
    push(value) {
      if (length === array.length) {
        const larger = new make(2 * length)
        larger.set(array)
        array = larger
      }
      array[length++] = value
    },
    length: () => length,
    values: () => array.subarray(0, length) as Kind,
  }
}
