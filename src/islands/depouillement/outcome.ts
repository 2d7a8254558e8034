import { formatAmount, formatCount, formatInteger, formatShare } from '#ui/format'
import { draw, make } from './dom.ts'
import type { Count, Money, OpenFile } from './messages.ts'
import { notice } from './notice.ts'

/** The result in one sentence, for the ear, and as a picture with its figures. */
export function outcomeView(file: OpenFile, count: Count): { readonly headline: string; readonly view: Node } {
  const headline = `${formatCount(count.winners.length, 'projet financé', 'projets financés')} sur ${formatInteger(file.projects.length)}, pour ${amountOf(file, count.cost)} sur ${amountOf(file, file.budget)}.`
  const view = make(
    'div',
    { class: 'outcome' },
    make('p', { class: 'outcome-headline' }, headline),
    make('p', { class: 'outcome-rule' }, count.sentence),
    figures(file, count),
    budgetStrip(file, count),
    agreement(count),
    tiesOf(count),
    make('p', { class: 'hint' }, `Compté ici, en nombres exacts, en ${secondsOf(count.milliseconds)}.`),
  )
  return { headline, view }
}

export function amountOf({ currency, decimals }: Money, units: bigint): string {
  return formatAmount({ units, decimals, currency })
}

function figures(file: OpenFile, count: Count): Node {
  const { served, cost } = count
  return make(
    'dl',
    { class: 'stats' },
    figure('Budget', amountOf(file, file.budget)),
    figure('Dépensé', amountOf(file, cost), `${formatShare(cost, file.budget)} du budget`),
    figure('Reste', amountOf(file, file.budget - cost)),
    figure(
      'Votants servis',
      formatShare(served, file.voters),
      `${formatInteger(served)} personnes ont au moins un projet financé`,
    ),
  )
}

function figure(label: string, value: string, hint = ''): Node {
  return make(
    'div',
    { class: 'stat' },
    make('dt', {}, label),
    make('dd', { class: 'stat-value' }, value),
    hint !== '' && make('dd', { class: 'stat-hint' }, hint),
  )
}

/** As `BudgetStrip` of #ui/budget-strip: the widest pieces first, what remains hatched. */
function budgetStrip(file: OpenFile, { winners, cost }: Count): Node {
  const costs = winners.map((winner) => file.projects[winner]!)
  const byCost = costs.toSorted((a, b) => (a.cost === b.cost ? 0 : a.cost < b.cost ? 1 : -1))
  let spent = 0n
  const pieces = byCost.map((project, index) => {
    const x = percentOf(spent, file.budget)
    spent += project.cost
    const rect = {
      class: index % 2 === 0 ? 'strip-piece' : 'strip-piece strip-piece-even',
      x: `${x}%`,
      y: 0,
      width: `${percentOf(project.cost, file.budget)}%`,
      height: '100%',
    }
    return draw('g', {}, draw('title', {}, `${project.name} : ${amountOf(file, project.cost)}`), draw('rect', rect))
  })
  const label = `Le budget, projet par projet : ${amountOf(file, cost)} dépensés, reste ${amountOf(file, file.budget - cost)}.`
  const all = { x: 0, y: 0, height: '100%' }
  return make(
    'figure',
    { class: 'strip' },
    make('figcaption', { class: 'chart-title' }, 'Le budget, projet par projet'),
    draw(
      'svg',
      { class: 'strip-picture', width: '100%', height: 56, role: 'img', 'aria-label': label },
      draw('rect', { class: 'strip-remainder', ...all, width: '100%' }),
      ...pieces,
      draw('rect', { class: 'strip-edge', ...all, width: `${percentOf(cost, file.budget)}%` }),
    ),
  )
}

function percentOf(amount: bigint, whole: bigint): number {
  return Number((amount * 100_000n) / whole) / 1000
}

function agreement({ difference }: Count): Node | false {
  if (!difference) return false
  const { onlyHere, onlyThere } = difference
  if (onlyHere.length + onlyThere.length === 0) {
    return notice('info', 'C’est exactement le résultat que le fichier annonce.')
  }
  return notice(
    'warning',
    'Ce résultat diffère de celui que le fichier annonce.',
    `Financés par cette règle seulement : ${listed(onlyHere)}.`,
    `Financés d’après le fichier seulement : ${listed(onlyThere)}.`,
  )
}

// A vote of hundreds of equal projects has as many ties: the report holds them all.
const TIES_SHOWN = 10

function tiesOf({ ties }: Count): Node | false {
  if (ties.length === 0) return false
  const hidden = ties.length - TIES_SHOWN
  const more = hidden > 0 && `Et ${formatInteger(hidden)} autres, toutes dans le compte rendu complet.`
  const title = formatCount(ties.length, 'égalité exacte', 'égalités exactes')
  return notice('info', title, ...ties.slice(0, TIES_SHOWN), more)
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'aucun' : names.join(', ')
}

function secondsOf(milliseconds: number): string {
  return `${(Math.max(milliseconds, 1) / 1000).toFixed(milliseconds < 100 ? 3 : 1).replace('.', ',')}\u00a0s`
}
