const LEVELS = ['eidas1', 'eidas2', 'eidas3']

/**
 * Whether an assurance is what was asked, or more.
 *
 * @param answered  the `acr` of the identity token
 * @see             règlement (UE) 910/2014, art. 8 (faible, substantiel, élevé)
 */
export function reachesLevel(answered: unknown, asked: string): boolean {
  if (answered === asked) return true
  const [got, wanted] = [LEVELS.indexOf(String(answered)), LEVELS.indexOf(asked)]
  return wanted >= 0 && got >= wanted
}
