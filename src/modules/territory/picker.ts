import type { Atlas } from './atlas/index.ts'
import type { Commune } from './model.ts'
import { readCommune } from './search/index.ts'

/** What `#ui/commune-field` shows and what a form sent for it. */
export type Picked =
  | { readonly kind: 'one'; readonly commune: Commune }
  /** The person is asked which: plain values for `CommuneField`. */
  | { readonly kind: 'choice'; readonly error: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'none'; readonly error: string; readonly choices: readonly Choice[] }

export type Choice = { readonly value: string; readonly label: string; readonly hint: string }

/**
 * Understands the commune field of a form: the text that was typed, or the choice made among those proposed for that very
 * text.
 *
 * @param name    of the field; its choices are sent as `<name>-choix`, the text they were proposed for as `<name>-demande`
 * @param fields  what was sent
 */
export function pickCommune(atlas: Atlas, fields: Readonly<Record<string, string>>, name: string): Picked {
  const typed = (fields[name] ?? '').trim()
  const chosen =
    fields[`${name}-demande`] === typed ? atlas.communeByCode.get(fields[`${name}-choix`] ?? '') : undefined
  if (chosen) return { kind: 'one', commune: chosen }
  if (typed === '') return { kind: 'none', error: 'Écrivez le nom de votre commune.', choices: [] }

  const reading = readCommune(atlas.index, typed)
  if (reading.kind === 'one') return reading
  if (reading.kind === 'none') {
    const error = 'Aucune commune d’ici ne porte ce nom. Vérifiez-le, ou écrivez le code postal.'
    return { kind: 'none', error, choices: [] }
  }
  const choices = reading.matches.map(({ commune, alias }) => ({
    value: commune.code,
    label: commune.name,
    hint: [alias && `appelée aussi ${alias.name}`, whereIs(atlas, commune)].filter(Boolean).join(', '),
  }))
  return { kind: 'choice', error: 'Choisissez votre commune dans la liste.', choices }
}

/** As « 62000, CU d’Arras »: what tells two communes of one name apart. */
export function whereIs(atlas: Atlas, { postcodes, epciCode }: Commune): string {
  const epci = epciCode === null ? undefined : atlas.epciByCode.get(epciCode)
  return [postcodes.join(' et '), epci?.name].filter(Boolean).join(', ')
}
