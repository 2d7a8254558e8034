import { formatCount, formatInteger, formatShare } from '#ui/format'
import { make } from './dom.ts'
import type { ComparedRule, Comparison, OpenFile } from './messages.ts'
import { fundedBadge } from './notice.ts'
import { amountOf } from './outcome.ts'
import { dataTable } from './table.ts'

/** What each rule gives, then the projects whose fate depends on the rule. */
export function comparisonView(file: OpenFile, { columns, voters }: Comparison): Node {
  const able = columns.filter(({ refusal }) => refusal === undefined)
  const winners = able.map((column) => new Set(column.winners))
  const wins = file.projects.map((_, project) => winners.filter((set) => set.has(project)).length)
  const projects = file.projects.map((_, project) => project)
  const changing = projects
    .filter((project) => wins[project]! > 0 && wins[project]! < able.length)
    .sort((a, b) => wins[b]! - wins[a]! || file.projects[b]!.votes - file.projects[a]!.votes)
  const always = wins.filter((count) => count === able.length).length
  const never = wins.filter((count) => count === 0).length
  return make(
    'div',
    { class: 'comparison' },
    ruleTable(file, voters, columns),
    make(
      'p',
      {},
      `${formatCount(always, 'projet est financé', 'projets sont financés')} par toutes ces règles, ${formatInteger(never)} par aucune. Le sort de ${formatInteger(changing.length)} dépend de la règle.`,
    ),
    changing.length > 0 &&
      dataTable(
        'Les projets dont le sort dépend de la règle',
        [
          { header: 'Projet', namesRow: true, cell: (project: number) => file.projects[project]!.name },
          ...able.map((column, at) => ({
            header: column.name,
            cell: (project: number) => fundedBadge(winners[at]!.has(project)),
          })),
        ],
        changing,
      ),
  )
}

function ruleTable(file: OpenFile, voters: number, columns: readonly ComparedRule[]): Node {
  const unlessRefused = (show: (column: ComparedRule) => string) => (column: ComparedRule) =>
    column.refusal === undefined ? show(column) : '—'
  return dataTable(
    'Ce que donne chaque règle',
    [
      {
        header: 'Règle',
        namesRow: true,
        cell: ({ name, refusal }) => (refusal === undefined ? name : `${name}. ${refusal}`),
      },
      { header: 'Projets financés', align: 'end', cell: unlessRefused(({ winners }) => formatInteger(winners.length)) },
      { header: 'Dépensé', align: 'end', cell: unlessRefused(({ cost }) => amountOf(file, cost)) },
      { header: 'Part du budget', align: 'end', cell: unlessRefused(({ cost }) => formatShare(cost, file.budget)) },
      {
        header: 'Votants avec au moins un projet',
        align: 'end',
        cell: unlessRefused(({ served }) => formatShare(served, voters)),
      },
    ],
    columns,
  )
}
