/** How many may be chosen. */
export type Limits = { readonly minimum: number; readonly maximum: number }

export function limitsOf({ dataset }: HTMLElement): Limits {
  return { minimum: Number(dataset.minimum), maximum: Number(dataset.maximum) }
}

/** « Il vous reste 1 choix sur 3. », as the server says it. */
export function sentenceOfLeft(chosen: number, { minimum, maximum }: Limits): string {
  if (chosen > 0 && chosen < minimum)
    return `Choisissez encore ${minimum - chosen} projet${minimum - chosen > 1 ? 's' : ''}.`
  if (chosen < maximum) return `Il vous reste ${maximum - chosen} choix sur ${maximum}.`
  return maximum === 1 ? 'Votre choix est fait.' : `Vos ${maximum} choix sont faits.`
}

/** Parts of the page by their attribute, wherever they stand: the bar is outside what holds the choices. */
export function all(attribute: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[${attribute}]`)]
}

export function show(attribute: string, isShown: boolean): void {
  for (const each of all(attribute)) each.hidden = !isShown
}

/** Says it to everybody: what is written there is read aloud. */
export function say(attribute: string, sentence: string): void {
  for (const each of all(attribute)) {
    const words = each.querySelector('strong') ?? each
    if (words.textContent !== sentence) words.textContent = sentence
  }
}
