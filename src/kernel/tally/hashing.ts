/** For tables of numbers in typed arrays, where a `Map` would make a string of every ballot. */

/** A power of two, so that a slot is a few bits of the hash; half empty, so that searches are short. */
export function tableSize(entries: number): number {
  return 2 ** Math.ceil(Math.log2(2 * entries + 2))
}

/** One step of a hash: FNV-1a's multiplication, then the high bits folded down. */
export function mix(seed: number, value: number): number {
  const product = Math.imul(seed ^ value, 0x01000193)
  return product ^ (product >>> 15)
}
