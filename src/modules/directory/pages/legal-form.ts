import { currentRule } from '#kernel/perimeter'

/** « Association déclarée (9220) »; undefined when the form is not told. */
export function legalForm(category: string | null): string | undefined {
  if (category === null) return undefined
  const label = currentRule().categories[category]?.label ?? COMPANIES[category]
  return label === undefined ? `Catégorie juridique ${category}` : `${label} (${category})`
}

// The companies most often met among those of the ESS: the rule names the forms of the four families alone.
const COMPANIES: Readonly<Record<string, string>> = {
  '5498': 'SARL unipersonnelle',
  '5499': 'Société à responsabilité limitée (SARL)',
  '5599': 'Société anonyme (SA)',
  '5710': 'Société par actions simplifiée (SAS)',
  '5720': 'SAS unipersonnelle',
}
