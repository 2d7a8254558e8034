/** Something wrong, and on which page or for whom. */
export type Fault = { readonly where: string; readonly what: string }

/** Each fault once, with the first places where it is met: what is wrong in the frame is wrong on every page. */
export function grouped(faults: readonly Fault[]): readonly string[] {
  const places = new Map<string, Set<string>>()
  for (const { what, where } of faults) places.set(what, (places.get(what) ?? new Set()).add(where))
  return [...places].map(([what, wheres]) => {
    const [first, ...others] = wheres
    return `${first}${others.length > 0 ? ` et ${others.length} autres, dont ${others.slice(0, 4).join(', ')}` : ''} : ${what}`
  })
}
