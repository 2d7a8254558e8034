// node tools/check-certificate.mjs BALLOTS.pb CERTIFICATE.json
//
// Checks a certificate of equal shares with nothing of Filigrane: one page to read, written from
// docs/specifications/certificate.md alone. It knows approval ballots, the utilities cost and cardinality, and the
// completions none and add1; for the other rules use `filigrane tally --certificate`.
import { readFileSync } from 'node:fs'

const [lines, { rule, proof, winners, cost, election }] = [
  readLines(process.argv[2]),
  JSON.parse(readFileSync(process.argv[3], 'utf8')),
]
const isKnown = ['cost', 'cardinality'].includes(rule.utility) && ['none', 'add1'].includes(rule.completion)
demand(rule.kind === 'equal-shares' && isKnown && proof.comparison?.kept !== 'greedy', 'a rule this page does not know')

const unit = 10n ** BigInt(election.decimals)
const projects = table('PROJECTS', 'VOTES').map((row, place) => ({
  id: row.project_id.trim(),
  cost: scaled(row.cost),
  place,
  supporters: [],
}))
const byId = new Map(projects.map((project) => [project.id, project]))
const ballots = table('VOTES').map((row) => [
  ...new Set(
    row.vote
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean),
  ),
])
for (const [voter, ids] of ballots.entries()) for (const id of ids) byId.get(id).supporters.push(voter)
demand(ballots.length === election.voters && projects.length === election.projects, 'another election')

checkEndowment(fraction(proof.shares.endowment), BigInt(proof.shares.addOne?.increments ?? 0))
const bought = checkRounds(fraction(proof.shares.endowment), proof.shares.rounds, proof.shares.end)
demand(String(bought) === String(winners) && spent(bought) === BigInt(cost), 'the winners or their cost')
if (proof.shares.addOne?.stop === 'overspent') {
  const [numerator, denominator] = fraction(proof.shares.endowment)
  const next = checkRounds([numerator + unit * denominator, denominator], proof.shares.addOne.next)
  demand(spent(next) > BigInt(election.budget), 'one unit more does not overspend')
}
console.log(`accepted: ${bought.length} projects, ${cost} of ${election.budget}`)

function demand(holds, why) {
  if (holds) return
  console.error(`REFUSED: ${why}`)
  process.exit(1)
}

/** The budget shared between all, whole units of currency if the rule starts so, and the increments. */
function checkEndowment([numerator, denominator], increments) {
  const [budget, voters] = [BigInt(election.budget), BigInt(election.voters)]
  const isFloor = rule.completion === 'add1' && rule.start === 'floor'
  const [p, q] = isFloor ? [(budget / (voters * unit)) * unit, 1n] : [budget, voters]
  demand(numerator * q === (p + increments * unit * q) * denominator, 'the endowment')
}

/** Purses are whole numbers over one denominator, which grows with each price. */
function checkRounds([numerator, start], rounds, end) {
  let denominator = start
  let purses = ballots.map(() => numerator)
  let left = BigInt(election.budget)
  const waiting = new Set(projects)
  for (const round of rounds) {
    const [p, q] = fraction(round.price)
    ;[purses, denominator] = [purses.map((purse) => purse * q), denominator * q]
    const stake = (project) => (rule.utility === 'cost' ? project.cost : 1n)
    const price = (project) => stake(project) * ((p * denominator) / q)
    const winner = byId.get(round.project)
    demand(waiting.has(winner), `${round.project} twice`)
    for (const project of waiting) {
      const given = project.supporters.reduce((sum, voter) => sum + least(purses[voter], price(project)), 0n)
      const due = project.cost * denominator
      const isAt = given === due && project.supporters.some((voter) => purses[voter] >= price(project))
      if (project === winner) demand(isAt, `the price of ${project.id}`)
      else demand(given < due || (isAt && comesFirst(winner, project)), `${project.id} should come before ${winner.id}`)
    }
    const paid = winner.supporters
      .map((voter) => [voter, least(purses[voter], price(winner))])
      .filter(([, sum]) => sum > 0n)
    const isSame = (classes) => sameClasses(paid, classes, stake(winner), purses, denominator)
    if (round.payers) demand(isSame(round.payers), `who pays for ${winner.id}`)
    for (const [voter, sum] of paid) purses[voter] -= sum
    waiting.delete(winner)
    left -= winner.cost
    demand(left === BigInt(round.moneyLeft), `the money left after ${winner.id}`)
  }
  for (const project of end ? waiting : []) {
    const held = project.supporters.reduce((sum, voter) => sum + purses[voter], 0n)
    const told = end.find(({ project: id }) => id === project.id)
    const [p, q] = fraction(told?.held ?? '0')
    demand(held < project.cost * denominator && held * q === p * denominator, `what is held for ${project.id}`)
  }
  return rounds.map(({ project }) => project)
}

function sameClasses(paid, payers, stake, purses, denominator) {
  const told = payers.map(({ paid: sum, emptied, voters }) => [fraction(sum), emptied, voters])
  const isOf =
    ([[p, q], emptied]) =>
    ([voter, sum]) =>
      sum * q === p * denominator && (purses[voter] === sum) === emptied
  if (payers.some((each) => BigInt(each.stake) !== stake)) return false
  return (
    told.every((each) => paid.filter(isOf(each)).length === each[2]) &&
    paid.length === told.reduce((sum, each) => sum + each[2], 0)
  )
}

function comesFirst(a, b) {
  if (rule.ties === 'id') return a.id < b.id
  if (a.cost !== b.cost) return a.cost < b.cost
  return a.supporters.length === b.supporters.length ? a.place < b.place : a.supporters.length > b.supporters.length
}

function least(a, b) {
  if (a < b) return a
  return b
}

function spent(ids) {
  return ids.reduce((sum, id) => sum + byId.get(id).cost, 0n)
}

function fraction(text) {
  const [numerator, denominator = '1'] = text.split('/')
  return [BigInt(numerator), BigInt(denominator)]
}

function scaled(amount) {
  const [whole, rest = ''] = amount.trim().split('.')
  return BigInt(whole + rest.slice(0, election.decimals).padEnd(election.decimals, '0'))
}

function readLines(path) {
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
}

/** Rows of a section by column. What is needed never holds a quoted `;`, and stands before what may. */
function table(from, to) {
  const [header, ...rows] = lines.slice(lines.indexOf(from) + 1, to && lines.indexOf(to)).filter(Boolean)
  const names = header.split(';').map((name) => name.trim())
  return rows.map((row) => Object.fromEntries(row.split(';').map((cell, column) => [names[column], cell])))
}
