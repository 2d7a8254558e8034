import { describe, expect, test } from 'vitest'
import type { Election } from '../model.ts'
import { readElection } from './read.ts'
import { sentenceOf, sentenceOfOddity } from './sentences.ts'

const VOTES = ['1;7', '2;7,12', '3;12']

function file(parts: { meta?: string[]; projects?: string[]; votes?: string[] } = {}): string {
  const { meta = ['budget;100', 'vote_type;approval'], votes = ['voter_id;vote', ...VOTES] } = parts
  const { projects = ['project_id;cost;name', '7;60;Parc', '12;40;École'] } = parts
  return ['META', 'key;value', ...meta, 'PROJECTS', ...projects, 'VOTES', ...votes, ''].join('\n')
}

function read(text: string | Uint8Array): Election {
  const result = readElection(text)
  if (!result.ok) throw new Error(sentenceOf(result.refusal))
  return result.value
}

/** Each voter's choices by identifier, with points when there are some. */
function ballots({ profile, projects }: Election): string[] {
  return Array.from(profile.groupOfVoter, (group) => {
    const [start, end] = [profile.offsets[group]!, profile.offsets[group + 1]!]
    const choices = Array.from(profile.choices.subarray(start, end), (project, at) => {
      const points = profile.points?.[start + at]
      return projects[project]!.id + (points === undefined ? '' : `:${points}`)
    })
    return choices.join(' ')
  })
}

function oddities(election: Election): string[] {
  return election.oddities.map(({ line, kind, detail }) => `${line} ${kind} ${detail}`.trim())
}

test('a plain file gives its projects, its voters and their choices', () => {
  const election = read(file())
  expect(election).toMatchObject({ voteType: 'approval', currency: undefined, decimals: 0, budget: 100n, oddities: [] })
  expect(election.projects).toEqual([
    { id: '7', name: 'Parc', cost: 60n, wasSelected: undefined, columns: {} },
    { id: '12', name: 'École', cost: 40n, wasSelected: undefined, columns: {} },
  ])
  expect(ballots(election)).toEqual(['7', '7 12', '12'])
  expect(election.voters).toEqual({ ids: ['1', '2', '3'], columns: {} })
  expect(election.meta).toEqual(
    new Map([
      ['budget', '100'],
      ['vote_type', 'approval'],
    ]),
  )
})

test('every other column is kept as written', () => {
  const election = read(
    file({
      meta: ['budget;100', 'vote_type;approval', 'currency;EUR', 'unit;Gers'],
      projects: ['selected;cost;name;project_id;latitude', '1;60;Parc;7;48.1', '0;40;École;12;', '2;1;;x;', ';1;;y;'],
      votes: ['age;vote;voter_id;sex', '33;7;a;F', ' 12 ;12;b;'],
    }),
  )
  expect(election.currency).toBe('EUR')
  expect(election.meta.get('unit')).toBe('Gers')
  expect(election.projects.map((project) => project.wasSelected)).toEqual([true, false, false, undefined])
  expect(election.projects[0]!.columns).toEqual({ selected: '1', latitude: '48.1' })
  expect(election.voters).toEqual({ ids: ['a', 'b'], columns: { age: ['33', ' 12 '], sex: ['F', ''] } })
})

describe('the writing of the file', () => {
  const same = read(file())
  const cases: readonly [string, string | Uint8Array][] = [
    ['a byte order mark', `\ufeff${file()}`],
    ['lines that end with CRLF', file().replaceAll('\n', '\r\n')],
    ['lines that end with CR', file().replaceAll('\n', '\r')],
    ['no line end at the end', file().trimEnd()],
    ['bytes instead of text', new TextEncoder().encode(file())],
    ['quotes that were not needed', file().replace('7;60;Parc', '"7";"60";"Parc"').replace('2;7,12', '"2";"7,12"')],
    ['spaces around identifiers and numbers', file().replace('7;60;', ' 7 ;\t60 ;').replace('2;7,12', ' 2 ; 7 , 12 ')],
    ['section names in small letters', file().replace('META', 'meta').replace('VOTES', 'Votes ')],
    ['the type of vote in capitals', file().replace('approval', 'Approval')],
  ]
  test.each(cases)('%s changes nothing', (_, text) => {
    const election = read(text)
    expect(ballots(election)).toEqual(ballots(same))
    expect(election.projects).toEqual(same.projects)
    expect(election.voters).toEqual(same.voters)
    expect(election.oddities).toEqual([])
  })

  test('a quoted cell holds semicolons, doubled quotes and lines, and the next lines keep their number', () => {
    const election = read(
      file({ projects: ['project_id;cost;name', '7;60;"Le ""Parc"";\nles\r\nbancs\rici"', '12;400;École'] }),
    )
    expect(election.projects[0]!.name).toBe('Le "Parc";\nles\r\nbancs\rici')
    expect(oddities(election)).toEqual(['11 project-dearer-than-budget 12'])
  })

  test('a quote inside a cell that does not start with one is a letter like another', () => {
    expect(read(file().replace('Parc', 'Le "Parc"')).projects[0]!.name).toBe('Le "Parc"')
  })

  test('quotes around the beginning of a cell belong to its text', () => {
    for (const name of ['"Parc" vert', '""Parc"" vert', '"Le ""grand"" parc" vert', '"a" "b"']) {
      const election = read(file().replace('Parc', name))
      expect(election.projects.map((project) => project.name)).toEqual([name, 'École'])
      expect(oddities(election)).toEqual(['7 quote-literal'])
    }
  })

  test('an identifier with a quote is found in the votes', () => {
    const text = file({ projects: ['project_id;cost', '"a""b";5'], votes: ['voter_id;vote', '1;"a""b"', '2;a"b'] })
    expect(ballots(read(text))).toEqual(['a"b', 'a"b'])
  })
})

describe('amounts are exact', () => {
  const cases: readonly [string, string, string, number, bigint, bigint][] = [
    ['whole numbers have no decimals', '100', '60', 0, 100n, 60n],
    ['zeros after the point count for nothing', '400000.0', '360.00', 0, 400000n, 360n],
    ['cents', '1331751.11', '360.0', 2, 133175111n, 36000n],
    ['the longest decimals set the unit', '100.5', '0.125', 3, 100500n, 125n],
    ['zeros in front count for nothing', '00100', '060', 0, 100n, 60n],
    ['beyond what a double holds', '999999999999999.123456789', '1', 9, 999999999999999123456789n, 1000000000n],
  ]
  test.each(cases)('%s: %s and %s', (_, budget, cost, decimals, units, costUnits) => {
    const election = read(
      file({ meta: [`budget;${budget}`, 'vote_type;approval'], projects: ['project_id;cost', `7;${cost}`, '12;1'] }),
    )
    expect([election.decimals, election.budget, election.projects[0]!.cost]).toEqual([decimals, units, costUnits])
  })
})

describe('ballots', () => {
  const points = (votes: string[], type = 'cumulative') =>
    read(file({ meta: ['budget;100', `vote_type;${type}`], votes: ['voter_id;vote;points', ...votes] }))

  test('ranked choices keep their order, others do not', () => {
    const ranked = file({ meta: ['budget;100', 'vote_type;ordinal'], votes: ['voter_id;vote', '1;12,7', '2;7,12'] })
    expect(ballots(read(ranked))).toEqual(['12 7', '7 12'])
    expect(read(ranked).profile.groupCount).toBe(2)
    expect(ballots(read(ranked.replace('ordinal', 'approval')))).toEqual(['7 12', '7 12'])
    expect(read(ranked.replace('ordinal', 'approval')).profile.groupCount).toBe(1)
  })

  test('points follow their project', () => {
    expect(ballots(points(['1;12,7;3,1', '2;7;2']))).toEqual(['7:1 12:3', '7:2'])
    expect(ballots(points(['1;12;5'], 'scoring'))).toEqual(['12:5'])
  })

  test('points with decimals are exact, whichever comes first', () => {
    const election = points(['1;12,7;3,1.5', '2;7;2', '3;7,12;0.25,10'])
    expect(election.profile.pointDecimals).toBe(2)
    expect(ballots(election)).toEqual(['7:150 12:300', '7:200', '7:25 12:1000'])
  })

  test('the same points and choices make one group', () => {
    const { profile } = points(['1;12,7;3,1', '2;7,12;1,3', '3;7,12;3,1'])
    expect([profile.groupCount, ...profile.multiplicities]).toEqual([2, 2, 1])
  })

  test('points follow their project after repetitions too', () => {
    const text = file({
      meta: ['budget;100', 'vote_type;cumulative'],
      projects: ['project_id;cost', '7;1', '12;1', '9;1'],
      votes: ['voter_id;vote;points', '1;7,7,12,9,12;1,1,2,3,2'],
    })
    expect(ballots(read(text))).toEqual(['7:1 12:2 9:3'])
  })

  test('one choice each', () => {
    const election = read(file({ meta: ['budget;100', 'vote_type;choose-1'], votes: ['voter_id;vote', '1;12', '2;7'] }))
    expect(ballots(election)).toEqual(['12', '7'])
  })
})

test('what voters are is read when asked for, and copies like any object', () => {
  const { voters } = read(file({ votes: ['voter_id;vote;age', '"1""";7;33', '2;7,12;"x;y"', '3;12;'] }))
  expect(structuredClone(voters)).toEqual({ ids: ['1"', '2', '3'], columns: { age: ['33', 'x;y', ''] } })
  expect(voters.ids).toBe(voters.ids)
})

describe('what is odd but plain is kept, counted and reported with its line', () => {
  const meta = (...lines: string[]) => file({ meta: ['budget;100', 'vote_type;approval', ...lines] })
  const votes = (...lines: string[]) => file({ votes: ['voter_id;vote', ...lines] })
  const cumulative = (limits: string[], ...lines: string[]) =>
    file({ meta: ['budget;100', 'vote_type;cumulative', ...limits], votes: ['voter_id;vote;points', ...lines] })

  const cases: readonly [string, string, string[], string[]?][] = [
    ['a budget with decimals', meta().replace('100', '100.0'), ['3 budget-has-decimals 100.0']],
    ['a project chosen twice counts once', votes('1;7,12,7'), ['11 choice-repeated 7'], ['7 12']],
    ['a blank ballot counts as a voter', votes('1;', '2;7'), ['11 empty-ballot'], ['', '7']],
    ['a voter met twice: both ballots count', votes('1;7', '2;7', '1;12'), ['13 voter-repeated 1'], ['7', '7', '12']],
    [
      'a column the format does not know',
      file({ votes: ['voter_id;vote;planet', '1;7;Mars'] }),
      ['10 column-unknown planet'],
    ],
    ['more votes than announced', meta('num_votes;2'), ['5 count-differs num_votes 2 ≠ 3']],
    ['other projects than announced', meta('num_projects;3'), ['5 count-differs num_projects 3 ≠ 2']],
    ['a number announced as it is', meta('num_votes;3', 'num_projects;2'), []],
    ['a project dearer than the budget', file().replace('7;60', '7;101'), ['7 project-dearer-than-budget 7']],
    ['a project that costs all the budget', file().replace('7;60', '7;100'), []],
    ['too many choices', meta('max_length;1'), ['13 ballot-outside-limits max_length 1 < 2']],
    [
      'too few choices',
      meta('min_length;2'),
      ['12 ballot-outside-limits min_length 2 > 1', '14 ballot-outside-limits min_length 2 > 1'],
    ],
    ['as many choices as allowed', meta('min_length;1', 'max_length;2'), []],
    [
      'blank is not too few',
      file({
        meta: ['budget;1', 'vote_type;approval', 'min_length;1'],
        projects: ['project_id;cost', '7;1'],
        votes: ['voter_id;vote', '1;'],
      }),
      ['11 empty-ballot'],
    ],
    [
      'too many points for a project, or in all',
      cumulative(['max_points;3', 'max_sum_points;5'], '1;7,12;4,1', '2;7,12;3,3'),
      ['13 ballot-outside-limits max_points 3 < 4', '14 ballot-outside-limits max_sum_points 5 < 6'],
    ],
    [
      'too few points',
      cumulative(['min_points;2', 'min_sum_points;4'], '1;7,12;2.5,1.4'),
      ['13 ballot-outside-limits min_points 2 > 1.4', '13 ballot-outside-limits min_sum_points 4 > 3.9'],
    ],
    ['a limit that is no number', meta('max_length;beaucoup'), ['5 limit-unreadable max_length;beaucoup']],
    ['a limit left empty', meta('max_length;'), []],
    ['zero point is no choice', cumulative([], '1;7,12;0,2'), ['11 points-zero 7'], ['12:2']],
    ['the same points given twice count once', cumulative([], '1;7,7;2,2'), ['11 choice-repeated 7'], ['7:2']],
    ['a key given twice: the first counts', meta('unit;Gers', 'unit;Lot'), ['6 key-repeated unit']],
    ['the budget given twice, the same', meta('budget;100'), ['5 key-repeated budget']],
    [
      'a semicolon in a description',
      meta('description;Parcs ; écoles', 'comment;a;b;'),
      ['5 separator-in-value description', '6 separator-trailing', '6 separator-in-value comment'],
    ],
    [
      'separators at the end of lines, as spreadsheets write',
      file()
        .replace('META', 'META;;')
        .replace('100', '100;')
        .replace('name', 'name;')
        .replace('7;60;Parc', '7;60;Parc;;'),
      ['1 separator-trailing', '3 separator-trailing', '6 separator-trailing', '7 separator-trailing'],
    ],
    ['a comma at the end of a vote', votes('1;7,12,', '2;7'), ['11 separator-trailing'], ['7 12', '7']],
    [
      'a blank line, or one of separators',
      file().replace('PROJECTS', '\nPROJECTS').replace('2;7,12', ';\n2;7,12'),
      ['5 line-blank', '13 line-blank'],
    ],
  ]
  test.each(cases)('%s', (_, text, expected, choices) => {
    const election = read(text)
    expect(oddities(election)).toEqual(expected)
    if (choices) expect(ballots(election)).toEqual(choices)
    for (const oddity of election.oddities)
      expect(sentenceOfOddity(oddity)).toMatch(new RegExp(`^Ligne ${oddity.line}\u00a0: .*\\.$`))
  })
})

test('a large file is read in the same way: positions, groups and lines hold beyond the first buffers', () => {
  const votes = Array.from({ length: 5000 }, (_, voter) => `v${voter};${['7', '7,12', '12', ''][voter % 4]}`)
  const election = read(file({ votes: ['voter_id;vote', ...votes] }))
  expect([...election.profile.multiplicities]).toEqual([1250, 1250, 1250, 1250])
  expect(election.voters.ids[4999]).toBe('v4999')
  expect(election.oddities.at(-1)).toMatchObject({ line: 10 + 5000, kind: 'empty-ballot' })
})

test('a file with more remarks than anybody reads keeps the first 20 000 and counts the others', () => {
  const read = readElection(
    `META\nkey;value\nbudget;10\nvote_type;approval\n${'\n'.repeat(25_000)}PROJECTS\nproject_id;cost\n1;1\nVOTES\nvoter_id;vote\na;1\n`,
  )
  const oddities = read.ok ? read.value.oddities : []
  expect(oddities).toHaveLength(20_001)
  expect(oddities.at(-1)).toMatchObject({ kind: 'oddities-in-excess', detail: '5000' })
})
