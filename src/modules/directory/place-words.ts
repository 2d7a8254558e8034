/**
 * A commune after « près » or « autour »: « d’Arras », « du Portel », « des Attaques », « de La Couture ». Names that open with
 * an h are said as those of vowels, which most here are.
 */
export function ofPlace(name: string): string {
  if (name.startsWith('Le ')) return `du ${name.slice(3)}`
  if (name.startsWith('Les ')) return `des ${name.slice(4)}`
  return /^[AEIOUYHÀÂÉÈÊËÎÏÔÖÛÙÜŒ]/i.test(name) ? `d’${name}` : `de ${name}`
}
