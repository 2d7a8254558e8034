import { formatAmount, formatCount, formatInteger, formatRatio, formatShare } from '#ui/format'
import { make } from './dom.ts'
import type { ComparedGroup, ComparedRule, Comparison, CountedRule, OpenFile } from './messages.ts'
import { fundedMark } from './notice.ts'
import { amountOf } from './outcome.ts'
import { type Column, dataTable } from './table.ts'

/** What each rule gives, then the projects whose fate depends on the rule, then who is served where. */
export function comparisonView(file: OpenFile, { rules, voters, groupings }: Comparison): Node {
  const able = rules.filter((rule): rule is CountedRule => !('refusal' in rule))
  const winners = able.map((rule) => new Set(rule.winners))
  const wins = file.projects.map((_, project) => winners.filter((set) => set.has(project)).length)
  const changing = [...wins.keys()]
    .filter((project) => wins[project]! > 0 && wins[project]! < able.length)
    .sort((a, b) => wins[b]! - wins[a]! || file.projects[b]!.votes - file.projects[a]!.votes)
  const always = wins.filter((count) => count === able.length).length
  const never = wins.filter((count) => count === 0).length
  const projectColumns: readonly Column<number>[] = [
    { header: 'Projet', namesRow: true, cell: (project) => file.projects[project]!.name },
    ...able.map(({ name }, at) => ({ header: name, cell: (project: number) => fundedMark(winners[at]!.has(project)) })),
  ]
  return make(
    'div',
    { class: 'comparison' },
    ruleTable(file, voters, rules),
    make(
      'p',
      {},
      `${formatCount(always, 'projet est financé', 'projets sont financés')} par toutes ces règles, ${formatInteger(never)} par aucune. Pour ${formatInteger(changing.length)}, cela dépend de la règle.`,
    ),
    changing.length > 0 &&
      dataTable('Les projets que certaines règles financent et d’autres non', projectColumns, changing),
    ...groupings.map(({ column, groups }) => groupTable(column, able, groups)),
  )
}

function ruleTable(file: OpenFile, voters: number, rules: readonly ComparedRule[]): Node {
  const counted = (show: (rule: CountedRule) => string) => (rule: ComparedRule) =>
    'refusal' in rule ? '—' : show(rule)
  const columns: readonly Column<ComparedRule>[] = [
    {
      header: 'Règle',
      namesRow: true,
      cell: (rule) => ('refusal' in rule ? `${rule.name}. ${rule.refusal}` : rule.name),
    },
    { header: 'Projets financés', align: 'end', cell: counted(({ winners }) => formatInteger(winners.length)) },
    {
      header: 'Dépensé',
      align: 'end',
      cell: counted(({ cost }) => `${amountOf(file, cost)} (${formatShare(cost, file.budget)})`),
    },
    { header: 'Votants servis', align: 'end', cell: counted(({ served }) => formatShare(served, voters)) },
    {
      header: 'Projets financés par votant',
      align: 'end',
      cell: counted(({ winnersPerVoter: { numerator, denominator } }) => formatRatio(numerator, denominator, 2)),
    },
    { header: 'Argent décidé par votant', align: 'end', cell: counted((rule) => moneyPerVoter(file, rule)) },
    { header: 'Face à la règle choisie', cell: counted(preferenceOf) },
  ]
  return make(
    'div',
    {},
    dataTable('Ce que donne chaque règle', columns, rules),
    make(
      'p',
      { class: 'hint' },
      'Votants servis : ceux qui ont au moins un projet financé parmi leurs choix. Argent décidé : le coût de chaque projet financé, partagé entre ceux qui l’ont choisi.',
    ),
  )
}

function moneyPerVoter(
  { currency, decimals }: OpenFile,
  { moneyPerVoter: { numerator, denominator } }: CountedRule,
): string {
  const hundredths = (numerator * 100n) / (denominator * 10n ** BigInt(decimals))
  return formatAmount({ units: hundredths, decimals: 2, currency })
}

/** Who gains and who loses, for every voter, whether served or not. */
function preferenceOf({ preferences }: CountedRule): string {
  if (!preferences) return ''
  const { first, second } = preferences
  if (first === 0 && second === 0) return 'Même résultat pour chacun'
  return `${formatInteger(first)} votants y gagnent, ${formatInteger(second)} y perdent`
}

function groupTable(column: string, rules: readonly CountedRule[], groups: readonly ComparedGroup[]): Node {
  const name = GROUPINGS[column] ?? 'Lieu'
  const columns: readonly Column<ComparedGroup>[] = [
    {
      header: name,
      namesRow: true,
      cell: (group) => (group.name === undefined ? 'Petits groupes réunis' : group.name || 'Non dit'),
    },
    { header: 'Votants', align: 'end', cell: ({ voters }) => formatInteger(voters) },
    ...rules.map((rule, at) => ({
      header: rule.name,
      align: 'end' as const,
      cell: ({ served, voters }: ComparedGroup) => formatShare(served[at]!, Math.max(voters, 1)),
    })),
  ]
  const title = `${name} : part des votants servis par chaque règle`
  return make('details', {}, make('summary', {}, title), dataTable(title, columns, groups))
}

const GROUPINGS: Readonly<Record<string, string>> = { age: 'Âge', sex: 'Sexe' }
