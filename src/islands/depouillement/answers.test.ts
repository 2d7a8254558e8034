import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answersOf } from './answers.ts'
import type { Count, Explained, Progress } from './messages.ts'

const DATA = join(import.meta.dirname, '../../../data/pabulib')
const VILLAGE = `META
key;value
description;Budget du village
unit;Village
num_projects;3
num_votes;4
budget;300
vote_type;approval
currency;EUR
PROJECTS
project_id;cost;name;selected
jardin;150;Jardin;1
banc;100;Banc;0
four;200;Four;1
VOTES
voter_id;vote;neighborhood
1;jardin;Nord
2;jardin,banc;Nord
2;jardin,banc;Sud
4;four;Sud
`

function desk(bytes: Uint8Array = new TextEncoder().encode(VILLAGE)) {
  const told: Progress[] = []
  const answers = answersOf(() => 0)
  const tell = (progress: Progress) => void told.push(progress)
  const opened = answers.open({ bytes }, tell)
  return { answers, tell, told, opened }
}

test('a file is read with its figures, its utilities and its oddities', async () => {
  const opened = await desk().opened
  expect(opened).toMatchObject({
    ok: true,
    value: {
      title: 'Budget du village',
      place: 'Village',
      voters: 4,
      budget: 300n,
      utilities: ['cost', 'cardinality'],
      hasPlaces: true,
      projects: [{ votes: 3 }, { votes: 2 }, { votes: 1 }],
      oddities: [{ line: 19 }],
    },
  })
})

test('a bad file is refused in French, with its line', async () => {
  const { opened } = desk(new TextEncoder().encode(VILLAGE.replace('banc;100', 'banc;cent')))
  expect(await opened).toMatchObject({ ok: false, refusal: expect.stringMatching(/^Ligne 13/) })
})

test('a count says who wins, who is served, and how it differs from what the file announces', async () => {
  const { answers, tell } = desk()
  const counted = await answers.count({ request: { kind: 'greedy' } }, tell)
  expect(counted).toMatchObject({
    ok: true,
    value: {
      winners: [0, 1],
      cost: 250n,
      served: 3,
      losers: [{ project: 2 }],
      difference: { onlyHere: ['Banc'], onlyThere: ['Four'] },
      command: 'filigrane tally FICHIER.pb --rule greedy',
    },
  })
})

test('a rule that these ballots do not allow is refused in French', async () => {
  const { answers, tell } = desk()
  const counted = await answers.count({ request: { kind: 'greedy', utility: 'points' } }, tell)
  expect(counted).toMatchObject({ ok: false, refusal: expect.stringContaining('ne donnent pas de points') })
})

test('an option the command line has not is not promised', async () => {
  const { answers, tell } = desk()
  const counted = await answers.count({ request: { kind: 'greedy', threshold: 2 } }, tell)
  expect(counted.ok && (counted.value as Count).command).toBeUndefined()
})

test('both ballots of a repeated number are told, and a number nobody has gives none', async () => {
  const { answers, tell } = desk()
  await answers.count({ request: { kind: 'greedy' } }, tell)
  expect(await answers.ballot({ number: '2' }, tell)).toMatchObject([
    {
      choices: [
        { name: 'Jardin', isFunded: true },
        { name: 'Banc', isFunded: true },
      ],
    },
    { choices: [{}, {}] },
  ])
  expect(await answers.ballot({ number: '3' }, tell)).toEqual([])
})

test('the projects that lost come the most chosen first', async () => {
  const fourFirst = VILLAGE.replace('four;200;Four;1\n', '').replace('jardin;150', 'four;200;Four;1\njardin;150')
  const { answers, tell } = desk(new TextEncoder().encode(fourFirst.replace('budget;300', 'budget;60')))
  const counted = await answers.count({ request: { kind: 'greedy' } }, tell)
  expect(counted).toMatchObject({ value: { losers: [{ project: 1 }, { project: 2 }, { project: 0 }] } })
})

test('what was left to the preset is told as it was', async () => {
  const { answers, tell } = desk()
  const counted = await answers.count({ request: { preset: 'pabutools', utility: 'cardinality' } }, tell)
  const effective = { utilite: 'cardinality', complement: 'none', egalites: 'id' }
  expect(counted).toMatchObject({ value: { effective } })
})

test('an explanation is that of the last count, not of the one before', async () => {
  const { answers, tell } = desk()
  await answers.count({ request: { kind: 'greedy' } }, tell)
  expect((await answers.project({ project: 1 }, tell)).sentences.join(' ')).toContain('est le 2e projet financé')
  await answers.count({ request: { kind: 'equal-shares', completion: 'none' } }, tell)
  expect((await answers.project({ project: 1 }, tell)).sentences.join(' ')).toContain('n’est pas financé')
})

test('each place is told what its voters brought, small ones together', async () => {
  const { answers, tell, opened } = desk(readFileSync(join(DATA, 'Poland_Wieliczka_2023_Green_Budget.pb')))
  const file = await opened
  await answers.count({ request: { kind: 'greedy' } }, tell)
  const places = await answers.places({}, tell)
  expect(places.length > 0).toBe(file.ok && file.value.hasPlaces)
})

test('a loser is told what it lacked, then what would have made it win', async () => {
  const { answers, tell } = desk()
  await answers.count({ request: { kind: 'greedy' } }, tell)
  const why: Explained = await answers.project({ project: 2 }, tell)
  expect(why.sentences.join(' ')).toContain('Il manquait')
  const change = await answers.change({ project: 2 }, tell)
  expect(change).toHaveLength(2)
  expect(change.join(' ')).toMatch(/votes? de plus pour lui seul, il gagnait.*S’il coûtait/)
})

test('a winner is told how dear it could have been', async () => {
  const { answers, tell } = desk()
  await answers.count({ request: { kind: 'greedy' } }, tell)
  const change = await answers.change({ project: 0 }, tell)
  expect(change).toHaveLength(1)
  expect(change[0]).toMatch(/rester financé|plus cher/)
})

test('the chosen rule comes first in the comparison, each other beside it with who gains and who loses', async () => {
  const { answers, tell, told } = desk()
  const { rules, voters } = await answers.compare({ request: { kind: 'equal-shares', utility: 'cardinality' } }, tell)
  expect(voters).toBe(4)
  expect(rules.map(({ name }) => name)).toEqual([
    'La règle choisie',
    'Les plus choisis d’abord',
    'Parts égales, sans complément',
    'Parts égales, complétées',
    'Phragmén',
    'Le plus grand total',
  ])
  expect(rules[0]).toMatchObject({ winners: [1], preferences: undefined })
  expect(rules[2]).toMatchObject({ preferences: { first: 0, second: 0, neither: 4 } })
  expect(told.filter(({ share }) => share !== undefined).map(({ share }) => share)).toEqual([
    0,
    1 / 6,
    2 / 6,
    3 / 6,
    4 / 6,
    5 / 6,
  ])
})

test.each(['Poland_Wieliczka_2023_Green_Budget', 'Poland_Swiecie_2023', 'Netherlands_Assen_2024'])(
  '%s by the rule of its city: what its certificate says is proven, and each project is told',
  async (name) => {
    const { answers, tell, opened } = desk(readFileSync(join(DATA, `${name}.pb`)))
    const file = await opened
    const preset = name.includes('Wieliczka')
      ? 'wieliczka-2023'
      : name.includes('Swiecie')
        ? 'swiecie-2023'
        : 'assen-2024'
    const counted = await answers.count({ request: { kind: 'equal-shares', preset } }, tell)
    expect(counted.ok && counted.value.difference).toEqual({ onlyHere: [], onlyThere: [] })
    expect(await answers.certify({}, tell)).toMatchObject({ isAccepted: true })
    if (!file.ok) throw new Error(file.refusal)
    for (const project of file.value.projects.keys()) {
      expect((await answers.project({ project }, tell)).sentences.length).toBeGreaterThan(0)
    }
  },
)
