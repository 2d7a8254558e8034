import { french } from '#kernel/french'
import { type ListName, PERIMETER_RULES, type PerimeterRule, SOURCE_NAMES } from '#kernel/perimeter'
import { exactly } from '../model.ts'
import { type Body, bodyOf, type Line, type TableInput } from './model.ts'

export type LeverCount = { readonly lever: string; readonly alone: number; readonly last: number }

/** What each piece of the rule adds or removes: the rule can be judged by who is not of its making. */
export function sensitivityBody({ edition }: TableInput, levers: readonly LeverCount[]): Body {
  const rule = PERIMETER_RULES.find(({ version }) => version === edition.perimeterVersion)
  const lines = levers.map(
    ({ lever, alone, last }): Line => ({
      id: lever,
      label: labelOfLever(lever, rule),
      amounts: [exactly(alone), exactly(last)],
    }),
  )
  return bodyOf(lines, COLUMNS, {
    rowTitle: 'Critère',
    reading: french`la règle retient ${edition.inCount} structures ; ses exclusions en écartent ${edition.excludedCount}.`,
    notes: [
      french`« À lui seul » : les structures que ce critère fait entrer, s'il était le seul ; pour une exclusion, celles qu'elle écarte.`,
      french`« S'il manquait » : les structures qui sortiraient sans ce critère ; pour une exclusion, celles qui reviendraient.`,
      french`Structures qui ont un établissement ouvert ici. Ce que des agents ont tranché au cas par cas n'y est pas.`,
    ],
  })
}

const COLUMNS = [
  { id: 'seul', label: 'À lui seul', unit: 'structures' },
  { id: 'manquant', label: 'S’il manquait', unit: 'structures' },
] as const

function labelOfLever(lever: string, rule: PerimeterRule | undefined): string {
  const [kind = '', id = ''] = lever.split(':')
  switch (kind) {
    case 'category':
      return french`Forme juridique ${id}${labelled(rule?.categories[id]?.label)}`
    case 'list':
      return capital(SOURCE_NAMES[id as ListName] ?? id)
    case 'exclusion':
      return french`Exclusion ${id}${labelled(rule?.exclusions.find((each) => each.id === id)?.label)}`
    default:
      return french`Déclaration d'appartenance à l'ESS dans Sirene`
  }
}

function labelled(label: string | undefined): string {
  return label === undefined ? '' : `, ${label}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
